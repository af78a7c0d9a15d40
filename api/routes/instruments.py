"""One instrument with all that is known of it, and the links of the store as a linkset."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from rdflib import URIRef

from servanda.api.parameters import OnlyDescribed
from servanda.api.routes.documented import PROBLEMS, problems
from servanda.errors import NotFound
from servanda.graph.engine import iri_of
from servanda.graph.instruments import instrument
from servanda.graph.linkset import FORMATS, linkset
from servanda.ontology.iris import Iris

router = APIRouter(tags=["things"], dependencies=[OnlyDescribed])


@router.get(
    "/api/instruments/{path:path}",
    summary="Return all that is known of an instrument",
    responses={**PROBLEMS, **problems(_404="there is no such instrument")},
)
def show_instrument(request: Request, path: str) -> dict[str, Any]:
    """Return names, links out, citing reports with their sentences, actors by role, parties and legislative steps.

    The path is the end of the instrument's IRI, such as `int/convention-on-the-rights-of-the-child`, or the whole IRI.
    """
    base = Iris(request.app.state.settings.base_iri)
    within = path if path.startswith(("instrument/", "report/")) else f"instrument/{path}"
    iri = URIRef(path) if path.startswith(("http://", "https://")) else base(within)
    iri_of(str(iri))  # refuses what is no IRI before it gets into a query
    found = instrument(request.app.state.pool.select, iri)
    if found is None:
        raise NotFound(f"there is no instrument {path!r}: /api/instruments lists them")
    return found


@router.get(
    "/api/linkset",
    summary="Return all links to external datasets",
    response_class=Response,
    responses={**PROBLEMS, 200: {"content": {media_type.partition(";")[0]: {} for media_type in FORMATS.values()}}},
)
def all_links(request: Request, format: Literal["nt", "csv", "void"] = "nt") -> Response:
    """Return N-Triples, a table with source, day and confidence of each link, or a VoID description."""
    text = linkset(request.app.state.pool.select, format, Iris(request.app.state.settings.base_iri))
    return Response(text, media_type=FORMATS[format])
