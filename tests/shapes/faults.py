"""Faults put into the valid graph, one at a time, and what the check must say about each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import BNode, Graph
from rdflib.term import Node

from servanda.ontology.vocab import SH, SHAPES
from servanda.shapes.check import Severity, check
from tests.shapes import valid

PARAMETERS = (
    "class", "datatype", "disjoint", "hasValue", "in", "maxCount", "maxInclusive", "minCount", "minInclusive",
    "minLength", "nodeKind", "not", "or", "pattern", "sparql", "uniqueLang",
)  # fmt: skip
"""The kinds of constraint that the shapes use."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A change of the valid graph that breaks one constraint of one shape."""

    shape: str
    constraint: str
    focus: str
    """The node at fault; `[]` for a blank node."""
    said: str
    """A part of the message."""
    minus: str = ""
    """Turtle of the triples to take out; a blank node stands for anything."""
    plus: str = ""
    """Turtle of the triples to put in."""
    severity: str = "Violation"

    def __str__(self) -> str:
        """Return the name of the test case."""
        return f"{self.shape}-{self.constraint}"


def faults_of(
    shape: str, focus: str, said: str, *changes: tuple[str, str, str], severity: str = "Violation"
) -> list[Fault]:
    """Return the faults of one shape, each change being the constraint it breaks, what is taken out and what put in."""
    return [Fault(shape, constraint, focus, said, minus, plus, severity) for constraint, minus, plus in changes]


def values(place: str, changes: str) -> Iterator[tuple[str, str, str]]:
    """Yield changes of one property of one node.

    Args:
        place: node and property.
        changes: `constraint=value` for each, separated by commas: the value to give instead, or besides for `maxCount`;
            none for `minCount`.
    """
    for change in changes.split(", "):
        constraint, _, value = change.partition("=")
        minus = "" if constraint == "maxCount" else f"{place} [] ."
        yield constraint, minus, f"{place} {value} ." if value else ""


def broken(fault: Fault) -> Graph:
    """Return the valid graph with a fault."""
    graph = valid.everything()
    for triple in valid.turtle(fault.minus):
        s, p, o = (None if isinstance(term, BNode) else term for term in triple)
        assert (s, p, o) in graph, f"the valid graph has no {fault.minus}"
        graph.remove((s, p, o))
    graph += valid.turtle(fault.plus)
    return graph


def node(name: str) -> Node:
    """Return the node of a prefixed name."""
    return next(valid.turtle(f"{name} a [] .").subjects())


def assert_reported(fault: Fault) -> None:
    """Check the valid graph with the fault and look for it among the findings."""
    report = check(broken(fault))
    shape = SHAPES[fault.shape]
    found = [f for f in report.findings if f.shape == shape]
    there = [f for f in found if f.focus == node(fault.focus) or (fault.focus == "[]" and isinstance(f.focus, BNode))]
    assert [f for f in there if fault.said in f.message], report.findings
    assert {f.severity for f in found} == {Severity(fault.severity)}
    kinds = {
        report.results_graph.value(r, SH.sourceConstraintComponent)
        for r in report.results_graph.subjects(SH.sourceShape, shape)
    }
    assert component(fault.constraint) in kinds
    assert report.conforms == (fault.severity != "Violation"), report.findings


def component(parameter: str) -> Node:
    """Return the constraint component of a parameter: of `minCount`, `sh:MinCountConstraintComponent`."""
    name = "SPARQL" if parameter == "sparql" else parameter[0].upper() + parameter[1:]
    return SH[f"{name}ConstraintComponent"]
