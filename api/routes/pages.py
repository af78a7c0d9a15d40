"""Pages about the store as a whole: what it holds, the questions of the library, the SPARQL page, the interface."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from servanda.api import summary
from servanda.api.chart import MOST, chart
from servanda.api.negotiation import JSON_RESULTS, NTRIPLES
from servanda.api.networks import Networks
from servanda.api.pages import address_of, page
from servanda.api.pages.terms import terms
from servanda.api.picture import picture
from servanda.api.pool import QueryPool
from servanda.api.problems import pointed, position
from servanda.api.routes.queries import fields, find
from servanda.api.shown import Table, network_of, network_of_graph, table
from servanda.api.tasks import Query
from servanda.errors import QueryError, ServandaError, UsageError
from servanda.graph import results
from servanda.graph.library import library
from servanda.graph.network.view import View
from servanda.graph.ntriples import parsed
from servanda.graph.sparql import form
from servanda.ontology import authority
from servanda.ontology.vocab import PREFIXES
from servanda.settings import Settings

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_LARGEST = 8_000_000  # bytes of an answer that is shown on a page
_LARGEST_GRAPH = 500_000  # bytes of a graph that is put in order for a page
_SHOWN = 2000  # rows of a table on a page; the files hold all
EXAMPLE = """PREFIX sv: <https://w3id.org/servanda/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?actor ?label WHERE { ?actor a sv:Actor ; rdfs:label ?label } LIMIT 20"""


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """Show what the store holds, in numbers and examples."""
    select = request.app.state.pool.select
    counts = summary.counts(select)
    partners = summary.partners(select, 3)
    gaps = summary.gaps(select, 3)
    return page("about.html", title="About", here="/about", counts=counts, partners=partners, gaps=gaps)


@router.get("/questions")
def questions() -> HTMLResponse:
    """List the named queries, each with a form for its parameters."""
    return page("questions.html", title="Questions", here="/questions", queries=list(library().values()))


@router.get("/questions/{name}")
def question(request: Request, name: str) -> HTMLResponse:
    """Show the answer to a named query, with the form to ask it again."""
    values, view = _fields(request)
    named = find(name)
    shown: dict[str, Any] = {"title": named.title, "here": "/questions", "named": named, "values": values}
    shown |= {"countries": _countries(), "view": view}
    if not values and any(p.required for p in named.parameters):
        return page("question.html", **shown)
    try:
        query = named.fill(values)
    except UsageError as error:
        return page("question.html", 400, **shown, fault=str(error))
    return _answered(request, "question.html", query, f"/api/queries/{name}?{_joined(values)}", shown)


@router.get("/query")
def query_page(request: Request) -> HTMLResponse:
    """Show the SPARQL editor, and the answer to `query` if there is one."""
    values, view = _fields(request)
    shown: dict[str, Any] = {"title": "SPARQL", "here": "/query", "terms": terms(), "view": view}
    shown |= {"queries": list(library().values()), "values": {}}
    query = values.get("query")
    if query is None:
        return page("query.html", **shown, query=EXAMPLE)
    return _answered(request, "query.html", query, f"/sparql?{_joined({'query': query})}", shown)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show the OpenAPI document for people."""
    return page("docs.html", title="Interface for programs", api=request.app.openapi())


def _fields(request: Request) -> tuple[dict[str, str], str]:
    """Return the parameters of a request, and how it wants to see the answer."""
    values, _ = fields(request.query_params.multi_items())
    return values, values.pop("view", "")


def _joined(values: Mapping[str, str]) -> str:
    return f"{urlencode(values)}&" if values else ""


def _countries() -> list[tuple[str, str]]:
    return sorted((country.name, country.iso3) for country in authority.countries())


def _answered(request: Request, template: str, query: str, address: str, shown: dict[str, Any]) -> HTMLResponse:
    """Return a page with the answer to a query, or with the reason why there is none.

    Args:
        request: the request.
        template: name of the page.
        query: the query.
        address: where the answer can be had as a file, up to the name of its format.
        shown: what else the page shows.
    """
    pool: QueryPool = request.app.state.pool
    settings: Settings = request.app.state.settings
    is_graph = form(query) in ("CONSTRUCT", "DESCRIBE")
    asked = {name: value for name, value in request.query_params.items() if name != "view"}
    shown = {**shown, "query": query, "address": address, "again": f"{request.url.path}?{_joined(asked)}"}
    shown |= {"limit": settings.query_timeout, "rows_limit": _SHOWN}
    begun = time.monotonic()
    try:
        document = pool.wait(Query(query, NTRIPLES if is_graph else JSON_RESULTS))
        if len(document) > _LARGEST:
            raise QueryError("the answer is too large for a page: add LIMIT, or download it as CSV from /sparql")
    except ServandaError as error:
        line, column = position(str(error)) or (None, None)
        place = pointed(query, line, column) if line and column else None
        return page(template, 400, **shown, fault=str(error), line=line, column=column, place=place)
    shown["seconds"] = time.monotonic() - begun
    if is_graph:
        return page(template, **{**shown, **_graph(document, shown["view"])})
    if form(query) == "ASK":
        return page(template, **shown, boolean="yes" if results.boolean(document) else "no")
    return page(template, **{**shown, **_table(request, table(results.solutions(document)), shown["view"])})


def _table(request: Request, answer: Table, view: str) -> dict[str, Any]:
    """Return what a page shows of a table: its rows, or the network or chart that was chosen and fits."""
    points, pairs = answer.points(), answer.pairs()
    shown: dict[str, Any] = {"total": len(answer.rows), "columns": answer.links(), "variables": answer.variables}
    shown["views"] = ["table", *(["network"] if pairs else []), *(["chart"] if points else [])]
    if view == "chart" and points:
        name, values = points
        return {**shown, "view": view, "figure": chart(values, name), "more": max(0, len(values) - MOST)}
    if view == "network" and pairs:
        networks: Networks = request.app.state.networks
        types = {iri: actor.type for iri, actor in networks.evidence().actors.items()}
        return {**shown, "view": view, **_drawn(network_of(*pairs, types))}
    return {**shown, "view": "table", "rows": answer.rows[:_SHOWN]}


def _graph(document: bytes, view: str) -> dict[str, Any]:
    """Return what a page shows of a graph: its triples, or the network that they make; of a large one its beginning."""
    if len(document) > _LARGEST_GRAPH:
        text = document[:_LARGEST_GRAPH].decode(errors="ignore").rpartition("\n")[0]
        return {"total": document.count(b"\n"), "cut": True, "views": ["triples"], "view": "triples", "graph": text}
    graph = parsed(document.decode())
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    network = network_of_graph(graph)
    shown: dict[str, Any] = {"total": len(graph), "views": ["triples", *(["network"] if network else [])]}
    if view == "network" and network:
        return {**shown, "view": view, **_drawn(network, directed=True)}
    return {**shown, "view": "triples", "graph": graph.serialize(format="turtle")}


def _drawn(network: View, *, directed: bool = False) -> dict[str, Any]:
    left_out = network["total"]["nodes"] - len(network["nodes"])
    return {"figure": picture(network, address_of, directed=directed), "left_out": left_out, "drawn": network}
