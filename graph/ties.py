"""Ties: how actors relate, derived from what the reports' authors say happened.

Actors that act together in one occurrence are partners; agents are tied to recipients by what they did. Each tie is a
plain triple, both ways for partners, and a node with its statements, weights and dates. What is claimed or planned gets
a node of a class of its own and no plain triple; what is recommended or denied makes no tie.

The weight of a tie is the number of its statements. An event of many gives each pair of them a tie, so there is a
second, normalised weight: an event of n participants adds 1/(n-1) to each tie that it makes, and nobody gains more than
1 by it (M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 016132, 2001). The event stays a
node; where more than two take part in it, their number stands with it (`sv:participants`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from servanda.graph.derivation import CLASSES, Evidence, Tie, Told, told
from servanda.graph.ntriples import Triple, decimal, lines, new_graph, parsed
from servanda.graph.store import GraphChange, Row, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PROV, RDF, SV, VOCAB, XSD, concept

_AT_ONCE = 500
"""Statements or ties of which one query asks."""


def tie_changes(
    store: Store, reports: Mapping[URIRef, Evidence], iris: Iris, replaced: Collection[URIRef] | None = None
) -> list[GraphChange]:
    """Return what new versions of reports, in the place of their present ones, if any, change in the graph of ties.

    Only ties that the old or the new versions tell of are derived anew.

    Args:
        store: holds the present versions.
        reports: what the new version of each tells (`derivation.told_by`); nothing where it is removed.
        iris: mints the IRIs of data.
        replaced: the statements of the present versions that are replaced; all of them if None.
    """
    evidence: Evidence = defaultdict(dict)
    for told_ties in reports.values():
        for tie, statements in told_ties.items():
            evidence[tie].update(statements)
    marks = _marks(evidence)
    if replaced is None:
        replaced = _statements(store, map(iris.report_graph, reports))
    touched = {tie.iri(iris) for tie in evidence} | _ties_of(store, replaced, iris)
    if not touched:
        return []
    for tie, statements in _told_elsewhere(store, touched, replaced, iris).items():
        evidence[tie].update(statements)
    held = _present(store, touched, iris) | _present_marks(store, replaced, iris)
    after = _triples(evidence, iris) | marks
    change = GraphChange(str(iris.graph("ties")), added=lines(after - held), removed=lines(held - after))
    return [change] if change.added or change.removed else []


def rebuild(store: Store, iris: Iris) -> None:
    """Derive all ties anew from the reports in the store, in one transaction."""
    evidence = told(store)
    added = lines(_triples(evidence, iris) | _marks(evidence))
    store.apply([GraphChange(str(iris.graph("ties")), added=added, replaces=True)])


def is_outdated(store: Store, iris: Iris) -> bool:
    """Return whether a version before that of normalised weights derived ties in the store."""
    return store.ask(f"""ASK {{ GRAPH <{iris.graph("ties")}> {{ ?tie <{SV.weight}> ?weight .
        FILTER NOT EXISTS {{ ?tie <{SV.normalisedWeight}> ?normalised }} }} }}""")


def statements_of(excerpt: Graph) -> set[URIRef]:
    """Return the statements whose activities are in an excerpt of a report, too."""
    return {
        URIRef(str(statement))
        for statement, activity in excerpt.subject_objects(SV.expresses)
        if (activity, RDF.type, None) in excerpt
    }


def _statements(store: Store, graphs: Iterable[URIRef]) -> set[URIRef]:
    """Return the statements of graphs in the store."""
    found = store.select(f"""SELECT DISTINCT ?statement WHERE {{
        VALUES ?graph {{ {_values(graphs)} }} GRAPH ?graph {{ ?statement a <{SV.Statement}> }} }}""")
    return {_iri(row["statement"]) for row in found.rows}


def _ties_of(store: Store, statements: Iterable[URIRef], iris: Iris) -> set[URIRef]:
    """Return the ties in the store that rest on statements."""
    return {
        _iri(row["tie"])
        for listed in _portions(statements)
        for row in store.select(f"""SELECT DISTINCT ?tie WHERE {{ VALUES ?statement {{ {listed} }}
            GRAPH <{iris.graph("ties")}> {{ ?tie <{PROV.wasDerivedFrom}> ?statement }} }}""").rows
    }


def _told_elsewhere(store: Store, ties: Iterable[URIRef], statements: Collection[URIRef], iris: Iris) -> Evidence:
    """Return what others than these statements tell of ties in the store.

    The statements are asked for first, then what each tells: engines join the graphs of all reports where both are
    asked in one query.
    """
    rows = [
        row
        for listed in _portions(ties)
        for row in store.select(f"""SELECT DISTINCT ?class ?source ?kind ?target ?statement WHERE {{
            VALUES ?tie {{ {listed} }}
            GRAPH <{iris.graph("ties")}> {{ ?tie a ?class ; <{SV.tieSource}> ?source ; <{SV.tieKind}> ?kind ;
                <{SV.tieTarget}> ?target ; <{PROV.wasDerivedFrom}> ?statement . }} }}""").rows
        if _iri(row["class"]) in CLASSES.values() and _iri(row["statement"]) not in statements
    ]
    said = _said(store, {_iri(row["statement"]) for row in rows}, iris)
    evidence: Evidence = defaultdict(dict)
    for row in rows:
        tie = Tie(_iri(row["class"]), _iri(row["source"]), _kind(row["kind"]), _iri(row["target"]))
        evidence[tie][_iri(row["statement"])] = said[_iri(row["statement"])]
    return evidence


def _said(store: Store, statements: Iterable[URIRef], iris: Iris) -> dict[URIRef, Told]:
    """Return what statements tell of the ties that they make already."""
    said: dict[URIRef, Told] = defaultdict(Told)
    for listed in _portions(statements):
        asked = f"""VALUES ?statement {{ {listed} }}
            GRAPH ?graph {{ ?statement <{SV.expresses}> ?activity"""
        for term in (SV.start, SV.end):
            for row in _rows(store, f"{asked} . ?activity <{SV.time}> ?period . ?period <{term}> ?value . }}"):
                said[_iri(row["statement"])].days.add(str(row["value"]))
        number = f"{asked} }} GRAPH <{iris.graph('ties')}> {{ ?activity <{SV.participants}> ?value }}"
        for row in _rows(store, number):
            said[_iri(row["statement"])].participants = int(str(row["value"]))
    return said


def _rows(store: Store, where: str) -> tuple[Row, ...]:
    return store.select(f"SELECT DISTINCT ?statement ?value WHERE {{ {where} }}").rows


def _present(store: Store, ties: Iterable[URIRef], iris: Iris) -> set[Triple]:
    """Return all that the graph of ties says of these ties, the plain triples included."""
    nodes = new_graph()
    for listed in _portions(ties):
        nodes += parsed(
            store.construct(f"""CONSTRUCT {{ ?tie ?property ?value }} WHERE {{
            VALUES ?tie {{ {listed} }} GRAPH <{iris.graph("ties")}> {{ ?tie ?property ?value }} }}""")
        )
    triples = set(nodes)
    for node in nodes.subjects(RDF.type, SV.Tie):
        source, kind, target = (nodes.value(node, name) for name in (SV.tieSource, SV.tieKind, SV.tieTarget))
        triples |= Tie(SV.Tie, URIRef(str(source)), _kind(kind), URIRef(str(target))).plain()
    return triples


def _present_marks(store: Store, statements: Iterable[URIRef], iris: Iris) -> set[Triple]:
    """Return the numbers of participants that stand with the events which statements tell of."""
    return {
        triple
        for listed in _portions(statements)
        for triple in parsed(
            store.construct(f"""CONSTRUCT {{ ?activity <{SV.participants}> ?number }} WHERE {{
            VALUES ?statement {{ {listed} }} GRAPH ?graph {{ ?statement <{SV.expresses}> ?activity }}
            GRAPH <{iris.graph("ties")}> {{ ?activity <{SV.participants}> ?number }} }}""")
        )
    }


def _marks(evidence: Evidence) -> set[Triple]:
    """Return the numbers of participants of events that have more than two."""
    events = {
        said.activity: said.participants
        for statements in evidence.values()
        for said in statements.values()
        if said.activity is not None and said.participants > 2
    }
    return {(activity, SV.participants, _integer(number)) for activity, number in events.items()}


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
            (node, SV.weight, _integer(len(statements))),
            (node, SV.normalisedWeight, decimal(float(sum(said.share for said in statements.values())))),
            *((node, PROV.wasDerivedFrom, statement) for statement in statements),
        }
        if days := set[str]().union(*(said.days for said in statements.values())):
            triples.add((node, SV.firstDate, Literal(min(days), datatype=XSD.date)))
            triples.add((node, SV.lastDate, Literal(max(days), datatype=XSD.date)))
    return triples


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


def _kind(term: Node | None) -> str:
    return str(term).removeprefix(f"{VOCAB}tie-kind/")


def _iri(term: Node) -> URIRef:
    return URIRef(str(term))


def _values(iris: Iterable[URIRef]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))


def _portions(iris: Iterable[URIRef]) -> Iterator[str]:
    """Yield IRIs as values of queries, so many that engines read them with ease."""
    listed = sorted(iris)
    for place in range(0, len(listed), _AT_ONCE):
        yield _values(listed[place : place + _AT_ONCE])
