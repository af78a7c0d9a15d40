from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.settings import Settings

from ..api.conftest import served
from .manifests import LABEL, UT, Node, file_of, tests

TOKEN = "an open secret of the tests"


class Service:
    """Our service with a store for the tests."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def fill(self, action: Node) -> None:
        """Make the store hold exactly what the action of a test says."""
        parts = ["DROP ALL"]
        for quads, name in datasets(action):
            text = (ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES) or b"").decode()
            parts += [f"CREATE SILENT GRAPH <{name}>"] * bool(name)
            parts.append(f"INSERT DATA {{ GRAPH <{name}> {{ {text} }} }}" if name else f"INSERT DATA {{ {text} }}")
        sent = self.update(" ;\n".join(parts))
        assert sent.is_success, sent.text

    def update(self, text: str) -> httpx.Response:
        return self.client.post("/update", content=text, headers={"Content-Type": "application/sparql-update"})

    def dataset(self) -> list[ox.Quad]:
        """Return everything that the store holds."""
        default = self.client.get("/rdf-graph-store?default", headers={"Accept": "application/n-triples"}).content
        found = list(ox.parse(default, ox.RdfFormat.N_TRIPLES))
        query = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
        named = ox.parse_query_results(
            self.client.get("/sparql", params={"query": query}).content, ox.QueryResultsFormat.JSON
        )
        assert isinstance(named, ox.QuerySolutions)
        return found + [ox.Quad(row["s"], row["p"], row["o"], row["g"]) for row in named]


def datasets(node: Node) -> Iterator[tuple[list[ox.Quad], str]]:
    """Yield the graphs that a test starts from or ends with, each with its name, empty for the default graph."""
    for data in node.all(UT + "data"):
        yield quads_of(data.text), ""
    for named in node.all(UT + "graphData"):
        graph = named.one(UT + "graph")
        label = named.one(LABEL)
        data = graph or named
        yield quads_of(data.text), label.text if label else data.text


def quads_of(iri: str) -> list[ox.Quad]:
    path = file_of(iri)
    found = ox.RdfFormat.from_extension(path.suffix[1:])
    return list(ox.parse(path.read_bytes(), found, base_iri=iri, rename_blank_nodes=True))


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that the tests write to."""
    store: Path = tmp_path_factory.mktemp("w3c") / "store"
    with served(Settings(store=str(store), token=TOKEN, query_timeout=30.0)) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield Service(client)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose store holds the data of all tests of queries, each file in the graph of its IRI."""
    folder = tmp_path_factory.mktemp("w3c") / "library"
    files = sorted({data for test in tests() if "Query" in test.kind or "CSV" in test.kind for data in test.data})
    quads = (ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(iri)) for iri in files for q in quads_of(iri))
    with EmbeddedStore(folder) as store:
        store.load(io.BytesIO(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""), "application/n-quads")
    with served(Settings(store=str(folder), query_timeout=30.0)) as client:
        yield Service(client)
