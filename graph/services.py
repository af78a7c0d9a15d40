"""SPARQL 1.1 services that a store may live in: how each is recognised, its endpoints and its deviations.

The facts stand in `services.toml`; `docs/stores.md` shows the deviations to people.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from servanda.errors import UsageError
from servanda.settings import Settings

OTHER = "other"
"""The kind of a service that is none of the known ones."""
_CONFIGURED, _ALWAYS = "configured", "always"


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of service, as `services.toml` describes it."""

    kind: str
    name: str
    query: str
    update: str
    union: str
    transactional: bool
    server: str = ""
    address: str = ""
    suffixes: tuple[str, ...] = ()
    graphs: str = ""
    dataset: str = ""
    authentication: str = "basic"
    deviations: tuple[tuple[str, str], ...] = ()

    @property
    def union_parameter(self) -> str | None:
        """Name of the request parameter that makes the union the default graph, where there is one."""
        return None if self.union in (_ALWAYS, _CONFIGURED) else self.union

    @property
    def may_lack_union(self) -> bool:
        """Whether the service must be configured to answer from the union of its graphs."""
        return self.union == _CONFIGURED


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a service takes requests; empty where it has no such endpoint."""

    query: str
    update: str
    graphs: str = ""
    dataset: str = ""


@cache
def services() -> Mapping[str, Service]:
    """Return all kinds of services by their short names."""
    table = tomllib.loads((resources.files(__package__) / "services.toml").read_text(encoding="utf-8"))
    return {kind: _service(kind, facts) for kind, facts in table.items()}


def recognised(url: str, headers: Mapping[str, str]) -> Service:
    """Return the kind of the service at a URL, by the headers of an answer of it, else by the URL."""
    server = headers.get("server", "")
    known = services()
    for service in known.values():
        if service.server and server.startswith(service.server):
            return service
    if "fuseki-request-id" in headers:
        return known["fuseki"]
    return next((s for s in known.values() if s.address and re.search(s.address, url)), known[OTHER])


def named(kind: str) -> Service:
    """Return the kind of a name.

    Raises:
        UsageError: there is no such kind.
    """
    if kind not in services():
        raise UsageError(f"SERVANDA_STORE_KIND is {kind!r}: use one of {', '.join(services())}")
    return services()[kind]


def endpoints(service: Service, url: str, settings: Settings) -> Endpoints:
    """Return the endpoints of a service by its conventions, unless the settings name them."""
    root = url
    for suffix in service.suffixes:
        root = root.removesuffix(suffix)
    has_user = bool(settings.store_user)
    places = {"url": url, "root": root, "auth": "-auth" if has_user else ""}
    update = service.update
    if service.kind == OTHER and url.endswith("/query"):
        update = "{root}/update"
    return Endpoints(
        query=service.query.format(**places),
        update=settings.store_update_url or update.format(**places),
        graphs=settings.store_graphs_url or service.graphs.format(**places),
        dataset=service.dataset.format(**places),
    )


def _service(kind: str, facts: dict[str, Any]) -> Service:
    lists = {name: tuple(map(_frozen, value)) for name, value in facts.items() if isinstance(value, list)}
    return Service(kind, **{**facts, **lists})


def _frozen(value: str | list[str]) -> str | tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else value
