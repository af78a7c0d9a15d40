from __future__ import annotations

import io

import pytest
from rdflib import Literal, URIRef

from servanda.graph.excerpts import excerpts, reports_with
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, RDF, RDFS, SV

IRIS = Iris()
LAW, JUSTICE = IRIS.actor("MLI", "Ministry of Law"), IRIS.actor("MLI", "Ministry of Justice")
ONE, TWO = (IRIS.report("", "test", "MLI", year) for year in ("2010", "2011"))


def report(iri: URIRef, agent: URIRef, patch: str = "") -> str:
    """A report with a statement of one ministry and one of an NGO, and a unit of the ministry."""
    edits = f"sv:edits {Literal(patch).n3()} ;" if patch else ""
    return f"""GRAPH <{IRIS.report_graph(iri)}> {{
        <{iri}> a sv:Report ; {edits} dcterms:title "A report" .
        <{iri}/1> a sv:Statement ; sv:expresses <{iri}/1/it> .
        <{iri}/1/it> a sv:Occurrence ; sv:agent <{agent}> ; sv:time <{iri}/1/time> .
        <{iri}/1/time> sv:start "2010-01-01" .
        <{iri}/2> a sv:Statement ; sv:expresses <{iri}/2/it> .
        <{iri}/2/it> a sv:Occurrence ; sv:agent <{IRIS.actor(None, "NGO A")}> .
        <{iri}/r1> a sv:Reference ; sv:refersTo <{agent}> ; dcterms:isPartOf <{iri}/r3> .
        <{iri}/r2> sv:refersTo <{IRIS.actor("MLI", "Unit")}> ; dcterms:isPartOf <{iri}/r1> ; rdfs:label "Unit" .
        <{iri}/r3> sv:refersTo <{IRIS.actor("MLI", "Government")}> ; rdfs:label "Government" .
    }}"""


@pytest.fixture
def filled(store: Store) -> Store:
    prefixes = f"""@prefix sv: <{SV}> . @prefix dcterms: <{DCTERMS}> . @prefix rdfs: <{RDFS}> .
        GRAPH <{IRIS.graph("registry")}> {{ <{LAW}> rdfs:label "Ministry of Law" }}"""
    patch = f"- <{TWO}/r1> <{SV.refersTo}> <{LAW}> .\n+ <{TWO}/r1> <{SV.refersTo}> <{JUSTICE}> .\n"
    data = prefixes + report(ONE, LAW) + report(TWO, JUSTICE, patch)
    store.load(io.BytesIO(data.encode()), "application/trig")
    return store


def test_reports_name_an_entity_now_or_before_it_was_joined(filled: Store) -> None:
    assert reports_with(filled, [LAW], IRIS) == [ONE, TWO]
    assert reports_with(filled, [JUSTICE], IRIS) == [TWO]
    assert reports_with(filled, [IRIS.actor("MLI", "Nobody")], IRIS) == reports_with(filled, [], IRIS) == []


def test_an_excerpt_holds_all_that_hangs_on_an_entity_and_nothing_else(filled: Store) -> None:
    found = excerpts(filled, [ONE, TWO], [LAW, JUSTICE], IRIS)
    assert set(found) == {ONE, TWO}
    graph = found[ONE]
    nodes = {str(node).removeprefix(f"{ONE}") for node in graph.subjects()}
    assert nodes == {"", "/1", "/1/it", "/1/time", "/r1", "/r2", "/r3"}
    assert (ONE, RDF.type, SV.Report) in graph and (ONE, DCTERMS.title, None) not in graph
    assert [str(name) for name in graph.objects(None, RDFS.label)] == ["Unit"]
    assert len(set(found[TWO].objects(TWO, SV.edits))) == 1


def test_a_report_with_other_edits_is_read_as_a_whole(filled: Store) -> None:
    assert set(excerpts(filled, [ONE, TWO], [LAW], IRIS)) == {ONE}
    assert set(excerpts(filled, [ONE, TWO], [IRIS.actor("MLI", "Unit")], IRIS)) == {ONE}
