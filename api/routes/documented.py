"""What the OpenAPI document says of answers that several routes give."""

from __future__ import annotations

from typing import Any

from servanda.api.negotiation import GRAPHS, TABLES

_PROBLEM = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong, and what to do"},
        "line": {"type": "integer", "description": "line of the fault in the query or data"},
        "column": {"type": "integer"},
    },
    "example": {"title": "Not Found", "status": 404, "detail": "there is no query 'partner': /api/queries lists them"},
}

Responses = dict[int | str, dict[str, Any]]


def problems(**described: str) -> Responses:
    """Return the documentation of errors: `problems(_404="there is no such report")`."""
    return {
        int(status.lstrip("_")): {
            "description": text,
            "content": {"application/problem+json": {"schema": _PROBLEM}, "text/plain": {"schema": {"type": "string"}}},
        }
        for status, text in described.items()
    }


PROBLEMS = problems(
    _400="the request makes no sense",
    _403="the query is refused: it updates, or calls another service",
    _406="no form of the answer is accepted",
    _413="the request is too large",
    _415="the body is of a type that is not read",
    _429="too many requests",
    _503="no place for another query now: try again",
    _504="the query took too long and was ended",
    _507="the query needs more memory, or gives a larger answer, than allowed",
)
"""Errors of every route that asks the store."""
CHANGES = problems(
    _400="the request makes no sense, or its data cannot be parsed",
    _401="the token is missing or wrong",
    _403="nothing can be written here",
    _404="there is no such thing",
    _413="the request is too large",
    _415="the body is of a type that is not read",
    _422="the data breaks a rule",
    _429="too many requests",
    _503="too many changes wait already, or the store cannot be written",
    _504="the change took too long; nothing of it was made",
    _507="the change needs more memory than allowed",
)
"""Errors of every route that writes."""
TABLE_OR_GRAPH: Responses = {
    200: {
        "description": "the answer: a table, or a graph of CONSTRUCT and DESCRIBE",
        "content": {name: {} for name in {**TABLES, **GRAPHS}},
    }
}
GRAPH: Responses = {200: {"description": "the graph", "content": {name: {} for name in GRAPHS}}}
