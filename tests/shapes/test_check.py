import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from servanda.ontology.vocab import OA, RDF, RDFS, SH, SKOS, SV, XSD
from servanda.shapes.check import Severity, check, shapes_graph
from tests.shapes import valid
from tests.shapes.faults import node


def test_graph_with_every_layer_conforms_without_a_finding() -> None:
    report = check(valid.everything())
    assert report.conforms
    assert report.findings == ()
    assert report.results_graph.value(predicate=SH.conforms, object=Literal(True)) is not None


def test_report_conforms_with_its_registry() -> None:
    assert check(valid.report(), valid.registry()).findings == ()


def test_report_without_its_registry_points_to_nothing() -> None:
    report = check(valid.report())
    assert not report.conforms
    assert any("described in the graph" in finding.message for finding in report.findings)


def test_explicit_strings_are_strings() -> None:
    graph = Graph()
    for s, p, o in valid.everything():
        plain = isinstance(o, Literal) and o.datatype is None
        graph.add((s, p, Literal(str(o), datatype=XSD.string) if plain else o))
    assert check(graph).findings == ()


def test_empty_graph_conforms_and_says_that_nothing_was_checked() -> None:
    report = check(Graph())
    assert report.conforms
    assert [(f.severity, f.message[:19]) for f in report.findings] == [(Severity.INFO, "Nothing was checked")]


def test_foreign_graph_conforms_and_says_that_nothing_was_checked() -> None:
    graph = valid.turtle("d:x a foaf:Document ; rdfs:label 'x' .")
    assert [f.message[:19] for f in check(graph).findings] == ["Nothing was checked"]


def test_context_is_checked_only_where_the_data_reach_it() -> None:
    registry = valid.registry()
    registry.remove((None, RDFS.label, None))
    faulty = {f.focus for f in check(valid.report(), registry).findings}
    assert node("a:government") in faulty
    assert node("int:unodc") not in faulty


def test_subclasses_come_from_the_context() -> None:
    subject = node("r:ngo")
    data, context = valid.report(), valid.registry()
    context.remove((subject, RDF.type, None))
    context.add((subject, RDF.type, SV.NGO))
    assert not check(data, context).conforms
    context.add((SV.NGO, RDFS.subClassOf, SV.Actor))
    context.add((SV.NGO, RDFS.isDefinedBy, URIRef("https://w3id.org/servanda/ontology")))
    assert check(data, context).findings == ()


def test_neither_data_nor_context_changes() -> None:
    data, context = valid.report(), valid.registry()
    sizes = len(data), len(context)
    check(data, context)
    assert (len(data), len(context)) == sizes


def test_findings_are_ordered_and_complete() -> None:
    graph = valid.everything()
    graph.remove((node("r:p1"), SV.inSentence, None))
    graph.remove((node("r:ref"), SV.mentionedIn, None))
    graph.set((node("r:late"), SV.precision, Literal("day")))
    report = check(graph)
    assert [f.severity for f in report.findings] == [Severity.VIOLATION, Severity.WARNING, Severity.INFO]
    worst = report.findings[0]
    assert (worst.focus, worst.path, worst.value) == (node("r:late"), SV.precision, Literal("day"))
    assert [f.message for f in check(graph).findings] == [f.message for f in report.findings]


def test_rule_over_the_graph_names_the_node_at_fault() -> None:
    graph = valid.everything()
    graph.add((node("a:justice"), RDF.type, SV.Agency))
    (finding,) = check(graph).findings
    assert (finding.focus, finding.path, finding.value) == (node("a:justice"), None, None)


def test_only_violations_keep_a_graph_from_conforming() -> None:
    graph = valid.everything()
    graph.remove((node("r:x"), None, Literal("2010-02-24", datatype=XSD.date)))
    report = check(graph)
    assert report.conforms
    assert [f.severity for f in report.findings] == [Severity.WARNING]
    assert report.results_graph.value(predicate=SH.conforms, object=Literal(True)) is not None


@pytest.mark.parametrize(
    "value",
    [Literal("abc", datatype=XSD.nonNegativeInteger), Literal("abc", datatype=XSD.integer), SV.start, BNode("b")],
)
def test_values_that_are_no_offsets_are_reported(value: Node) -> None:
    for offset in (OA.start, OA.end):
        graph = valid.everything()
        graph.set((node("r:p1-pos"), offset, value))
        assert {f.value for f in check(graph).findings} >= {value}


def test_titles_in_several_languages_are_no_fault() -> None:
    graph = valid.everything()
    graph.add((node("i:law"), SKOS.prefLabel, Literal("Loi 2012-023", lang="fr")))
    assert check(graph).findings == ()


def test_shapes_are_read_once() -> None:
    assert shapes_graph() is shapes_graph()
    assert len(shapes_graph()) > 500
