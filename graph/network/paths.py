"""Ways through a network: the surroundings of an actor, and the shortest paths between two."""

from __future__ import annotations

from itertools import islice, pairwise

import networkx as nx  # type: ignore[import-untyped]

from servanda.errors import NotFound, UsageError

_MOST_HOPS = 5


def ego(network: nx.MultiDiGraph, actor: str, hops: int = 1) -> nx.MultiDiGraph:
    """Return the actors that are at most so many ties away from one, and all ties between them.

    Raises:
        NotFound: the actor has no tie in the network.
        UsageError: the hops are no number from 1 to 5.
    """
    if not 1 <= hops <= _MOST_HOPS:
        raise UsageError(f"hops is {hops}: it must lie between 1 and {_MOST_HOPS}")
    _require(network, actor)
    near = nx.single_source_shortest_path_length(network.to_undirected(as_view=True), actor, cutoff=hops)
    return network.subgraph(near).copy()


def shortest_paths(network: nx.MultiDiGraph, source: str, target: str, most: int = 10) -> list[list[str]]:
    """Return the shortest paths between two actors, whatever the direction of ties; at most `most`, in stable order.

    The evidence of a step is that of the ties between its two actors: `on_paths` gives them. There is none where
    the two are not linked.

    Raises:
        NotFound: one of the actors has no tie in the network.
    """
    for actor in (source, target):
        _require(network, actor)
    plain = nx.Graph()
    plain.add_nodes_from(sorted(network))
    plain.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in network.edges()))
    if not nx.has_path(plain, source, target):
        return []
    return [list(path) for path in islice(nx.all_shortest_paths(plain, source, target), most)]


def on_paths(network: nx.MultiDiGraph, paths: list[list[str]]) -> nx.MultiDiGraph:
    """Return the actors of paths, and the ties of their steps."""
    steps = {frozenset(step) for path in paths for step in pairwise(path)}
    found = [(a, b, key) for a, b, key in network.edges(keys=True) if frozenset((a, b)) in steps]
    made = nx.MultiDiGraph()
    made.add_nodes_from((iri, network.nodes[iri]) for iri in sorted({iri for path in paths for iri in path}))
    made.add_edges_from((a, b, key, network.edges[a, b, key]) for a, b, key in found)
    return made


def _require(network: nx.MultiDiGraph, actor: str) -> None:
    if actor not in network:
        raise NotFound(f"{actor} has no tie here: check the IRI, or loosen the filters")
