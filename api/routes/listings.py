"""The things in the store, page by page: reports, passages, actors, instruments and statements."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from servanda.api import models, odrl
from servanda.api.answering import etag_of, is_known
from servanda.api.listing import LARGEST_PAGE, PAGE, Listing, listings
from servanda.api.negotiation import chosen
from servanda.api.parameters import openapi, unique
from servanda.api.pool import QueryPool
from servanda.api.routes.documented import PROBLEMS
from servanda.api.tasks import Query
from servanda.errors import UsageError
from servanda.graph import results
from servanda.ontology.iris import Iris

router = APIRouter(tags=["things"])
_TYPES = {"application/json": "application/json", "text/csv": "text/csv"}
_FORMATS = {"json": "application/json", "csv": "text/csv", "odrl": odrl.MEDIA_TYPE, "jsonld": odrl.MEDIA_TYPE}
_DUTIES = "commitments"
"""The listing that comes as ODRL, too."""
_PAGING: list[dict[str, Any]] = [
    {"name": "limit", "in": "query", "description": "number of items on a page",
     "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE}},
    {"name": "cursor", "in": "query", "description": "`next` of the page before", "schema": {"type": "string"}},
    {"name": "format", "in": "query", "description": "in place of the Accept header",
     "schema": {"enum": ["json", "csv"]}},
]  # fmt: skip
_ODRL: dict[str, Any] = {**_PAGING[-1], "schema": {"enum": ["json", "csv", "odrl", "jsonld"]}}


def _documented(listing: Listing) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the parameters of pages, and the media types besides JSON, of a listing."""
    table: dict[str, Any] = {"text/csv": {"schema": {"type": "string"}}}
    if listing.name != _DUTIES:
        return _PAGING, table
    return [*_PAGING[:-1], _ODRL], {**table, odrl.MEDIA_TYPE: {"schema": {"type": "object"}}}


def _endpoint(listing: Listing) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        values = unique(request.query_params.multi_items())
        media_type = _media_type(listing, request.headers.get("accept"), values.pop("format", None))
        cursor, limit = values.pop("cursor", None), limited(values.pop("limit", str(PAGE)))
        text = listing.text(values, cursor, limit, Iris(request.app.state.settings.base_iri))
        etag = etag_of(request, text, media_type)
        headers = {"Vary": "Accept", **({"ETag": etag, "Cache-Control": "no-cache"} if etag else {})}
        if is_known(request, etag):
            return Response(status_code=304, headers=headers)
        pool: QueryPool = request.app.state.pool
        page = listing.made(results.solutions(await pool.run(Query(text))).rows, limit)
        if following := getattr(page, "next", None):
            address = request.url.replace(query=urlencode({**request.query_params, "cursor": following}))
            headers["Link"] = f'<{address}>; rel="next"'
        if media_type == "text/csv":
            return Response(listing.table(page), headers=headers, media_type="text/csv; charset=utf-8")
        if media_type == odrl.MEDIA_TYPE and isinstance(page, models.Commitments):
            return JSONResponse(odrl.policies(page.commitments), headers=headers, media_type=media_type)
        return JSONResponse(page.model_dump(), headers=headers)

    endpoint.__name__ = f"list_{listing.name}"
    endpoint.__doc__ = listing.query.description
    return endpoint


def _media_type(listing: Listing, accept: str | None, format: str | None) -> str:
    """Return the media type of an answer.

    Raises:
        UsageError: there is no such format here.
        NotAcceptable: the header accepts none of the types.
    """
    available = {**_TYPES, **({odrl.MEDIA_TYPE: odrl.MEDIA_TYPE} if listing.name == _DUTIES else {})}
    if not format:
        return chosen(accept, None, available)
    if (media_type := _FORMATS.get(format)) not in available:
        fitting = [name for name, kind in _FORMATS.items() if kind in available]
        raise UsageError(f"format {format!r} cannot be had here: use {', '.join(fitting)}")
    return str(media_type)


def limited(text: str) -> int:
    """Return the number of items of a page.

    Raises:
        UsageError: it is no number in the bounds.
    """
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= LARGEST_PAGE):
        raise UsageError(f"limit is {text!r}: give a number from 1 to {LARGEST_PAGE}")
    return int(text)


for _listing in listings().values():
    router.add_api_route(
        f"/api/{_listing.name}",
        _endpoint(_listing),
        summary=f"List {_listing.query.title.lower()}",
        response_model=_listing.page,
        responses={**PROBLEMS, 200: {"content": _documented(_listing)[1]}},
        openapi_extra={
            "parameters": [openapi(p) for p in _listing.query.parameters if p.name not in {"after", "page"}]
            + _documented(_listing)[0]
        },
    )
