from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.errors import StoreError
from servanda.graph import archive
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.opening import open_store, restore
from servanda.graph.remote import RemoteStore
from servanda.graph.store import GraphChange
from servanda.settings import Settings
from tests.graph.conftest import remote
from tests.graph.stub import Answer, Stub, served

GRAPH = "https://example.org/graph"


@pytest.fixture(params=["oxigraph", "virtuoso"])
def service(request: pytest.FixtureRequest) -> Iterator[RemoteStore]:
    """A store in a service of each kind, empty."""
    with remote(str(request.param), request) as opened:
        yield opened


@pytest.fixture
def stub() -> Iterator[Stub]:
    with served() as stub:
        yield stub


def many(number: int) -> str:
    return "".join(f'<urn:s{n}> <urn:p> "value {n}"@en .\n' for n in range(number))


def test_a_large_report_is_replaced_in_one_request(service: RemoteStore) -> None:
    service.apply([GraphChange(GRAPH, many(6_000))])
    service.apply([GraphChange(GRAPH, many(5_500), replaces=True)])
    assert service.size(GRAPH) == service.size() == 5_500


def test_blank_nodes_of_two_graphs_stay_apart(service: RemoteStore) -> None:
    chain = "_:a <urn:p> _:b .\n_:b <urn:p> <urn:end> .\n"
    service.apply([GraphChange("urn:one", chain + many(1500)), GraphChange("urn:two", chain)])
    query = "SELECT ?g { GRAPH ?g { ?a <urn:p> ?b . ?b <urn:p> <urn:end> } } ORDER BY ?g"
    assert [str(row["g"]) for row in service.select(query).rows] == ["urn:one", "urn:two"]
    out = io.BytesIO()
    service.dump(out, "application/n-quads")
    with EmbeddedStore() as copy:
        copy.load(io.BytesIO(out.getvalue()), "application/n-quads")
        assert [str(row["g"]) for row in copy.select(query).rows] == ["urn:one", "urn:two"]
        assert copy.size() == service.size() == 1504


def test_booleans_and_dates_can_be_asked_for(service: RemoteStore) -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#"
    lines = f'<urn:s> <urn:named> "true"^^<{xsd}boolean> .\n<urn:s> <urn:date> "2020-02-03"^^<{xsd}date> .\n'
    service.apply([GraphChange(GRAPH, lines)])
    assert [str(row["o"]) for row in service.select("SELECT ?o { ?s <urn:named> ?o }").rows] == ["true"]
    assert service.ask("ASK { GRAPH ?g { ?s <urn:named> true } }")
    assert service.ask(f'ASK {{ ?s <urn:date> ?d FILTER (?d > "2019-12-31"^^<{xsd}date>) }}')
    assert service.construct("CONSTRUCT WHERE { ?s <urn:named> ?o }") == lines.splitlines(keepends=True)[0]


def test_restore_fills_an_empty_service(service: RemoteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.graph.remote._BATCH", 700)
    with EmbeddedStore() as store:
        store.apply([GraphChange(GRAPH, many(3_000)), GraphChange("urn:two", "_:a <urn:p> _:a .")])
        store.backup(tmp_path / "b.nq.gz")
    archive.restore(tmp_path / "b.nq.gz", service)
    assert service.graphs() == [GRAPH, "urn:two"]
    assert service.size() == 3_001


def test_opening_a_url(oxigraph_url: str, tmp_path: Path) -> None:
    with open_store(oxigraph_url) as store:
        store.update("DROP ALL")
        store.apply([GraphChange(GRAPH, many(3))])
        store.backup(tmp_path / "b.nq.gz")
        store.update("DROP ALL")
    restore(tmp_path / "b.nq.gz", oxigraph_url)
    with open_store(oxigraph_url, read_only=True) as store:
        assert store.size() == 3
        with pytest.raises(StoreError, match="read only"):
            store.apply([GraphChange(GRAPH, many(1))])


def test_an_answer_that_is_cut_is_an_error(stub: Stub) -> None:
    with RemoteStore(stub.url, Settings(store_kind="servanda", store_retries=0)) as store:
        stub.answers = [Answer(body=b'{"head":{"vars":["n"]},"results":{"bindings":[The operation has been cancelled')]
        for media_type in ("text/csv", "application/sparql-results+json"):
            with pytest.raises(StoreError, match="cut"):
                store.serialize("SELECT ?n { ?n ?p ?o }", media_type)
        with pytest.raises(StoreError, match="not a SPARQL result"):
            store.select("SELECT ?n { ?n ?p ?o }")
        stub.answers = [Answer(body=b"<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:")]
        with pytest.raises(StoreError, match="cut"):
            store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
