"""The explorer: the network of actors with its filters, and the page of a tie with the sentences that prove it."""

from __future__ import annotations

from collections import Counter
from typing import Any, cast

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from servanda.api.networks import Networks
from servanda.api.pages import page
from servanda.api.picture import picture
from servanda.api.routes.filtering import Filtered, iri_of
from servanda.errors import NotFound
from servanda.graph.network.building import network
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import KINDS
from servanda.graph.network.paths import ego
from servanda.graph.network.proofs import proven
from servanda.graph.network.view import View, view
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_READABLE = 60
"""Actors of the first view, before anything is chosen."""
_MOST = 500
"""Actors of a view that was narrowed."""
_LARGEST = 2000
TOLD = {
    "partner": "worked with",
    "supported": "supported",
    "requestedFrom": "asked",
    "referredTo": "referred to",
    "appointed": "appointed",
    "reportedTo": "reported to",
    "actedTowards": "acted towards",
}
"""How each kind of tie is told, from source to target."""
_SIZES = (
    ("degree", "number of ties"),
    ("strength", "number of sentences"),
    ("betweenness", "betweenness"),
    ("pagerank", "PageRank"),
    ("core", "k-core"),
)


@router.get("/")
def explorer(
    request: Request,
    filters: Filtered,
    focus: str = "",
    hops: str = "1",
    size: str = "degree",
    colour: str = "type",
    limit: str = "",
) -> HTMLResponse:
    """Show the network of actors, or the surroundings of one."""
    networks: Networks = request.app.state.networks
    known = networks.evidence()
    chosen = bool(filters.countries or filters.types or filters.kinds or filters.start or filters.end or filters.series)
    most = _MOST if chosen or focus or filters.min_weight > 1 else _READABLE
    most = min(int(limit), _LARGEST) if limit.isascii() and limit.isdigit() and int(limit) else most
    whole = network(known, filters)
    if focus:
        whole = ego(whole, iri_of(request, focus, "actor"), int(hops) if hops in ("1", "2", "3") else 1)
    shown = view(whole, most)
    asked = {"focus": focus, "hops": hops, "size": size, "colour": colour}
    return page(
        "explorer.html",
        title="Network",
        here="/",
        limit=_READABLE,
        base=request.app.state.settings.base_iri,
        picture=picture(shown),
        network=_told(shown),
        view=_state(filters, asked),
        query=request.url.query,
        countries=sorted(_countries(known).items()),
        kinds=[(kind, TOLD[kind]) for kind in KINDS],
        types=list(ACTOR_TYPES),
        sizes=_SIZES,
    )


@router.get("/ties/{tie:path}")
def tie_page(request: Request, tie: str) -> HTMLResponse:
    """Show a tie with the sentences that prove it."""
    networks: Networks = request.app.state.networks
    iri = iri_of(request, tie, "tie")
    if iri not in networks.evidence().ties:
        raise NotFound("there is no such tie: the network lists those of the store")
    found = proven(networks.select, Iris(request.app.state.settings.base_iri), iri)
    title = f"{found['source']['label']} {TOLD[found['kind']]} {found['target']['label']}"
    return page("tie.html", title=title, here="/", tie=found, told=TOLD[found["kind"]])


def _state(filters: Filtered, asked: dict[str, str]) -> dict[str, Any]:
    """Return what is chosen, by the names of the form's fields."""
    return {
        "country": filters.countries[0] if filters.countries else "",
        "type": filters.types,
        "kind": filters.kinds,
        "status": filters.also,
        "from": filters.start,
        "to": filters.end,
        "min_weight": filters.min_weight if filters.min_weight > 1 else "",
        **asked,
    }


def _told(shown: View) -> dict[str, Any]:
    """Return a view with the actors in the place of their IRIs in each tie, the strongest first."""
    actors = {node["id"]: node for node in shown["nodes"]}
    edges = [
        {**edge, "source": actors[edge["source"]], "target": actors[edge["target"]], "told": TOLD[edge["kind"]]}
        for edge in sorted(shown["edges"], key=lambda edge: (-edge["weight"], edge["id"]))
    ]
    return cast(dict[str, Any], {**shown, "edges": edges})


def _countries(known: Evidence) -> Counter[str]:
    """Return how many actors with ties each country has."""
    tied = {iri for tie in known.ties.values() for iri in (tie.source, tie.target)}
    return Counter(actor.country for iri in tied if (actor := known.actors.get(iri)) and actor.country)
