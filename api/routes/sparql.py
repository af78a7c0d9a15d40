"""The SPARQL endpoint, for queries only.

Source: SPARQL 1.1 Protocol, W3C Recommendation, 21 March 2013, section 2.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.responses import Response

from servanda.api import body
from servanda.api.answer import Begun
from servanda.api.answering import answered, header, is_known, may_change, tag_of, validity
from servanda.api.description import GRAPHS, MEDIA_TYPES, description
from servanda.api.fields import fields as fields_of
from servanda.api.negotiation import chosen, with_charset
from servanda.api.pool import QueryPool
from servanda.api.routes.documented import PROBLEMS, TABLE_OR_GRAPH
from servanda.api.tasks import Query
from servanda.errors import DataError, QueryRefused, UsageError
from servanda.graph import results
from servanda.graph.engine import iri_of

PATH = "/sparql"
router = APIRouter(tags=["SPARQL"])
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_DATASET = ("default-graph-uri", "named-graph-uri")
_METHODS = "GET, HEAD, POST, OPTIONS"
_EXAMPLE = "SELECT ?report ?title { ?report <http://purl.org/dc/terms/title> ?title } LIMIT 10"
_PARAMETERS = [
    {"name": "query", "in": "query", "description": "the SPARQL 1.1 query", "schema": {"type": "string"},
     "example": _EXAMPLE},
    {"name": "default-graph-uri", "in": "query", "description": "a graph of the default graph; may be repeated",
     "schema": {"type": "array", "items": {"type": "string", "format": "iri"}}},
    {"name": "named-graph-uri", "in": "query", "description": "a named graph of the dataset; may be repeated",
     "schema": {"type": "array", "items": {"type": "string", "format": "iri"}}},
    {"name": "timeout", "in": "query",
     "description": "seconds after which the query is ended, if less than the service's own limit",
     "schema": {"type": "number", "minimum": 1}},
    {"name": "format", "in": "query", "description": "in place of the Accept header",
     "schema": {"enum": ["json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld", "rdfxml"]}},
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks, by either method."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    timeout: float | None


@router.head(PATH, include_in_schema=False)
@router.get(
    PATH,
    summary="Answer a SPARQL query, or describe the service where there is none",
    responses={**TABLE_OR_GRAPH, **PROBLEMS},
    openapi_extra={"parameters": _PARAMETERS},
)
async def get(request: Request) -> Response:
    """Answer the query of the address."""
    address = bytes(request.scope["query_string"])
    begun = Begun.of(request.scope)
    return await _answer(request, _asked(fields_of(address)), begun.tag if begun else tag_of(request, address))


@router.post(
    PATH,
    summary="Answer a SPARQL query, sent as a form or as it is",
    responses={**TABLE_OR_GRAPH, **PROBLEMS},
    openapi_extra={
        "parameters": _PARAMETERS[1:],
        "requestBody": {
            "required": True,
            "content": {
                _QUERY: {"schema": {"type": "string"}, "example": _EXAMPLE},
                body.FORM: {
                    "schema": {"type": "object", "properties": {"query": {"type": "string"}}},
                    "example": {"query": _EXAMPLE},
                },
            },
        },
    },
)
async def post(request: Request) -> Response:
    """Answer the query of the body."""
    if body.media_type_of(request) == _UPDATE:
        raise QueryRefused("updates are not allowed here: send it to /update")
    media_type = body.media_type_of(request, (_QUERY, body.FORM))
    text = await body.read_text(request, request.app.state.settings.max_request_bytes)
    fields = request.query_params.multi_items()
    fields += [("query", text)] if media_type == _QUERY else parse_qsl(text, keep_blank_values=True)
    asked = _asked(fields)
    if asked.query is None:
        raise UsageError("the form has no query: fill its field 'query'")
    return await _answer(request, asked, tag_of(request, asked))


@router.options(PATH, include_in_schema=False)
async def options() -> Response:
    """Say which methods there are."""
    return Response(status_code=204, headers={"Allow": _METHODS})


def _asked(fields: list[tuple[str, str]]) -> Asked:
    """Read the parameters of the protocol, and our own.

    Raises:
        QueryRefused: there is an update.
        UsageError: a parameter is repeated or has no sense.
    """
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise QueryRefused("updates are not allowed here: send it to /update by POST")
    for name in ("query", "timeout", "format"):
        if len(values.get(name, ())) > 1:
            raise UsageError(f"{name} is given {len(values[name])} times: give it once")
    for name in _DATASET:
        for graph in values.get(name, ()):
            _check_iri(name, graph)
    return Asked(
        query=values.get("query", [None])[0],
        default_graphs=tuple(values.get("default-graph-uri", ())),
        named_graphs=tuple(values.get("named-graph-uri", ())),
        format=values.get("format", [""])[0] or None,
        timeout=seconds(values.get("timeout", [""])[0]),
    )


def _check_iri(name: str, value: str) -> None:
    try:
        iri_of(value)
    except DataError as fault:
        raise UsageError(f"{name}: {fault}") from None


def seconds(text: str) -> float | None:
    """Return a time limit; None where there is none.

    Raises:
        UsageError: it is no number greater than 0.
    """
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not number > 0:
        raise UsageError(f"timeout is {text!r}: give a number of seconds greater than 0")
    return number


async def _answer(request: Request, asked: Asked, tag: str | None) -> Response:
    if asked.query is None:
        return await _description(request)
    etag = None if may_change(asked.query) else tag
    headers = validity(etag)
    scope = request.scope
    if scope["method"] != "POST" and is_known(request, etag):
        return Response(status_code=304, headers={**headers, "Vary": "Accept"})
    has_dataset = bool(asked.default_graphs or asked.named_graphs)
    task = Query(
        asked.query,
        header(scope, b"accept"),
        asked.format,
        asked.default_graphs if has_dataset else None,
        asked.named_graphs if has_dataset else None,
        base=f"{scope['scheme']}://{header(scope, b'host')}{scope['path']}",
    )
    return await answered(request, task, timeout=asked.timeout, headers=headers)


async def _description(request: Request) -> Response:
    media_type = chosen(request.headers.get("accept"), None, {name: name for name in MEDIA_TYPES})
    pool: QueryPool = request.app.state.pool
    graphs = [str(row["g"]) for row in results.solutions(await pool.run(Query(GRAPHS))).rows]
    settings = request.app.state.settings
    described = description(
        str(request.url.replace(query="")),
        graphs,
        update=str(request.url_for("update")) if settings.token else None,
        federation=bool(settings.federation),
    )
    text = described.serialize(format=MEDIA_TYPES[media_type], encoding="utf-8")
    return Response(text, headers={"Vary": "Accept"}, media_type=with_charset(media_type))
