from __future__ import annotations

import math

import networkx as nx  # type: ignore[import-untyped]

from servanda.graph.network.layout import layout

from .conftest import linked


def test_the_same_network_looks_the_same() -> None:
    made = linked("ab", "bc", "cd", "da", "ae", "xy", "zz")
    found = layout(made)
    assert found == layout(linked("xy", "zz", "ae", "da", "cd", "bc", "ab")) and set(found) == set(made)


def test_nobody_stands_on_another_and_components_stand_apart() -> None:
    made = linked("ab", "bc", "cd", "da", "xy")
    found = layout(made)
    points = list(found.values())
    assert all(math.dist(a, b) > 5 for i, a in enumerate(points) for b in points[:i])
    first = [found[name] for name in "abcd"]
    assert max(x for x, _ in first) < min(found[name][0] for name in "xy") or max(y for _, y in first) < min(
        found[name][1] for name in "xy"
    )


def test_the_middle_is_the_origin() -> None:
    xs = [x for x, _ in layout(linked("ab", "bc", "xy")).values()]
    assert min(xs) + max(xs) == 0
    assert layout(nx.MultiDiGraph()) == {}
    assert layout(linked("aa")) == {"a": (0.0, 0.0)}
