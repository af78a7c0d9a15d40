"""The boards: what all countries, or one, promised and were told to do, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from servanda.api.board import QUERIES, Board, board
from servanda.api.networks import Networks
from servanda.api.owed import FILTERS, SORTS, STATUSES, counted, in_order, newest_reports, owed
from servanda.api.pages import address_of, country_name, page
from servanda.api.ratings import Mark, ratings_chart
from servanda.api.routes.queries import fields
from servanda.errors import NotFound
from servanda.graph.library import library
from servanda.graph.parameters import concepts
from servanda.ontology import authority
from servanda.ontology.iris import Iris

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
_ROWS = "100000"
"""Rows of each part that count."""
_LISTED = 300
"""Commitments or recommendations of a page; the files hold all."""


@router.get("/commitments")
def commitments(request: Request) -> HTMLResponse:
    """Show how much each country owes, and the commitments and recommendations of all that the filters let pass."""
    networks: Networks = request.app.state.networks
    rows = networks.select(library()["countries"].fill({"limit": _ROWS}, _iris(request))).rows
    counted_rows = [
        {"code": str(row["code"]), **{part: int(str(row[part])) for part in _COUNTED}} for row in rows if "code" in row
    ]
    countries = [one for one in counted_rows if any(one[part] for part in _TOLD)]
    shown = _owed(request, {}) if request.url.query else {"values": {}, "sort": "age"}
    return page(
        "commitments.html", title="Commitments", here="/commitments", path="/commitments", countries=countries,
        names=sorted((country_name(str(one["code"])), str(one["code"])) for one in countries), **_CHOICES, **shown,
    )  # fmt: skip


@router.get("/countries/{iso3}")
def country_page(request: Request, iso3: str) -> HTMLResponse:
    """Show a country's board: claims without evidence, ratings, commitments, recommendations, coming laws."""
    known = authority.country(iso3.upper())
    if known is None:
        raise NotFound(f"there is no country {iso3!r}: give an ISO 3166-1 alpha-3 code such as MLI")
    found = _board(request, known.iso3, known.name)
    return page(
        "country.html", title=known.name, here="/commitments", path=f"/countries/{known.iso3}", code=known.iso3,
        board=found, ratings=_chart(found), **_CHOICES, **_owed(request, {"country": known.iso3}),
    )  # fmt: skip


_COUNTED = ("reports", "commitments", "recommendations", "gaps")
_TOLD = ("reports", "recommendations", "gaps")
"""What a country has that reports or tables of recommendations tell of, not a list of treaties alone."""
_CHOICES: dict[str, Any] = {
    "statuses": STATUSES,
    "sorts": SORTS,
    "activities": concepts("activity-type"),
    "strengths": concepts("commitment-strength"),
}


def _owed(request: Request, fixed: Mapping[str, str]) -> dict[str, Any]:
    """Return what a page shows of commitments and recommendations, by the filters of its address."""
    values, _ = fields(request.query_params.multi_items())
    sort = values.get("sort", "age")
    asked = {name: value for name, value in {**values, **fixed}.items() if name in FILTERS}
    networks: Networks = request.app.state.networks
    newest = newest_reports(networks.select)
    until = newest.get(fixed.get("country", ""), "")
    shown: dict[str, Any] = {"values": {**asked, **fixed}, "sort": sort, "until": until, "parts": {}}
    for part in ("commitments", "recommendations"):
        if part == "recommendations" and "strength" in asked:
            continue  # only commitments bind in one way or another
        found, more = owed(networks.select, part, asked, _iris(request), newest)
        query = {name: value for name, value in asked.items() if part == "commitments" or name != "strength"}
        shown["parts"][part] = {
            "rows": in_order(found, sort)[:_LISTED],
            "total": len(found),
            "more": more,
            "statuses": counted(found),
            "csv": f"/api/{part}?{urlencode({**query, 'limit': 1000, 'format': 'csv'})}",
        }
    return shown


def _board(request: Request, iso3: str, name: str) -> Board:
    networks: Networks = request.app.state.networks
    iris = _iris(request)
    rows = {
        part: networks.select(library()[query].fill({"country": iso3, "limit": _ROWS}, iris)).rows
        for part, query in QUERIES.items()
    }
    return board(iso3, name, str(iris.country(iso3)), rows, _LISTED)


def _chart(found: Board) -> str:
    """Return the ratings as a chart; of a report that names a tier, or grades the progress, this alone."""
    graded = {one.report for one in found.ratings if one.tier or one.progress}
    marks = {
        Mark(one.year or "", one.tier or one.progress or one.rating or "", one.assessor or "", address_of(one.iri))
        for one in found.ratings
        if one.tier or one.progress or one.report not in graded
    }
    return ratings_chart(sorted(marks, key=lambda mark: (mark.year, mark.rating, mark.address)))


def _iris(request: Request) -> Iris:
    return Iris(request.app.state.settings.base_iri)
