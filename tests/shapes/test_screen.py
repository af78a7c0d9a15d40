"""The screen says of every fault what pySHACL says, and lets nothing pass that it does not know."""

from __future__ import annotations

import pytest
from rdflib import Graph

from servanda.graph.ntriples import lines
from servanda.ontology.vocab import PREFIXES, SV
from servanda.shapes.check import check
from servanda.shapes.screen import Screen, may_violate
from tests.shapes import valid
from tests.shapes.faults import Fault, broken
from tests.shapes.test_shapes import LAYERS


def test_a_graph_with_every_layer_passes() -> None:
    graph = valid.everything()
    assert not may_violate(graph, lines(graph))
    report = valid.report()
    assert not may_violate(report, lines(report), valid.registry())
    assert may_violate(report, lines(report)), "what the report points to is nowhere described"


@pytest.mark.parametrize("fault", [fault for layer in LAYERS for fault in layer.FAULTS], ids=str)
def test_a_fault_is_found_where_it_is_a_violation(fault: Fault) -> None:
    graph = broken(fault)  # tests of each layer hold that pySHACL finds it
    assert may_violate(graph, graph.serialize(format="nt")) == (fault.severity == "Violation")


def test_a_fault_in_what_is_reached_is_found() -> None:
    report, registry = valid.report(), valid.registry()
    registry.remove((None, SV.named, None))
    assert not check(report, registry).conforms
    assert may_violate(report, lines(report), registry)


@pytest.mark.parametrize(
    "constraint",
    ["sh:minCount 2", "sh:lessThan ex:q", "sh:closed true", "sh:datatype xsd:duration", "sh:nodeKind sh:BlankNode",
     "sh:property [ sh:path ex:q ; sh:minCount 1 ]", "sh:node ex:other", "sh:maxCount 3"],
)  # fmt: skip
def test_a_constraint_that_is_not_known_lets_no_graph_pass(constraint: str) -> None:
    prefixes = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    text = f"""{prefixes}@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
    ex:shape a sh:PropertyShape ; sh:targetClass ex:C ; sh:path ex:p ; {constraint} ."""
    assert Screen(Graph().parse(data=text, format="turtle")).may_violate([""])


def test_a_class_below_the_target_is_checked_too() -> None:
    graph = valid.everything()
    graph += valid.turtle(
        "d:new a d:Promise . d:Promise rdfs:subClassOf sv:Commitment . d:other a sv:Commitment ; sv:debtor a:justice ."
    )
    assert not check(graph).conforms and may_violate(graph, lines(graph))
