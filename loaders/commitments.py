"""Commitments and recommendations, as the statements of a report express them.

What an actor plans or pledges is a commitment of that actor; what it is told it should do is a recommendation to it;
a treaty that it has ratified is a legal obligation of its government, one and the same whichever report or table tells
of it. Statements of several speakers that say the same of the same passage express one commitment or recommendation.
Neither has a status: statuses are judged, dated and attributed elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph, URIRef

from servanda.loaders.periods import date_literal
from servanda.ontology.authority import PUBLIC_BODIES
from servanda.ontology.exchange import Actor, Extraction, Statement
from servanda.ontology.iris import Iris, digest
from servanda.ontology.vocab import DCTERMS, RDF, SV, concept

PLAN = "plan"
"""Strength of a promise that no word makes stronger or weaker."""
_REACH = 80
"""Characters before a quotation in which the words that introduce it are looked for."""


@dataclass(frozen=True, slots=True)
class Commitments:
    """Adds commitments and recommendations to a report's graph."""

    graph: Graph
    iris: Iris
    report: URIRef
    text: str

    def add_all(self, extraction: Extraction, stated: Mapping[str, URIRef]) -> None:
        """Add what the statements of a resolved extraction express.

        Args:
            extraction: the extraction, every actor and instrument with its IRI.
            stated: the statements' IRIs by local id.
        """
        iri_of = {a.id: URIRef(str(a.iri)) for a in extraction.actors}
        iri_of |= {i.id: URIRef(str(i.iri)) for i in extraction.instruments}
        shared = self.iris("instrument", "")  # "all key conventions" oblige to nothing that could be named
        treaties = {i.id for i in extraction.instruments if i.type == "Treaty" and str(i.iri).startswith(shared)}
        actors = {actor.id: actor for actor in extraction.actors}
        wishes = [said for said in extraction.statements if said.modality == "recommended"]
        for said in extraction.statements:
            if said.polarity != "affirmed" or not said.agents:
                continue
            if said.modality == "recommended":
                self._recommend(said, stated[said.id], iri_of)
            elif said.modality == "planned":
                if any(_goes_on(said, wish) for wish in wishes):
                    continue
                self._commit(said, stated[said.id], iri_of)
            elif said.type == "ratify" and said.modality == "actual" and said.attributed_to is None:
                for local_id in sorted(treaties & set(said.instruments)):
                    for agent in said.agents:
                        self._oblige(stated[said.id], iri_of[local_id], actors[agent], extraction.actors)

    def _oblige(self, statement: URIRef, treaty: URIRef, agent: Actor, actors: Sequence[Actor]) -> None:
        """Add the obligation that a state takes on by ratifying: its government owes it, whichever body ratified."""
        graph, country = self.graph, agent.country
        if agent.type not in PUBLIC_BODIES or country is None:
            return
        governments = [a for a in actors if a.type == "Government" and a.country == country and a.named]
        debtor = URIRef(str((governments or [agent])[0].iri))
        is_shared = bool(governments) and str(treaty).startswith(self.iris("instrument", ""))
        local = f"{country.lower()}-{digest(str(treaty), str(debtor))}"
        node = (
            self.iris.obligation(country, treaty) if is_shared else self.iris.within(self.report, "commitment", local)
        )
        graph.add((node, RDF.type, SV.Commitment))
        graph.add((node, SV.strength, concept("commitment-strength", "legalObligation")))
        graph.add((node, SV.expressedIn, statement))
        graph.add((node, SV.debtor, debtor))
        graph.add((node, SV.concerns, treaty))
        for since in graph.objects(statement, SV.expresses / SV.time / SV.edtf):
            if (dated := date_literal(str(since))).datatype is not None:
                graph.add((node, DCTERMS.date, dated))

    def _commit(self, said: Statement, statement: URIRef, iri_of: Mapping[str, URIRef]) -> None:
        graph = self.graph
        node = self._iri("commitment", said, iri_of)
        graph.add((node, RDF.type, SV.Commitment))
        graph.add((node, SV.strength, concept("commitment-strength", self._strength(said))))
        graph.add((node, SV.expressedIn, statement))
        parts = ((SV.debtor, said.agents), (SV.beneficiary, said.recipients), (SV.concerns, said.instruments))
        for term, ids in parts:
            for local_id in ids:
                graph.add((node, term, iri_of[local_id]))
        for activity in graph.objects(statement, SV.expresses):
            graph.add((node, SV.action, activity))
            for due in graph.objects(activity, SV.time / SV.end):
                if self._lies_ahead(str(due)):
                    graph.add((node, SV.dueDate, due))

    def _recommend(self, said: Statement, statement: URIRef, iri_of: Mapping[str, URIRef]) -> None:
        graph = self.graph
        node = self._iri("recommendation", said, iri_of)
        graph.add((node, RDF.type, SV.Recommendation))
        graph.add((node, SV.expressedIn, statement))
        for issuer in graph.objects(statement, SV.statedBy):
            graph.add((node, SV.issuer, issuer))
        for activity in graph.objects(statement, SV.expresses):
            graph.add((node, SV.action, activity))
        for term, ids in ((SV.addressee, said.agents), (SV.concerns, said.instruments)):
            for local_id in ids:
                graph.add((node, term, iri_of[local_id]))

    def _iri(self, kind: str, said: Statement, iri_of: Mapping[str, URIRef]) -> URIRef:
        """Return an IRI by passage and content, whoever speaks."""
        content = [str(iri_of[x]) for x in (*said.agents, *said.recipients, *said.instruments)]
        return self.iris.within(
            self.report, kind, f"{said.start}-{said.end}-{said.type}-{digest(*content, said.date or '')}"
        )

    def _lies_ahead(self, day: str) -> bool:
        """Tell whether a day comes after the report: an earlier one is when the promise was made."""
        issued = str(self.graph.value(self.report, DCTERMS.issued) or "")
        return day[: len(issued)] > issued

    def _strength(self, said: Statement) -> str:
        """Return how firmly a promise binds, by the words before its quotation or in it."""
        if (said.rule or "").startswith("table:"):
            return "pledge"
        start = said.sentence.start if said.sentence else 0
        words = self.text[max(start, said.start - _REACH) : said.end]
        return next((name for name, pattern in _patterns() if pattern.search(words)), PLAN)


def _goes_on(planned: Statement, wish: Statement) -> bool:
    """Tell whether what seems to be planned is what a wish goes on with: "Mali should hire staff to inspect farms"."""
    if not set(planned.agents) & set(wish.agents) or planned.start < wish.start:
        return False
    return planned.start < wish.end or (planned.sentence is not None and planned.sentence == wish.sentence)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lists = tomllib.loads(files("servanda.loaders").joinpath("strength.toml").read_text(encoding="utf-8"))
    return tuple((name, re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)) for name, words in lists.items())
