"""Parts of other SPARQL services, kept in a named graph of their own with the day on which they were fetched.

Only services of the allow-list (SERVANDA_FEDERATION) are asked. No redirect is followed, credentials of the store are
never sent, and an answer above the size limit is refused. What was fetched lately with the same query is not fetched
again: questions that join it with reports need no network.
"""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from datetime import date

from rdflib import Graph, Literal, URIRef

from servanda.errors import DataError, QueryError, QueryRefused, StoreError
from servanda.graph import sparql
from servanda.graph.store import Store
from servanda.graph.transport import Transport
from servanda.loaders.external.dataset import Dataset
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, SV
from servanda.settings import Settings

_ACCEPT = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_PARSERS = {"application/n-triples": "nt", "text/plain": "nt", "text/turtle": "turtle", "application/rdf+xml": "xml"}


def fetch(endpoint: str, query: str, name: str, settings: Settings, iris: Iris) -> Dataset:
    """Return what a CONSTRUCT or DESCRIBE query finds at another service.

    Raises:
        QueryRefused: the service is not on the allow-list, or the query calls a third one.
        QueryError: it is another form of query, or the service finds it wrong.
        StoreError: the service does not answer, or answers too much.
        DataError: its answer is no RDF.
    """
    if endpoint not in settings.federation:
        raise QueryRefused(f"{endpoint} is not on the list of services: add it to SERVANDA_FEDERATION")
    if sparql.form(query) not in ("CONSTRUCT", "DESCRIBE"):
        raise QueryError("a CONSTRUCT or DESCRIBE query is needed here, since its answer becomes a graph")
    if "SERVICE" in sparql.words(query):
        raise QueryRefused("this query calls a third service with SERVICE: ask that service directly")
    anonymous = replace(settings, store_user="", store_password="", store_token="")
    with (
        closing(Transport(anonymous)) as transport,
        transport.read("POST", endpoint, _ACCEPT, data={"query": query}) as reply,
    ):
        body = reply.body.read(settings.max_answer_bytes + 1)
        kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    if len(body) > settings.max_answer_bytes:
        raise StoreError(f"{endpoint} answered more than {settings.max_answer_bytes} bytes: ask for less")
    graph = _parsed(endpoint, body, kind)
    graph.add((iris_of(name, iris), SV.inputHash, Literal(digest(endpoint, query))))
    return Dataset(name, graph, endpoint)


def is_fresh(store: Store, name: str, endpoint: str, query: str, today: date, days: int, iris: Iris) -> bool:
    """Return whether a store has the answer to a query, not older than a number of days."""
    graph = iris_of(name, iris)
    rows = store.select(f"""SELECT ?day WHERE {{ GRAPH <{graph}> {{
        <{graph}> <{DCTERMS.date}> ?day ; <{SV.inputHash}> "{digest(endpoint, query)}" }} }}""").rows
    return any((today - date.fromisoformat(str(row["day"]))).days <= days for row in rows)


def digest(endpoint: str, query: str) -> str:
    """Return what stands for a service and a query, their layout not counted."""
    return hashlib.sha256(f"{endpoint}\n{' '.join(query.split())}".encode()).hexdigest()


def iris_of(name: str, iris: Iris) -> URIRef:
    """Return the IRI of the graph that keeps an answer."""
    return Dataset(name, Graph(), "").iri(iris)


def _parsed(endpoint: str, body: bytes, kind: str) -> Graph:
    if kind not in _PARSERS:
        raise DataError(f"{endpoint} answered {kind or 'without a media type'}, which is no RDF: check its address")
    try:
        return Graph().parse(data=body, format=_PARSERS[kind])
    except Exception as fault:  # the parsers let exceptions of several kinds through
        raise DataError(f"{endpoint}: its answer cannot be parsed: {' '.join(str(fault).split())[:200]}") from None
