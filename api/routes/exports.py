"""The whole graph, or the network of actors, as a file, and the validation of RDF that is sent."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response

from servanda.api import body, models
from servanda.api.answer import Answer
from servanda.api.answering import answered, etag_of, is_known
from servanda.api.exports import Dump, Validate
from servanda.api.negotiation import GRAPHS, chosen
from servanda.api.pool import QueryPool
from servanda.api.routes.documented import PROBLEMS
from servanda.api.routes.filtering import Filtered, answer
from servanda.errors import UsageError
from servanda.graph.network import files
from servanda.graph.network.filters import Filters
from servanda.graph.network.part import Part, taken

router = APIRouter(tags=["exports"])
FORMATS = {
    "trig": ("application/trig", "trig"),
    "nquads": ("application/n-quads", "nq"),
    "turtle": ("text/turtle", "ttl"),
    "jsonld": ("application/ld+json", "jsonld"),
}
"""Formats of the graph, each with its media type and the ending of its files."""
_NETWORKS = {
    "gexf": ("gexf", "gexf"),
    "graphml": ("graphml", "graphml"),
    "cytoscape": ("cytoscape", "cyjs"),
    "csv": ("csv", "ties.csv"),
    "nodes": ("nodes", "actors.csv"),
    "network-jsonld": ("jsonld", "network.jsonld"),
}
"""Formats of the network, named as `servanda export` names them, each with its writer and the ending of its files."""
_MEDIA_TYPES = sorted(
    {media_type for media_type, _ in FORMATS.values()} | {kind.partition(";")[0] for kind in files.MEDIA_TYPES.values()}
)
_REPORTS = {"application/json": "application/json", "text/turtle": "text/turtle"}


@router.get(
    "/api/export",
    summary="Download the whole graph, or the network of actors",
    response_class=Response,
    responses={**PROBLEMS, 200: {"content": {media_type: {} for media_type in _MEDIA_TYPES}}},
)
async def export(
    request: Request,
    filters: Filtered,
    format: Annotated[
        Literal["trig", "nquads", "turtle", "jsonld", "gexf", "graphml", "cytoscape", "csv", "nodes", "network-jsonld"],
        Query(description="the first four give the graph (Turtle without its named graphs), the others the network"),
    ],
) -> Response:
    """Return the graph (larger ones are written by `servanda export`), or the ties and actors that filters leave."""
    if format in _NETWORKS:
        return await run_in_threadpool(_network, request, filters, *_NETWORKS[format])
    if filters != Filters():
        raise UsageError(f"filters narrow the network, not the graph ({format}): use format={', '.join(_NETWORKS)}")
    media_type, ending = FORMATS[format]
    etag = etag_of(request, "export", format)
    headers = {"Content-Disposition": f'attachment; filename="servanda.{ending}"', **({"ETag": etag} if etag else {})}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    return await answered(request, Dump(media_type), headers=headers, longest=request.app.state.settings.update_timeout)


def _network(request: Request, filters: Filters, form: str, ending: str) -> Response:
    part = Part(filters)
    made = answer(
        request, ("file", part, form), lambda known: files.write(taken(known, part), form), files.MEDIA_TYPES[form]
    )
    made.headers["Content-Disposition"] = f'attachment; filename="servanda.{ending}"'
    return made


@router.post(
    "/api/validate",
    summary="Check RDF against the shapes",
    responses={**PROBLEMS, 200: {"content": {"text/turtle": {"schema": {"type": "string"}}}}},
    response_model=models.Validation,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                name: {
                    "schema": {"type": "string"},
                    "example": "<https://example.org/a> a <https://w3id.org/servanda/ontology#Actor> .",
                }
                for name in ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
            },
        }
    },
)
async def validate(request: Request) -> Response:
    """Return what breaks a shape; nothing of the data is kept."""
    media_type = GRAPHS[body.media_type_of(request, tuple(GRAPHS))]
    report_type = chosen(request.headers.get("accept"), None, _REPORTS)
    data = await body.read(request, request.app.state.settings.max_upload_bytes)
    pool: QueryPool = request.app.state.pool
    answer: Answer = await pool.open(Validate(data, media_type, report_type, str(request.url.replace(query=""))))
    report = await answer.whole()
    if report_type == "text/turtle":
        return Response(report, media_type=answer.media_type, headers={"Vary": "Accept"})
    return JSONResponse(answer.value, headers={"Vary": "Accept"})
