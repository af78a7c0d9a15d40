"""What Virtuoso does in its own way: the dataset of a query, its JSON, and answers that it cuts without a word."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from servanda.errors import QueryError, StoreError
from servanda.graph.sparql import form, words
from servanda.graph.transport import Reply
from servanda.ontology.vocab import XSD

SYSTEM_GRAPHS = (
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/ns/ldp#",
    "http://localuriqaserver/sparql",
    "http://www.w3.org/2002/07/owl#",
    "http://localhost:8890/DAV/",
    "http://localhost:8890/sparql",
    "urn:activitystreams-owl:map",
    "urn:core:services:sparql",
)
"""Graphs that a fresh server holds; they are no part of the store."""
LEAST_ROWS = 100_000
"""Rows of an answer that the server must not cut before we ask it for graphs."""

_EXCLUDED = "".join(f"define input:default-graph-exclude <{graph}>\n" for graph in SYSTEM_GRAPHS)
_DESCRIPTION = 'define sql:describe-mode "CBD"\n'
_ROW_LIMIT = "x-sparql-maxrows"
_NODE = "nodeID://"
_BOOLEANS = {"1": "true", "0": "false"}


def over_our_graphs(query: str) -> str:
    """Return a query that names no dataset so that it leaves out the server's own graphs.

    Where a graph is named in the query, the exclusion makes the server answer that the graph is empty: such a query is
    left as it is.
    """
    return query if {"GRAPH", "DESCRIBE"} & set(words(query)) else _EXCLUDED + query


def described(query: str) -> str:
    """Return a query so that DESCRIBE gives the concise bounded description; by itself the server gives nothing."""
    return _DESCRIPTION + query if form(query) == "DESCRIBE" else query


def standard_results(document: bytes, headers: Mapping[str, str], *, is_boolean: bool) -> bytes:
    """Return an answer in JSON as the standard has it.

    Raises:
        QueryError: the server cut the answer.
        StoreError: the document is no answer.
    """
    try:
        answer: dict[str, Any] = json.loads(document)
        rows: list[dict[str, dict[str, str]]] = answer["results"]["bindings"]
        if is_boolean:
            truth = any(cell["value"] == "1" for row in rows for cell in row.values())
            return json.dumps({"head": {}, "boolean": truth}).encode()
        if len(rows) >= int(headers.get(_ROW_LIMIT, len(rows) + 1)):
            raise QueryError(
                f"the store cuts answers after {len(rows)} rows: narrow the query, or raise ResultSetMaxRows there"
            )
        for row in rows:
            for cell in row.values():
                _mend(cell)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        if isinstance(answer_is_boolean := _boolean(document), bytes):
            return answer_is_boolean
        raise StoreError(f"the store's answer is not a SPARQL result in JSON: {fault!r}") from None
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()


def _boolean(document: bytes) -> bytes | None:
    """Return the document if it is a standard answer to an ASK, as newer versions give it."""
    try:
        return document if isinstance(json.loads(document)["boolean"], bool) else None
    except (ValueError, KeyError, TypeError):
        return None


def _mend(cell: dict[str, str]) -> None:
    if cell["type"] == "typed-literal":
        cell["type"] = "literal"
        if cell["datatype"] == str(XSD.boolean):
            cell["value"] = _BOOLEANS.get(cell["value"], cell["value"])
    elif cell["type"] == "bnode":
        cell["value"] = cell["value"].removeprefix(_NODE)
    elif cell["type"] == "uri" and cell["value"].startswith(_NODE):
        cell["type"], cell["value"] = "bnode", cell["value"].removeprefix(_NODE)


def require_rows(ask: Callable[[str], Reply]) -> None:
    """Make sure that the server does not cut graphs before `LEAST_ROWS`, which no header would tell.

    Args:
        ask: sends a query and returns the reply.

    Raises:
        StoreError: it does.
    """
    many = f"SELECT (1 AS ?n) {{ GRAPH <{SYSTEM_GRAPHS[0]}> {{ ?a ?b ?c . ?d ?e ?f }} }} LIMIT {LEAST_ROWS}"
    with ask(many) as reply:
        limit = reply.headers.get(_ROW_LIMIT)
    if limit is not None and int(limit) < LEAST_ROWS:
        raise StoreError(f"the store cuts graphs after {limit} triples: set ResultSetMaxRows there to 1000000")
