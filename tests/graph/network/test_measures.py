from __future__ import annotations

import random

import networkx as nx  # type: ignore[import-untyped]
import pytest

from servanda.graph.network import measures
from servanda.graph.network.building import simple

from .conftest import linked


@pytest.fixture
def two_groups() -> nx.MultiDiGraph:
    """Two triangles that one actor, m, joins, and a pair apart."""
    return linked("ab", "bc", "ca", "de", "ef", "fd", "am", "md", "xy")


@pytest.fixture(scope="module")
def large() -> nx.MultiDiGraph:
    chance = random.Random(1)
    return linked(*((f"n{chance.randrange(60)}", f"n{chance.randrange(60)}") for _ in range(200)))


def test_components_and_cores(two_groups: nx.MultiDiGraph) -> None:
    assert measures.components(two_groups) == [["a", "b", "c", "d", "e", "f", "m"], ["x", "y"]]
    assert measures.core(two_groups)["a"] == 2
    assert sorted(measures.k_core(two_groups, 2)) == ["a", "b", "c", "d", "e", "f", "m"]
    assert measures.degree(two_groups)["a"] == 3 and measures.strength(two_groups)["m"] == 2


def test_communities_are_the_groups(two_groups: nx.MultiDiGraph) -> None:
    found = measures.communities(two_groups)
    assert found["b"] == found["c"] != found["e"] == found["f"]
    assert found == measures.communities(two_groups)
    assert set(found.values()) == set(range(len(set(found.values()))))


def test_the_broker_is_the_actor_between(two_groups: nx.MultiDiGraph) -> None:
    first = measures.brokers(two_groups, 1)[0]
    assert first.iri == "m" and 0 < first.betweenness < 1
    assert first.constraint < measures.constraint(two_groups, "b")


def test_the_fast_engine_agrees_with_networkx(large: nx.MultiDiGraph) -> None:
    plain = simple(large)
    assert measures.betweenness(large) == pytest.approx(nx.betweenness_centrality(plain), abs=1e-8)
    ranks = measures.pagerank(large)
    assert sum(ranks.values()) == pytest.approx(1, abs=1e-6)
    for name in plain:  # the fixed point itself
        passed = sum(ranks[n] * plain[n][name]["weight"] / plain.degree(n, weight="weight") for n in plain[name])
        assert ranks[name] == pytest.approx(0.15 / len(plain) + 0.85 * passed, abs=1e-6)


def test_constraint_is_that_of_networkx(large: nx.MultiDiGraph) -> None:
    plain = simple(large)
    some = sorted(plain)[:10]
    expected = nx.constraint(plain, some, weight="weight")
    assert {name: measures.constraint(large, name) for name in some} == pytest.approx(expected, abs=1e-8)


def test_an_empty_network_has_nothing() -> None:
    empty = nx.MultiDiGraph()
    for measure in (measures.degree, measures.core, measures.betweenness, measures.pagerank, measures.communities):
        assert measure(empty) == {}
    assert measures.components(empty) == []
    assert measures.brokers(empty) == []
