"""A small network with something of everything: two countries, a body of none, claims, plans, three reports."""

from __future__ import annotations

import io
from collections.abc import Iterator

import networkx as nx  # type: ignore[import-untyped]
import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.network.evidence import Evidence, evidence
from servanda.ontology.iris import Iris

IRIS = Iris()
JUSTICE = str(IRIS.actor("mli", "Ministry of Justice"))
POLICE = str(IRIS.actor("mli", "Police"))
COURT = str(IRIS.actor("ner", "High Court"))
AGENCY = str(IRIS.actor(None, "World Aid"))
LAW = str(IRIS.instrument("mli", "Law 1"))
EARLY, LATE, OTHER = (f"{IRIS.base}report/{name}" for name in ("s1/mli/2009-06-01", "s1/mli/2015-06-01", "s2/ner/2015"))


def tie(name: str, kind: str, source: str, target: str, statements: str, status: str = "", days: str = "") -> str:
    proofs = " , ".join(f"<{IRIS.base}{s}>" for s in statements.split())
    return f"""<{IRIS.base}tie/{kind}/{name}> a sv:{status}Tie ; sv:tieKind kind:{kind} ; sv:tieSource <{source}> ;
    sv:tieTarget <{target}> ; sv:weight {len(statements.split())} ; prov:wasDerivedFrom {proofs} {days} ."""


def told(name: str, report: str, period: str = "", more: str = "") -> str:
    iri = f"{IRIS.base}{name}"
    start, _, end = period.partition("/")
    days = f"""; sv:time <{iri}/time> .
    <{iri}/time> sv:start "{start}"^^xsd:date ; sv:end "{end}"^^xsd:date""" if period else ""  # fmt: skip
    return f"""<{iri}> a sv:Statement ; sv:inReport <{report}> ; sv:expresses <{iri}/act> .
    <{iri}/act> a sv:Occurrence {more} {days} ."""


DATA = f"""
@prefix sv: <https://w3id.org/servanda/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix kind: <https://w3id.org/servanda/vocab/tie-kind/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
GRAPH <{IRIS.graph("registry")}> {{
  <{JUSTICE}> a sv:Actor, sv:PublicBody, sv:Ministry ;
    rdfs:label "Ministry of Justice" ; sv:country <{IRIS.country("MLI")}> .
  <{POLICE}> a sv:Actor, sv:Agency ;
    rdfs:label "Police & Gendarmerie \\"élite\\"" ; sv:country <{IRIS.country("MLI")}> .
  <{COURT}> a sv:Actor, sv:Court ; rdfs:label "High Court" ; sv:country <{IRIS.country("NER")}> .
  <{AGENCY}> a sv:Actor, sv:InternationalBody ; rdfs:label "World Aid" .
  <{IRIS.actor("mli", "Lonely")}> a sv:Actor, sv:NGO ; rdfs:label "Lonely" .
  <{LAW}> a sv:LegalInstrument, sv:Law ; rdfs:label "Law 1" .
}}
GRAPH <{IRIS.graph("one")}> {{
  <{EARLY}> a sv:Report ; dcterms:issued "2009-06-01"^^xsd:date ; sv:inSeries <{IRIS.base}series/s1> .
  {told("a1", EARLY, "2008-01-01/2008-12-31", f"; sv:agent <{JUSTICE}> ; sv:partner <{POLICE}> ; sv:concerns <{LAW}>")}
  {told("a2", EARLY, more=f"; sv:agent <{AGENCY}> ; sv:recipient <{JUSTICE}> ; sv:concerns <{LAW}>")}
}}
GRAPH <{IRIS.graph("two")}> {{
  <{LATE}> a sv:Report ; dcterms:issued "2015-06-01"^^xsd:date ; sv:inSeries <{IRIS.base}series/s1> .
  {told("b1", LATE, "2014-05-01/2014-06-30", f"; sv:agent <{JUSTICE}> ; sv:partner <{POLICE}>")}
  {told("b2", LATE)} {told("b3", LATE)}
}}
GRAPH <{IRIS.graph("three")}> {{
  <{OTHER}> a sv:Report ; dcterms:issued "2015-06-01"^^xsd:date ; sv:inSeries <{IRIS.base}series/s2> .
  {told("c1", OTHER)}
}}
GRAPH <{IRIS.graph("ties")}> {{
  {
    tie(
        "t1",
        "partner",
        JUSTICE,
        POLICE,
        "a1 b1",
        days='; sv:firstDate "2008-01-01"^^xsd:date ; sv:lastDate "2014-06-30"^^xsd:date',
    )
}
  <{IRIS.base}b1/act> sv:participants 3 .
  {tie("t2", "supported", AGENCY, JUSTICE, "a2")}
  {tie("t3", "supported", AGENCY, COURT, "c1")}
  {tie("t4", "requestedFrom", POLICE, AGENCY, "b2", "Claimed")}
  {tie("t5", "partner", JUSTICE, COURT, "b3", "Planned")}
}}
"""


@pytest.fixture
def store() -> Iterator[EmbeddedStore]:
    with EmbeddedStore() as store:
        store.load(io.BytesIO(DATA.encode()), "application/trig")
        yield store


@pytest.fixture
def known(store: EmbeddedStore) -> Evidence:
    return evidence(store.select, IRIS)


def kinds(network: nx.MultiDiGraph) -> list[str]:
    return sorted(key.rsplit("/", 1)[-1] for _, _, key in network.edges(keys=True))


def linked(*pairs: str | tuple[str, str]) -> nx.MultiDiGraph:
    """A network of ties "ab" between actors a and b, each of weight one."""
    network = nx.MultiDiGraph()
    for number, pair in enumerate(pairs):
        a, b = tuple(pair)
        facts = {
            "kind": "partner",
            "status": "occurrence",
            "weight": 1,
            "normalised": 1.0,
            "mutual": True,
            "evidence": (),
        }
        network.add_edge(a, b, key=f"t{number}", **facts)
    return network
