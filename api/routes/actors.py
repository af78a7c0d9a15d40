"""One actor with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from rdflib import URIRef
from typing_extensions import TypedDict

from servanda.api.networks import Networks
from servanda.api.parameters import OnlyDescribed
from servanda.api.routes.filtering import PROBLEMS, answer, iri_of
from servanda.errors import NotFound
from servanda.graph.actors import Profile, Thing, profile
from servanda.graph.network.evidence import Evidence

router = APIRouter(tags=["things"], dependencies=[OnlyDescribed])


class Bond(TypedDict):
    """A tie as one of its actors has it."""

    iri: str
    kind: str
    status: str
    direction: Literal["to", "from", "both"]
    """Whether the other actor is its target or its source; partners have no direction."""
    other: Thing
    weight: int
    """Number of distinct statements."""
    first: str | None
    last: str | None


class Known(Profile):
    """All that is known of an actor."""

    ties: list[Bond]
    """The strongest first."""


@router.get(
    "/api/actors/{actor:path}",
    summary="Return all that is known of an actor",
    response_model=Known,
    responses=PROBLEMS,
)
def show_actor(request: Request, actor: str) -> Response:
    """Return names, place in its government, ties, instruments, timeline, statements.

    `actor` is its IRI, or its last steps.
    """
    iri = iri_of(request, actor, "actor")
    return answer(request, ("actor", iri), lambda _: found(request, iri))


def found(request: Request, iri: str) -> Known:
    """Return an actor's profile.

    Raises:
        NotFound: the store has no such actor.
    """
    networks: Networks = request.app.state.networks
    known = profile(networks.select, URIRef(iri))
    if known is None:
        raise NotFound(f"there is no actor {iri}: /api/actors lists them")
    ties = sorted(_ties(networks.evidence(), iri), key=lambda tie: (-tie["weight"], tie["iri"]))
    return Known(**known, ties=ties)


def _ties(evidence: Evidence, iri: str) -> Iterator[Bond]:
    for tie in evidence.ties.values():
        if iri in (tie.source, tie.target):
            other = evidence.actors[tie.source if tie.target == iri else tie.target]
            yield Bond(
                iri=tie.iri,
                kind=tie.kind,
                status=tie.status,
                direction="both" if tie.kind == "partner" else "from" if tie.target == iri else "to",
                other=Thing(iri=other.iri, label=other.label, type=other.type),
                weight=tie.weight,
                first=tie.first or None,
                last=tie.last or None,
            )
