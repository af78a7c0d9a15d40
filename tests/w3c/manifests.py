"""The manifests of the W3C SPARQL 1.1 test suite as plain objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

SUITE = Path(__file__).parents[3] / "shared" / "w3c" / "sparql11"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
LEFT_OUT = {
    "entailment": "no entailment regime is claimed",
    "service": "the server calls no other host: tests/api/test_safety.py shows it",
    "http-rdf-update": "deprecated in favour of graph-store-protocol",
}
"""Folders that are not run, and why."""

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

Term = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True)
class Node:
    """A resource of a manifest."""

    graph: Graph
    term: Term

    def all(self, predicate: str) -> list[Node]:
        return [Node(self.graph, term) for term in self.graph.objects.get((self.term, predicate), ())]

    def one(self, predicate: str) -> Node | None:
        found = self.all(predicate)
        return found[0] if found else None

    def items(self) -> Iterator[Node]:
        """Yield the members of a list."""
        cell: Node | None = self
        while cell is not None and (first := cell.one(RDF + "first")) is not None:
            yield first
            cell = cell.one(RDF + "rest")

    @property
    def text(self) -> str:
        return "" if isinstance(self.term, ox.BlankNode) else self.term.value


class Graph:
    """The triples of a manifest, by subject and predicate."""

    def __init__(self, path: Path) -> None:
        self.objects: dict[tuple[Term, str], list[Term]] = {}
        base = BASE + path.relative_to(SUITE).as_posix()
        for quad in ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE, base_iri=base):
            assert isinstance(quad.object, ox.NamedNode | ox.BlankNode | ox.Literal)
            assert isinstance(quad.subject, ox.NamedNode | ox.BlankNode)
            self.objects.setdefault((quad.subject, quad.predicate.value), []).append(quad.object)
        self.manifest = Node(self, ox.NamedNode(base))


@dataclass(frozen=True)
class Test:
    """One test."""

    __test__ = False

    folder: str
    name: str
    kind: str
    node: Node

    @property
    def id(self) -> str:
        return f"{self.folder}/{self.name}"

    @property
    def action(self) -> Node:
        action = self.node.one(MF + "action")
        return self.node if action is None else action

    @property
    def default_graphs(self) -> list[str]:
        return [node.text for node in self.action.all(QT + "data")]

    @property
    def named_graphs(self) -> list[str]:
        return [(node.one(UT + "graph") or node).text for node in self.action.all(QT + "graphData")]

    @property
    def query(self) -> str:
        """The text of the query, with its address as its base."""
        query = self.action.one(QT + "query")
        assert query is not None
        return f"BASE <{query.text}>\n{file_of(query.text).read_text(encoding='utf-8')}"

    @property
    def named_itself(self) -> list[str]:
        """The graphs that the query names with FROM."""
        folder = f"{BASE}{self.folder}/"
        return [folder + name for name in re.findall(r"FROM\s+(?:NAMED\s+)?<([\w.-]+)>", self.query)]

    @property
    def data(self) -> list[str]:
        return self.default_graphs + self.named_graphs + self.named_itself

    @property
    def result(self) -> Node | None:
        return self.node.one(MF + "result")


@cache
def tests() -> tuple[Test, ...]:
    """Return every test that is run; none where the suite is not there."""
    if not SUITE.is_dir():
        return ()
    return tuple(
        test
        for folder in sorted(path for path in SUITE.iterdir() if path.is_dir() and path.name not in LEFT_OUT)
        for manifest in sorted(folder.glob("manifest*.ttl"))
        for test in _entries(folder.name, Graph(manifest))
    )


def _entries(folder: str, graph: Graph) -> Iterator[Test]:
    entries = graph.manifest.one(MF + "entries")
    for node in entries.items() if entries is not None else ():
        kind = node.one(RDF + "type")
        assert kind is not None
        yield Test(folder, node.text.rpartition("#")[2], kind.text.removeprefix(MF), node)


def file_of(iri: str) -> Path:
    """Return the file that an IRI of the suite stands for."""
    return SUITE / iri.removeprefix(BASE)
