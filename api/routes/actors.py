"""One actor with all that is known of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from rdflib import URIRef

from servanda.api.networks import Networks
from servanda.api.routes.filtering import PROBLEMS, answer, iri_of
from servanda.errors import NotFound
from servanda.graph.actors import Profile, profile

router = APIRouter(tags=["things"])


@router.get(
    "/api/actors/{actor:path}",
    summary="Return all that is known of an actor",
    response_model=Profile,
    responses=PROBLEMS,
)
def show_actor(request: Request, actor: str) -> Response:
    """Return names, place in its government, instruments, statements; `actor` is its IRI, or its last steps."""
    iri = iri_of(request, actor, "actor")
    return answer(request, ("actor", iri), lambda _: found(request, iri))


def found(request: Request, iri: str) -> Profile:
    """Return an actor's profile.

    Raises:
        NotFound: the store has no such actor.
    """
    networks: Networks = request.app.state.networks
    known = profile(networks.select, URIRef(iri))
    if known is None:
        raise NotFound(f"there is no actor {iri}: /api/actors lists them")
    return known
