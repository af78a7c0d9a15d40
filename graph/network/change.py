"""What is different between two networks, such as those of two periods."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

Edge = tuple[str, str, str, str]
"""Source, target, kind and status of a tie."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a network differs from an earlier one; ties by source, target, kind and status."""

    new_ties: tuple[Edge, ...]
    gone_ties: tuple[Edge, ...]
    stronger: dict[Edge, int]
    """Ties of both, with the difference of their weights, where it is not nil; negative where they are weaker."""
    new_actors: tuple[str, ...]
    gone_actors: tuple[str, ...]


def change(earlier: nx.MultiDiGraph, later: nx.MultiDiGraph) -> Change:
    """Return what a later network has that an earlier one has not, and the other way round."""
    before, after = _weights(earlier), _weights(later)
    differences = {edge: after[edge] - before[edge] for edge in sorted(set(before) & set(after))}
    return Change(
        new_ties=tuple(sorted(set(after) - set(before))),
        gone_ties=tuple(sorted(set(before) - set(after))),
        stronger={edge: number for edge, number in differences.items() if number},
        new_actors=tuple(sorted(set(later) - set(earlier))),
        gone_actors=tuple(sorted(set(earlier) - set(later))),
    )


def _weights(network: nx.MultiDiGraph) -> dict[Edge, int]:
    return {(a, b, tie["kind"], tie["status"]): tie["weight"] for a, b, tie in network.edges(data=True)}
