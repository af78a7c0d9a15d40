"""The SPARQL endpoint, for queries only.

Source: SPARQL 1.1 Protocol, W3C Recommendation, 21 March 2013; SPARQL 1.1 Service Description, same date.
"""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from typing import IO
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from starlette.exceptions import HTTPException

from servanda.api.negotiation import choose, named, offers
from servanda.api.pool import QueryPool, chunks
from servanda.api.refusal import refuse_update
from servanda.api.worker import Job
from servanda.errors import QueryRefused, UsageError
from servanda.graph.sparql import form

router = APIRouter()
_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_DESCRIPTION_TYPES = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
_SMALL = 1 << 16  # bytes of an answer that goes out in one piece
_GLANCE = 0.25  # seconds between looks whether the client is still there
_METHODS = "GET, HEAD, POST, OPTIONS"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request asks, by either method."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    timeout: float | None


@router.head("/sparql", include_in_schema=False)
@router.get(
    "/sparql",
    summary="Answer a SPARQL query, or describe the service where there is none",
    openapi_extra={
        "parameters": [
            {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
            for name, text in {
                "query": "the SPARQL 1.1 query",
                "default-graph-uri": "graph of the default graph; may be repeated",
                "named-graph-uri": "named graph of the dataset; may be repeated",
                "timeout": "seconds after which the query is ended, if less than the service's own limit",
                "format": "json, xml, csv, tsv, turtle, ntriples, jsonld or rdfxml, in place of the Accept header",
            }.items()
        ]
    },
)
async def get(request: Request) -> Response:
    """Answer the query of the address."""
    return await _answer(request, _asked(request.query_params.multi_items()))


@router.post(
    "/sparql",
    summary="Answer a SPARQL query, sent as a form or as it is",
    openapi_extra={
        "requestBody": {"content": {_QUERY: {"schema": {"type": "string"}}, _FORM: {"schema": {"type": "object"}}}}
    },
)
async def post(request: Request) -> Response:
    """Answer the query of the body."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/sparql-update":
        raise QueryRefused("updates are not allowed here: send a query")
    if media_type not in (_FORM, _QUERY):
        raise HTTPException(415, f"the body must be {_QUERY} or {_FORM}: set Content-Type")
    text = await _body(request)
    fields = request.query_params.multi_items()
    fields += [("query", text)] if media_type == _QUERY else parse_qsl(text, keep_blank_values=True)
    return await _answer(request, _asked(fields))


@router.options("/sparql", include_in_schema=False)
async def options() -> Response:
    """Say which methods there are."""
    return Response(status_code=204, headers={"Allow": _METHODS})


async def _body(request: Request) -> str:
    limit: int = request.app.state.settings.max_request_bytes
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise HTTPException(413, f"the request is larger than {limit} bytes: shorten the query")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("the body is not UTF-8: send it in that encoding") from None


def _asked(fields: list[tuple[str, str]]) -> _Asked:
    """Read the parameters of the protocol, and our own.

    Raises:
        QueryRefused: there is an update.
        UsageError: a parameter is repeated or has no sense.
    """
    values = {name: [value for key, value in fields if key == name] for name, _ in fields}
    if "update" in values:
        raise QueryRefused("updates are not allowed here: send a query")
    for name in ("query", "timeout", "format"):
        if len(values.get(name, [])) > 1:
            raise UsageError(f"{name} is given {len(values[name])} times: give it once")
    return _Asked(
        query=values.get("query", [None])[0],
        default_graphs=tuple(values.get("default-graph-uri", ())),
        named_graphs=tuple(values.get("named-graph-uri", ())),
        format=values.get("format", [""])[0] or None,
        timeout=_seconds(values.get("timeout", [""])[0]),
    )


def _seconds(text: str) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise UsageError(f"timeout is {text!r}: give a number of seconds greater than 0")
    return seconds


async def _answer(request: Request, asked: _Asked) -> Response:
    if asked.query is None:
        return _description(request)
    refuse_update(asked.query)
    available = offers(form(asked.query))
    media_type = named(asked.format, available) if asked.format else _chosen(request, list(available))
    has_dataset = bool(asked.default_graphs or asked.named_graphs)
    job = Job(
        asked.query,
        available[media_type],
        asked.default_graphs if has_dataset else None,
        asked.named_graphs if has_dataset else None,
    )
    pool: QueryPool = request.app.state.pool
    answer = await _while_connected(request, pool, job, asked.timeout)
    size = answer.seek(0, 2)
    answer.seek(0)
    headers = {"Content-Length": str(size), "Vary": "Accept"}
    content_type = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    if request.method == "HEAD":
        answer.close()
        return Response(headers=headers, media_type=content_type)
    if size <= _SMALL:
        with answer:
            return Response(answer.read(), headers=headers, media_type=content_type)
    return StreamingResponse(chunks(answer), headers=headers, media_type=content_type)


async def _while_connected(request: Request, pool: QueryPool, job: Job, timeout: float | None) -> IO[bytes]:
    """Answer a query, and end it when the client goes away."""
    gone = threading.Event()
    task = asyncio.create_task(run_in_threadpool(pool.run, job, timeout, gone))
    while not (await asyncio.wait({task}, timeout=_GLANCE))[0]:
        if await request.is_disconnected():
            gone.set()
    return await task


def _chosen(request: Request, available: list[str]) -> str:
    media_type = choose(request.headers.get("accept"), available)
    if media_type is None:
        raise HTTPException(406, f"there is no answer of a type that you accept: accept {', '.join(available)}")
    return media_type


def _description(request: Request) -> Response:
    media_type = _chosen(request, list(_DESCRIPTION_TYPES))
    graph, service, dataset = Graph(), BNode(), BNode()
    graph.bind("sd", _SD)
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, _SD.endpoint, URIRef(str(request.url_for("get")))))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((service, _SD.feature, _SD.UnionDefaultGraph))
    graph.add((service, _SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, _SD.Dataset))
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"):
        graph.add((service, _SD.resultFormat, _FORMATS[name]))
    for name in ("Turtle", "N-Triples", "RDF_XML", "JSON-LD"):
        graph.add((service, _SD.resultFormat, _FORMATS[name]))
    body = graph.serialize(format=_DESCRIPTION_TYPES[media_type])
    return Response(body, headers={"Vary": "Accept"}, media_type=media_type)
