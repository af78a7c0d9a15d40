"""What the store tells of ties: their actors, and the statements that they rest on, with day and report.

It is read as a whole, in four queries that no engine finds hard; networks by any filter are then made of it without
asking again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from servanda.graph.network.filters import STATUSES
from servanda.graph.store import Row, Solutions
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, PREFIXES

Select = Callable[[str], Solutions]
"""Answers a SELECT query: a store's `select`, or a pool's."""

_PROLOGUE = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("sv", "rdfs", "prov", "dcterms"))
_CLASSES = " ".join(f"<{iri}>" for iri in STATUSES.values())
_TIES = """SELECT ?tie ?class ?source ?target ?kind ?weight ?first ?last WHERE {{
  GRAPH <{ties}> {{
    VALUES ?class {{ {classes} }}
    ?tie a ?class ; sv:tieSource ?source ; sv:tieTarget ?target ; sv:tieKind ?kind ; sv:weight ?weight .
    OPTIONAL {{ ?tie sv:firstDate ?first }} OPTIONAL {{ ?tie sv:lastDate ?last }}
  }}
}}"""
_ACTORS = """SELECT DISTINCT ?actor ?label ?type ?country WHERE {{
  {{ SELECT DISTINCT ?actor WHERE {{ GRAPH <{ties}> {{ ?tie sv:tieSource|sv:tieTarget ?actor }} }} }}
  GRAPH ?graph {{
    ?actor a ?type .
    OPTIONAL {{ ?actor rdfs:label ?label }} OPTIONAL {{ ?actor sv:country ?country }}
  }}
}}"""
_STATEMENTS = """SELECT DISTINCT ?tie ?statement ?report ?start ?end WHERE {{
  GRAPH <{ties}> {{ ?tie prov:wasDerivedFrom ?statement }}
  GRAPH ?graph {{
    ?statement sv:inReport ?report .
    OPTIONAL {{ ?statement sv:expresses ?activity . ?activity sv:time ?period .
      OPTIONAL {{ ?period sv:start ?start }} OPTIONAL {{ ?period sv:end ?end }} }}
  }}
}}"""
_REPORTS = """SELECT DISTINCT ?report ?issued ?series WHERE {{
  GRAPH ?graph {{ ?report a sv:Report .
    OPTIONAL {{ ?report dcterms:issued ?issued }} OPTIONAL {{ ?report sv:inSeries ?series }} }}
}}"""


@dataclass(slots=True)
class Actor:
    """An actor that has a tie."""

    iri: str
    label: str
    type: str = "Actor"
    """A class of the ontology, such as `Ministry`."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A statement that a tie rests on."""

    statement: str
    report: str
    first: str
    """First day of what it tells (ISO 8601), or the day of the report where it gives none; empty if unknown."""
    last: str
    is_dated: bool
    """Whether the statement itself gives the days."""
    series: str


@dataclass(slots=True)
class KnownTie:
    """A tie as the store holds it."""

    iri: str
    status: str
    source: str
    target: str
    kind: str
    weight: int
    first: str = ""
    last: str = ""
    proofs: list[Proof] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All ties of a store, and the actors that have them."""

    actors: dict[str, Actor]
    ties: dict[str, KnownTie]


def evidence(select: Select, iris: Iris) -> Evidence:
    """Read all ties of a store.

    Raises:
        StoreError: the store cannot be read.
    """
    names = {"ties": iris.graph("ties"), "classes": _CLASSES}
    tie_rows, actor_rows, statement_rows, report_rows = (
        select(_PROLOGUE + query.format(**names)).rows for query in (_TIES, _ACTORS, _STATEMENTS, _REPORTS)
    )
    ties = {tie.iri: tie for tie in sorted(map(_tie, tie_rows), key=lambda tie: tie.iri)}
    reports = {str(row["report"]): (_day(row, "issued"), _last_part(row, "series")) for row in report_rows}
    proofs: dict[str, dict[str, Proof]] = defaultdict(dict)
    for row in statement_rows:
        proof = _proof(row, reports)
        proofs[str(row["tie"])].setdefault(proof.statement, proof)
    for iri, found in proofs.items():
        if iri in ties:
            ties[iri].proofs = sorted(found.values(), key=lambda proof: proof.statement)
    actors = _actors(actor_rows)
    for tie in ties.values():
        for iri in (tie.source, tie.target):
            actors.setdefault(iri, Actor(iri, iri))
    return Evidence(actors, ties)


def _tie(row: Row) -> KnownTie:
    status = next(status for status, iri in STATUSES.items() if str(iri) == str(row["class"]))
    return KnownTie(
        iri=str(row["tie"]),
        status=status,
        source=str(row["source"]),
        target=str(row["target"]),
        kind=_last_part(row, "kind"),
        weight=int(str(row["weight"])),
        first=_day(row, "first"),
        last=_day(row, "last"),
    )


def _proof(row: Row, reports: dict[str, tuple[str, str]]) -> Proof:
    report = str(row["report"])
    issued, series = reports.get(report, ("", ""))
    first, last = _day(row, "start"), _day(row, "end")
    is_dated = bool(first or last)
    first, last = first or last or issued, last or first or issued
    return Proof(str(row["statement"]), report, first, last, is_dated, series)


def _actors(rows: tuple[Row, ...]) -> dict[str, Actor]:
    known = {str(iri): name for name, iri in ACTOR_TYPES.items()}
    actors: dict[str, Actor] = {}
    for row in sorted(rows, key=lambda row: (str(row["actor"]), str(row.get("label", "")), str(row["type"]))):
        iri = str(row["actor"])
        actor = actors.setdefault(iri, Actor(iri, iri))
        if "label" in row and actor.label == iri:
            actor.label = str(row["label"])
        if (kind := known.get(str(row["type"]))) is not None:
            actor.type = kind
        if "country" in row:
            actor.country = _last_part(row, "country").upper()
    return actors


def _day(row: Row, name: str) -> str:
    return str(row[name])[:10] if name in row else ""


def _last_part(row: Row, name: str) -> str:
    return str(row[name]).rsplit("/", 1)[-1] if name in row else ""
