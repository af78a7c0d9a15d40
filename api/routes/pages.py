"""Pages about the store as a whole: what it holds, the questions of the library, the SPARQL page, the interface."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from servanda.api import summary
from servanda.api.negotiation import JSON_RESULTS, TURTLE
from servanda.api.pages import page
from servanda.api.pages.terms import terms
from servanda.api.pool import QueryPool
from servanda.api.problems import position
from servanda.api.routes.queries import fields, find
from servanda.api.tasks import Query
from servanda.errors import QueryError, ServandaError, UsageError
from servanda.graph import results
from servanda.graph.library import NamedQuery, library
from servanda.graph.sparql import form

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_LARGEST = 8_000_000  # bytes of an answer that is shown on a page
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
    values, _ = fields(request.query_params.multi_items())
    named = find(name)
    shown: dict[str, Any] = {"title": named.title, "here": "/questions", "named": named, "values": values}
    if not values and any(p.required for p in named.parameters):
        return page("question.html", **shown)
    try:
        query = named.fill(values)
    except UsageError as error:
        return page("question.html", 400, **shown, fault=str(error))
    address = f"/api/queries/{name}?{request.url.query}{'&' if request.url.query else ''}"
    return _answered(request.app.state.pool, "question.html", query, address, shown)


@router.get("/query")
def query_page(request: Request) -> HTMLResponse:
    """Show the SPARQL editor, and the answer to `query` if there is one."""
    values, _ = fields(request.query_params.multi_items())
    shown: dict[str, Any] = {"title": "SPARQL", "here": "/query", "terms": terms(), "queries": _examples()}
    query = values.get("query")
    if query is None:
        return page("query.html", **shown, query=EXAMPLE)
    return _answered(request.app.state.pool, "query.html", query, f"/sparql?{request.url.query}&", shown)


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """Show the OpenAPI document for people."""
    return page("docs.html", title="Interface for programs", api=request.app.openapi())


def _examples() -> list[tuple[NamedQuery, str]]:
    """Return the named queries that need no value, as SPARQL text."""
    return [(q, q.fill({})) for q in library().values() if not any(p.required for p in q.parameters)]


def _answered(pool: QueryPool, template: str, query: str, address: str, shown: dict[str, Any]) -> HTMLResponse:
    """Return a page with the answer to a query, or with the reason why there is none."""
    is_graph = form(query) in ("CONSTRUCT", "DESCRIBE")
    shown = {**shown, "query": query, "address": address}
    try:
        document = pool.wait(Query(query, TURTLE if is_graph else JSON_RESULTS))
        if len(document) > _LARGEST:
            raise QueryError("the answer is too large for a page: add LIMIT, or download it as CSV from /sparql")
    except ServandaError as error:
        line, column = position(str(error)) or (None, None)
        return page(template, 400, **shown, fault=str(error), line=line, column=column)
    if is_graph:
        return page(template, **shown, graph=document.decode())
    if form(query) == "ASK":
        return page(template, **shown, boolean="yes" if results.boolean(document) else "no")
    solutions = results.solutions(document)
    rows = [[row.get(name) for name in solutions.variables] for row in solutions.rows[:_SHOWN]]
    return page(template, **shown, variables=solutions.variables, rows=rows, total=len(solutions.rows))
