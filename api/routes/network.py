"""The network of actors: whole or filtered, round an actor, between two, and how it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from typing_extensions import TypedDict

from servanda.api.parameters import OnlyDescribed
from servanda.api.routes.documented import Responses
from servanda.api.routes.filtering import PROBLEMS, Filtered, answer, iri_of
from servanda.errors import UsageError
from servanda.graph.network import files
from servanda.graph.network.building import network
from servanda.graph.network.change import Edge as Tie
from servanda.graph.network.change import change
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.measures import brokers
from servanda.graph.network.part import Part, Paths, seen, taken
from servanda.graph.network.view import View

router = APIRouter(dependencies=[OnlyDescribed])
_MOST = 2000  # actors of a view
_SHOWN = 1000  # where the request does not say: more than anyone can read
_FORMATS = ("json", *files.FORMATS)
_FILES: Responses = {
    200: {"content": {"application/json": {}, **{kind.partition(";")[0]: {} for kind in files.MEDIA_TYPES.values()}}}
}

Limit = Annotated[
    int, Query(ge=1, le=_MOST, description="actors at most: those of most statements that have ties with one another")
]
Hops = Annotated[int, Query(ge=1, le=5, description="ties between the actor and those shown, at most")]
Format = Annotated[str, Query(description=f"form of the answer: {', '.join(_FORMATS)}", examples=["gexf"])]


class Broker(TypedDict):
    """An actor over which others reach each other; a low constraint says that its neighbours have few ties."""

    id: str
    label: str
    type: str
    country: str | None
    betweenness: float
    constraint: float


class Brokers(TypedDict):
    """The brokers of a network, the most frequented first."""

    brokers: list[Broker]


class Changed(TypedDict):
    """A tie that is new, gone, stronger or weaker: `difference` is that of the statements behind it."""

    source: str
    target: str
    kind: str
    status: str
    difference: int


class Changes(TypedDict):
    """How the network of one period differs from that of an earlier one."""

    new: list[Changed]
    gone: list[Changed]
    changed: list[Changed]
    new_actors: list[str]
    gone_actors: list[str]


@router.get(
    "/api/network",
    summary="Give the network of actors with places to draw them at, or as a file for network tools",
    response_model=View,
    responses=_FILES | PROBLEMS,
)
def get_network(
    request: Request,
    filters: Filtered,
    limit: Limit = _SHOWN,
    group: Annotated[
        Literal["", "country"], Query(description="`country`: countries in the place of their actors")
    ] = "",
    format: Format = "json",
) -> Response:
    """Give the strongest actors, up to the limit; files hold the whole network, with the IRIs of all statements."""
    return _given(request, Part(filters, grouped=group == "country"), limit, format)


@router.get(
    "/api/network/brokers",
    summary="List the actors over which others reach each other",
    response_model=Brokers,
    responses=PROBLEMS,
)
def get_brokers(
    request: Request, filters: Filtered, limit: Annotated[int, Query(ge=1, le=200, description="actors")] = 20
) -> Response:
    """Give those over which most shortest paths lead, with Burt's constraint."""

    def made(known: Evidence) -> Brokers:
        found = [(known.actors[one.iri], one) for one in brokers(network(known, filters), limit)]
        return Brokers(
            brokers=[
                Broker(
                    id=actor.iri,
                    label=actor.label,
                    type=actor.type,
                    country=actor.country,
                    betweenness=one.betweenness,
                    constraint=one.constraint,
                )
                for actor, one in found
            ]
        )

    return answer(request, ("brokers", filters, limit), made)


@router.get(
    "/api/network/changes",
    summary="Say which ties are new, gone, stronger or weaker than in an earlier period",
    response_model=Changes,
    responses=PROBLEMS,
)
def get_changes(
    request: Request,
    filters: Filtered,
    before_from: Annotated[str, Query(description="first day or year of the earlier period", examples=["2010"])] = "",
    before_to: Annotated[str, Query(description="last day or year of the earlier period", examples=["2015"])] = "",
) -> Response:
    """Compare the period of `from` and `to` with an earlier one; all other filters hold for both."""
    earlier = replace(filters, start=before_from, end=before_to)

    def made(known: Evidence) -> Changes:
        found = change(network(known, earlier), network(known, filters))
        return Changes(
            new=[_changed(tie) for tie in found.new_ties],
            gone=[_changed(tie) for tie in found.gone_ties],
            changed=[_changed(tie, number) for tie, number in found.stronger.items()],
            new_actors=list(found.new_actors),
            gone_actors=list(found.gone_actors),
        )

    return answer(request, ("changes", earlier, filters), made)


@router.get(
    "/api/actors/{actor:path}/ego",
    summary="Give the surroundings of an actor in the network",
    response_model=View,
    responses=_FILES | PROBLEMS,
)
def get_ego(
    request: Request, actor: str, filters: Filtered, hops: Hops = 1, limit: Limit = _SHOWN, format: Format = "json"
) -> Response:
    """Give the actors so many ties away, and all ties between them; `actor` is its IRI, or the last steps of it."""
    return _given(request, Part(filters, focus=iri_of(request, actor, "actor"), hops=hops), limit, format)


@router.get(
    "/api/paths",
    summary="Find the shortest paths between two actors",
    response_model=Paths,
    responses=_FILES | PROBLEMS,
)
def get_paths(
    request: Request,
    filters: Filtered,
    source: Annotated[str, Query(description="IRI of the one actor")],
    target: Annotated[str, Query(description="IRI of the other")],
    limit: Annotated[int, Query(ge=1, le=100, description="paths at most")] = 10,
    format: Format = "json",
) -> Response:
    """Give them by the IRIs of their actors, with the ties of their steps to draw and to prove."""
    one, other = iri_of(request, source, "actor"), iri_of(request, target, "actor")
    return _given(request, Part(filters, one, other, limit), _MOST, format)


def _given(request: Request, part: Part, limit: int, format: str) -> Response:
    """Return a part of the network to draw, or as a file."""
    if format == "json":
        return answer(request, ("view", part, limit), lambda known: seen(known, part, limit))
    if format not in files.FORMATS:
        raise UsageError(f"format is {format!r}: use {', '.join(_FORMATS)}")
    part = replace(part, grouped=False)  # a country is no node of a file
    media_type = files.MEDIA_TYPES[format]
    return answer(request, ("file", part, format), lambda known: files.write(taken(known, part), format), media_type)


def _changed(tie: Tie, difference: int = 0) -> Changed:
    source, target, kind, status = tie
    return Changed(source=source, target=target, kind=kind, status=status, difference=difference)
