"""The pages for people: plain HTML that needs no script and nothing from other hosts."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader
from rdflib import Literal
from rdflib.term import Node

from servanda import __version__
from servanda.api import summary
from servanda.api.negotiation import JSON_RESULTS, TURTLE
from servanda.api.pool import QueryPool
from servanda.api.routes.queries import fields, find
from servanda.api.tasks import Query
from servanda.errors import QueryError, ServandaError
from servanda.graph import results
from servanda.graph.sparql import form
from servanda.ontology.vocab import PREFIXES

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_LARGEST = 8_000_000  # bytes of an answer that is shown on a page
_SHOWN = 2000  # rows of a table on a page; the files hold all
EXAMPLE = """PREFIX sv: <https://w3id.org/servanda/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?actor ?label WHERE { ?actor a sv:Actor ; rdfs:label ?label } LIMIT 20"""
_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}


@cache
def _templates() -> Environment:
    environment = Environment(loader=PackageLoader("servanda.api.pages", ""), autoescape=True, trim_blocks=True)
    environment.filters["shortened"] = shortened
    return environment


def _page(name: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 (whatever the templates show)
    text = _templates().get_template(name).render(version=__version__, **values)
    return HTMLResponse(text, status, _HEADERS)


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """Show what the store holds and what can be asked."""
    from servanda.graph.library import library

    select = request.app.state.pool.select
    return _page(
        "home.html",
        counts=summary.counts(select),
        reports=summary.reports(select),
        queries=list(library().values()),
        example=EXAMPLE,
    )


@router.get("/query")
def query_page(request: Request) -> HTMLResponse:
    """Show the answer to a SPARQL query, `query`."""
    values, _ = fields(request.query_params.multi_items())
    query = values.get("query", EXAMPLE)
    return _shown(request.app.state.pool, "Query", query, f"/sparql?{request.url.query}")


@router.get("/query/{name}")
def named_query_page(request: Request, name: str) -> HTMLResponse:
    """Show the answer to a named query."""
    values, _ = fields(request.query_params.multi_items())
    named = find(name)
    try:
        query = named.fill(values)
    except ServandaError as error:
        return _page("answer.html", 400, title=named.title, fault=str(error))
    return _shown(request.app.state.pool, named.title, query, f"/api/queries/{name}?{request.url.query}")


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show the OpenAPI document for people."""
    return _page("docs.html", api=request.app.openapi())


def _shown(pool: QueryPool, title: str, query: str, address: str) -> HTMLResponse:
    is_graph = form(query) in ("CONSTRUCT", "DESCRIBE")
    given: dict[str, Any] = {"title": title, "query": query, "address": address}
    try:
        document = pool.wait(Query(query, TURTLE if is_graph else JSON_RESULTS))
        if len(document) > _LARGEST:
            raise QueryError("the answer is too large for a page: add LIMIT, or download it as CSV from /sparql")
    except ServandaError as error:
        return _page("answer.html", 400, **given, fault=str(error))
    if is_graph:
        return _page("answer.html", **given, graph=document.decode())
    if form(query) == "ASK":
        return _page("answer.html", **given, boolean="yes" if results.boolean(document) else "no")
    solutions = results.solutions(document)
    rows = [[row.get(name) for name in solutions.variables] for row in solutions.rows[:_SHOWN]]
    return _page("answer.html", **given, variables=solutions.variables, rows=rows, total=len(solutions.rows))


def shortened(term: Node | None) -> str:
    """Return a term for people: an IRI with its prefix or its last steps, a literal's text."""
    if term is None or isinstance(term, Literal):
        return str(term or "")
    text = str(term)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text.partition("/id/")[2] or text
