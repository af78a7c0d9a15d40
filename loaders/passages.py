"""Passages: stretches of a report's text, by offsets and by quotation, each with the sentence that it stands in."""

from __future__ import annotations

from functools import cached_property

from rdflib import Graph, Literal, URIRef

from servanda.loaders.sentences import sentence_around, sentences
from servanda.ontology.exchange import Span
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import OA, RDF, SV, XSD

CONTEXT = 32
"""Characters before and after a quotation that its selector holds, to find it again in a changed text."""


class Passages:
    """Adds passages to a report's graph, each stretch of the text once."""

    def __init__(self, graph: Graph, iris: Iris, report: URIRef, text: str) -> None:
        """Start with the graph of a report."""
        self._graph, self._iris, self._report, self._text = graph, iris, report, text

    @cached_property
    def _sentences(self) -> list[Span]:
        return sentences(self._text)

    def sentence(self, start: int, end: int) -> Span:
        """Return the sentence, or the stretch of sentences, that holds `start` to `end`."""
        return sentence_around(self._sentences, start, end)

    def add(self, start: int, end: int, sentence: Span | None = None) -> URIRef:
        """Add the passage `text[start:end]` and its sentence, and return its IRI; the sentence is found where None."""
        passage = self._add(start, end)
        around = sentence or self.sentence(start, end)
        whole = self._add(*self._trimmed(around))
        self._graph.add((whole, SV.inSentence, whole))
        if (passage, SV.inSentence, None) not in self._graph:
            self._graph.add((passage, SV.inSentence, whole))
        return passage

    def _trimmed(self, span: Span) -> tuple[int, int]:
        """Return a span without the space around it, which extractors may count to a sentence."""
        part = self._text[span.start : span.end]
        return span.start + len(part) - len(part.lstrip()), span.end - len(part) + len(part.rstrip())

    def _add(self, start: int, end: int) -> URIRef:
        passage = self._iris.passage(self._report, start, end)
        graph = self._graph
        if (passage, RDF.type, SV.Passage) in graph:
            return passage
        for kind in (SV.Passage, OA.SpecificResource):
            graph.add((passage, RDF.type, kind))
        graph.add((passage, OA.hasSource, self._report))
        position, quote = URIRef(f"{passage}/position"), URIRef(f"{passage}/quote")
        graph.add((passage, OA.hasSelector, position))
        graph.add((position, RDF.type, OA.TextPositionSelector))
        for term, offset in ((OA.start, start), (OA.end, end)):
            graph.add((position, term, Literal(str(offset), datatype=XSD.nonNegativeInteger)))
        graph.add((passage, OA.hasSelector, quote))
        graph.add((quote, RDF.type, OA.TextQuoteSelector))
        before, after = self._text[max(0, start - CONTEXT) : start], self._text[end : end + CONTEXT]
        for term, words in ((OA.exact, self._text[start:end]), (OA.prefix, before), (OA.suffix, after)):
            graph.add((quote, term, Literal(words)))
        return passage
