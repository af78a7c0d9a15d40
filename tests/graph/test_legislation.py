from __future__ import annotations

from rdflib import Graph, Literal, URIRef

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.legislation import legislation
from servanda.graph.store import GraphChange
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, PROV, RDF, SV, XSD, concept
from servanda.shapes.check import check
from tests.shapes import valid

IRIS = Iris()
BILL = URIRef("https://w3id.org/servanda/id/instrument/mli/bill")
LAW = URIRef("https://w3id.org/servanda/id/instrument/mli/tip")
TITLE = "Law No. 2012-023 on Trafficking in Persons"
LAWS = f"""
i:tip a sv:LegalInstrument, sv:Law ; skos:prefLabel "{TITLE}" ; sv:jurisdiction c:mli .
r:year a sv:Period ; sv:label "2012" ; sv:start "2012-01-01"^^xsd:date ; sv:end "2012-12-31"^^xsd:date .
"""
ENACTED = valid.statement(
    "e1", "p5", "int:state", "Occurrence affirmed actual",
    "sv:activityType act:enact ; sv:agent a:parliament ; sv:concerns i:tip ; sv:time r:year",
)  # fmt: skip
PROMISED = valid.statement(
    "e2", "p4", "int:state", "PlannedActivity affirmed planned",
    "sv:activityType act:enact ; sv:agent a:parliament ; sv:concerns i:bill",
)  # fmt: skip


def read(more: str) -> Graph:
    with EmbeddedStore() as store:
        triples = (valid.everything() + valid.turtle(more)).serialize(format="nt")
        store.apply([GraphChange(str(IRIS.graph("one")), triples)])
        return legislation(store, IRIS)


def test_steps_come_from_what_took_place_with_their_dates() -> None:
    graph = read(LAWS + PROMISED)
    (process,) = graph.subjects(SV.processOf, BILL)
    (step,) = graph.subjects(SV.stepOf, process)
    assert (step, SV.stepKind, concept("process-step", "drafted")) in graph
    assert (step, DCTERMS.date, Literal("2009", datatype=XSD.gYear)) in graph
    assert [str(s).rpartition("/")[2] for s in graph.objects(step, PROV.wasDerivedFrom)] == ["s1"]
    assert graph.value(process, SV.resultsIn) is None


def test_a_bill_is_joined_with_the_law_that_was_enacted() -> None:
    graph = read(LAWS + ENACTED)
    (process,) = graph.subjects(SV.processOf, BILL)
    assert graph.value(process, SV.resultsIn) == LAW
    assert {str(s).rpartition("/")[2] for s in graph.objects(process, PROV.wasDerivedFrom)} == {"e1"}
    kinds = {graph.value(step, SV.stepKind) for step in graph.subjects(SV.stepOf, process)}
    assert kinds == {concept("process-step", "drafted"), concept("process-step", "enacted")}


def test_two_laws_that_fit_join_none() -> None:
    again = (LAWS + ENACTED).replace("i:tip", "i:tip2").replace("r:e1", "r:e9").replace("2012-023", "1")
    graph = read(LAWS + ENACTED + again)
    assert not list(graph.objects(None, SV.resultsIn))


def test_a_law_without_the_words_of_the_bill_is_not_joined() -> None:
    graph = read((LAWS + ENACTED).replace("Trafficking in Persons", "Education"))
    assert not list(graph.objects(None, SV.resultsIn))


def test_processes_conform_to_the_shapes() -> None:
    graph = read(LAWS + ENACTED)
    instruments = valid.turtle("i:bill a sv:Bill . i:tip a sv:Law . i:law a sv:Law .")
    assert [f for f in check(graph + instruments).findings if f.focus in set(graph.subjects(RDF.type))] == []
