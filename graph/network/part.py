"""Which part of the network is looked at: all that fits the filters, the surroundings of an actor, ways between two."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

from servanda.graph.network.building import network
from servanda.graph.network.evidence import Evidence
from servanda.graph.network.filters import Filters
from servanda.graph.network.grouping import by_country
from servanda.graph.network.paths import ego, on_paths, shortest_paths
from servanda.graph.network.view import View, view


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the network; of what follows the filters, the first that is given decides."""

    filters: Filters
    source: str = ""
    """IRI of the actor that paths begin at; `target` is that of their end."""
    target: str = ""
    most: int = 10
    """Paths, at most."""
    focus: str = ""
    """IRI of the actor whose surroundings are meant."""
    hops: int = 1
    """Ties between it and those around it, at most."""
    grouped: bool = False
    """Whether countries stand for their actors."""


class Paths(View):
    """The shortest paths between two actors, by IRIs, and the ties that they are made of."""

    paths: list[list[str]]


def taken(known: Evidence, part: Part) -> nx.MultiDiGraph:
    """Return a part of the network.

    Raises:
        NotFound: an actor that it is about has no tie in the network.
    """
    return _taken(network(known, part.filters), part)[0]


def seen(known: Evidence, part: Part, most: int) -> View | Paths:
    """Return a part of the network to draw: its `most` strongest actors, or all actors of paths.

    Raises:
        NotFound: an actor that it is about has no tie in the network.
    """
    whole = network(known, part.filters)
    chosen, paths = _taken(whole, part)
    if paths is not None:
        return Paths(paths=paths, **view(chosen, whole=whole))
    return view(chosen, most, whole=chosen if part.grouped else whole)


def _taken(whole: nx.MultiDiGraph, part: Part) -> tuple[nx.MultiDiGraph, list[list[str]] | None]:
    if part.source and part.target:
        paths = shortest_paths(whole, part.source, part.target, part.most)
        return on_paths(whole, paths), paths
    if part.focus:
        return ego(whole, part.focus, part.hops), None
    return by_country(whole) if part.grouped else whole, None
