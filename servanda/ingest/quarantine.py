"""The quarantine: a graph with a record of each report that was refused, and why.

Nothing of the report itself is stored, so that no query takes it for a report; an earlier version stays in its graph.
"""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef

from servanda.graph.ntriples import lines
from servanda.graph.store import GraphChange, Store
from servanda.ingest.preparation import Refused
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, RDF, SV

Records = dict[str, tuple[str, tuple[str, ...]]]
"""Input hash and reasons, by the IRI of the report."""


def records(store: Store, iris: Iris) -> Records:
    """Return the reports in quarantine."""
    rows = store.select(f"""SELECT ?report ?hash ?reason WHERE {{ GRAPH <{iris.graph("quarantine")}> {{
        ?record <{SV.refuses}> ?report ; <{SV.inputHash}> ?hash ; <{SV.reason}> ?reason }} }}
        ORDER BY ?report ?reason""").rows
    found: Records = {}
    for row in rows:
        _, reasons = found.get(str(row["report"]), ("", ()))
        found[str(row["report"])] = (str(row["hash"]), (*reasons, str(row["reason"])))
    return found


def refusal(store: Store, refused: Refused, iris: Iris) -> list[GraphChange]:
    """Return the change that puts a report's record in the place of an earlier one."""
    event = refused.event
    record = _record(event.report, iris)
    graph = Graph()
    graph.add((record, RDF.type, SV.Quarantine))
    graph.add((record, SV.refuses, URIRef(event.report)))
    graph.add((record, DCTERMS.title, Literal(refused.title)))
    graph.add((record, DCTERMS.source, Literal(str(event.path))))
    graph.add((record, SV.inputHash, Literal(refused.input_hash)))
    for reason in event.reasons:
        graph.add((record, SV.reason, Literal(reason)))
    return [GraphChange(str(iris.graph("quarantine")), lines(graph), _present(store, record, iris))]


def release(store: Store, report: str, iris: Iris) -> list[GraphChange]:
    """Return the change that takes a report's record out, if there is one."""
    present = _present(store, _record(report, iris), iris)
    return [GraphChange(str(iris.graph("quarantine")), removed=present)] if present else []


def _record(report: str, iris: Iris) -> URIRef:
    return iris("quarantine", report.removeprefix(iris.base))


def _present(store: Store, record: URIRef, iris: Iris) -> str:
    graph = iris.graph("quarantine")
    return store.construct(f"CONSTRUCT {{ <{record}> ?p ?o }} WHERE {{ GRAPH <{graph}> {{ <{record}> ?p ?o }} }}")
