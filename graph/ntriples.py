"""N-Triples: sets of triples as sorted lines, so that equal sets give equal text, and back.

Both ways are walked for every triple of every report, so rows of the common form are written and read at one blow; the
rest is left to rdflib.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

import rdflib
from rdflib import Graph, URIRef
from rdflib.plugins.parsers.ntriples import NTGraphSink, W3CNTriplesParser, r_literal, unquote
from rdflib.term import Node

from servanda.ontology.vocab import XSD

Triple = tuple[Node, Node, Node]

_IRI = r'<([^<>"{}|\\^`\x00-\x20]*)>'
_LITERAL = rf'"([^"\\\n\r]*(?:\\.[^"\\\n\r]*)*)"(?:\^\^{_IRI}|@([a-zA-Z]+(?:-[a-zA-Z0-9]+)*))?'
_ROW = re.compile(rf"{_IRI} {_IRI} (?:{_IRI}|{_LITERAL}) \.")
"""A row without blank nodes."""
_ESCAPED = re.compile(r'[\\\n"\r]')


def new_graph() -> Graph:
    """Return an empty graph that holds triples alone, no named graphs, which makes it twice as fast."""
    return Graph("SimpleMemory")


def lines(triples: Iterable[Triple]) -> str:
    """Return triples as N-Triples, each a line, sorted."""
    names: dict[Node, str] = {}

    def text(term: Node) -> str:
        if type(term) is rdflib.Literal:  # `isinstance` asks abstract base classes, which takes longer than all else
            return _quoted(term)
        return names.get(term) or names.setdefault(term, term.n3())

    rows = {f"{text(subject)} {text(predicate)} {text(value)} .\n" for subject, predicate, value in triples}
    return "".join(sorted(rows))


def parsed(text: str) -> Graph:
    """Return the graph of N-Triples, every literal in the lexical form that it has there.

    rdflib's own parser writes "0.90" as "0.9" and "Z" as "+00:00", and triples so changed could not be taken out again.
    """
    graph, iris, rest = new_graph(), dict[str, URIRef](), list[str]()

    def iri(text: str) -> URIRef:
        return iris.get(text) or iris.setdefault(text, URIRef(text))

    for row in text.split("\n"):  # only line feeds end lines: literals hold characters that `splitlines` takes for ends
        if not (found := _ROW.fullmatch(row)):
            rest.append(row)
            continue
        subject, predicate, thing, words, datatype, language = found.groups()
        value = iri(thing) if words is None else _literal(words, language, iri(datatype) if datatype else None)
        graph.add((iri(subject), iri(predicate), value))
    if any(rest):
        _Parser(NTGraphSink(graph)).parsestring("\n".join(rest))
    return graph


def decimal(value: float) -> rdflib.Literal:
    """Return a number as `xsd:decimal` to three places, in the form that every store keeps: "0.9", not "0.900"."""
    return rdflib.Literal(f"{value:.3f}".rstrip("0").rstrip("."), datatype=XSD.decimal, normalize=False)


def _quoted(literal: rdflib.Literal) -> str:
    words = str(literal)
    if _ESCAPED.search(words):
        words = words.replace("\\", "\\\\").replace("\n", "\\n").replace('"', '\\"').replace("\r", "\\r")
    if literal.language:
        return f'"{words}"@{literal.language}'
    return f'"{words}"^^<{literal.datatype}>' if literal.datatype else f'"{words}"'


def _literal(words: str, language: str | None, datatype: URIRef | None) -> rdflib.Literal:
    return rdflib.Literal(unquote(words) if "\\" in words else words, language, datatype, normalize=False)


class _Parser(W3CNTriplesParser):
    def literal(self) -> Literal[False] | rdflib.Literal:
        """Return the literal that comes next, or False."""
        if not self.peek('"'):
            return False
        words, language, datatype = self.eat(r_literal).groups()
        return _literal(words, language or None, URIRef(unquote(datatype)) if datatype else None)
