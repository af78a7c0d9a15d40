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


def test_a_large_component_is_parted_into_its_communities_without_crowds() -> None:
    made = nx.MultiDiGraph(nx.relaxed_caveman_graph(30, 12, 0.02, seed=1))
    nx.set_edge_attributes(made, 1, "weight")
    made = nx.relabel_nodes(made, str)
    found = layout(made)
    points = list(found.values())
    assert found == layout(made) and len(found) == 360
    assert min(math.dist(a, b) for i, a in enumerate(points) for b in points[:i]) > 30
    inside = [math.dist(found[a], found[b]) for a, b in made.edges() if int(a) // 12 == int(b) // 12]
    middle = math.dist(points[0], points[-1])
    assert sum(inside) / len(inside) < middle


def test_small_components_fill_the_room_beside_the_large_one() -> None:
    pairs = [(f"{n}x", f"{n}y") for n in range(40)]
    made = linked(*((f"hub{n % 2}", f"leaf{n}") for n in range(120)), ("hub0", "hub1"), *pairs)
    found = layout(made)
    high = [found[name][1] for name in found if name.startswith(("hub", "leaf"))]
    beside = [name for one in pairs for name in one if min(high) <= found[name][1] <= max(high)]
    assert len(beside) > 8
    columns = {round(found[name][0]) for name in beside}
    assert len(columns) < len(beside)
