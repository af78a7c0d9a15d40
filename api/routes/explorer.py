"""The explorer: the network of actors with its filters, and the page of a tie with the sentences that prove it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Annotated, Any, cast
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from servanda.api.networks import Networks
from servanda.api.pages import country_name, page
from servanda.api.picture import picture
from servanda.api.routes.filtering import Filtered, iri_of
from servanda.errors import NotFound
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import KINDS, Filters
from servanda.graph.network.part import Part, seen
from servanda.graph.network.proofs import proven
from servanda.graph.network.view import View
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_READABLE = 60
"""Actors of the first view, before anything is chosen."""
_NARROWED = 500
"""Actors of a view that was narrowed."""
_LARGEST = 2000
"""Actors that are ever drawn: of more, countries are shown in their place."""
_FILTERS = frozenset({"country", "type", "kind", "status", "from", "to", "min_weight", "series"})
"""Parameters that decide which ties count."""
_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
"""What must not stand in a script element, as JSON writes it otherwise."""
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
    ("normalised", "shared events"),
    ("betweenness", "betweenness"),
    ("pagerank", "PageRank"),
    ("core", "k-core"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for beside filters, by the names of the form's fields."""

    focus: str = ""
    hops: str = "1"
    source: str = ""
    target: str = ""
    group: str = ""
    size: str = "degree"
    colour: str = "type"
    limit: str = ""


@router.get("/")
def explorer(request: Request, filters: Filtered, asked: Annotated[Asked, Depends()]) -> HTMLResponse:
    """Show the network of actors, the surroundings of one, or the ways between two."""
    networks: Networks = request.app.state.networks
    known = networks.evidence()
    part, most = _part(request, filters, asked), _most(filters, asked)
    fault, data = "", b'{"nodes":[],"edges":[],"total":{"nodes":0,"edges":0}}'
    try:
        data = networks.answer(("view", part, most), lambda known: seen(known, part, most))
    except NotFound as error:
        fault = str(error)
    shown: View = json.loads(data)
    return page(
        "explorer.html",
        title="Network",
        here="/",
        readable=_READABLE,
        narrowed=_NARROWED,
        largest=_LARGEST,
        base=request.app.state.settings.base_iri,
        data=Markup(data.decode().translate(_SCRIPT)),
        picture=picture(shown),
        fault=fault,
        network=_told(shown),
        named={node["id"]: node["label"] for node in shown["nodes"]},
        view=_state(filters, asked),
        file=_file(request, asked),
        countries=sorted(_countries(known).items(), key=lambda one: country_name(one[0])),
        years=_years(known),
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


def _part(request: Request, filters: Filters, asked: Asked) -> Part:
    source, target, focus = (
        iri_of(request, iri, "actor") if iri else "" for iri in (asked.source, asked.target, asked.focus)
    )
    hops = int(asked.hops) if asked.hops in ("1", "2", "3") else 1
    if source and target:
        return Part(filters, source, target)
    return Part(filters, focus=focus, hops=hops, grouped=asked.group == "country" and not focus)


def _file(request: Request, asked: Asked) -> str:
    """Return the address of all that a view is a part of, to which its form is added; the script has the same rule."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name in _FILTERS and value]
    path = "/api/network"
    if asked.source and asked.target:
        path, given = "/api/paths", [*given, ("source", asked.source), ("target", asked.target)]
    elif asked.focus:
        path, given = f"/api/actors/{quote(asked.focus, safe='/:')}/ego", [*given, ("hops", asked.hops)]
    return f"{path}?{urlencode([*given, ('format', '')])}"


def _most(filters: Filters, asked: Asked) -> int:
    """Return how many actors are drawn: the script has the same rule."""
    if asked.source and asked.target:
        return _LARGEST
    if asked.limit.isascii() and asked.limit.isdigit():
        return max(1, min(int(asked.limit), _LARGEST))
    chosen = filters.countries or filters.types or filters.kinds or filters.start or filters.end or filters.series
    is_narrowed = chosen or asked.focus or asked.group or filters.min_weight > 1
    return _NARROWED if is_narrowed else _READABLE


def _state(filters: Filters, asked: Asked) -> dict[str, Any]:
    """Return what is chosen, by the names of the form's fields."""
    return {
        "country": filters.countries[0] if filters.countries else "",
        "type": filters.types,
        "kind": filters.kinds,
        "status": filters.also,
        "from": filters.start,
        "to": filters.end,
        "min_weight": filters.min_weight if filters.min_weight > 1 else "",
        **asdict(asked),
    }


def _years(known: Evidence) -> list[tuple[int, int]]:
    """Return the years from the first to the last that statements behind ties tell of, and how many tell of each."""
    found = Counter(int(proof.first[:4]) for tie in known.ties.values() for proof in tie.proofs if proof.first)
    return [(year, found[year]) for year in range(min(found), max(found) + 1)] if found else []


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
