"""The sentences that prove a tie, with the words that name its actors."""

from __future__ import annotations

from collections import defaultdict

from typing_extensions import TypedDict

from servanda.errors import NotFound
from servanda.graph.network.evidence import Select
from servanda.graph.network.filters import STATUSES
from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Row
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES

_TIE = """SELECT ?class ?kind ?weight ?normalised ?first ?last ?end ?actor ?label ?type ?country WHERE {{
  GRAPH <{ties}> {{
    <{tie}> a ?class ; sv:tieKind ?kind ; sv:weight ?weight ; ?end ?actor .
    VALUES ?end {{ sv:tieSource sv:tieTarget }}
    OPTIONAL {{ <{tie}> sv:normalisedWeight ?normalised }}
    OPTIONAL {{ <{tie}> sv:firstDate ?first }} OPTIONAL {{ <{tie}> sv:lastDate ?last }}
  }}
  OPTIONAL {{ GRAPH ?graph {{ ?actor a ?type .
    OPTIONAL {{ ?actor rdfs:label ?label }} OPTIONAL {{ ?actor sv:country ?country }} }} }}
}}"""
_SENTENCES = """SELECT DISTINCT ?statement ?event ?participants ?report ?title ?issued ?sentence ?start ?end ?from ?to
WHERE {{
  GRAPH <{ties}> {{ <{tie}> prov:wasDerivedFrom ?statement }}
  GRAPH ?graph {{
    ?statement sv:inReport ?report ; sv:groundedIn ?passage ; sv:expresses ?event .
    ?passage sv:inSentence ?whole ; oa:hasSelector ?place . ?place oa:start ?from ; oa:end ?to .
    ?whole oa:hasSelector ?words , ?span . ?words oa:exact ?sentence . ?span oa:start ?start ; oa:end ?end .
    OPTIONAL {{ ?report dcterms:title ?title }} OPTIONAL {{ ?report dcterms:issued ?issued }}
  }}
  OPTIONAL {{ GRAPH <{ties}> {{ ?event sv:participants ?participants }} }}
}}"""
_MENTIONS = """SELECT DISTINCT ?actor ?report ?start ?end WHERE {{
  GRAPH <{ties}> {{ <{tie}> prov:wasDerivedFrom ?statement ; sv:tieSource|sv:tieTarget ?actor }}
  GRAPH ?graph {{
    ?statement sv:inReport ?report .
    ?reference sv:refersTo ?actor ; sv:inReport ?report ; sv:mentionedIn ?mention .
    ?mention oa:hasSelector ?place . ?place oa:start ?start ; oa:end ?end .
  }}
}}"""


class Named(TypedDict):
    """An actor in brief."""

    id: str
    label: str
    type: str
    country: str | None


class Mark(TypedDict):
    """Words of a sentence that name an actor, by offsets in the sentence."""

    start: int
    end: int
    type: str
    actor: str


class Sentence(TypedDict):
    """A sentence of a report that proves a tie; `start` and `end` are its statement's offsets in the report's text.

    `event` is the activity that the statement tells of, and `participants` the number of actors that take part in it.
    """

    statement: str
    event: str
    participants: int
    report: str
    title: str
    date: str | None
    sentence: str
    start: int
    end: int
    marks: list[Mark]


class Proven(TypedDict):
    """A tie with all that proves it."""

    id: str
    kind: str
    status: str
    source: Named
    target: Named
    weight: int
    normalised: float
    first: str | None
    last: str | None
    evidence: list[Sentence]


def proven(select: Select, iris: Iris, tie: str) -> Proven:
    """Return a tie with its sentences, the newest report first.

    Raises:
        NotFound: there is no such tie.
        StoreError: the store cannot be read.
    """
    names = {"ties": iris.graph("ties"), "tie": tie}
    rows = select(PROLOGUE + _TIE.format(**names)).rows
    if not rows:
        raise NotFound(f"there is no tie {tie}: /api/network lists them")
    ends = {end: _named([row for row in rows if str(row["end"]).endswith(end)]) for end in ("tieSource", "tieTarget")}
    types = {actor["id"]: actor["type"] for actor in ends.values()}
    sentences = select(PROLOGUE + _SENTENCES.format(**names)).rows
    mentions = select(PROLOGUE + _MENTIONS.format(**names)).rows
    first = rows[0]
    return Proven(
        id=tie,
        kind=str(first["kind"]).rsplit("/", 1)[-1],
        status=next(status for status, iri in STATUSES.items() if str(iri) == str(first["class"])),
        source=ends["tieSource"],
        target=ends["tieTarget"],
        weight=int(str(first["weight"])),
        normalised=float(str(first.get("normalised", first["weight"]))),
        first=_text(first, "first"),
        last=_text(first, "last"),
        evidence=_sentences(sentences, mentions, types),
    )


def _sentences(rows: tuple[Row, ...], mentions: tuple[Row, ...], types: dict[str, str]) -> list[Sentence]:
    spans: dict[str, set[tuple[int, int, str]]] = defaultdict(set)
    for row in mentions:
        spans[str(row["report"])].add((_number(row, "start"), _number(row, "end"), str(row["actor"])))
    found: dict[str, Sentence] = {}
    for row in rows:
        start, end, report = _number(row, "start"), _number(row, "end"), str(row["report"])
        inside = sorted(span for span in spans[report] if start <= span[0] and span[1] <= end)
        marks = [Mark(start=a - start, end=b - start, type=types[actor], actor=actor) for a, b, actor in inside]
        told = Sentence(
            statement=str(row["statement"]),
            event=str(row["event"]),
            participants=_number(row, "participants") if "participants" in row else 2,
            report=report,
            title=_text(row, "title") or report,
            date=_text(row, "issued"),
            sentence=str(row["sentence"]),
            start=_number(row, "from"),
            end=_number(row, "to"),
            marks=marks,
        )
        found.setdefault(told["statement"], told)
    ordered = sorted(found.values(), key=lambda one: one["statement"])
    return sorted(ordered, key=lambda one: one["date"] or "", reverse=True)


def _named(rows: list[Row]) -> Named:
    iri = str(rows[0]["actor"])
    labels = sorted(str(row["label"]) for row in rows if "label" in row)
    known = {str(kind): name for name, kind in ACTOR_TYPES.items()}
    types = sorted(known[str(row["type"])] for row in rows if "type" in row and str(row["type"]) in known)
    countries = sorted(str(row["country"]).rsplit("/", 1)[-1].upper() for row in rows if "country" in row)
    return Named(
        id=iri,
        label=labels[0] if labels else iri,
        type=types[0] if types else "Actor",
        country=countries[0] if countries else None,
    )


def _number(row: Row, name: str) -> int:
    return int(str(row[name]))


def _text(row: Row, name: str) -> str | None:
    return str(row[name]) if name in row else None
