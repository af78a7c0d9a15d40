"""Edits: a report's graph as people's decisions and corrections change it, and as it was before them.

The graph keeps the patch that was applied to it (`sv:edits`), so that it can be restored triple for triple without
reading the report again: first what decisions changed is undone, then what the present ones change is done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from servanda.graph.ntriples import Triple, lines, new_graph, parsed
from servanda.graph.reviews import ACCEPTED, ROLES, SPURIOUS, STATEMENT, Correction
from servanda.ontology.authority import PUBLIC_BODIES
from servanda.ontology.vocab import ACTOR_TYPES, DCTERMS, INSTRUMENT_TYPES, RDF, SV, concept

_TYPES = {**ACTOR_TYPES, **INSTRUMENT_TYPES}
_PUBLIC = frozenset(ACTOR_TYPES[name] for name in PUBLIC_BODIES)
_NEEDED = (SV.disputes, SV.shownBy, SV.expressedIn, SV.action, SV.assesses, SV.respondsTo)
"""Properties without which the thing that has them is nothing: a gap without its claim, a commitment unexpressed."""


@dataclass(frozen=True, slots=True)
class Edits:
    """What people's records change in the graphs of reports."""

    joins: Mapping[Node, URIRef] = field(default_factory=dict)
    """The IRI that each joined entity goes by."""
    corrections: Mapping[Node, tuple[Correction, ...]] = field(default_factory=dict)
    """Corrections by what they correct."""


def edited(graph: Graph, edits: Edits) -> Graph:
    """Return a report's graph with all edits, and with the patch that made it of the graph before them.

    It is the same object where there is nothing to edit or to undo.
    """
    if not edits.joins and not edits.corrections and (None, SV.edits, None) not in graph:
        return graph
    before = original(graph)
    after = new_graph()
    after += before
    _join(after, edits.joins)
    report = after.value(None, RDF.type, SV.Report)
    meant = [(found, made) for target, made in edits.corrections.items() if (found := _meant(after, report, target))]
    for target, made in meant:
        for correction in made:
            _correct(after, edits.joins.get(target, target), correction, edits.joins)
    patch = _signed(set(before) - set(after), "-") + _signed(set(after) - set(before), "+")
    if patch and report is not None:
        after.add((report, SV.edits, Literal(patch)))
    return after


def original(graph: Graph) -> Graph:
    """Return a report's graph as it was before all edits."""
    restored = new_graph()
    restored += graph
    for report, patch in graph.subject_objects(SV.edits):
        restored.remove((report, SV.edits, patch))
        for sign in "+-":
            rows = (row[2:] for row in str(patch).split("\n") if row.startswith(sign))
            for triple in parsed("\n".join(rows)):
                if sign == "+":
                    restored.remove(triple)
                else:
                    restored.add(triple)
    return restored


def _join(graph: Graph, joins: Mapping[Node, URIRef]) -> None:
    """Let every entity that was joined go by its other IRI; facts that a report has of it by the old one go."""
    for old, new in joins.items():
        graph.remove((old, None, None))
        for subject, term in list(graph.subject_predicates(old)):
            graph.remove((subject, term, old))
            if subject != new:
                graph.add((subject, term, new))


def _meant(graph: Graph, report: Node | None, target: Node) -> Node | None:
    """Return what a correction is about: an actor or instrument, or a statement of this report, if it is there.

    A statement is the same, or the one that a later version of the extractor reads at the same place.
    """
    if STATEMENT not in str(target):
        return target
    if not str(target).startswith(f"{report}/"):
        return None
    if (target, RDF.type, SV.Statement) in graph:
        return target
    place = str(target).rpartition("-")[0] + "-"
    found = [node for node in graph.subjects(RDF.type, SV.Statement) if str(node).startswith(place)]
    return found[0] if len(found) == 1 else None


def _correct(graph: Graph, target: Node, correction: Correction, joins: Mapping[Node, URIRef]) -> None:
    """Do what a correction says; what it names goes by the IRIs that people's joins give."""
    if STATEMENT not in str(target):
        return _retype(graph, target, _TYPES[correction.values[0]])
    if correction.property == ACCEPTED:
        return None
    if correction.property == SPURIOUS:
        return _remove(graph, target)
    activity = graph.value(target, SV.expresses)
    if activity is None:
        return None
    if correction.property == "type":
        graph.set((activity, SV.activityType, concept("activity-type", correction.values[0])))
        return None
    role = ROLES[correction.property]
    graph.remove((activity, role, None))
    for value in correction.values:
        graph.add((activity, role, joins.get(URIRef(value), URIRef(value))))
    return None


def _retype(graph: Graph, entity: Node, kind: URIRef) -> None:
    """Give an actor or instrument another type, in the references to it and where it is described."""
    for reference in list(graph.subjects(SV.refersTo, entity)):
        graph.set((reference, DCTERMS.type, kind))
    if (entity, RDF.type, None) in graph:
        for known in (*_TYPES.values(), SV.PublicBody):
            graph.remove((entity, RDF.type, known))
        for added in (kind, SV.PublicBody) if kind in _PUBLIC else (kind,):
            graph.add((entity, RDF.type, added))


def _remove(graph: Graph, statement: Node) -> None:
    """Take a statement out, with its activity and what is nothing without them."""
    waiting = [statement, *graph.objects(statement, SV.expresses)]
    while waiting:
        node = waiting.pop()
        graph.remove((node, None, None))
        for subject, term in list(graph.subject_predicates(node)):
            graph.remove((subject, term, node))
            if term in _NEEDED and (subject, term, None) not in graph:
                waiting.append(subject)


def _signed(triples: Iterable[Triple], sign: str) -> str:
    return "".join(f"{sign} {row}\n" for row in lines(triples).split("\n") if row)
