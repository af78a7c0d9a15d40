"""What a store holds, in numbers and examples: for the first page of the service and for the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Row, Solutions

Select = Callable[[str], Solutions]
"""Answers a SELECT query: a store's `select`, or a pool's."""

_COUNTED = {
    "reports": "?x a sv:Report",
    "actors": "?x a sv:Actor . FILTER EXISTS { ?reference sv:refersTo ?x }",
    "legal instruments": "?x a sv:LegalInstrument . FILTER EXISTS { ?reference sv:refersTo ?x }",
    "statements": "?x a sv:Statement",
    "ties": "?x a sv:Tie",
    "claims": "?x a sv:ClaimedActivity",
    "evidence gaps": "?x a sv:EvidenceGap",
}
"""What is counted; of the authority data only what reports name."""
_REPORTS = """SELECT ?report (SAMPLE(?t) AS ?title) (SAMPLE(?c) AS ?country) (SAMPLE(?d) AS ?date)
  (SAMPLE(?p) AS ?publisher) (COUNT(DISTINCT ?statement) AS ?statements) WHERE {
  ?report a sv:Report .
  OPTIONAL { ?report dcterms:title ?t } OPTIONAL { ?report sv:country ?c } OPTIONAL { ?report dcterms:issued ?d }
  OPTIONAL { ?report dcterms:publisher ?p } OPTIONAL { ?statement sv:inReport ?report ; a sv:Statement }
} GROUP BY ?report ORDER BY ?country ?date ?report"""
_PARTNERS = """SELECT ?tie (SAMPLE(?a) AS ?one) (SAMPLE(?b) AS ?other) (SAMPLE(?w) AS ?weight) (MIN(?text) AS ?sentence)
WHERE {
  ?tie a sv:Tie ; sv:tieKind <https://w3id.org/servanda/vocab/tie-kind/partner> ; sv:weight ?w ;
    sv:tieSource/rdfs:label ?a ; sv:tieTarget/rdfs:label ?b ; prov:wasDerivedFrom/sv:groundedIn/sv:inSentence ?passage .
  ?passage oa:hasSelector/oa:exact ?text .
} GROUP BY ?tie ORDER BY DESC(?weight) ?one ?other"""
_GAPS = """SELECT ?gap (MIN(?claimed) AS ?claim) (MIN(?shown) AS ?objection) WHERE {
  ?gap a sv:EvidenceGap ; sv:disputes/sv:groundedIn/sv:inSentence/oa:hasSelector/oa:exact ?claimed ;
    sv:shownBy/sv:groundedIn/sv:inSentence/oa:hasSelector/oa:exact ?shown .
} GROUP BY ?gap ORDER BY ?gap"""


@dataclass(frozen=True, slots=True)
class Partners:
    """Two actors that acted together, and a sentence that says so."""

    one: str
    other: str
    weight: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The sentence of an official's claim, and that in which the assessor says that it lacks evidence."""

    claim: str
    objection: str


def counts(select: Select) -> dict[str, int]:
    """Return how many things of each kind the store holds."""
    parts = " UNION ".join(
        f'{{ SELECT ("{name}" AS ?kind) (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }} }}'
        for name, pattern in _COUNTED.items()
    )
    rows = select(f"{PROLOGUE}SELECT ?kind ?n WHERE {{ {parts} }}").rows
    found = {str(row["kind"]): int(str(row["n"])) for row in rows}
    return {name: found.get(name, 0) for name in _COUNTED}


def reports(select: Select) -> list[dict[str, str | int | None]]:
    """Return the reports: `iri`, `title`, `country` (ISO alpha-3), `date`, `publisher` (an IRI), `statements`."""
    return [_report(row) for row in select(PROLOGUE + _REPORTS).rows if "report" in row]


def _report(row: Row) -> dict[str, str | int | None]:
    texts = {name: str(row[name]) if name in row else None for name in ("title", "country", "date", "publisher")}
    country = texts["country"]
    return {
        "iri": str(row["report"]),
        **texts,
        "country": country.rsplit("/", 1)[-1].upper() if country else None,
        "statements": int(str(row["statements"])),
    }


def partners(select: Select, limit: int) -> list[Partners]:
    """Return the strongest partnerships."""
    rows = select(f"{PROLOGUE}{_PARTNERS} LIMIT {limit}").rows
    return [
        Partners(str(r["one"]), str(r["other"]), int(str(r["weight"])), str(r["sentence"])) for r in rows if "one" in r
    ]


def gaps(select: Select, limit: int) -> list[Gap]:
    """Return claims whose evidence the assessors miss."""
    rows = select(f"{PROLOGUE}{_GAPS} LIMIT {limit}").rows
    return [Gap(str(row["claim"]), str(row["objection"])) for row in rows if "claim" in row]
