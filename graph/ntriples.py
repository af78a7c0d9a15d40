"""N-Triples: sets of triples as sorted lines, so that equal sets give equal text, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import rdflib
from rdflib import Graph, URIRef
from rdflib.plugins.parsers.ntriples import NTGraphSink, W3CNTriplesParser, r_literal, unquote
from rdflib.term import Node

from servanda.ontology.vocab import XSD

Triple = tuple[Node, Node, Node]


def lines(triples: Iterable[Triple]) -> str:
    """Return triples as N-Triples, each a line, sorted."""
    graph = triples if isinstance(triples, Graph) else Graph()
    if graph is not triples:
        for triple in triples:
            graph.add(triple)
    # Only line feeds end lines: literals may hold form feeds and other characters that `splitlines` takes for ends.
    rows = graph.serialize(format="nt").split("\n")
    return "".join(f"{row}\n" for row in sorted(rows) if row)


def parsed(text: str) -> Graph:
    """Return the graph of N-Triples, every literal in the lexical form that it has there.

    rdflib's own parser writes "0.90" as "0.9" and "Z" as "+00:00", and triples so changed could not be taken out again.
    """
    graph = Graph()
    _Parser(NTGraphSink(graph)).parsestring(text)
    return graph


def decimal(value: float) -> rdflib.Literal:
    """Return a number as `xsd:decimal` to three places, in the form that every store keeps: "0.9", not "0.900"."""
    return rdflib.Literal(f"{value:.3f}".rstrip("0").rstrip("."), datatype=XSD.decimal, normalize=False)


class _Parser(W3CNTriplesParser):
    def literal(self) -> Literal[False] | rdflib.Literal:
        """Return the literal that comes next, or False."""
        if not self.peek('"'):
            return False
        words, language, datatype = self.eat(r_literal).groups()
        return rdflib.Literal(
            unquote(words), language or None, URIRef(unquote(datatype)) if datatype else None, normalize=False
        )
