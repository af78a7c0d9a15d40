"""Where the actors of a network stand when it is drawn: the same network always looks the same.

Each component is laid out for itself by Fruchterman and Reingold's forces (in rustworkx) and gets room by its size. In
a large one communities are set first, and their members start round their middles: forces that begin with chance need
hundreds of rounds to part a thousand actors. Then those that stand too near are pushed apart. The components are set
side by side, the largest first.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

import networkx as nx  # type: ignore[import-untyped]
import rustworkx as rx

from servanda.graph.network.building import simple

Position = tuple[float, float]

_SEED = 20_100_224
_SPACING = 60.0  # units between neighbours
_NEAREST = 40.0  # units between any two actors, at least
_ITERATIONS = 150
_FEWEST = 25
_BUDGET = 100_000_000  # pairs of nodes that all iterations look at: about half a second
_LARGE = 150  # actors from which on a component is set community by community
_PUSHES = 40  # rounds of pushing apart at most
_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle, by which points on a spiral are evenly spread


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
    inside = plain.subgraph(names)
    points = _settled(inside, _started(inside) if len(names) >= _LARGE else None)
    points = _apart(points)
    left, top = (min(point[axis] for point in points.values()) for axis in (0, 1))
    return {name: (x - left, y - top) for name, (x, y) in points.items()}


def _settled(plain: nx.Graph, start: dict[str, Position] | None = None) -> dict[str, Position]:
    """Return where forces bring the nodes of a component, the longest way from the middle as its size asks for."""
    names = sorted(plain)
    numbers = {name: number for number, name in enumerate(names)}
    graph: rx.PyGraph[str, float] = rx.PyGraph()
    graph.add_nodes_from(names)
    edges = sorted((min(a, b), max(a, b), w) for a, b, w in plain.edges(data="weight"))
    graph.add_edges_from([(numbers[a], numbers[b], 1.0 + math.log(weight)) for a, b, weight in edges])
    rounds = max(_FEWEST, min(_ITERATIONS, _BUDGET // len(names) ** 2))
    placed = {numbers[name]: point for name, point in start.items()} if start else None
    found = rx.spring_layout(graph, pos=placed, num_iter=rounds, weight_fn=float, seed=_SEED, scale=1)
    room = _SPACING * math.sqrt(len(names)) * (1 - 1 / len(names))
    return {name: (found[number][0] * room, found[number][1] * room) for name, number in numbers.items()}


def _started(plain: nx.Graph) -> dict[str, Position]:
    """Return where the nodes of a large component start: round the middle of their community, the best tied inmost."""
    groups = sorted(map(sorted, nx.community.louvain_communities(plain, weight="weight", seed=_SEED)))
    home = {name: group[0] for group in groups for name in group}  # a community goes by the first of its members
    between = nx.Graph()
    between.add_nodes_from(group[0] for group in groups)
    for a, b, weight in plain.edges(data="weight"):
        if home[a] != home[b]:
            present = between.get_edge_data(home[a], home[b], {"weight": 0})["weight"]
            between.add_edge(home[a], home[b], weight=present + weight)
    middles = _settled(between)
    grown = math.sqrt(len(plain) / len(groups))
    started: dict[str, Position] = {}
    for group in groups:
        x, y = (axis * grown for axis in middles[group[0]])
        for place, name in enumerate(sorted(group, key=lambda name: (-plain.degree(name), name))):
            far, turn = _SPACING / 2 * math.sqrt(place), place * _TURN
            started[name] = (x + far * math.cos(turn), y + far * math.sin(turn))
    far = max(math.hypot(x, y) for x, y in started.values())
    return {name: (x / far, y / far) for name, (x, y) in started.items()}


def _apart(points: dict[str, Position]) -> dict[str, Position]:
    """Push those that stand too near each other apart, round by round, until none do."""
    found = {name: [x, y] for name, (x, y) in sorted(points.items())}
    for _ in range(_PUSHES):
        cells: dict[tuple[int, int], list[str]] = defaultdict(list)
        for name, (x, y) in found.items():
            cells[int(x // _NEAREST), int(y // _NEAREST)].append(name)
        pushed = False
        for (column, row), members in cells.items():
            for one, other in _neighbours(cells, column, row, members):
                pushed |= _push(found[one], found[other])
        if not pushed:
            break
    return {name: (x, y) for name, (x, y) in found.items()}


def _neighbours(
    cells: dict[tuple[int, int], list[str]], column: int, row: int, members: list[str]
) -> Iterable[tuple[str, str]]:
    """Yield the pairs of a cell, and those of its members and the cells to the right and below: each pair once."""
    for place, one in enumerate(members):
        for other in members[place + 1 :]:
            yield one, other
        for step in ((1, -1), (1, 0), (1, 1), (0, 1)):
            for other in cells.get((column + step[0], row + step[1]), ()):
                yield one, other


def _push(one: list[float], other: list[float]) -> bool:
    """Move two points apart, each half of what is missing; return whether they were too near."""
    x, y = other[0] - one[0], other[1] - one[1]
    far = math.hypot(x, y)
    if far >= _NEAREST:
        return False
    x, y = (x / far, y / far) if far > 1e-6 else (1.0, 0.0)
    step = (_NEAREST * 1.01 - far) / 2
    one[0], one[1], other[0], other[1] = one[0] - x * step, one[1] - y * step, other[0] + x * step, other[1] + y * step
    return True


def _packed(boxes: list[dict[str, Position]]) -> dict[str, Position]:
    """Set components side by side in rows about as wide as all are high; lower ones stand one below the other."""
    sizes = [tuple(max(point[axis] for point in box.values()) + _SPACING * 1.5 for axis in (0, 1)) for box in boxes]
    width = max([math.sqrt(sum(w * h for w, h in sizes)) * 1.2, *(w for w, _ in sizes)], default=0.0)
    placed: dict[str, Position] = {}
    left = top = row = column = used = 0.0  # where the column stands, how high the row is, how wide and full the column
    for box, (wide, high) in zip(boxes, sizes, strict=True):
        if used and (used + high > row or left + wide > width):
            left, column, used = left + column, 0.0, 0.0
            if left + wide > width:
                left, top, row = 0.0, top + row, 0.0
        placed |= {name: (x + left, y + top + used) for name, (x, y) in box.items()}
        row, column, used = max(row, used + high), max(column, wide), used + high
    return placed


def _centred(points: dict[str, Position]) -> dict[str, Position]:
    if not points:
        return {}
    middle = [
        (min(point[axis] for point in points.values()) + max(point[axis] for point in points.values())) / 2
        for axis in (0, 1)
    ]
    return {name: (round(x - middle[0], 1), round(y - middle[1], 1)) for name, (x, y) in points.items()}
