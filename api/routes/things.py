"""Pages about actors and instruments, and the search for them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse
from rdflib import URIRef

from servanda.api.chart import chart
from servanda.api.networks import Networks
from servanda.api.pages import page
from servanda.api.routes import fulltext
from servanda.api.routes.actors import found
from servanda.api.routes.explorer import TOLD
from servanda.api.routes.filtering import iri_of
from servanda.errors import NotFound
from servanda.graph.instruments import instrument

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_SUGGESTED = 40
_LONGEST = 200
"""Characters of a search that count."""


@router.get("/actors/{path:path}")
def actor_page(request: Request, path: str) -> HTMLResponse:
    """Show an actor: names, place in its government, ties, instruments, statements."""
    return _actor(request, iri_of(request, path, "actor"))


@router.get("/reports/{report:path}/actor/{name}")
def described_actor_page(request: Request, report: str, name: str) -> HTMLResponse:
    """Show an actor that one report describes without naming it."""
    return _actor(request, f"{_base(request)}report/{report}/actor/{name}")


@router.get("/instruments/{path:path}")
def instrument_page(request: Request, path: str) -> HTMLResponse:
    """Show a legal instrument: links, citing sentences, actors, parties, legislative steps."""
    return _instrument(request, iri_of(request, path, "instrument"))


@router.get("/reports/{report:path}/instrument/{name}")
def described_instrument_page(request: Request, report: str, name: str) -> HTMLResponse:
    """Show an instrument that one report describes without naming it."""
    return _instrument(request, f"{_base(request)}report/{report}/instrument/{name}")


@router.get("/search")
async def search(request: Request, q: str = "") -> HTMLResponse:
    """Show actors and instruments by name, and passages by their words."""
    words, suggested, passages = q.strip()[:_LONGEST], [], []
    if words:
        networks: Networks = request.app.state.networks
        suggestions = await run_in_threadpool(networks.suggestions)
        suggested = suggestions.suggest(words, None, None, _SUGGESTED)
        passages = await fulltext.found(request, words, "passage", _SUGGESTED)
    return page("search.html", title="Search", here="/search", q=q, suggested=suggested, passages=passages)


def _actor(request: Request, iri: str) -> HTMLResponse:
    known = found(request, iri)
    kinds, years = Counter[str](), Counter[str]()
    for deeds in known["timeline"]:
        kinds[deeds["told_as"]] += deeds["statements"]
        years[deeds["year"] or ""] += deeds["statements"]
    del years[""]
    timeline = chart(sorted((year, float(n)) for year, n in years.items()), "statements") if len(years) > 1 else ""
    return page("actor.html", title=known["label"], here="/", actor=known, told=TOLD, kinds=kinds, timeline=timeline)


def _instrument(request: Request, iri: str) -> HTMLResponse:
    networks: Networks = request.app.state.networks
    known: dict[str, Any] | None = instrument(networks.select, URIRef(iri))
    if known is None:
        raise NotFound("there is no such instrument: /api/instruments lists them")
    return page("instrument.html", title=known["name"] or iri, here="/", instrument=known)


def _base(request: Request) -> str:
    base: str = request.app.state.settings.base_iri
    return base
