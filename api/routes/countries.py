"""The countries that the reports are about, and the board of each."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from servanda.api.answering import etag_of, is_known
from servanda.api.board import DATED, QUERIES, Board, board
from servanda.api.parameters import OnlyDescribed
from servanda.api.pool import QueryPool
from servanda.api.routes.documented import PROBLEMS, problems
from servanda.api.tasks import Query as Asked
from servanda.errors import NotFound
from servanda.graph import results
from servanda.graph.library import library
from servanda.graph.store import Row
from servanda.ontology import authority
from servanda.ontology.iris import Iris

router = APIRouter(tags=["things"], dependencies=[OnlyDescribed])
_ROWS = "1000000"
"""Rows of each part that count."""


class Country(BaseModel):
    """A country, and how much the store holds about it."""

    iri: str
    iso3: str | None = Field(None, examples=["MLI"])
    name: str | None = Field(None, examples=["Mali"])
    reports: int
    commitments: int
    recommendations: int
    gaps: int


class Countries(BaseModel):
    """The countries that reports are about, or that owe or are asked something."""

    countries: list[Country]


@router.get("/api/countries", summary="List the countries", responses=PROBLEMS)
async def list_countries(request: Request) -> Countries:
    """Return every country with its numbers of reports, commitments, recommendations and evidence gaps."""
    rows = await _rows(request, library()["countries"].fill({"limit": _ROWS}, _iris(request)))
    return Countries(
        countries=[
            Country(
                iri=str(row["country_iri"]),
                iso3=str(row["code"]) if "code" in row else None,
                name=str(row["country"]) if "country" in row else None,
                **{part: int(str(row[part])) for part in ("reports", "commitments", "recommendations", "gaps")},
            )
            for row in rows
            if "country_iri" in row
        ]
    )


@router.get(
    "/api/countries/{iso3}",
    summary="A country's board",
    response_model=Board,
    responses={**PROBLEMS, **problems(_404="there is no such country")},
)
async def country_board(
    request: Request,
    iso3: str,
    day: Annotated[
        str,
        Query(description="day for which statuses and ages are asked; the latest if left out", examples=["2015-12-31"]),
    ] = "",
    limit: Annotated[
        int, Query(ge=1, le=1000, description="recommendations, claims and bills that are listed at most")
    ] = 100,
) -> Response:
    """Return a country's open recommendations, commitments by status, claims without evidence, ratings and bills."""
    known = authority.country(iso3.upper())
    if known is None:
        raise NotFound(f"there is no country {iso3!r}: give an ISO 3166-1 alpha-3 code such as MLI")
    iris = _iris(request)
    asked: dict[str, str] = {}
    for part, name in QUERIES.items():
        values = {"country": known.iso3, "limit": _ROWS, **({"day": day} if day and part in DATED else {})}
        asked[part] = library()[name].fill(values, iris)
    etag = etag_of(request, *asked.values(), limit)
    headers: dict[str, str] = {"ETag": etag, "Cache-Control": "no-cache"} if etag else {}
    if is_known(request, etag):
        return Response(status_code=304, headers=headers)
    answers: list[Any] = await asyncio.gather(*(_rows(request, text) for text in asked.values()))
    made = board(known.iso3, known.name, str(iris.country(known.iso3)), dict(zip(asked, answers, strict=True)), limit)
    return JSONResponse(made.model_dump(), headers=headers)


async def _rows(request: Request, text: str) -> tuple[Row, ...]:
    pool: QueryPool = request.app.state.pool
    return results.solutions(await pool.run(Asked(text))).rows


def _iris(request: Request) -> Iris:
    return Iris(request.app.state.settings.base_iri)
