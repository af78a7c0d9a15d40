"""A report as its reader page shows it: what is known of it, its text with marks, its statements in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rdflib import URIRef

from servanda.api.marked import Paragraph, paragraphs
from servanda.errors import NotFound
from servanda.graph.reviews import ACCEPTED, SPURIOUS, STATEMENT
from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Row, Solutions
from servanda.ontology.exchange import Actor, Extraction, Instrument, Statement, from_json

Select = Callable[[str], Solutions]

_REPORT = """SELECT ?text ?exchange (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?date) (SAMPLE(?c) AS ?country)
  (SAMPLE(?p) AS ?publisher) (SAMPLE(?w) AS ?period) (SAMPLE(?u) AS ?source) WHERE {{
  <{report}> a sv:Report ; sv:text ?text ; sv:exchange ?exchange .
  OPTIONAL {{ <{report}> dcterms:title ?t }} OPTIONAL {{ <{report}> dcterms:issued ?d }}
  OPTIONAL {{ <{report}> sv:country ?c }} OPTIONAL {{ <{report}> dcterms:publisher/rdfs:label ?p }}
  OPTIONAL {{ <{report}> sv:assessmentPeriod/sv:label ?w }} OPTIONAL {{ <{report}> dcterms:source ?u }}
}} GROUP BY ?text ?exchange"""


_SAID = """SELECT ?record ?about ?property ?judgement ?other ?by ?at ?reason
  (GROUP_CONCAT(?value; SEPARATOR=" ") AS ?values) WHERE {{
  {{ ?record sv:corrects ?about ; sv:correctedProperty ?property .
     FILTER (STRSTARTS(STR(?about), "{report}/statement/")) }}
  UNION {{ VALUES ?about {{ {things} }} ?record sv:corrects ?about ; sv:correctedProperty ?property }}
  UNION {{ VALUES ?about {{ {things} }}
           ?record sv:subjectEntity ?about ; sv:objectEntity ?other ; sv:judgement ?judgement }}
  UNION {{ VALUES ?about {{ {things} }}
           ?record sv:objectEntity ?about ; sv:subjectEntity ?other ; sv:judgement ?judgement }}
  ?record dcterms:creator ?by ; dcterms:created ?at .
  OPTIONAL {{ ?record sv:reason ?reason }} OPTIONAL {{ ?record sv:correctedValue ?value }}
}} GROUP BY ?record ?about ?property ?judgement ?other ?by ?at ?reason ORDER BY ?at ?record"""
VERDICTS = (ACCEPTED, SPURIOUS)
_JUDGED = {"positive": "the same as", "negative": "not", "unsure": "perhaps"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of a statement, an actor or an instrument: `what` in a few words."""

    record: str
    what: str
    verdict: str
    """`accepted`, `spurious`, or nothing where it is a correction or a decision on identity."""
    by: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with everything that its page shows."""

    iri: str
    title: str
    facts: dict[str, str]
    """What is known of the report: `country` (ISO alpha-3), `date`, `publisher`, `period`, `source`."""
    text: str
    extraction: Extraction
    paragraphs: tuple[Paragraph, ...]
    entities: dict[str, Actor | Instrument]
    """Actors and instruments by local id."""
    statements: tuple[Statement, ...]
    """In the order of the text."""
    said: dict[str, tuple[Said, ...]]
    """What people said of statements, actors and instruments, by local id."""

    def is_rejected(self, *ids: str) -> bool:
        """Return whether people found that none of these statements is one."""
        return all(any(said.verdict == SPURIOUS for said in self.said.get(id, ())) for id in ids)


def reading(select: Select, report: URIRef) -> Reading:
    """Return a report of the store.

    Raises:
        NotFound: the store has no such report.
    """
    rows = select(PROLOGUE + _REPORT.format(report=report)).rows
    if not rows or "text" not in rows[0]:
        raise NotFound("there is no such report: /reports lists those of the store")
    row, text = rows[0], str(rows[0]["text"])
    extraction = from_json(json.loads(str(row["exchange"])))
    known: tuple[Actor | Instrument, ...] = (*extraction.actors, *extraction.instruments)
    entities = {entry.id: entry for entry in known}
    return Reading(
        iri=str(report),
        title=str(row.get("title") or extraction.title or extraction.doc),
        facts=_facts(row),
        text=text,
        extraction=extraction,
        paragraphs=tuple(paragraphs(text, extraction)),
        entities=entities,
        statements=tuple(sorted(extraction.statements, key=lambda s: (s.start, s.end, s.id))),
        said=_said(select, report, extraction),
    )


def _said(select: Select, report: URIRef, extraction: Extraction) -> dict[str, tuple[Said, ...]]:
    """Return what people said, by the local ids of what it is about; statements are told by place and type."""
    known: tuple[Actor | Instrument, ...] = (*extraction.actors, *extraction.instruments)
    names = {entry.iri: entry.name for entry in known if entry.iri}
    ids: dict[str, list[str]] = {}
    for entry in known:
        ids.setdefault(entry.iri or "", []).append(entry.id)
    for statement in extraction.statements:
        place = f"{report}{STATEMENT}{statement.start}-{statement.end}-{statement.type}"
        ids.setdefault(place, []).append(statement.id)
    things = " ".join(f"<{iri}>" for iri in sorted(names))
    found: dict[str, list[Said]] = {}
    for row in select(PROLOGUE + _SAID.format(report=report, things=things)).rows:
        if "record" in row:
            about = str(row["about"])
            for id in ids.get(about.rpartition("-")[0] if STATEMENT in about else about, ()):
                found.setdefault(id, []).append(_told(row, names))
    return {id: tuple(said) for id, said in found.items()}


def _told(row: Row, names: Mapping[str, str]) -> Said:
    name, values = str(row.get("property", "")), str(row.get("values", "")).split()
    if "judgement" in row:
        other = str(row["other"])
        what = f"{_JUDGED[str(row['judgement']).rpartition('/')[2]]} {names.get(other) or other.rpartition('/')[2]}"
    elif name in VERDICTS:
        what = "rejected" if name == SPURIOUS else name
    else:
        shown = ", ".join(names.get(value) or value.rpartition("/")[2] for value in values)
        what = f"{name}: {shown or 'nobody'}"
    verdict = name if name in VERDICTS else ""
    return Said(str(row["record"]), what, verdict, str(row["by"]), str(row["at"])[:10], str(row.get("reason", "")))


def _facts(row: Row) -> dict[str, str]:
    facts: dict[str, str] = {
        name: str(row[name]) for name in ("country", "date", "publisher", "period", "source") if name in row
    }
    if "country" in facts:
        facts["country"] = facts["country"].rsplit("/", 1)[-1].upper()
    return facts


def manner(statement: Statement) -> str:
    """Return how a report tells of an activity: `planned`, `recommended`, `claimed`, `negated` or `actual`.

    The order is that of the six classes of activities: modality first, then the speaker, then polarity.
    """
    if statement.modality != "actual":
        return statement.modality
    if statement.attributed_to is not None:
        return "claimed"
    return "negated" if statement.polarity == "negated" else "actual"
