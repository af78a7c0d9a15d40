"""A country's board: what was recommended and promised, what is only claimed, how it was rated, which laws are coming.

Its parts are answers of named queries, so that each of them can be asked alone, by `servanda query` too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field

from servanda.graph.store import Row

QUERIES = {
    "recommendations": "open-recommendations",
    "commitments": "commitments-by-status",
    "evidence": "claims-and-evidence-by-government",
    "claims": "claims-without-evidence",
    "ratings": "assessments",
    "laws": "laws-in-the-pipeline",
    "windows": "assessment-windows",
    "obligations": "legal-obligations",
}
"""The parts of a board, and the named query that answers each."""
DATED = frozenset({"recommendations", "commitments"})
"""Parts that depend on the day asked for."""
Rows = Mapping[str, Sequence[Row]]


class OpenRecommendation(BaseModel):
    """A recommendation that was neither followed nor given up."""

    iri: str
    addressee: str | None = Field(None, examples=["Government of Mali"])
    recommended_by: str | None = Field(None, examples=["Government of France"])
    sentence: str | None = None
    since: str | None = Field(None, description="date of the first report that recommends it", examples=["2013"])
    last_recommended: str | None = Field(None, examples=["2016"])
    years: int = Field(0, description="years since then, to the day asked for or the newest report", examples=[7])
    repeated: int = Field(0, description="earlier reports that recommend the same", examples=[3])
    status: str = Field("noEvidence", examples=["notStarted"])
    report: str | None = Field(None, description="IRI of the last report that recommends it")


class Claim(BaseModel):
    """A claim for which the report's author misses the evidence."""

    gap: str = Field(description="IRI of the evidence gap")
    speaker: str | None = Field(None, examples=["Malian officials"])
    claim: str | None = Field(None, description="the sentence of the claim")
    objection: str | None = Field(None, description="the sentence in which the author says that evidence is missing")
    date: str | None = Field(None, examples=["2010-02-24"])
    report: str | None = None


class Rating(BaseModel):
    """How a report rates the country."""

    iri: str
    year: str | None = Field(None, examples=["2014"])
    date: str | None = None
    assessee: str | None = Field(None, examples=["Government of Mali"])
    assessor: str | None = Field(None, examples=["United States Department of State"])
    rating: str | None = Field(None, description="in the words of the report", examples=["minimal progress"])
    tier: str | None = Field(None, examples=["Tier 2 Watch List"])
    progress: str | None = Field(
        None, description="degree of progress as the series grades it", examples=["moderate advancement"]
    )
    sentence: str | None = None
    report: str | None = None


class Bill(BaseModel):
    """A bill that no report says became law."""

    iri: str
    bill: str | None = Field(None, examples=["anti-slavery bill"])
    steps: list[str] = Field(default_factory=list, description="drafted, introduced")
    first_told: str | None = Field(
        None, description="date of the first report that tells of it", examples=["2010-02-24"]
    )
    last_told: str | None = Field(None, examples=["2016"])
    sentence: str | None = Field(None, description="the last sentence that tells of it")


class Obligation(BaseModel):
    """A treaty that obliges the country."""

    iri: str = Field(description="IRI of the commitment")
    treaty: str | None = Field(None, examples=["Convention on the Rights of the Child"])
    treaty_iri: str
    since: str | None = Field(None, description="since when it binds, where that is told", examples=["1990"])
    debtor: str | None = Field(None, examples=["Government of Mali"])
    sources: str | None = Field(None, description="the reports and datasets that tell so")
    sentence: str | None = Field(None, description="the sentence of the report")


class Window(BaseModel):
    """What one report of a series tells of the period that it assesses."""

    report: str
    title: str | None = None
    series: str | None = Field(None, examples=["Interim Assessments"])
    date: str | None = Field(None, examples=["2010-02-24"])
    start: str | None = Field(None, description="first day of the period", examples=["2009-06-01"])
    end: str | None = Field(None, description="last day of the period", examples=["2009-11-30"])
    period: str | None = Field(None, description="the period as written")
    previous: str | None = Field(None, description="IRI of the report before it in its series")
    baseline: str | None = Field(None, description="IRI of the report whose deficiencies it revisits")
    revisits: str | None = Field(None, description="its name", examples=["Trafficking in Persons Report 2009"])
    recommended: int = 0
    done: int = 0
    not_done: int = 0
    planned: int = 0
    claimed: int = 0
    without_evidence: int = 0
    rating: str | None = Field(None, description="all its ratings, in its words", examples=["minimal progress"])
    tier: str | None = Field(None, examples=["Tier 2 Watch List"])
    progress: str | None = Field(
        None, description="degree of progress as the series grades it", examples=["moderate advancement"]
    )


