"""The graphs that every store holds."""

from __future__ import annotations

from servanda.graph.embedded import EmbeddedStore
from servanda.ingest import foundation
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import SV

IRIS = Iris()


def test_authority_ontology_and_shapes_are_laid_once() -> None:
    with EmbeddedStore() as store:
        foundation.lay(store, IRIS)
        names = ("authority", "ontology", "shapes")
        assert set(map(str, map(IRIS.graph, names))) == set(store.graphs())
        marked = f"SELECT ?g ?h {{ GRAPH ?g {{ ?g <{SV.inputHash}> ?h }} }} ORDER BY ?g"
        sizes, marks = [store.size(str(IRIS.graph(name))) for name in names], store.select(marked)
        assert all(size > 100 for size in sizes) and len(marks.rows) == 3
        foundation.lay(store, IRIS)
        assert [store.size(str(IRIS.graph(name))) for name in names] == sizes
        assert store.select(marked) == marks


def test_another_version_replaces_them() -> None:
    graph = IRIS.graph("ontology")
    with EmbeddedStore() as store:
        store.update(f'INSERT DATA {{ GRAPH <{graph}> {{ <{graph}> <{SV.inputHash}> "old" . <x:old> <x:p> 1 }} }}')
        foundation.lay(store, IRIS)
        assert not store.ask(f"ASK {{ GRAPH <{graph}> {{ <x:old> ?p ?o }} }}")
