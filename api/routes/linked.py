"""Linked data: things by their IRI, and the description of the dataset.

Source: Cool URIs for the Semantic Web, W3C Interest Group Note, 3 December 2008: an IRI of a thing leads, with 303, to
a document about it.
"""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from servanda.api.addresses import page_of
from servanda.api.answering import answered, etag_of, is_known
from servanda.api.dataset import Count, Statistics, description
from servanda.api.description import MEDIA_TYPES
from servanda.api.exports import Describe
from servanda.api.negotiation import GRAPHS, SHORT_NAMES, chosen, with_charset
from servanda.api.parameters import unique
from servanda.api.pool import QueryPool
from servanda.api.routes.documented import GRAPH, PROBLEMS, problems
from servanda.api.routes.exports import FORMATS

router = APIRouter(tags=["linked data"])
_HTML = "text/html"
_MISSING = problems(_404="the store says nothing about it")


@router.head("/id/{path:path}", include_in_schema=False)
@router.get(
    "/id/{path:path}",
    summary="Lead from a thing to a document about it",
    status_code=303,
    response_class=Response,
    responses={303: {"description": "the document: a page for people, or RDF"}, **problems(_406="nothing fits")},
)
async def identify(request: Request, path: str) -> Response:
    """Redirect to a page or to RDF, as the client prefers."""
    media_type = chosen(request.headers.get("accept"), None, {name: name for name in (*GRAPHS, _HTML)})
    headers = {"Vary": "Accept", "Location": _document(request, path, media_type)}
    return Response(status_code=303, headers=headers)


def _document(request: Request, path: str, media_type: str) -> str:
    if media_type == _HTML:
        return page_of(path, request.app.state.settings.base_iri)
    format_name = next(name for name, types in SHORT_NAMES.items() if GRAPHS[media_type] in types)
    return f"/data/{quote(path)}?format={format_name}"


@router.head("/data/{path:path}", include_in_schema=False)
@router.get(
    "/data/{path:path}",
    summary="Describe a thing in RDF",
    response_class=Response,
    responses={**GRAPH, **PROBLEMS, **_MISSING},
    openapi_extra={
        "parameters": [
            {"name": "format", "in": "query", "description": "in place of the Accept header",
             "schema": {"enum": ["turtle", "ntriples", "jsonld", "rdfxml"]}}
        ]
    },
)  # fmt: skip
async def describe(request: Request, path: str) -> Response:
    """Return what the store says about a thing: what it points to, and what points to it."""
    iri = request.app.state.settings.base_iri + path
    format_name = unique(request.query_params.multi_items()).get("format")
    etag = etag_of(request, "data", path, format_name)
    headers = {"Cache-Control": "no-cache", **({"ETag": etag} if etag else {})}
    if is_known(request, etag):
        return Response(status_code=304, headers={**headers, "Vary": "Accept"})
    return await answered(request, Describe(iri, request.headers.get("accept"), format_name), headers=headers)


@router.get("/dcat", include_in_schema=False)
@router.get(
    "/.well-known/void",
    summary="Describe the dataset, in VoID and DCAT",
    response_class=Response,
    responses={**PROBLEMS, 200: {"content": {name: {} for name in MEDIA_TYPES}}},
)
async def describe_dataset(request: Request) -> Response:
    """Return the description, with numbers counted in the present state of the store."""
    media_type = chosen(request.headers.get("accept"), None, {name: name for name in MEDIA_TYPES})
    etag = etag_of(request, "void", media_type)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", **({"ETag": etag} if etag else {})}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    root = str(request.base_url).rstrip("/")
    dumps = {kind: f"/api/export?format={name}" for name, (kind, _) in FORMATS.items()}
    settings = request.app.state.settings
    graph = description(await _counted(request), settings.base_iri, lambda path: root + path, dumps)
    text = graph.serialize(format=MEDIA_TYPES[media_type], encoding="utf-8")
    return Response(text, headers=headers, media_type=with_charset(media_type))


async def _counted(request: Request) -> Statistics:
    """Return the numbers, counted once for each state of the store."""
    settings = request.app.state.settings
    state = request.app.state.generation()
    known: tuple[str | None, Statistics] | None = request.app.state.statistics
    if known is not None and state is not None and known[0] == state:
        return known[1]
    pool: QueryPool = request.app.state.pool
    async with request.app.state.indexing:
        counted = await pool.value(Count(), longest=settings.update_timeout)
    assert isinstance(counted, Statistics)
    request.app.state.statistics = (state, counted)
    return counted
