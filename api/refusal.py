"""What a reader of the service may not ask: updates, and queries that make the server call other hosts.

Engines follow SERVICE, and some of them FROM, to any address, also on the server's own network. So a query is judged
as rdflib's parser understands it. Parsers differ in what they let pass; hence a query with the word SERVICE in it that
this parser cannot read is refused, too.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier

from servanda.errors import QueryRefused
from servanda.graph.sparql import names_dataset, words

_UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile(r"SERVICE", re.IGNORECASE)


def refuse_update(text: str) -> None:
    """Check that a text is no SPARQL update.

    Raises:
        QueryRefused: it is one.
    """
    first = next((word for word in words(text) if word not in {"BASE", "PREFIX"}), "")
    if first in _UPDATES:
        raise QueryRefused(f"this is an update ({first}), and only queries are answered here: use SELECT or CONSTRUCT")


def refuse(query: str, graphs: Collection[str] = (), dataset: Collection[str] = ()) -> None:
    """Check that a query reads nothing but the store.

    Args:
        query: its text.
        graphs: the graphs of the store; needed only where the query or its request names a dataset.
        dataset: the graphs that the request itself names.

    Raises:
        QueryRefused: it updates, calls a SERVICE, or takes its dataset FROM elsewhere.
    """
    refuse_update(query)
    parsed = None
    if _SERVICE.search(unescaped(query)) or names_dataset(query):
        parsed = _parsed(query)
    if parsed is not None and any(part.name == "ServiceGraphPattern" for part in _parts(parsed)):
        raise QueryRefused("this query calls another service with SERVICE: ask that service directly")
    wanted = {*dataset, *(_dataset(parsed) if parsed is not None else ())}
    if stray := sorted(wanted - set(graphs)):
        raise QueryRefused(f"the store has no graph <{stray[0]}>, and remote ones are not fetched: ask for its graphs")


def unescaped(query: str) -> str:
    """Return a query with its codepoint escapes (SPARQL 1.1, section 19.2) resolved, as engines do before parsing."""
    return _CODEPOINT.sub(lambda m: _character(int(m[1] or m[2], 16)), query)


def _character(number: int) -> str:
    return chr(number) if number < 0x110000 else "\ufffd"


def _parsed(query: str) -> CompValue:
    try:
        return translateQuery(parseQuery(query)).algebra
    except Exception as fault:  # whatever the parser trips over, the query cannot be judged
        raise QueryRefused(
            "this query has SERVICE or FROM in it and cannot be parsed, so it is not run: "
            f"{' '.join(str(fault).split())[:200]}"
        ) from None


def _parts(value: Any) -> Iterator[CompValue]:  # noqa: ANN401 (a parse tree is made of lists, dicts and terms)
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
