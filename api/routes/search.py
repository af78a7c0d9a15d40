"""Actors and instruments by what is typed of their names."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from typing_extensions import TypedDict

from servanda.api.networks import Networks
from servanda.api.parameters import OnlyDescribed
from servanda.api.routes.filtering import PROBLEMS

router = APIRouter(dependencies=[OnlyDescribed])


class Found(TypedDict):
    """An actor or instrument that is suggested: `name` is the one of its names that fits."""

    iri: str
    label: str
    name: str
    type: str
    country: str | None


class Results(TypedDict):
    """What is suggested, the best first."""

    results: list[Found]


@router.get("/api/search", responses=PROBLEMS, summary="Suggest actors and instruments by what is typed of their names")
def get_search(
    request: Request,
    q: Annotated[str, Query(max_length=200, description="what is typed so far", examples=["ministry of j"])] = "",
    kind: Annotated[Literal["actor", "instrument", ""], Query(description="only these")] = "",
    country: Annotated[str, Query(description="only of this country (ISO 3166-1 alpha-3)", examples=["MLI"])] = "",
    limit: Annotated[int, Query(ge=1, le=100, description="suggestions at most")] = 10,
) -> Results:
    """Suggest those with a name or alias in which each word typed begins a word; case and accents do not matter."""
    networks: Networks = request.app.state.networks
    found = networks.suggestions().suggest(q, kind or None, country.upper() or None, limit)
    return Results(
        results=[
            Found(iri=s.entry.iri, label=s.entry.name, name=s.name, type=s.entry.type, country=s.entry.country)
            for s in found
        ]
    )
