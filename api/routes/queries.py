"""The named queries of the library, each with typed parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from servanda.api.answering import answered
from servanda.api.tasks import Query
from servanda.errors import NotFound, UsageError

if TYPE_CHECKING:
    from servanda.graph.library import NamedQuery

router = APIRouter()


@router.get("/api/queries", summary="List the named queries")
def list_queries() -> dict[str, list[dict[str, Any]]]:
    """Return every named query with its title, description and parameters."""
    from servanda.graph.library import library

    return {"queries": [_described(query) for query in library().values()]}


@router.get("/api/queries/{name}", summary="Answer a named query; its parameters go into the address")
async def answer_query(request: Request, name: str) -> Response:
    """Answer as SPARQL results: JSON, or another form by `format` or the Accept header."""
    params, format_name = fields(request.query_params.multi_items())
    return await answered(request, Query(find(name).fill(params), request.headers.get("accept"), format_name))


def fields(items: list[tuple[str, str]]) -> tuple[dict[str, str], str | None]:
    """Return the parameters of a request and its `format`; parameters left empty, as in forms, count as not given.

    Raises:
        UsageError: one is given twice.
    """
    values: dict[str, str] = {}
    for key, value in items:
        if key in values:
            raise UsageError(f"{key} is given more than once: give it once")
        if value:
            values[key] = value
    return values, values.pop("format", None)


def find(name: str) -> NamedQuery:
    """Return a query of the library.

    Raises:
        NotFound: it has none of this name.
    """
    from servanda.graph.library import library

    try:
        return library()[name]
    except KeyError:
        raise NotFound(f"there is no query {name!r}: /api/queries lists them") from None


def _described(query: NamedQuery) -> dict[str, Any]:
    return {
        "name": query.name,
        "title": query.title,
        "description": query.description,
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": p.description,
                "required": p.required,
                "default": p.default,
                "example": p.example,
                "values": list(p.values),
            }
            for p in query.parameters
        ],
    }
