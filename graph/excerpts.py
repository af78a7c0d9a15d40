"""Excerpts of reports: what their graphs say with a few entities, in place of the thousands of triples that they hold.

Enough to let these entities go by other IRIs, and to derive anew the ties and facts that hang on them: the entities'
own triples, all of whatever names them (activities, references, commitments), the statements and periods of those
activities, the references to parts of the entities and what their references are parts of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rdflib import Graph, URIRef
from rdflib.term import Node

from servanda.graph.ntriples import new_graph
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, RDF, SV

_AT_ONCE = 50
"""Reports of which one query asks."""
_PARTS = (
    "?node ?p ?o . BIND (?node AS ?s)",
    "?s ?names ?node ; ?p ?o",
    f"?activity ?names ?node . ?s <{SV.expresses}> ?activity ; ?p ?o",
    f"?activity ?names ?node ; <{SV.time}> ?s . ?s ?p ?o",
    f"?reference <{SV.refersTo}> ?node . ?s <{DCTERMS.isPartOf}> ?reference ; ?p ?o",
    f"?reference <{SV.refersTo}> ?node ; <{DCTERMS.isPartOf}> ?s . ?s <{SV.refersTo}> ?o BIND (<{SV.refersTo}> AS ?p)",
)
"""What an excerpt holds, each part in one query: engines plan their union badly."""


def reports_with(store: Store, nodes: Iterable[Node], iris: Iris) -> list[URIRef]:
    """Return the reports that name one of these entities now, or did before people's edits."""
    named = sorted(f"<{node}>" for node in nodes)
    if not named:
        return []
    within = str(iris.graph("report/"))
    found: set[str] = set()
    for pattern in ("?thing ?term ?node", "?node ?term ?value"):
        rows = store.select(f"""SELECT DISTINCT ?graph WHERE {{
            VALUES ?node {{ {" ".join(named)} }} GRAPH ?graph {{ {pattern} }} }}""").rows
        graphs = (str(row["graph"]) for row in rows)
        found |= {iris.base + graph.removeprefix(str(iris.graph(""))) for graph in graphs if graph.startswith(within)}
    for row in store.select(f"SELECT ?report ?patch WHERE {{ GRAPH ?graph {{ ?report <{SV.edits}> ?patch }} }}").rows:
        if any(node in str(row["patch"]) for node in named):
            found.add(str(row["report"]))
    return [URIRef(report) for report in sorted(found)]


def excerpts(store: Store, reports: Iterable[URIRef], nodes: Collection[Node], iris: Iris) -> dict[URIRef, Graph]:
    """Return what reports say with some entities; reports that were edited in other ways, too, are not among them.

    To undo an edit takes all that it changed, and an excerpt has only what was changed with these entities.
    """
    by_graph = {iris.report_graph(report): report for report in reports}
    found = {report: new_graph() for report in by_graph.values()}
    values = " ".join(sorted(f"<{node}>" for node in nodes))
    for graphs in _portions(by_graph):
        patterns = [f"VALUES ?node {{ {values} }} GRAPH ?graph {{ {part} }}" for part in _PARTS]
        patterns += [
            f"GRAPH ?graph {{ ?s a <{SV.Report}> . BIND (<{RDF.type}> AS ?p) BIND (<{SV.Report}> AS ?o) }}",
            f"GRAPH ?graph {{ ?s <{SV.edits}> ?o . BIND (<{SV.edits}> AS ?p) }}",
        ]
        for pattern in patterns:
            for row in store.select(f"SELECT ?graph ?s ?p ?o WHERE {{ VALUES ?graph {{ {graphs} }} {pattern} }}").rows:
                found[by_graph[URIRef(str(row["graph"]))]].add((row["s"], row["p"], row["o"]))
    return {report: graph for report, graph in found.items() if _is_whole(graph, nodes)}


def _is_whole(graph: Graph, nodes: Collection[Node]) -> bool:
    """Return whether all edits of a report are about these entities."""
    named = [f"<{node}>" for node in nodes]
    rows = (row for patch in graph.objects(None, SV.edits) for row in str(patch).split("\n"))
    return all(any(node in row for node in named) for row in rows if row)


def _portions(graphs: Iterable[URIRef]) -> Iterator[str]:
    listed = sorted(f"<{graph}>" for graph in graphs)
    for place in range(0, len(listed), _AT_ONCE):
        yield " ".join(listed[place : place + _AT_ONCE])
