"""The derivation of ties: what the activities that reports tell of make of those who take part in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from rdflib import Graph, URIRef
from rdflib.term import Node

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.ntriples import lines
from servanda.graph.store import GraphChange, Row, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import RDF, SV, VOCAB, concept

PARTNER = "partner"
DIRECTED = {
    "appoint": "appointed",
    "assist": "supported",
    "fund": "supported",
    "refer": "referredTo",
    "report": "reportedTo",
    "request": "requestedFrom",
    "support": "supported",
    "train": "supported",
}
"""Kind of the tie from agent to recipient, by activity type."""
OTHERWISE = "actedTowards"
"""Kind of the tie from agent to recipient of any other activity."""
CLASSES = {SV.Occurrence: SV.Tie, SV.ClaimedActivity: SV.ClaimedTie, SV.PlannedActivity: SV.PlannedTie}
"""Class of the ties that an activity makes, by the activity's own."""

_PLAIN = {PARTNER: SV.partneredWith, **{kind: SV[kind] for kind in sorted({*DIRECTED.values(), OTHERWISE})}}
_IRI_MARKS = {SV.Tie: "", SV.ClaimedTie: "claimed-", SV.PlannedTie: "planned-"}
_NEEDED = (
    RDF.type, SV.expresses, SV.polarity, SV.activityType, SV.agent, SV.partner, SV.recipient, SV.time, SV.start, SV.end
)  # fmt: skip
"""Properties that `_TOLD` asks for."""
_TOLD = f"""
SELECT DISTINCT ?statement ?activity ?class ?type ?role ?actor ?start ?end WHERE {{
  GRAPH ?graph {{
    ?statement a <{SV.Statement}> ; <{SV.expresses}> ?activity ; <{SV.polarity}> <{concept("polarity", "affirmed")}> .
    ?activity a ?class ; <{SV.activityType}> ?type ; ?role ?actor .
    VALUES ?class {{ {" ".join(f"<{name}>" for name in CLASSES)} }}
    VALUES ?role {{ <{SV.agent}> <{SV.partner}> <{SV.recipient}> }}
    OPTIONAL {{ ?activity <{SV.time}> ?period .
               OPTIONAL {{ ?period <{SV.start}> ?start }} OPTIONAL {{ ?period <{SV.end}> ?end }} }}
  }}
}}"""


@dataclass(frozen=True, slots=True)
class Tie:
    """What identifies a tie; partners stand in the order of their IRIs."""

    tie_class: URIRef
    source: URIRef
    kind: str
    target: URIRef

    def iri(self, iris: Iris) -> URIRef:
        """Return the tie's IRI."""
        return iris.tie(self.source, _IRI_MARKS[self.tie_class] + self.kind, self.target)

    def plain(self) -> set[tuple[Node, Node, Node]]:
        """Return the plain triples that state the tie."""
        if self.tie_class != SV.Tie:
            return set()
        there = (self.source, _PLAIN[self.kind], self.target)
        return {there, (self.target, SV.partneredWith, self.source)} if self.kind == PARTNER else {there}


@dataclass(slots=True)
class Told:
    """What a statement tells of a tie that it makes."""

    activity: URIRef | None = None
    participants: int = 2
    """Actors that take part in the activity, in any role."""
    days: set[str] = field(default_factory=set)
    """Days, as ISO 8601, at which the activity's periods start and end."""

    @property
    def share(self) -> Fraction:
        """What the statement adds to the normalised weight of each tie that it makes."""
        return Fraction(1, max(1, self.participants - 1))


Evidence = dict[Tie, dict[URIRef, Told]]
"""For each tie its statements, with what each tells."""


def told_by(graph: Graph) -> Evidence:
    """Return the ties that one report tells of, from the small part of its graph that they are made of."""
    needed = lines(triple for term in _NEEDED for triple in graph.triples((None, term, None)))
    with EmbeddedStore() as scratch:
        scratch.apply([GraphChange("urn:servanda:report", needed)])
        return told(scratch)


def told(store: Store) -> Evidence:
    """Return the ties that the reports in a store tell of."""
    roles: dict[tuple[Node, Node, Node], dict[Node, set[Node]]] = defaultdict(lambda: defaultdict(set))
    said: dict[Node, Told] = defaultdict(Told)
    for row in store.select(_TOLD).rows:
        statement = row["statement"]
        roles[statement, row["class"], row["type"]][row["role"]].add(row["actor"])
        said[statement].activity = URIRef(str(row["activity"]))
        said[statement].days |= _days(row)
    evidence: Evidence = defaultdict(dict)
    for (statement, activity_class, activity_type), actors in roles.items():
        said[statement].participants = len(set().union(*actors.values()))
        name = str(activity_type).removeprefix(f"{VOCAB}activity-type/")
        for tie in _between(CLASSES[URIRef(str(activity_class))], name, actors):
            evidence[tie][URIRef(str(statement))] = said[statement]
    return evidence


def _between(tie_class: URIRef, activity_type: str, actors: Mapping[Node, set[Node]]) -> Iterable[Tie]:
    """Yield the ties that one activity makes."""
    together = sorted({URIRef(str(actor)) for actor in actors[SV.agent] | actors[SV.partner]})
    for one, other in combinations(together, 2):
        yield Tie(tie_class, one, PARTNER, other)
    kind = DIRECTED.get(activity_type, OTHERWISE)
    for agent in actors[SV.agent]:
        for recipient in actors[SV.recipient] - {agent}:
            yield Tie(tie_class, URIRef(str(agent)), kind, URIRef(str(recipient)))


def _days(row: Row) -> set[str]:
    return {str(row[name]) for name in ("start", "end") if name in row}
