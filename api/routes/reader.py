"""The list of reports, and the page of each: its text with marks, its statements, and the files behind them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from rdflib import URIRef

from servanda.api import summary
from servanda.api.pages import page
from servanda.api.reader import Reading, manner, reading
from servanda.graph.engine import iri_of
from servanda.graph.parameters import concepts
from servanda.ontology.exchange import Instrument, dumps
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES
from servanda.settings import Settings

router = APIRouter(include_in_schema=False)


@router.get("/reports", response_class=HTMLResponse)
def report_list(request: Request, country: str = "") -> HTMLResponse:
    """Show the reports of the store."""
    found = summary.reports(request.app.state.pool.select)
    countries = sorted({str(report["country"]) for report in found if report["country"]})
    shown = [report for report in found if not country or report["country"] == country.upper()]
    return page(
        "reports.html", title="Reports", here="/reports", reports=shown, countries=countries, country=country.upper()
    )


@router.get("/reports/{path:path}/text")
def report_text(request: Request, path: str) -> PlainTextResponse:
    """Return a report's text, to which all offsets refer."""
    return PlainTextResponse(_reading(request, path).text)


@router.get("/reports/{path:path}/exchange.json")
def report_exchange(request: Request, path: str) -> Response:
    """Return a report's extraction in the exchange form."""
    found = _reading(request, path)
    return Response(dumps(found.extraction, indent=1), media_type="application/json")


@router.get("/reports/{path:path}", response_class=HTMLResponse)
def report_page(request: Request, path: str) -> HTMLResponse:
    """Show a report with its actors, instruments and statements marked in the text."""
    found = _reading(request, path)
    graph = Iris(_settings(request).base_iri).report_graph(_iri(request, path))
    return page(
        "report.html",
        title=found.title,
        here="/reports",
        report=found,
        manners={statement.id: manner(statement) for statement in found.statements},
        review=_review(request, found),
        describe=f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}",
    )


def _review(request: Request, found: Reading) -> dict[str, object] | None:
    """Return what the script needs to let people review a report; None where nobody may."""
    settings = _settings(request)
    if not settings.token:
        return None
    return {
        "base": settings.base_iri,
        "report": found.iri,
        "country": found.facts.get("country", ""),
        "activities": concepts("activity-type"),
        "actors": list(ACTOR_TYPES),
        "instruments": list(INSTRUMENT_TYPES),
        "entities": [
            {"iri": entry.iri, "label": entry.name, "kind": "instrument" if isinstance(entry, Instrument) else "actor"}
            for entry in found.entities.values()
            if entry.iri
        ],
    }


def _reading(request: Request, path: str) -> Reading:
    return reading(request.app.state.pool.select, _iri(request, path))


def _iri(request: Request, path: str) -> URIRef:
    found = Iris(_settings(request).base_iri)("report", path)
    iri_of(str(found))  # it goes into queries as it is
    return found


def _settings(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found
