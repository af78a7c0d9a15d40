"""Statements: what a report says, who says it, and the activity that it tells of."""

from __future__ import annotations

from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef

from servanda.graph.ntriples import decimal
from servanda.loaders.passages import Passages
from servanda.loaders.periods import add_period
from servanda.ontology.exchange import Extraction, Statement
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PROV, RDF, SV, concept

_ROLES = {"agents": SV.agent, "partners": SV.partner, "recipients": SV.recipient, "instruments": SV.concerns}


def activity_class(modality: str, polarity: str, by_author: bool) -> URIRef:
    """Return the one of the six disjoint classes that an activity belongs to.

    Planned and recommended activities are such whoever speaks; else what the report's author says did or did not
    happen, else what somebody else says did or did not.
    """
    if modality == "planned":
        return SV.PlannedActivity
    if modality == "recommended":
        return SV.RecommendedActivity
    if by_author:
        return SV.Occurrence if polarity == "affirmed" else SV.NonOccurrence
    return SV.ClaimedActivity if polarity == "affirmed" else SV.ClaimedNonOccurrence


@dataclass(frozen=True, slots=True)
class Statements:
    """Adds statements to a report's graph."""

    graph: Graph
    iris: Iris
    report: URIRef
    author: URIRef
    run: URIRef
    passages: Passages
    _iri_of: dict[str, URIRef] = field(default_factory=dict)
    """IRIs of actors and instruments by local id."""

    def add_all(self, extraction: Extraction) -> dict[str, URIRef]:
        """Add all statements of a resolved extraction and return their IRIs by local id.

        Statements that say the same of the same passage are one.
        """
        self._iri_of.update((actor.id, URIRef(str(actor.iri))) for actor in extraction.actors)
        self._iri_of.update((thing.id, URIRef(str(thing.iri))) for thing in extraction.instruments)
        return {statement.id: self._add(statement) for statement in extraction.statements}

    def _add(self, said: Statement) -> URIRef:
        graph, speaker = self.graph, self._iri_of.get(said.attributed_to or "", self.author)
        statement = self._iri(said, speaker)
        if (statement, RDF.type, SV.Statement) in graph:
            return statement
        activity = URIRef(f"{statement}/activity")
        graph.add((statement, RDF.type, SV.Statement))
        graph.add((statement, SV.inReport, self.report))
        graph.add((statement, SV.groundedIn, self.passages.add(said.start, said.end, said.sentence)))
        graph.add((statement, SV.expresses, activity))
        graph.add((statement, SV.statedBy, speaker))
        graph.add((statement, SV.reportedBy, self.author))
        for term, name in ((SV.polarity, said.polarity), (SV.modality, said.modality), (SV.certainty, said.certainty)):
            graph.add((statement, term, concept(str(term).rpartition("#")[2], name)))
        graph.add((statement, SV.confidence, decimal(said.confidence)))
        graph.add((statement, PROV.wasGeneratedBy, self.run))
        if said.rule is not None:
            graph.add((statement, SV.rule, Literal(said.rule)))
        self._add_activity(activity, said, speaker == self.author)
        return statement

    def _add_activity(self, activity: URIRef, said: Statement, by_author: bool) -> None:
        graph = self.graph
        graph.add((activity, RDF.type, SV.Activity))
        graph.add((activity, RDF.type, activity_class(said.modality, said.polarity, by_author)))
        graph.add((activity, SV.activityType, concept("activity-type", said.type)))
        for role, term in _ROLES.items():
            for local_id in getattr(said, role):
                graph.add((activity, term, self._iri_of[local_id]))
        if said.date is not None:
            graph.add((activity, SV.time, add_period(graph, self.iris, self.report, said.date)))
        if said.quantity is not None:
            graph.add((activity, SV.quantity, Literal(said.quantity)))

    def _iri(self, said: Statement, speaker: URIRef) -> URIRef:
        roles = [
            f"{role} {iri}" for role in _ROLES for iri in sorted({self._iri_of[name] for name in getattr(said, role)})
        ]
        content = [*roles, said.polarity, said.modality, str(speaker), said.date or "", said.quantity or ""]
        return self.iris.statement(self.report, said.start, said.end, said.type, content)
