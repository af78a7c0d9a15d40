"""Checks a graph against the SHACL shapes.

pySHACL runs on a plain in-memory copy: on a graph backed by Oxigraph it is many times slower, and its `focus_nodes`
option overlooks faults of nested shapes. The shapes themselves are written so that a whole report takes few steps (see
`prefixes.ttl`), and queries are parsed once for all graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import chain

from rdflib import Graph, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from servanda.ontology.vocab import RDF, RDFS, SH, SV, VOCAB


class Severity(StrEnum):
    """How bad a finding is; only a violation keeps a graph out of the store."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    severity: Severity
    message: str
    """What is wrong and what to do about it, for people."""
    focus: Node | None = None
    """The node at fault."""
    path: Node | None = None
    """The property at fault; a blank node of `CheckReport.results_graph` where the shape has a composed path."""
    value: Node | None = None
    """The value at fault, if the fault lies in one value."""
    shape: URIRef | None = None
    """The shape that it breaks."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of a check."""

    conforms: bool
    """Whether no finding is a violation."""
    findings: tuple[Finding, ...]
    """The findings, the worst first, then by node."""
    results_graph: Graph
    """The same as a SHACL validation report."""


_OWN = (str(SV._NS), str(VOCAB))
"""Where our own terms are."""


class _CheckedGraph(Graph):
    """An in-memory graph that parses each text of a query only once in the life of the process."""

    def query(self, query_object: str | Query, *args: object, **kwargs: object) -> Result:
        """Answer a query."""
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **kwargs)  # type: ignore[arg-type]  # handed on as it came


@cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


@cache
def shapes_graph() -> Graph:
    """Return all shapes as one graph, the same object at every call: do not change it."""
    graph = Graph()
    for file in sorted(files("servanda.shapes").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".ttl"):
            graph.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return graph


def check(data: Graph, *contexts: Graph) -> CheckReport:
    """Check a graph against the shapes.

    Args:
        data: the graph to check, such as that of one report.
        contexts: where the nodes that `data` points to are described, such as the registry and the ontology. What can
            be reached from `data` is taken from them, and checked along.

    Returns:
        The findings. A graph that no shape applies to, such as an empty one, conforms, with a note that nothing was
        checked.
    """
    import pyshacl  # takes half a second, and hardly a graph comes here (see `screen.py`)

    graph = _CheckedGraph()
    graph += data
    for triple in reached(data, contexts):
        graph.add(triple)
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(), inplace=True, allow_warnings=True)
    assert isinstance(results, Graph)
    findings = sorted(_findings(results), key=_rank)
    if not _targets() & set(graph.objects(None, RDF.type)):
        findings.append(Finding(Severity.INFO, "Nothing was checked: the graph holds no thing that a shape is about."))
    conforms = all(finding.severity is not Severity.VIOLATION for finding in findings)
    return CheckReport(conforms, tuple(findings), results)


def reached(data: Graph, contexts: Sequence[Graph]) -> Iterator[tuple[Node, Node, Node]]:
    """Yield what contexts say about the nodes reached from a graph; of our own terms, the superclasses only."""
    waiting = {value for _, _, value in data if type(value) is URIRef}  # faster than `isinstance`, of thousands
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        is_term = str(node).startswith(_OWN)
        for triple in chain.from_iterable(
            c.triples((node, RDFS.subClassOf if is_term else None, None)) for c in contexts
        ):
            yield triple
            if type(triple[2]) is URIRef and triple[2] not in seen:
                seen.add(triple[2])
                waiting.add(triple[2])


@cache
def _targets() -> frozenset[Node]:
    """Return the classes that shapes are about."""
    shapes = shapes_graph()
    return frozenset((*shapes.objects(None, SH.targetClass), *shapes.objects(None, SH.targetNode)))


def _findings(results: Graph) -> Iterable[Finding]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        focus, value = results.value(result, SH.focusNode), results.value(result, SH.value)
        if focus in _targets():  # a rule over the whole graph: its value is the node at fault
            focus, value = value, None
        shape = results.value(result, SH.sourceShape)
        yield Finding(
            severity=Severity(str(results.value(result, SH.resultSeverity)).removeprefix(str(SH._NS))),
            message=str(results.value(result, SH.resultMessage)),
            focus=focus,
            path=results.value(result, SH.resultPath),
            value=None if value == focus else value,
            shape=shape if isinstance(shape, URIRef) else None,
        )


def _rank(finding: Finding) -> tuple[int, str, str, str, str]:
    """Return the place of a finding in a report that is the same at every run."""
    order = list(Severity).index(finding.severity)
    return order, str(finding.focus), str(finding.shape), str(finding.value), finding.message
