"""What a request may not ask: updates by readers, and whatever makes the server call other hosts.

Engines follow SERVICE and LOAD to any address, also on the server's own network. So a query or update is judged as
rdflib's parser understands it, wherever one of these words stands in it. Parsers differ in what they let pass; hence a
text with such a word that this parser cannot read is not run either.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from rdflib.plugins.sparql.algebra import translateQuery, translateUpdate
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier

from servanda.errors import QueryError, QueryRefused
from servanda.graph import sparql

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_CALLS = re.compile(r"SERVICE|LOAD", re.IGNORECASE)


def mentions_service(text: str) -> bool:
    """Return whether the word SERVICE stands anywhere in a text, if only in a comment."""
    return "SERVICE" in (unescaped(text) if "\\" in text else text).upper()


def refuse_update(first: str) -> None:
    """Check that a text is no SPARQL update, by its first word.

    Raises:
        QueryRefused: it is one.
    """
    if first in _UPDATES:
        raise QueryRefused(f"this is an update ({first}), and only queries are answered here: send it to /update")


def judge_query(
    query: str,
    *,
    exists: Callable[[str], bool],
    base: str | None = None,
    services: Collection[str] = (),
) -> None:
    """Check that a query reads nothing but the store, and the services that are allowed.

    Args:
        query: its text.
        exists: tells whether the store has a graph.
        base: what its relative IRIs are resolved against.
        services: the services that it may call.

    Raises:
        QueryRefused: it calls another SERVICE, or takes its dataset FROM elsewhere.
        QueryError: it may do so, and cannot be parsed.
    """
    if not sparql.names_dataset(query) and not mentions_service(query):
        return
    algebra = _judged(lambda: translateQuery(parseQuery(query), base=base).algebra)
    for target in _services(algebra):
        allow(target, services)
    for graph in _dataset(algebra):
        if not exists(graph):
            raise QueryRefused(f"the store has no graph <{graph}>, and remote ones are not fetched: ask for its graphs")


def judge_update(update: str, *, base: str | None = None, services: Collection[str] = ()) -> None:
    """Check that an update works on nothing but the store.

    Raises:
        QueryRefused: it LOADs a document, or calls a SERVICE that is not allowed.
        QueryError: it may do so, and cannot be parsed.
    """
    if not _CALLS.search(unescaped(update)):
        return
    algebra = _judged(lambda: translateUpdate(parseUpdate(update), base=base).algebra)
    if any(part.name == "Load" for part in _parts(algebra)):
        raise QueryRefused("this update LOADs a document, and none is fetched: send it to /rdf-graph-store")
    for target in _services(algebra):
        allow(target, services)


def allow(target: Identifier | str, services: Collection[str]) -> None:
    """Check that a service may be called: it is on the list, and its name leads to no private address.

    A private address may be called only where the list itself names the address, or `localhost`.

    Raises:
        QueryRefused: it may not.
    """
    if str(target) not in services:
        raise QueryRefused(f"this calls the service {target} with SERVICE, which is not allowed: ask it directly")
    host = urlsplit(str(target)).hostname or ""
    if host == "localhost" or _is_address(host):
        return
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        raise QueryRefused(f"the service {target} cannot be found: try again later") from None
    if any(not ipaddress.ip_address(address[4][0]).is_global for address in found):
        raise QueryRefused(f"the service {target} has a private address now, so it is not called")


def unescaped(query: str) -> str:
    """Return a query with its codepoint escapes (SPARQL 1.1, section 19.2) resolved, as engines do before parsing."""
    return _CODEPOINT.sub(lambda m: _character(int(m[1] or m[2], 16)), query)


def _character(number: int) -> str:
    return chr(number) if number < 0x110000 else "\ufffd"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _judged(parse: Callable[[], Any]) -> Any:  # noqa: ANN401 (a parse tree is made of lists, dicts and terms)
    try:
        return parse()
    except Exception as fault:  # whatever the parser trips over, the text cannot be judged
        raise QueryError(
            "this has SERVICE, LOAD or FROM in it and cannot be parsed, so it is not run: "
            f"{' '.join(str(fault).split())[:200]}"
        ) from None


def _services(algebra: Any) -> Iterator[Identifier]:  # noqa: ANN401
    return (part["term"] for part in _parts(algebra) if part.name == "ServiceGraphPattern")


def _parts(value: Any) -> Iterator[CompValue]:  # noqa: ANN401
    """Yield every part of a parse tree or algebra."""
    if isinstance(value, Identifier | str):
        return
    if isinstance(value, CompValue):
        yield value
    if isinstance(value, dict):
        for inner in value.values():
            yield from _parts(inner)
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from _parts(inner)


def _dataset(algebra: CompValue) -> Iterator[str]:
    for clause in algebra.get("datasetClause") or ():
        yield from (str(clause[key]) for key in ("default", "named") if key in clause and clause[key] is not None)
