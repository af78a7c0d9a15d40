"""Ties with the sentences that prove them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from servanda.api.networks import Networks
from servanda.api.parameters import OnlyDescribed
from servanda.api.routes.filtering import PROBLEMS, answer, iri_of
from servanda.errors import NotFound
from servanda.graph.network.proofs import Proven, proven
from servanda.ontology.iris import Iris

router = APIRouter(dependencies=[OnlyDescribed])


@router.get(
    "/api/ties/{tie:path}",
    summary="Give a tie with the sentences that prove it",
    response_model=Proven,
    responses=PROBLEMS,
)
def get_tie(request: Request, tie: str) -> Response:
    """Mark the words that name its actors by their offsets; `tie` is its IRI, or the last steps of it."""
    networks: Networks = request.app.state.networks
    iri = iri_of(request, tie, "tie")
    if iri not in networks.evidence().ties:
        raise NotFound(f"there is no tie {iri}: /api/network lists them")
    iris = Iris(request.app.state.settings.base_iri)
    return answer(request, ("tie", iri), lambda _: proven(networks.select, iris, iri))
