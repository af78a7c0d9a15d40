"""What requests for networks have in common: their filters, IRIs in addresses, answers that are kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.responses import Response

from servanda.api.answering import etag_of, is_known
from servanda.api.networks import Networks
from servanda.api.routes.documented import problems
from servanda.errors import UsageError
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import KINDS, Filters
from servanda.ontology.vocab import ACTOR_TYPES

PROBLEMS = problems(
    _400="a filter has a value that it does not take",
    _404="there is no such actor or tie",
    _429="too many requests",
    _503="the store cannot be read, or is busy",
)
_JSON = "application/json"
_IRI = re.compile(r"https?:/+[^\s<>\"{}|\\^`]+")

Country = Annotated[
    list[str] | None, Query(description="ties with an actor of this country (ISO 3166-1 alpha-3)", examples=["MLI"])
]
Type = Annotated[list[str] | None, Query(description=f"ties between these types of actors: {', '.join(ACTOR_TYPES)}")]
Kind = Annotated[list[str] | None, Query(description=f"ties of these kinds: {', '.join(KINDS)}")]
Status = Annotated[list[str] | None, Query(description="also ties that are only `claimed`, or only `planned`")]
From = Annotated[str, Query(alias="from", description="first day or year that counts", examples=["2010"])]
To = Annotated[str, Query(description="last day or year that counts", examples=["2020"])]
MinWeight = Annotated[str, Query(description="statements that a tie rests on, at least", examples=["2"])]
Series = Annotated[list[str] | None, Query(description="only statements of reports of these series", examples=["wfcl"])]


def _filters(
    country: Country = None,
    type: Type = None,
    kind: Kind = None,
    status: Status = None,
    from_: From = "",
    to: To = "",
    min_weight: MinWeight = "",
    series: Series = None,
) -> Filters:
    """Return the filters of a request; fields left empty, as in forms, do not narrow."""
    if min_weight and not re.fullmatch(r"[0-9]{1,9}", min_weight):
        raise UsageError(f"min_weight is {min_weight!r}: give a number")
    return Filters(
        countries=tuple(value.upper() for value in _given(country)),
        types=_given(type),
        kinds=_given(kind),
        also=tuple(value for value in _given(status) if value != "occurrence"),
        start=from_,
        end=to,
        min_weight=int(min_weight or 1),
        series=_given(series),
    )


Filtered = Annotated[Filters, Depends(_filters)]
"""The filters that a request gives in its address."""


def answer(
    request: Request,
    asked: tuple[object, ...],
    make: Callable[[Evidence], object],
    media_type: str = "application/json",
) -> Response:
    """Return an answer made of the ties of the store, or say that the client has it; see `Networks.answer`."""
    etag = etag_of(request, *map(repr, asked))
    headers = {"ETag": etag, "Cache-Control": "no-cache"} if etag else {"Cache-Control": "no-store"}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    networks: Networks = request.app.state.networks
    return Response(networks.answer(asked, make), headers=headers, media_type=media_type)


def iri_of(request: Request, path: str, kind: str) -> str:
    """Return the IRI that the end of an address stands for: the IRI itself, or its steps below the base and the kind.

    Raises:
        UsageError: it is none.
    """
    base: str = request.app.state.settings.base_iri
    iri = re.sub(r"^(https?:)/+", r"\1//", path) if path.startswith("http") else f"{base}{kind}/{path}"
    if not _IRI.fullmatch(iri):
        raise UsageError(f"{path!r} is no IRI: give the {kind}'s IRI or its last steps")
    return iri


def _given(values: list[str] | None) -> tuple[str, ...]:
    return tuple(value for value in values or () if value)
