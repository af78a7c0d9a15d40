"""The way to one SPARQL service: finding out what kind answers at a URL, and asking it over the right dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from servanda.errors import QueryError, StoreError, UsageError
from servanda.graph import results, services, sparql, virtuoso
from servanda.graph.engine import iri_of
from servanda.graph.services import Endpoints, Service
from servanda.graph.transport import Reply, Transport
from servanda.settings import Settings

JSON = "application/sparql-results+json"
_ASK = {"query": "ASK {}"}
_ANY_TRIPLE = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER (isIRI(?s) && isIRI(?o)) } LIMIT 1"


class Connection:
    """A service that has answered: its kind, its endpoints, and the way to it."""

    def __init__(self, service: Service, endpoints: Endpoints, transport: Transport) -> None:
        """Take what `connect` found."""
        self.service = service
        self.endpoints = endpoints
        self.transport = transport
        self.is_virtuoso = service.kind == "virtuoso"
        self._has_union = not service.may_lack_union
        self._gives_graphs = not self.is_virtuoso

    def ask(
        self,
        query: str,
        accept: str,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Reply:
        """Send a query over the dataset given, else the one that it names itself, else the union of all graphs."""
        form: dict[str, str | list[str]] = {}
        if default_graphs is not None or named_graphs is not None:
            query = sparql.without_dataset(query)
            form["default-graph-uri"] = list(default_graphs or ())
            form["named-graph-uri"] = list(named_graphs or ())
        elif not sparql.names_dataset(query):
            self._require_union()
            if self.service.union_parameter:
                form[self.service.union_parameter] = ""
            if self.is_virtuoso:
                query = virtuoso.over_our_graphs(query)
        if self.is_virtuoso:
            query = virtuoso.described(query)
        return self._sent(accept, {"query": query, **form})

    def table(
        self, query: str, default_graphs: Sequence[str] | None = None, named_graphs: Sequence[str] | None = None
    ) -> bytes:
        """Return the answer to a SELECT or ASK in standard JSON."""
        with self.ask(query, JSON, default_graphs, named_graphs) as reply:
            document = reply.body.read()
        if self.is_virtuoso:
            return virtuoso.standard_results(document, reply.headers, is_boolean=sparql.form(query) == "ASK")
        return document

    def require_whole_graphs(self) -> None:
        """Make sure that Virtuoso is not set to cut graphs without a word."""
        if not self._gives_graphs:
            virtuoso.require_rows(lambda query: self._sent("text/csv", {"query": query}))
            self._gives_graphs = True

    def _require_union(self) -> None:
        """Make sure, once there is a triple to tell, that the default graph is the union of all graphs."""
        if self._has_union:
            return
        with self._sent(JSON, {"query": _ANY_TRIPLE}) as reply:
            rows = results.solutions(reply.body.read()).rows
        if not rows:
            return
        triple = " ".join(iri_of(str(rows[0][name])) for name in ("s", "p", "o"))
        with self._sent(JSON, {"query": f"ASK {{ {triple} }}"}) as reply:
            self._has_union = results.boolean(reply.body.read())
        if not self._has_union:
            raise StoreError(
                f"{self.endpoints.query} does not answer from the union of its graphs: configure it so "
                "(docs/stores.md says how for each service)"
            )

    def _sent(self, accept: str, form: dict[str, str | list[str]]) -> Reply:
        return self.transport.read("POST", self.endpoints.query, accept, data=form)


def connect(url: str, settings: Settings) -> Connection:
    """Find the service at a URL and ask it something.

    Credentials go only to the endpoints that are found, never with the first request.

    Raises:
        UsageError: the URL or the settings make no sense.
        StoreError: no SPARQL service answers there, or it refuses.
    """
    address = urlsplit(url)
    if address.username or address.password:
        raise UsageError("the URL of the store holds a password: set SERVANDA_STORE_USER and SERVANDA_STORE_PASSWORD")
    if not address.hostname or address.query or address.fragment:
        raise UsageError(f"{url} is no URL of a SPARQL service: leave out what follows ? or #")
    service = services.named(settings.store_kind) if settings.store_kind else _recognised(url, settings)
    endpoints = services.endpoints(service, url, settings)
    transport = Transport(settings, digest=service.authentication == "digest")
    try:
        transport.read("POST", endpoints.query, JSON, data=_ASK).body.close()
    except QueryError as fault:
        transport.close()
        raise StoreError(f"{endpoints.query} answers no query ({fault}): give the URL of a query endpoint") from None
    except BaseException:
        transport.close()
        raise
    return Connection(service, endpoints, transport)


def _recognised(url: str, settings: Settings) -> Service:
    anonymous = Transport(replace(settings, store_user="", store_password="", store_token=""))
    try:
        with anonymous.probe(url, data=_ASK, headers={"Accept": JSON}) as reply:
            return services.recognised(url, reply.headers)
    finally:
        anonymous.close()
