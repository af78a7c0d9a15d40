"""Revisions: the statements of a report as they were read, and as they stand after people's corrections."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import Graph, URIRef
from rdflib.term import Node

from servanda.graph.edits import original
from servanda.graph.reviews import ROLES, Correction
from servanda.ontology.vocab import OA, RDF, RDFS, SV

_MANNERS = {
    SV.Occurrence: "actual",
    SV.NonOccurrence: "negated",
    SV.ClaimedActivity: "claimed",
    SV.ClaimedNonOccurrence: "claimed",
    SV.PlannedActivity: "planned",
    SV.RecommendedActivity: "recommended",
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a statement tells of: the type of the activity, and by each role the IRIs of who or what plays it."""

    type: str
    roles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Revision:
    """A statement of a report."""

    statement: URIRef
    local: str | None
    """Its id in the exchange form, where that is certain."""
    start: int
    end: int
    quote: str
    manner: str
    """How the report tells of it: `actual`, `negated`, `claimed`, `planned` or `recommended`."""
    read: Content
    stands: Content | None
    """None where people found that it is no statement."""
    records: tuple[Correction, ...]
    """What people said of it."""


def revisions(graph: Graph, corrections: Mapping[Node, Iterable[Correction]]) -> list[Revision]:
    """Return the statements of a report's graph in the order of the text.

    Args:
        graph: the report's graph as it stands in the store.
        corrections: all corrections by what they correct.
    """
    before = original(graph)
    local = _local_ids(before)
    found = [
        _revision(statement, before, graph, local, tuple(corrections.get(statement, ())))
        for statement in before.subjects(RDF.type, SV.Statement)
        if isinstance(statement, URIRef)
    ]
    return sorted(found, key=lambda one: (one.start, one.end, one.statement))


def labels(graph: Graph) -> dict[str, str]:
    """Return how a report names the actors and instruments that it refers to, by IRI."""
    found: dict[str, str] = {}
    for reference, entity in sorted(graph.subject_objects(SV.refersTo)):
        if (label := graph.value(reference, RDFS.label)) is not None:
            found.setdefault(str(entity), str(label))
    return found


def _revision(
    statement: URIRef, before: Graph, after: Graph, local: Mapping[str, str], records: tuple[Correction, ...]
) -> Revision:
    start, end, quote = _passage(before, statement)
    activity = before.value(statement, SV.expresses)
    kinds = set(before.objects(activity, RDF.type))
    return Revision(
        statement=statement,
        local=local.get(str(statement)),
        start=start,
        end=end,
        quote=quote,
        manner=next((name for kind, name in _MANNERS.items() if kind in kinds), "actual"),
        read=_content(before, activity),
        stands=_content(after, activity) if (statement, RDF.type, SV.Statement) in after else None,
        records=records,
    )


def _content(graph: Graph, activity: Node | None) -> Content:
    kind = str(graph.value(activity, SV.activityType)).rpartition("/")[2]
    return Content(kind, {name: tuple(sorted(map(str, graph.objects(activity, role)))) for name, role in ROLES.items()})


def _passage(graph: Graph, statement: Node) -> tuple[int, int, str]:
    """Return the place of a statement in the report's text, and its words."""
    start = end = 0
    quote = ""
    for selector in graph.objects(graph.value(statement, SV.groundedIn), OA.hasSelector):
        if (exact := graph.value(selector, OA.exact)) is not None:
            quote = str(exact)
        if (first := graph.value(selector, OA.start)) is not None:
            start, end = int(str(first)), int(str(graph.value(selector, OA.end)))
    return start, end, quote


def _local_ids(graph: Graph) -> dict[str, str]:
    """Return the ids that statements have in the report's exchange form, by IRI.

    Place and type tell them apart, and where several statements share these, nothing does.
    """
    exchange = next((str(value) for value in graph.objects(None, SV.exchange)), "{}")
    said: dict[str, list[str]] = {}
    for statement in json.loads(exchange).get("statements", ()):
        place = f"{statement['start']}-{statement['end']}-{statement['type']}"
        said.setdefault(place, []).append(statement["id"])
    read: dict[str, list[str]] = {}
    for node in map(str, graph.subjects(RDF.type, SV.Statement)):
        read.setdefault(node.rpartition("/")[2].rpartition("-")[0], []).append(node)
    return {nodes[0]: said[place][0] for place, nodes in read.items() if len(nodes) == len(said.get(place, ())) == 1}
