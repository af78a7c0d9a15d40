"""All that a store knows of one actor: its names, where it stands, its links, what reports say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from rdflib import URIRef
from rdflib.term import Node
from typing_extensions import TypedDict

from servanda.graph.external import Link, links
from servanda.graph.library import library
from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Row, Solutions
from servanda.ontology.vocab import ACTOR_TYPES, RDF, RDFS, SKOS, SV

Select = Callable[[str], Solutions]

_ABOUT = "SELECT DISTINCT ?term ?value WHERE {{ GRAPH ?graph {{ <{iri}> ?term ?value }} }}"
_PARTS = """SELECT DISTINCT ?part ?type ?label WHERE {{
  GRAPH ?graph {{ ?part sv:partOf <{iri}> ; a ?type ; rdfs:label ?label . }}
  VALUES ?type {{ {types} }} }}"""
_WHOLES = """SELECT DISTINCT ?whole ?next ?label ?type WHERE {{
  <{iri}> sv:partOf+ ?whole . GRAPH ?graph {{ ?whole a ?type ; rdfs:label ?label . }}
  OPTIONAL {{ ?whole sv:partOf ?next }} VALUES ?type {{ {types} }} }}"""
_INSTRUMENTS = """SELECT ?instrument (MIN(?kind) AS ?type) (MIN(?name) AS ?label) (COUNT(DISTINCT ?activity) AS ?n)
WHERE {{
  GRAPH ?graph {{ ?activity sv:agent|sv:partner|sv:recipient <{iri}> ; sv:concerns ?instrument . }}
  ?instrument rdfs:label ?name ; a ?kind . FILTER (?kind != sv:LegalInstrument)
}} GROUP BY ?instrument ORDER BY DESC(?n) ?label"""
_NAMES = """SELECT ?name (MIN(STR(?issued)) AS ?first) (MAX(STR(?issued)) AS ?last) (COUNT(DISTINCT ?report) AS ?n)
WHERE {{
  ?reference sv:refersTo <{iri}> . GRAPH ?graph {{ ?reference rdfs:label ?name ; sv:inReport ?report . }}
  OPTIONAL {{ ?report dcterms:issued ?issued }}
}} GROUP BY ?name ORDER BY ?first ?name"""
_DEEDS = """SELECT ?kind ?told_as ?year (COUNT(DISTINCT ?statement) AS ?n) WHERE {{
  ?activity sv:agent|sv:partner|sv:recipient <{iri}> .
  GRAPH ?graph {{ ?activity a ?class ; sv:activityType ?type .
    ?statement sv:expresses ?activity ; sv:inReport ?report . }}
  VALUES ?class {{ {classes} }}
  OPTIONAL {{ ?report dcterms:issued ?issued }}
  BIND (STRAFTER(STR(?type), "activity-type/") AS ?kind) BIND (STRAFTER(STR(?class), "#") AS ?told_as)
  BIND (SUBSTR(STR(?issued), 1, 4) AS ?year)
}} GROUP BY ?kind ?told_as ?year ORDER BY ?year ?kind ?told_as"""
_CLASSES = " ".join(
    f"<{kind}>"
    for kind in (SV.Occurrence, SV.NonOccurrence, SV.ClaimedActivity, SV.ClaimedNonOccurrence, SV.PlannedActivity,
                 SV.RecommendedActivity)
)  # fmt: skip
_TYPES = {iri: name for name, iri in ACTOR_TYPES.items()}
_MOST = "500"


class Thing(TypedDict):
    """An actor or instrument in brief."""

    iri: str
    label: str
    type: str


class DatedName(TypedDict):
    """What reports call an actor, and when."""

    name: str
    first: str | None
    """Day of the first report that does, and of the last (ISO 8601, of any precision)."""
    last: str | None
    reports: int


class Deeds(TypedDict):
    """How many statements of one year give the actor a part in activities of one type, told in one way."""

    year: str | None
    type: str
    told_as: str
    statements: int


class Told(TypedDict):
    """A statement in which the actor has a part."""

    statement: str
    activity: str
    told_as: str
    role: str
    speaker: str | None
    sentence: str
    report: str
    title: str
    date: str | None


class Profile(TypedDict):
    """What is known of an actor."""

    iri: str
    label: str
    type: str
    country: str | None
    names: list[str]
    names_over_time: list[DatedName]
    links: list[str]
    """IRIs of the same actor elsewhere."""
    external: list[Link]
    """What external datasets call it."""
    part_of: list[Thing]
    """From the nearest to the widest."""
    parts: list[Thing]
    instruments: list[Thing]
    timeline: list[Deeds]
    """All its activities by year, type and class."""
    statements: list[Told]
    """The newest, at most 500."""


def profile(select: Select, iri: URIRef) -> Profile | None:
    """Return an actor's profile, or None where the store has no such actor.

    Raises:
        StoreError: the store cannot be read.
    """
    told: dict[Node, set[str]] = defaultdict(set)
    for row in select(PROLOGUE + _ABOUT.format(iri=iri)).rows:
        told[row["term"]].add(str(row["value"]))
    kinds = sorted(name for kind, name in _TYPES.items() if str(kind) in told[RDF.type])
    if not kinds:
        return None
    names = told[RDFS.label] | told[SKOS.prefLabel] | told[SKOS.altLabel]
    label = min(told[SKOS.prefLabel] | told[RDFS.label], default=str(iri))
    countries = sorted(value.rsplit("/", 1)[-1].upper() for value in told[SV.country])
    types = " ".join(f"<{kind}>" for kind in _TYPES)
    return Profile(
        iri=str(iri),
        label=label,
        type=kinds[0],
        country=countries[0] if countries else None,
        names=sorted(names - {label}),
        names_over_time=[
            DatedName(name=str(row["name"]), first=_text(row, "first"), last=_text(row, "last"), reports=_number(row))
            for row in select(PROLOGUE + _NAMES.format(iri=iri)).rows
            if "name" in row
        ],
        external=links(select, iri),
        links=sorted(told[SKOS.exactMatch] | told[SKOS.closeMatch]),
        part_of=_wholes(select, iri, types),
        parts=_things(select, _PARTS.format(iri=iri, types=types), "part"),
        instruments=_things(select, _INSTRUMENTS.format(iri=iri), "instrument"),
        timeline=[
            Deeds(year=_text(row, "year"), type=str(row["kind"]), told_as=str(row["told_as"]), statements=_number(row))
            for row in select(PROLOGUE + _DEEDS.format(iri=iri, classes=_CLASSES)).rows
            if "kind" in row
        ],
        statements=_statements(select, iri),
    )


def _text(row: Row, name: str) -> str | None:
    return str(row[name]) or None if name in row else None


def _number(row: Row) -> int:
    return int(str(row["n"]))


def _things(select: Select, query: str, name: str) -> list[Thing]:
    rows = [row for row in select(PROLOGUE + query).rows if name in row]
    things = {
        str(row[name]): Thing(iri=str(row[name]), label=str(row["label"]), type=str(row["type"]).rpartition("#")[2])
        for row in rows
    }
    return list(things.values())


def _wholes(select: Select, iri: URIRef, types: str) -> list[Thing]:
    """Return what an actor is a part of, the nearest first: what is itself a part of more stands before."""
    rows = select(PROLOGUE + _WHOLES.format(iri=iri, types=types)).rows
    found = {
        str(row["whole"]): Thing(iri=str(row["whole"]), label=str(row["label"]), type=_TYPES[URIRef(str(row["type"]))])
        for row in rows
    }
    above = {str(row["whole"]): str(row["next"]) for row in rows if "next" in row}

    def height(whole: str) -> int:
        steps, place = 0, whole
        while place in above and steps < len(found):
            place, steps = above[place], steps + 1
        return -steps

    return [found[whole] for whole in sorted(found, key=lambda whole: (height(whole), whole))]


def _statements(select: Select, iri: URIRef) -> list[Told]:
    """Return the statements in which an actor has a part, the newest report first."""
    query = library()["statements-about-an-actor"].fill({"actor": str(iri), "limit": _MOST})
    rows = [row for row in select(query).rows if "statement_iri" in row]
    found = [
        Told(
            statement=str(row["statement_iri"]),
            activity=str(row["activity"]),
            told_as=str(row["told_as"]),
            role=str(row["role"]),
            speaker=str(row["speaker"]) if "speaker" in row else None,
            sentence=str(row["sentence"]),
            report=str(row["report_iri"]),
            title=str(row.get("report", row["report_iri"])),
            date=str(row["date"]) if "date" in row else None,
        )
        for row in rows
    ]
    return sorted(found, key=lambda told: told["date"] or "", reverse=True)
