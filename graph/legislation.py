"""Legislation: the steps on the way from a bill to a law, as statements tell of them, and the law that a bill became.

Modelled after ELI-DL, the draft-legislation extension of the European Legislation Identifier ontology. A step has the
date of its activity where a report gives one. Bill and law are joined only on evidence: the same state, the telling
words of the bill's title in the title of one named law, and a statement that this law was enacted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef

from servanda.graph.citations.described import telling
from servanda.graph.sparql import PROLOGUE
from servanda.graph.store import Store
from servanda.ontology.authority_graph import date_literal
from servanda.ontology.iris import Iris, digest
from servanda.ontology.vocab import DCTERMS, PROV, RDF, RDFS, SV, VOCAB, concept

STEPS = {"draft": "drafted", "introduce": "introduced", "enact": "enacted"}
"""Steps by the type of the activity that brings them about."""
_TOLD = f"""{PROLOGUE}
SELECT DISTINCT ?statement ?type ?instrument ?kind ?name ?state ?start ?end WHERE {{
  GRAPH ?graph {{
    VALUES ?type {{ {" ".join(concept("activity-type", name).n3() for name in STEPS)} }}
    ?activity a sv:Occurrence ; sv:activityType ?type ; sv:concerns ?instrument .
    ?statement sv:expresses ?activity .
    OPTIONAL {{ ?activity sv:time ?period . ?period sv:start ?start ; sv:end ?end }}
  }}
  VALUES ?kind {{ sv:Bill sv:Law }}
  ?instrument a ?kind ; skos:prefLabel ?name .
  OPTIONAL {{ ?instrument sv:jurisdiction ?state }}
}}"""


@dataclass(slots=True)
class _Instrument:
    """A bill or law with what was done to it."""

    iri: str
    is_bill: bool
    state: str | None
    names: set[str] = field(default_factory=set)
    steps: set[tuple[str, str, str]] = field(default_factory=set)
    """Kind, date (empty if unknown) and statement."""


def legislation(store: Store, iris: Iris) -> Graph:
    """Return the legislative processes that the reports in a store tell of, for the graph `legislation`."""
    graph, known = Graph(), _instruments(store)
    laws = [entry for entry in known.values() if not entry.is_bill]
    for bill in sorted((entry for entry in known.values() if entry.is_bill), key=lambda entry: entry.iri):
        law = _became(bill, laws)
        process = iris("process", digest(bill.iri) + digest("process", bill.iri))
        graph.add((process, RDF.type, SV.LegislativeProcess))
        graph.add((process, SV.processOf, URIRef(bill.iri)))
        graph.add((process, RDFS.label, Literal(f"legislation of: {min(bill.names)}")))
        if law is not None:
            graph.add((process, SV.resultsIn, URIRef(law.iri)))
            for kind, _, statement in law.steps:
                if kind == "enacted":
                    graph.add((process, PROV.wasDerivedFrom, URIRef(statement)))
        for kind, day, statement in sorted(bill.steps | (law.steps if law else set())):
            step = iris("step", digest(bill.iri, kind, day) + digest(day, kind, bill.iri))
            graph.add((step, RDF.type, SV.ProcessStep))
            graph.add((step, SV.stepOf, process))
            graph.add((step, SV.stepKind, concept("process-step", kind)))
            graph.add((step, PROV.wasDerivedFrom, URIRef(statement)))
            if day:
                graph.add((step, DCTERMS.date, date_literal(day)))
    return graph


def _instruments(store: Store) -> Mapping[str, _Instrument]:
    found: dict[str, _Instrument] = {}
    for row in store.select(_TOLD).rows:
        iri = str(row["instrument"])
        state = str(row["state"]) if "state" in row else None
        entry = found.setdefault(iri, _Instrument(iri, row["kind"] == SV.Bill, state))
        entry.names.add(str(row["name"]))
        name = str(row["type"]).removeprefix(f"{VOCAB}activity-type/")
        day = _date(str(row.get("start", "")), str(row.get("end", "")))
        entry.steps.add((STEPS[name], day, str(row["statement"])))
    return found


def _became(bill: _Instrument, laws: list[_Instrument]) -> _Instrument | None:
    """Return the law that a bill became, or None where no law or more than one fits."""
    wanted = set().union(*(telling(name) for name in bill.names))
    by_iri: dict[str, _Instrument] = {}
    for law in laws:
        enacted = any(kind == "enacted" for kind, _, _ in law.steps)
        titled = "/report/" not in law.iri
        same_state = bill.state is not None and law.state == bill.state
        told = set().union(*(telling(name) for name in law.names))
        if wanted and wanted <= told and enacted and titled and same_state:
            by_iri[law.iri] = law
    return next(iter(by_iri.values())) if len(by_iri) == 1 else None


def _date(start: str, end: str) -> str:
    """Return the day, month or year that holds a period, or nothing where it is longer than a year."""
    if start == end:
        return start if re.fullmatch(r"\d{4}-\d\d-\d\d", start) else ""
    if start[:7] == end[:7]:
        return start[:7]
    return start[:4] if start[:4] == end[:4] else ""
