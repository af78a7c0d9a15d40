"""A report as its reader page shows it: what is known of it, its text with marks, its statements in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from rdflib import URIRef

from servanda.api.marked import Paragraph, paragraphs
from servanda.errors import NotFound
from servanda.graph.store import Row, Solutions
from servanda.ontology.exchange import Actor, Extraction, Instrument, Statement, from_json
from servanda.ontology.vocab import PREFIXES

Select = Callable[[str], Solutions]

_PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_REPORT = """SELECT ?text ?exchange (SAMPLE(?t) AS ?title) (SAMPLE(?d) AS ?date) (SAMPLE(?c) AS ?country)
  (SAMPLE(?p) AS ?publisher) (SAMPLE(?w) AS ?period) (SAMPLE(?u) AS ?source) WHERE {{
  <{report}> a sv:Report ; sv:text ?text ; sv:exchange ?exchange .
  OPTIONAL {{ <{report}> dcterms:title ?t }} OPTIONAL {{ <{report}> dcterms:issued ?d }}
  OPTIONAL {{ <{report}> sv:country ?c }} OPTIONAL {{ <{report}> dcterms:publisher/rdfs:label ?p }}
  OPTIONAL {{ <{report}> sv:assessmentPeriod/sv:label ?w }} OPTIONAL {{ <{report}> dcterms:source ?u }}
}} GROUP BY ?text ?exchange"""


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


def reading(select: Select, report: URIRef) -> Reading:
    """Return a report of the store.

    Raises:
        NotFound: the store has no such report.
    """
    rows = select(_PROLOGUE + _REPORT.format(report=report)).rows
    if not rows or "text" not in rows[0]:
        raise NotFound("there is no such report: /reports lists those of the store")
    row, text = rows[0], str(rows[0]["text"])
    extraction = from_json(json.loads(str(row["exchange"])))
    known: tuple[Actor | Instrument, ...] = (*extraction.actors, *extraction.instruments)
    return Reading(
        iri=str(report),
        title=str(row.get("title") or extraction.title or extraction.doc),
        facts=_facts(row),
        text=text,
        extraction=extraction,
        paragraphs=tuple(paragraphs(text, extraction)),
        entities={entry.id: entry for entry in known},
        statements=tuple(sorted(extraction.statements, key=lambda s: (s.start, s.end, s.id))),
    )


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
