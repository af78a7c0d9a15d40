"""What reports add to registry and ties: the same for many at once as for one after the other."""

from __future__ import annotations

import random

import pytest
from rdflib import Graph

from servanda.graph.contribution import Contribution, contribution, shared_changes
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.ntriples import lines
from servanda.graph.store import GraphChange, Store
from tests.graph import test_registry
from tests.graph.test_ties import IRIS, random_report, report_iri

SHARED = tuple(str(IRIS.graph(name)) for name in ("registry", "ties"))


def load(store: Store, *reports: tuple[int, Graph]) -> None:
    added = {report_iri(number): contribution(graph, IRIS) for number, graph in reports}
    store.apply([
        *(GraphChange(str(IRIS.report_graph(report_iri(n))), lines(graph), replaces=True) for n, graph in reports),
        *shared_changes(store, added, IRIS),
    ])  # fmt: skip


def shared(store: Store) -> set[str]:
    return {
        line
        for graph in SHARED
        for line in store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").splitlines()
    }


def made(number: int, chance: random.Random) -> Graph:
    """A report with ties and references at random."""
    names = ("the Justice Ministry", "Ministry of Justice (MOJ)", "Ministry of Justice")
    told = [f"mli:ministry-of-justice Ministry {chance.choice(names)}" for _ in range(chance.randint(0, 3))]
    return random_report(number, chance) + test_registry.report(number, *told)


@pytest.mark.parametrize("seed", range(5))
def test_many_at_once_change_what_they_change_one_after_the_other(seed: int) -> None:
    chance = random.Random(seed)
    first = [(number, made(number, chance)) for number in range(6)]
    second = [(number, made(number, chance)) for number in (1, 3, 7)]
    with EmbeddedStore() as together, EmbeddedStore() as alone:
        for group in (first, second):
            load(together, *group)
            for report in group:
                load(alone, report)
            assert shared(together) == shared(alone) != set()
        load(together, *((number, Graph()) for number in range(8)))
        assert shared(together) == set()


def test_nothing_is_added_by_an_empty_report() -> None:
    assert contribution(Graph(), IRIS) == Contribution()
