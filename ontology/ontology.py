"""The ontology as RDF: classes, properties and concept schemes of all layers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from rdflib import Graph

from servanda.ontology.vocab import PREFIXES

LAYERS = (
    "document",
    "statement",
    "content",
    "actors",
    "instruments",
    "commitments",
    "judgement",
    "identity",
    "ties",
    "links",
)
"""Names of the Turtle files that define terms, in the order of the model."""

SCHEMES = "schemes"
"""Name of the Turtle file that defines the concept schemes."""


def layer_graph(layer: str) -> Graph:
    """Return one layer of the ontology, or the concept schemes, as a graph of its own."""
    graph = Graph()
    graph.parse(data=files("servanda.ontology").joinpath(f"{layer}.ttl").read_text(encoding="utf-8"), format="turtle")
    return graph


@cache
def ontology_graph() -> Graph:
    """Return the whole ontology; the graph is shared, so callers must not change it."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for layer in (*LAYERS, SCHEMES):
        part = layer_graph(layer)
        graph += part
        for prefix, namespace in part.namespaces():
            graph.bind(prefix, namespace, override=False)
    return graph