class Board(BaseModel):
    """What the reports in the store tell of a country's commitments."""

    iso3: str = Field(examples=["MLI"])
    name: str = Field(examples=["Mali"])
    iri: str
    open_recommendations: int = Field(description="recommendations neither followed nor given up")
    recommendations_by_age: dict[str, int] = Field(
        description="number of them by years since the first", examples=[{"3": 5}]
    )
    recommendations: list[OpenRecommendation] = Field(description="the oldest of them")
    commitments_by_status: dict[str, int] = Field(examples=[{"underway": 3, "noEvidence": 12}])
    claims: int = Field(description="statements that the country's actors are reported to claim")
    claims_without_evidence: int = Field(description="those of them whose evidence the report's author misses")
    gaps: list[Claim]
    ratings: list[Rating]
    laws: list[Bill]
    windows: list[Window]
    obligations: list[Obligation]


def board(iso3: str, name: str, iri: str, rows: Rows, longest: int) -> Board:
    """Return the board that the answers of its queries make.

    Args:
        iso3: ISO 3166-1 alpha-3 code of the country.
        name: its name.
        iri: its IRI.
        rows: rows by part; see `QUERIES`.
        longest: recommendations, claims and bills that it lists at most.
    """
    found = {part: [_texts(row) for row in rows[part]] for part in QUERIES}
    advised = [r for r in found["recommendations"] if "recommendation_iri" in r]
    ages = Counter(int(row.get("years", "0")) for row in advised)
    evidence = found["evidence"][0] if found["evidence"] else {}
    return Board(
        iso3=iso3,
        name=name,
        iri=iri,
        open_recommendations=len(advised),
        recommendations_by_age={str(age): ages[age] for age in sorted(ages, reverse=True)},
        recommendations=[
            OpenRecommendation(iri=r["recommendation_iri"], report=r.get("report_iri"), **_of(OpenRecommendation, r))
            for r in advised[:longest]
        ],
        commitments_by_status={row["status"]: int(row["commitments"]) for row in found["commitments"]},
        claims=int(evidence.get("claims", "0")),
        claims_without_evidence=int(evidence.get("without_evidence", "0")),
        gaps=[
            Claim(gap=r["gap_iri"], objection=r.get("disputed_by"), **_of(Claim, {**r, "report": r["report_iri"]}))
            for r in found["claims"][:longest]
            if "gap_iri" in r
        ],
        ratings=[
            Rating(iri=r["assessment_iri"], year=r.get("report_year"), **_of(Rating, {**r, "report": r["report_iri"]}))
            for r in found["ratings"]
            if "assessment_iri" in r
        ],
        laws=[
            Bill(iri=r["bill_iri"], steps=[s for s in r.get("steps", "").split("; ") if s], **_of(Bill, r, "steps"))
            for r in found["laws"][:longest]
            if "bill_iri" in r
        ],
        windows=[
            Window(
                title=r.get("report"), previous=r.get("previous_iri"), baseline=r.get("baseline_iri"),
                revisits=r.get("baseline"), **_of(Window, {**r, "report": r["report_iri"]}, "baseline"),
            )
            for r in found["windows"]
            if "report_iri" in r
        ],
        obligations=[
            Obligation(iri=r["commitment_iri"], **_of(Obligation, r, "iri"))
            for r in found["obligations"]
            if "commitment_iri" in r
        ],
    )  # fmt: skip


def _texts(row: Row) -> dict[str, str]:
    return {name: str(term) for name, term in row.items() if str(term)}


def _of(model: type[BaseModel], row: Mapping[str, str], *left_out: str) -> dict[str, Any]:
    """Return the columns of a row that are fields of a model, by the same name; pydantic reads the numbers."""
    return {name: row[name] for name in model.model_fields if name in row and name not in left_out}
