"""The Graph Store Protocol, with graphs named in the query (`?graph=`) or by the address itself.

Source: SPARQL 1.1 Graph Store HTTP Protocol, W3C Recommendation, 21 March 2013.
"""

from __future__ import annotations

import mimetypes
import secrets
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from servanda.api import body
from servanda.api.access import WriterOnly
from servanda.api.answering import answered, etag_of, is_known
from servanda.api.changes import DropGraph, FillGraph
from servanda.api.negotiation import GRAPHS
from servanda.api.routes.documented import CHANGES, GRAPH, PROBLEMS, problems
from servanda.api.tasks import ReadGraph
from servanda.api.writer import Writer
from servanda.errors import UsageError
from servanda.graph.engine import iri_of

router = APIRouter(tags=["Graph Store Protocol"])
_PATH = "/rdf-graph-store"
_METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_MULTIPART = "multipart/form-data"
_WHICH: dict[str, Any] = {
    "parameters": [
        {"name": "graph", "in": "query", "description": "IRI of the graph", "schema": {"type": "string"},
         "example": "https://w3id.org/servanda/id/graph/registry"},
        {"name": "default", "in": "query", "description": "the default graph, which belongs to no name",
         "allowEmptyValue": True, "schema": {"type": "string", "enum": [""]}},
    ]
}  # fmt: skip
_RDF: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            name: {"schema": {"type": "string"}} for name in ("text/turtle", "application/n-triples",
                                                              "application/rdf+xml", "application/ld+json")
        },
    }
}  # fmt: skip
_NOT_FOUND = problems(_404="the store has no such graph")


@router.head(_PATH, include_in_schema=False)
@router.head(_PATH + "/{path:path}", include_in_schema=False)
@router.get(_PATH + "/{path:path}", include_in_schema=False)
@router.get(_PATH, summary="Return a graph", responses={**GRAPH, **PROBLEMS, **_NOT_FOUND}, openapi_extra=_WHICH)
async def get_graph(request: Request) -> Response:
    """Return a whole graph."""
    graph = _graph(request)
    etag = etag_of(request, graph)
    headers = {"ETag": etag, "Cache-Control": "no-cache"} if etag else {}
    if is_known(request, etag):
        return Response(status_code=304, headers={**headers, "Vary": "Accept"})
    return await answered(request, ReadGraph(graph, request.headers.get("accept")), headers=headers)


@router.put(_PATH + "/{path:path}", include_in_schema=False, dependencies=[WriterOnly])
@router.put(
    _PATH,
    summary="Put a graph in the place of what stands under its name",
    dependencies=[WriterOnly],
    status_code=204,
    responses={**CHANGES, 201: {"description": "the graph is new"}},
    openapi_extra={**_WHICH, **_RDF},
)
async def put_graph(request: Request) -> Response:
    """Write a graph in one transaction."""
    return await _filled(request, _graph(request), replaces=True)


@router.post(_PATH + "/{path:path}", include_in_schema=False, dependencies=[WriterOnly])
@router.post(
    _PATH,
    summary="Add to a graph; where none is named, make a new one",
    dependencies=[WriterOnly],
    status_code=204,
    responses={**CHANGES, 201: {"description": "the graph is new; Location is its name"}},
    openapi_extra={**_WHICH, **_RDF},
)
async def post_graph(request: Request) -> Response:
    """Add triples in one transaction."""
    if not request.query_params and request.url.path.rstrip("/") == _PATH:
        graph = f"{str(request.url).rstrip('/')}/{secrets.token_hex(8)}"
        answer = await _filled(request, graph, replaces=False)
        answer.headers["Location"] = graph
        return answer
    return await _filled(request, _graph(request), replaces=False)


@router.delete(_PATH + "/{path:path}", include_in_schema=False, dependencies=[WriterOnly])
@router.delete(
    _PATH, summary="Remove a graph", dependencies=[WriterOnly], status_code=204, responses=CHANGES, openapi_extra=_WHICH
)
async def delete_graph(request: Request) -> Response:
    """Remove a graph in one transaction."""
    writer: Writer = request.app.state.writer
    await writer.run(DropGraph(_graph(request)))
    return Response(status_code=204)


@router.options(_PATH, include_in_schema=False)
@router.options(_PATH + "/{path:path}", include_in_schema=False)
async def options() -> Response:
    """Say which methods there are."""
    return Response(status_code=204, headers={"Allow": _METHODS})


def _graph(request: Request) -> str | None:
    """Return the IRI of the graph that a request is about; None for the default graph.

    Raises:
        UsageError: it names none, or several.
    """
    given = request.query_params.multi_items()
    if request.url.path.rstrip("/") != _PATH:
        if given:
            raise UsageError("the address names a graph, so it takes no parameters: leave them out")
        return str(request.url)
    graphs = [value for name, value in given if name == "graph"]
    is_default = any(name == "default" for name, _ in given)
    if len(graphs) + is_default != 1:
        raise UsageError("name one graph: ?graph=IRI, or ?default")
    if is_default:
        return None
    iri_of(graphs[0])
    return graphs[0]


async def _filled(request: Request, graph: str | None, *, replaces: bool) -> Response:
    writer: Writer = request.app.state.writer
    is_new = False
    base = graph or str(request.url.replace(query=""))
    for data, media_type in await _documents(request):
        is_new |= bool(await writer.run(FillGraph(graph, data, media_type, base, replaces)))
        replaces = False
    return Response(status_code=201 if is_new else 204)


async def _documents(request: Request) -> list[tuple[bytes, str]]:
    """Return the RDF documents of a body, each with its media type.

    Raises:
        HTTPException: they are too large (413), or of no type that is read (415).
        UsageError: the form holds no file.
    """
    limit = request.app.state.settings.max_upload_bytes
    media_type = body.media_type_of(request, (*dict.fromkeys(GRAPHS), _MULTIPART))
    if media_type != _MULTIPART:
        return [(await body.read(request, limit), GRAPHS[media_type])]
    body.refuse_larger(request, limit)
    async with request.form(max_files=20, max_part_size=limit) as form:
        files = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
        if not files:
            raise UsageError("the form holds no file: add one with its Content-Type")
        return [(await file.read(), _type_of(file)) for file in files]


def _type_of(file: UploadFile) -> str:
    given = (file.content_type or "").partition(";")[0].strip().lower()
    if given in GRAPHS:
        return GRAPHS[given]
    guessed = mimetypes.guess_type(file.filename or "")[0] or ""
    return GRAPHS.get(guessed, "text/turtle")
