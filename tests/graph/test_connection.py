from __future__ import annotations

from collections.abc import Iterator

import pytest

from servanda.errors import StoreError, UsageError
from servanda.graph.connection import connect
from servanda.graph.remote import RemoteStore
from servanda.settings import Settings
from tests.graph.stub import Answer, Stub, served

YES, NO = Answer(), Answer(body=b'{"head":{},"boolean":false}')
NOTHING = Answer(body=b'{"head":{"vars":["s"]},"results":{"bindings":[]}}')
TRIPLE = Answer(body=b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:s"},'
                b'"p":{"type":"uri","value":"urn:p"},"o":{"type":"uri","value":"urn:o"}}]}}')  # fmt: skip


@pytest.fixture
def stub() -> Iterator[Stub]:
    with served() as stub:
        yield stub


def test_credentials_never_go_with_the_first_request(stub: Stub) -> None:
    connect(f"{stub.url}/query", Settings(store_user="ann", store_password="x")).transport.close()
    assert ["authorization" in asked.headers for asked in stub.asked] == [False, True]


def test_a_kind_that_is_set_is_not_looked_for(stub: Stub) -> None:
    connection = connect(stub.url, Settings(store_kind="fuseki"))
    connection.transport.close()
    assert [asked.path for asked in stub.asked] == ["/query"]


@pytest.mark.parametrize("url", ["http://ann:x@h/sparql", "http://h/sparql?x=1", "http://h/#x", "http:///x"])
def test_urls_that_make_no_sense(url: str) -> None:
    with pytest.raises(UsageError):
        connect(url, Settings())


def test_what_is_no_sparql_service_is_told(stub: Stub) -> None:
    stub.answers = [Answer(404)]
    with pytest.raises(StoreError, match="check the URL"):
        connect(stub.url, Settings())
    stub.answers = [Answer(400, b"what?")]
    with pytest.raises(StoreError, match="query endpoint"):
        connect(stub.url, Settings())


def test_a_service_without_a_union_is_refused_once_there_is_data(stub: Stub) -> None:
    with RemoteStore(stub.url, Settings(store_kind="other")) as store:
        stub.answers = [NOTHING, YES, TRIPLE, NO]
        assert store.ask("ASK { ?s ?p ?o }")
        with pytest.raises(StoreError, match="union"):
            store.ask("ASK { ?s ?p ?o }")
        stub.answers = [TRIPLE, YES, NO, NO]
        assert not store.ask("ASK { ?s ?p ?o }")
        asked = len(stub.asked)
        assert not store.ask("ASK { ?s ?p ?o }")
        assert len(stub.asked) == asked + 1, "the union is looked for until it is seen, then no more"


def test_a_dataset_goes_with_the_request_and_not_in_the_query(stub: Stub) -> None:
    with RemoteStore(stub.url, Settings(store_kind="oxigraph")) as store:
        assert "union-default-graph" in _last(store, stub, "ASK { ?s ?p ?o }", None)
        assert "union-default-graph" not in _last(store, stub, "ASK FROM <urn:a> { ?s ?p ?o }", None)
        form = _last(store, stub, "ASK FROM <urn:a> { ?s ?p ?o }", ["urn:b"])
        assert form["default-graph-uri"] == ["urn:b"] and "urn:a" not in form["query"][0]
        assert "union-default-graph" not in form


def _last(store: RemoteStore, stub: Stub, query: str, graphs: list[str] | None) -> dict[str, list[str]]:
    b"".join(store.serialize(query, "application/sparql-results+json", graphs))
    return stub.asked[-1].form
