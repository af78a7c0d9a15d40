"""The named queries of the library, each with typed parameters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from servanda.api.answering import answered, etag_of, is_known
from servanda.api.negotiation import TABLES
from servanda.api.parameters import openapi, unique
from servanda.api.routes.documented import PROBLEMS, problems
from servanda.api.tasks import Query
from servanda.errors import NotFound
from servanda.graph.library import NamedQuery, library
from servanda.ontology.iris import Iris

router = APIRouter(tags=["named queries"])
_FORMAT: dict[str, Any] = {
    "name": "format", "in": "query", "description": "in place of the Accept header",
    "schema": {"enum": ["json", "xml", "csv", "tsv"]},
}  # fmt: skip


class DescribedParameter(BaseModel):
    """A parameter of a named query."""

    name: str = Field(examples=["country"])
    type: str = Field(examples=["country"])
    description: str
    required: bool
    default: str | None
    example: str | None = Field(examples=["MLI"])
    values: list[str] = Field(description="the only values, where there are few")


class DescribedQuery(BaseModel):
    """A named query."""

    name: str = Field(examples=["who-partnered-with-whom"])
    title: str
    description: str
    parameters: list[DescribedParameter]


class Library(BaseModel):
    """The named queries."""

    queries: list[DescribedQuery]


@router.get("/api/queries", summary="List the named queries")
def list_queries() -> Library:
    """Return every named query with its title, description and parameters."""
    return Library(queries=[_described(query) for query in library().values()])


def _endpoint(query: NamedQuery) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await _answer(request, query)

    endpoint.__name__ = f"answer_{query.name.replace('-', '_')}"
    endpoint.__doc__ = query.description
    return endpoint


for _query in library().values():
    router.add_api_route(f"/api/queries/{_query.name}", _endpoint(_query), methods=["HEAD"], include_in_schema=False)
    router.add_api_route(
        f"/api/queries/{_query.name}",
        _endpoint(_query),
        summary=_query.title,
        response_class=Response,
        responses={**PROBLEMS, 200: {"content": {name: {} for name in TABLES}}},
        openapi_extra={"parameters": [*map(openapi, _query.parameters), _FORMAT]},
    )


@router.get("/api/queries/{name}", include_in_schema=False, responses=problems(_404="there is no such query"))
async def answer_query(request: Request, name: str) -> Response:
    """Answer a query by its name, or tell that there is none."""
    return await _answer(request, find(name))


async def _answer(request: Request, query: NamedQuery) -> Response:
    """Answer as SPARQL results: JSON, or another form by `format` or the Accept header."""
    values, format_name = fields(request.query_params.multi_items())
    text = query.fill(values, Iris(request.app.state.settings.base_iri))
    etag = etag_of(request, text, format_name)
    headers = {"ETag": etag, "Cache-Control": "no-cache"} if etag else {}
    if is_known(request, etag):
        return Response(status_code=304, headers={**headers, "Vary": "Accept"})
    return await answered(request, Query(text, request.headers.get("accept"), format_name), headers=headers)


def fields(items: list[tuple[str, str]]) -> tuple[dict[str, str], str | None]:
    """Return the parameters of a request and its `format`.

    Raises:
        UsageError: one is given twice.
    """
    values = unique(items)
    return values, values.pop("format", None)


def find(name: str) -> NamedQuery:
    """Return a query of the library.

    Raises:
        NotFound: it has none of this name.
    """
    try:
        return library()[name]
    except KeyError:
        raise NotFound(f"there is no query {name!r}: /api/queries lists them") from None


def _described(query: NamedQuery) -> DescribedQuery:
    return DescribedQuery(
        name=query.name,
        title=query.title,
        description=query.description,
        parameters=[
            DescribedParameter(
                name=p.name, type=p.type, description=p.description, required=p.required, default=p.default,
                example=p.example, values=list(p.values),
            )
            for p in query.parameters
        ],
    )  # fmt: skip
