"""What the store tells of ties: their actors, and the statements that they rest on, with day and report.

It is read as a whole, in queries that no engine finds hard; networks by any filter are then made of it without asking
again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from servanda.graph.network.filters import STATUSES
from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Solutions
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES

Select = Callable[[str], Solutions]
"""Answers a SELECT query: a store's `select`, or a pool's."""

_FACTS = {
    "class": "GRAPH <{ties}> {{ ?node a ?value }}",
    "source": "GRAPH <{ties}> {{ ?node sv:tieSource ?value }}",
    "target": "GRAPH <{ties}> {{ ?node sv:tieTarget ?value }}",
    "kind": "GRAPH <{ties}> {{ ?node sv:tieKind ?value }}",
    "weight": "GRAPH <{ties}> {{ ?node sv:weight ?value }}",
    "first": "GRAPH <{ties}> {{ ?node sv:firstDate ?value }}",
    "last": "GRAPH <{ties}> {{ ?node sv:lastDate ?value }}",
    "proof": "GRAPH <{ties}> {{ ?node prov:wasDerivedFrom ?value }}",
    "issued": "?node dcterms:issued ?value",
    "series": "?node sv:inSeries ?value",
    "start": "?time sv:start ?value . ?activity sv:time ?time . ?node sv:expresses ?activity",
    "end": "?time sv:end ?value . ?activity sv:time ?time . ?node sv:expresses ?activity",
    "participants": "?activity sv:participants ?value . ?node sv:expresses ?activity",
}
"""One fact of each of many nodes: scans of an index. Joined in one query they take a hundred times as long."""
_ACTORS = {"label": "rdfs:label", "type": "a", "country": "sv:country"}
"""Facts of the actors that have ties, far fewer than reports name: looked up for so many at once."""
_AT_ONCE = 500
_WITHIN = "/statement/"  # what joins the IRIs of a report and of a statement of it (see `Iris.statement`)


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
    participants: int = 2
    """Actors that take part in the event that it tells of."""


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
    names = {"ties": iris.graph("ties")}
    known = {name: _facts(select, f"SELECT DISTINCT ?node ?value WHERE {{ {pattern.format(**names)} }}")
             for name, pattern in _FACTS.items()}  # fmt: skip
    statements = {statement for proofs in known["proof"].values() for statement in proofs}
    known["report"] = {node: [node.partition(_WITHIN)[0]] for node in statements if _WITHIN in node}
    known["report"] |= _looked_up(select, statements - known["report"].keys(), "sv:inReport")
    ends = {iri for name in ("source", "target") for found in known[name].values() for iri in found}
    known |= {name: _looked_up(select, ends, term) for name, term in _ACTORS.items()}
    statuses = {str(iri): status for status, iri in STATUSES.items()}
    ties = {}
    for iri in sorted(known["class"]):
        status = next((statuses[kind] for kind in known["class"][iri] if kind in statuses), None)
        if status is not None and all(iri in known[name] for name in ("source", "target", "kind", "weight")):
            ties[iri] = _tie(iri, status, known)
    return Evidence({iri: _actor(iri, known) for iri in sorted(ends)}, ties)


Facts = dict[str, dict[str, list[str]]]


def _facts(select: Select, query: str) -> dict[str, list[str]]:
    """Return the values that a query gives by node, sorted."""
    found: dict[str, list[str]] = {}
    for row in select(PROLOGUE + query).rows:
        found.setdefault(str(row["node"]), []).append(str(row["value"]))
    return {node: sorted(set(values)) for node, values in found.items()}


def _looked_up(select: Select, nodes: Collection[str], term: str) -> dict[str, list[str]]:
    """Return the values of a property of these nodes."""
    found: dict[str, list[str]] = {}
    for place in range(0, len(listed := sorted(nodes)), _AT_ONCE):
        values = " ".join(f"<{node}>" for node in listed[place : place + _AT_ONCE])
        found |= _facts(
            select, f"SELECT DISTINCT ?node ?value WHERE {{ VALUES ?node {{ {values} }} ?node {term} ?value }}"
        )
    return found


def _tie(iri: str, status: str, known: Facts) -> KnownTie:
    return KnownTie(
        iri=iri,
        status=status,
        source=known["source"][iri][0],
        target=known["target"][iri][0],
        kind=_last_part(known["kind"][iri][0]),
        weight=int(known["weight"][iri][0]),
        first=_day(known["first"], iri),
        last=_day(known["last"], iri),
        proofs=[_proof(statement, known) for statement in known["proof"].get(iri, ())],
    )


def _proof(statement: str, known: Facts) -> Proof:
    report = known["report"].get(statement, [""])[0]
    first, last = _day(known["start"], statement), _day(known["end"], statement)
    issued = _day(known["issued"], report)
    return Proof(
        statement=statement,
        report=report,
        first=first or last or issued,
        last=last or first or issued,
        is_dated=bool(first or last),
        series=_last_part(known["series"].get(report, [""])[0]),
        participants=int(known["participants"].get(statement, ["2"])[0]),
    )


def _actor(iri: str, known: Facts) -> Actor:
    kinds = {str(kind): name for name, kind in ACTOR_TYPES.items()}
    types = [kinds[kind] for kind in known["type"].get(iri, ()) if kind in kinds]
    countries = known["country"].get(iri)
    return Actor(
        iri=iri,
        label=known["label"].get(iri, [iri])[0],
        type=types[0] if types else "Actor",
        country=_last_part(countries[0]).upper() if countries else None,
    )


def _day(days: dict[str, list[str]], node: str) -> str:
    return days[node][0][:10] if node in days else ""


def _last_part(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
