"""The graphs that every store holds whatever reports are in it: authority data, ontology and shapes."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from servanda.graph.ntriples import lines
from servanda.graph.store import GraphChange, Store
from servanda.graph.ties import is_outdated, rebuild
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.ontology.ontology import ontology_graph
from servanda.ontology.vocab import SV
from servanda.shapes.check import shapes_graph

_GRAPHS = {"ontology": ontology_graph, "shapes": shapes_graph}
_BLANK = re.compile(r"_:\w+")


def lay(store: Store, iris: Iris) -> None:
    """Put the graphs of this version into a store, each in one transaction, unless they are there already.

    Ties that an earlier version derived are derived anew.
    """
    for name in ("authority", "ontology", "shapes"):
        graph, (digest, triples) = iris.graph(name).n3(), _content(name, iris)
        mark = f'{graph} {SV.inputHash.n3()} "{digest}" .\n'
        if not store.ask(f"ASK {{ GRAPH {graph} {{ {mark} }} }}"):
            store.apply([GraphChange(str(iris.graph(name)), mark + triples, replaces=True)])
    if is_outdated(store, iris):
        rebuild(store, iris)


@cache
def _content(name: str, iris: Iris) -> tuple[str, str]:
    """Return a graph's digest, for which the varying names of blank nodes do not count, and the graph as N-Triples."""
    graph = authority_graph(iris) if name == "authority" else _GRAPHS[name]()
    triples = lines(graph)
    nameless = sorted(_BLANK.sub("_:", line) for line in triples.split("\n"))
    return hashlib.sha256("\n".join(nameless).encode()).hexdigest(), triples
