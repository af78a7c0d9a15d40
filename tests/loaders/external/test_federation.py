"""Another SPARQL service on this machine, asked for a part of its data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from rdflib import Literal, URIRef

from servanda.errors import QueryError, QueryRefused, StoreError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.remote import RemoteStore
from servanda.loaders.external.federation import fetch, is_fresh
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SKOS
from servanda.settings import Settings
from tests.graph import servers

IRIS = Iris()
LAW = "https://laws.example/1"
QUERY = f"CONSTRUCT {{ ?law <{SKOS.prefLabel}> ?title }} WHERE {{ GRAPH ?g {{ ?law <{SKOS.prefLabel}> ?title }} }}"
TODAY = date(2026, 1, 31)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    with servers.oxigraph() as url:
        with RemoteStore(url) as other:
            other.update(f'INSERT DATA {{ GRAPH <https://laws.example/g> {{ <{LAW}> <{SKOS.prefLabel}> "Law 1" }} }}')
        yield f"{url}/query"


def test_a_part_of_another_service_becomes_a_graph_with_its_day(endpoint: str) -> None:
    dataset = fetch(endpoint, QUERY, "laws", Settings(federation=(endpoint,)), IRIS)
    assert (URIRef(LAW), SKOS.prefLabel, Literal("Law 1")) in dataset.graph
    with EmbeddedStore() as store:
        assert not is_fresh(store, "laws", endpoint, QUERY, TODAY, 7, IRIS)
        store.apply([dataset.change(IRIS, TODAY)])
        assert is_fresh(store, "laws", endpoint, QUERY.replace("  ", "\n"), TODAY + timedelta(days=7), 7, IRIS)
        assert not is_fresh(store, "laws", endpoint, QUERY, TODAY + timedelta(days=8), 7, IRIS)
        assert not is_fresh(store, "laws", endpoint, "CONSTRUCT WHERE { ?s ?p ?o }", TODAY, 7, IRIS)
        assert store.ask(f'ASK {{ GRAPH <{dataset.iri(IRIS)}> {{ <{LAW}> <{SKOS.prefLabel}> "Law 1" }} }}')


def test_a_service_that_is_not_on_the_list_is_not_asked(endpoint: str) -> None:
    with pytest.raises(QueryRefused, match="SERVANDA_FEDERATION"):
        fetch(endpoint, QUERY, "laws", Settings(), IRIS)


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("SELECT * WHERE { ?s ?p ?o }", QueryError),
        ("CONSTRUCT WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", QueryRefused),
        ("CONSTRUCT WHERE { ?s ?p }", QueryError),
    ],
)
def test_other_queries_are_refused(endpoint: str, query: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        fetch(endpoint, query, "laws", Settings(federation=(endpoint,)), IRIS)


def test_an_answer_that_is_too_large_is_refused(endpoint: str) -> None:
    with pytest.raises(StoreError, match="ask for less"):
        fetch(endpoint, QUERY, "laws", Settings(federation=(endpoint,), max_answer_bytes=10), IRIS)


def test_a_service_that_does_not_answer_is_told() -> None:
    gone = "http://127.0.0.1:9/query"
    with pytest.raises(StoreError, match=r"127\.0\.0\.1"):
        fetch(gone, QUERY, "laws", Settings(federation=(gone,), store_retries=0), IRIS)
