"""Ties: how actors relate, derived from what the reports' authors say happened.

Actors that act together in one occurrence are partners; agents are tied to recipients by what they did. Each tie is a
plain triple, both ways for partners, and a node with its statements, weight and dates. What is claimed or planned gets
a node of a class of its own and no plain triple; what is recommended or denied makes no tie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.ntriples import Triple, lines, parsed
from servanda.graph.store import GraphChange, Row, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PROV, RDF, SV, VOCAB, XSD, concept

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

_AT_ONCE = 500
"""Statements whose days one query asks for."""
_PLAIN = {PARTNER: SV.partneredWith, **{kind: SV[kind] for kind in sorted({*DIRECTED.values(), OTHERWISE})}}
_CLASSES = {SV.Occurrence: SV.Tie, SV.ClaimedActivity: SV.ClaimedTie, SV.PlannedActivity: SV.PlannedTie}
_IRI_MARKS = {SV.Tie: "", SV.ClaimedTie: "claimed-", SV.PlannedTie: "planned-"}
_TOLD = f"""
SELECT DISTINCT ?statement ?class ?type ?role ?actor ?start ?end WHERE {{
  GRAPH ?graph {{
    ?statement a <{SV.Statement}> ; <{SV.expresses}> ?activity ; <{SV.polarity}> <{concept("polarity", "affirmed")}> .
    ?activity a ?class ; <{SV.activityType}> ?type ; ?role ?actor .
    VALUES ?class {{ {" ".join(f"<{name}>" for name in _CLASSES)} }}
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

    def plain(self) -> set[Triple]:
        """Return the plain triples that state the tie."""
        if self.tie_class != SV.Tie:
            return set()
        there = (self.source, _PLAIN[self.kind], self.target)
        return {there, (self.target, SV.partneredWith, self.source)} if self.kind == PARTNER else {there}


Evidence = dict[Tie, dict[URIRef, set[str]]]
"""For each tie its statements, and for each statement the days, as ISO 8601, at which its periods start and end."""


def tie_changes(store: Store, reports: Mapping[URIRef, Graph], iris: Iris) -> list[GraphChange]:
    """Return what putting graphs of reports in the place of their present ones, if any, changes in the graph of ties.

    Only ties that the old or the new versions tell of are derived anew. An empty graph stands for a report's removal.
    """
    graphs = [iris.report_graph(report) for report in reports]
    with EmbeddedStore() as scratch:
        scratch.apply(
            GraphChange(str(graph), new_graph.serialize(format="nt"))
            for graph, new_graph in zip(graphs, reports.values(), strict=True)
        )
        evidence = _told(scratch)
    touched = {tie.iri(iris) for tie in evidence} | _ties_of_reports(store, graphs, iris)
    if not touched:
        return []
    for tie, statements in _told_elsewhere(store, touched, reports, iris).items():
        evidence[tie].update(statements)
    before, after = _present(store, touched, iris), _triples(evidence, iris)
    change = GraphChange(str(iris.graph("ties")), added=lines(after - before), removed=lines(before - after))
    return [change] if change.added or change.removed else []


def rebuild(store: Store, iris: Iris) -> None:
    """Derive all ties anew from the reports in the store, in one transaction."""
    added = lines(_triples(_told(store), iris))
    store.apply([GraphChange(str(iris.graph("ties")), added=added, replaces=True)])


def _told(store: Store) -> Evidence:
    """Return the ties that the reports in a store tell of."""
    roles: dict[tuple[Node, Node, Node], dict[Node, set[Node]]] = defaultdict(lambda: defaultdict(set))
    days: dict[Node, set[str]] = defaultdict(set)
    for row in store.select(_TOLD).rows:
        roles[row["statement"], row["class"], row["type"]][row["role"]].add(row["actor"])
        days[row["statement"]] |= _days(row)
    evidence: Evidence = defaultdict(dict)
    for (statement, activity_class, activity_type), actors in roles.items():
        name = str(activity_type).removeprefix(f"{VOCAB}activity-type/")
        for tie in _between(_CLASSES[_iri(activity_class)], name, actors):
            evidence[tie][_iri(statement)] = days[statement]
    return evidence


def _between(tie_class: URIRef, activity_type: str, actors: Mapping[Node, set[Node]]) -> Iterable[Tie]:
    """Yield the ties that one activity makes."""
    together = sorted({_iri(actor) for actor in actors[SV.agent] | actors[SV.partner]})
    for one, other in combinations(together, 2):
        yield Tie(tie_class, one, PARTNER, other)
    kind = DIRECTED.get(activity_type, OTHERWISE)
    for agent in actors[SV.agent]:
        for recipient in actors[SV.recipient] - {agent}:
            yield Tie(tie_class, _iri(agent), kind, _iri(recipient))


def _ties_of_reports(store: Store, graphs: Iterable[URIRef], iris: Iris) -> set[URIRef]:
    """Return the ties in the store that the present versions of reports tell of."""
    found = store.select(f"""SELECT DISTINCT ?tie WHERE {{
        VALUES ?graph {{ {_values(graphs)} }}
        GRAPH ?graph {{ ?statement a <{SV.Statement}> }}
        GRAPH <{iris.graph("ties")}> {{ ?tie <{PROV.wasDerivedFrom}> ?statement }} }}""")
    return {_iri(row["tie"]) for row in found.rows}


def _told_elsewhere(store: Store, ties: Iterable[URIRef], reports: Iterable[URIRef], iris: Iris) -> Evidence:
    """Return what other reports than these tell of ties in the store.

    The statements are asked for first, then their days: engines join the graphs of all reports where both are asked in
    one query.
    """
    found = store.select(f"""SELECT DISTINCT ?class ?source ?kind ?target ?statement WHERE {{
        VALUES ?tie {{ {_values(ties)} }}
        GRAPH <{iris.graph("ties")}> {{ ?tie a ?class ; <{SV.tieSource}> ?source ; <{SV.tieKind}> ?kind ;
            <{SV.tieTarget}> ?target ; <{PROV.wasDerivedFrom}> ?statement . }} }}""")
    own = tuple(f"{report}/" for report in reports)
    evidence: Evidence = defaultdict(dict)
    for row in found.rows:
        if _iri(row["class"]) in _IRI_MARKS and not str(row["statement"]).startswith(own):
            tie = Tie(_iri(row["class"]), _iri(row["source"]), _kind(row["kind"]), _iri(row["target"]))
            evidence[tie][_iri(row["statement"])] = set()
    days = _days_of(store, {statement for statements in evidence.values() for statement in statements})
    for statements in evidence.values():
        for statement in statements:
            statements[statement] = days[statement]
    return evidence


def _days_of(store: Store, statements: Iterable[URIRef]) -> dict[URIRef, set[str]]:
    """Return the days at which the periods of statements' activities start and end."""
    days: dict[URIRef, set[str]] = defaultdict(set)
    listed = sorted(statements)
    for place in range(0, len(listed), _AT_ONCE):
        values = _values(listed[place : place + _AT_ONCE])
        for term in (SV.start, SV.end):
            rows = store.select(f"""SELECT DISTINCT ?statement ?day WHERE {{ VALUES ?statement {{ {values} }}
                GRAPH ?graph {{ ?statement <{SV.expresses}> ?activity . ?activity <{SV.time}> ?period .
                    ?period <{term}> ?day . }} }}""").rows
            for row in rows:
                days[_iri(row["statement"])].add(str(row["day"]))
    return days


def _present(store: Store, ties: Iterable[URIRef], iris: Iris) -> set[Triple]:
    """Return all that the graph of ties says of these ties, the plain triples included."""
    found = store.construct(f"""CONSTRUCT {{ ?tie ?property ?value }} WHERE {{
        VALUES ?tie {{ {_values(ties)} }} GRAPH <{iris.graph("ties")}> {{ ?tie ?property ?value }} }}""")
    nodes = parsed(found)
    triples = set(nodes)
    for node in nodes.subjects(RDF.type, SV.Tie):
        source, kind, target = (nodes.value(node, name) for name in (SV.tieSource, SV.tieKind, SV.tieTarget))
        triples |= Tie(SV.Tie, URIRef(str(source)), _kind(kind), URIRef(str(target))).plain()
    return triples


def _triples(evidence: Evidence, iris: Iris) -> set[Triple]:
    """Return all triples of ties: nodes and plain ones."""
    triples: set[Triple] = set()
    for tie, statements in evidence.items():
        node = tie.iri(iris)
        triples |= tie.plain() | {
            (node, RDF.type, tie.tie_class),
            (node, SV.tieKind, concept("tie-kind", tie.kind)),
            (node, SV.tieSource, tie.source),
            (node, SV.tieTarget, tie.target),
            (node, SV.weight, Literal(str(len(statements)), datatype=XSD.integer)),
            *((node, PROV.wasDerivedFrom, statement) for statement in statements),
        }
        if days := set().union(*statements.values()):
            triples.add((node, SV.firstDate, Literal(min(days), datatype=XSD.date)))
            triples.add((node, SV.lastDate, Literal(max(days), datatype=XSD.date)))
    return triples


def _days(row: Row) -> set[str]:
    return {str(row[name]) for name in ("start", "end") if name in row}


def _kind(term: Node | None) -> str:
    return str(term).removeprefix(f"{VOCAB}tie-kind/")


def _iri(term: Node) -> URIRef:
    return URIRef(str(term))


def _values(iris: Iterable[URIRef]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))
