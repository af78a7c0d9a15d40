from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import QueryError, StoreError
from servanda.graph.remote import RemoteStore
from servanda.graph.store import GraphChange
from tests.graph import servers
from tests.graph.conftest import service_settings

GRAPH = "https://example.org/graph"


@pytest.fixture(scope="module")
def short_url(tmp_path_factory: pytest.TempPathFactory) -> object:
    """A server that cuts answers after 1,000 rows."""
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=1000) as url:
        yield url


def test_answers_that_the_server_cuts_are_refused(short_url: str, tmp_path: Path) -> None:
    lines = "".join(f'<urn:s{n}> <urn:p> "{n}" .\n' for n in range(1500))
    with RemoteStore(short_url, service_settings("virtuoso")) as store:
        store.apply([GraphChange(GRAPH, lines)])
        assert store.size() == 1500
        assert len(store.select("SELECT ?o { ?s <urn:p> ?o } LIMIT 900").rows) == 900
        with pytest.raises(QueryError, match="ResultSetMaxRows"):
            store.select("SELECT ?o { ?s <urn:p> ?o }")
        with pytest.raises(QueryError, match="ResultSetMaxRows"):
            store.serialize("SELECT ?o { ?s <urn:p> ?o }", "text/csv")
        with pytest.raises(StoreError, match="ResultSetMaxRows"):
            store.construct("CONSTRUCT WHERE { ?s <urn:p> ?o }")
        with pytest.raises(StoreError, match="ResultSetMaxRows"):
            store.backup(tmp_path / "b.nq.gz")
    assert list(tmp_path.iterdir()) == []


def test_the_servers_own_graphs_are_no_part_of_the_store(virtuoso_url: str) -> None:
    with RemoteStore(virtuoso_url, service_settings("virtuoso")) as store:
        store.update(
            "; ".join(f"DROP SILENT GRAPH <{graph}>" for graph in store.graphs()) or "DROP SILENT GRAPH <urn:x>"
        )
        assert store.select("SELECT * { ?s ?p ?o }").rows == ()
        assert store.size() == 0
