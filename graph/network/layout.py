"""Where the actors of a network stand when it is drawn: the same network always looks the same.

Each component is laid out for itself by Fruchterman and Reingold's forces (in rustworkx) and gets room by its size; the
components are then set side by side in rows, the largest first.
"""

from __future__ import annotations

import math

import networkx as nx  # type: ignore[import-untyped]
import rustworkx as rx

from servanda.graph.network.building import simple

Position = tuple[float, float]

_SEED = 20_100_224
_SPACING = 60.0  # units between neighbours
_ITERATIONS = 150
_FEWEST = 25
_BUDGET = 100_000_000  # pairs of nodes that all iterations look at: about half a second


def layout(network: nx.MultiDiGraph | nx.Graph) -> dict[str, Position]:
    """Return coordinates by actor, about 60 units between neighbours, the middle at (0, 0)."""
    plain = simple(network)
    groups = sorted(map(sorted, nx.connected_components(plain)), key=lambda group: (-len(group), group[0]))
    boxes = [_component(plain, group) for group in groups]
    return _centred(_packed(boxes))


def _component(plain: nx.Graph, names: list[str]) -> dict[str, Position]:
    """Return the positions of one component, from (0, 0) to the right and down."""
    if len(names) == 1:
        return {names[0]: (0.0, 0.0)}
    graph: rx.PyGraph[str, float] = rx.PyGraph()
    graph.add_nodes_from(names)
    numbers = {name: number for number, name in enumerate(names)}
    inside = sorted((min(a, b), max(a, b), w) for a, b, w in plain.subgraph(names).edges(data="weight"))
    graph.add_edges_from([(numbers[a], numbers[b], 1.0 + math.log(weight)) for a, b, weight in inside])
    rounds = max(_FEWEST, min(_ITERATIONS, _BUDGET // len(names) ** 2))
    found = rx.spring_layout(graph, num_iter=rounds, weight_fn=float, seed=_SEED, scale=1)
    room = _SPACING * math.sqrt(len(names))
    points = {name: (found[number][0] * room, found[number][1] * room) for name, number in numbers.items()}
    left, top = (min(point[axis] for point in points.values()) for axis in (0, 1))
    return {name: (x - left, y - top) for name, (x, y) in points.items()}


def _packed(boxes: list[dict[str, Position]]) -> dict[str, Position]:
    """Set components side by side in rows about as wide as all are high."""
    sizes = [tuple(max(point[axis] for point in box.values()) + _SPACING * 2 for axis in (0, 1)) for box in boxes]
    width = max([math.sqrt(sum(w * h for w, h in sizes)) * 1.2, *(w for w, _ in sizes)], default=0.0)
    placed: dict[str, Position] = {}
    x = y = row = 0.0
    for box, (wide, high) in zip(boxes, sizes, strict=True):
        if x and x + wide > width:
            x, y, row = 0.0, y + row, 0.0
        placed |= {name: (px + x, py + y) for name, (px, py) in box.items()}
        x, row = x + wide, max(row, high)
    return placed


def _centred(points: dict[str, Position]) -> dict[str, Position]:
    if not points:
        return {}
    middle = [
        (min(point[axis] for point in points.values()) + max(point[axis] for point in points.values())) / 2
        for axis in (0, 1)
    ]
    return {name: (round(x - middle[0], 1), round(y - middle[1], 1)) for name, (x, y) in points.items()}
