"""Finding out what kind of SPARQL service answers at a URL, and where its endpoints are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from servanda.errors import QueryError, StoreError, UsageError
from servanda.graph import services
from servanda.graph.services import Endpoints, Service
from servanda.graph.transport import Transport
from servanda.settings import Settings

JSON = "application/sparql-results+json"
_ASK = {"query": "ASK {}"}


@dataclass(frozen=True, slots=True)
class Connection:
    """A service that has answered: its kind, its endpoints, and the way to it."""

    service: Service
    endpoints: Endpoints
    transport: Transport


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
