"""A network as it is shown: its strongest actors, where they stand, what stands out."""

from __future__ import annotations

from typing import Any

import networkx as nx  # type: ignore[import-untyped]
from typing_extensions import TypedDict

from servanda.graph.network import measures
from servanda.graph.network.building import simple
from servanda.graph.network.layout import layout


class Node(TypedDict):
    """An actor of a view, or a country.

    `strength` is the number of statements behind its ties, `normalised` counts events once.
    """

    id: str
    label: str
    type: str
    country: str | None
    x: float
    y: float
    members: int
    """Actors that it stands for: one, or all of a country."""
    neighbours: int
    """Actors that it has ties with, shown or not."""
    degree: int
    strength: int
    normalised: float
    betweenness: float
    pagerank: float
    core: int
    community: int


class Edge(TypedDict):
    """A tie of a view; `evidence` is the number of statements that can be shown for it.

    `weight` is their number, too; in `normalised` one on an event of n participants counts 1/(n-1).
    """

    id: str
    source: str
    target: str
    kind: str
    status: str
    mutual: bool
    weight: int
    normalised: float
    first: str | None
    last: str | None
    evidence: int


class Size(TypedDict):
    """Numbers of actors and ties."""

    nodes: int
    edges: int


class View(TypedDict):
    """A network to draw, and the size of all that it is a part of."""

    nodes: list[Node]
    edges: list[Edge]
    total: Size


def view(network: nx.MultiDiGraph, most: int = 2000, whole: nx.MultiDiGraph | None = None) -> View:
    """Return the `most` actors with the largest number of statements behind their ties, and the ties between them.

    Coordinates are those of `layout`, measures those of what is shown; neighbours are those in the `whole` network that
    it is a part of.
    """
    shown = strongest(network, most)
    around = measures.degree(network if whole is None else whole)
    plain = simple(shown)
    places, degree, strength = layout(plain), measures.degree(plain), measures.strength(plain)
    between, ranks, cores = measures.betweenness(plain), measures.pagerank(plain), measures.core(plain)
    groups, shares = measures.communities(plain), measures.normalised_strength(plain)
    nodes = [
        Node(
            id=iri,
            label=facts["label"],
            type=facts["type"],
            country=facts.get("country"),
            x=places[iri][0],
            y=places[iri][1],
            members=facts.get("members", 1),
            neighbours=around[iri],
            degree=degree[iri],
            strength=strength[iri],
            normalised=shares[iri],
            betweenness=between[iri],
            pagerank=ranks[iri],
            core=cores[iri],
            community=groups[iri],
        )
        for iri, facts in shown.nodes(data=True)
    ]
    edges = [_edge(*edge) for edge in shown.edges(keys=True, data=True)]
    return View(nodes=nodes, edges=edges, total=Size(nodes=len(network), edges=network.number_of_edges()))


def strongest(network: nx.MultiDiGraph, most: int) -> nx.MultiDiGraph:
    """Return the part of a network between its `most` strongest actors of those that have ties with one another.

    An actor none of whose partners is strong enough to be shown would stand alone: the next that has one comes for it.
    """
    if len(network) <= most:
        return network
    strength = measures.strength(network)
    chosen: set[str] = set()
    waiting: list[str] = []
    for actor in sorted(network, key=lambda iri: (-strength[iri], iri)):
        around = {*network.successors(actor), *network.predecessors(actor)} - {actor}
        found = [other for other in waiting if other in around][: most - len(chosen) - 1]
        if len(chosen) < most and (found or around & chosen):
            chosen |= {actor, *found}
            waiting = [other for other in waiting if other not in chosen]
        else:
            waiting.append(actor)
        if len(chosen) == most:
            break
    return network.subgraph(chosen or waiting[:most]).copy()


def _edge(source: str, target: str, key: str, tie: dict[str, Any]) -> Edge:
    return Edge(
        id=key,
        source=source,
        target=target,
        kind=tie["kind"],
        status=tie["status"],
        mutual=tie["mutual"],
        weight=tie["weight"],
        normalised=tie["normalised"],
        first=tie.get("first"),
        last=tie.get("last"),
        evidence=len(tie["evidence"]),
    )
