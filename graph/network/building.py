"""Networks made of ties by filters."""

from __future__ import annotations

from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from servanda.graph.derivation import PARTNER
from servanda.graph.network.evidence import Actor, Evidence, KnownTie, Proof, evidence
from servanda.graph.network.filters import Filters
from servanda.graph.store import Store
from servanda.ontology.iris import Iris


def actor_network(store: Store, iris: Iris, filters: Filters | None = None) -> nx.MultiDiGraph:
    """Return the actors that have ties, and the ties between them, straight from a store; see `network`.

    Raises:
        StoreError: the store cannot be read.
    """
    return network(evidence(store.select, iris), filters)


def network(known: Evidence, filters: Filters | None = None) -> nx.MultiDiGraph:
    """Return the actors that have ties which fit the filters, and these ties.

    A node is an actor's IRI, with `label`, `type` (a class of the ontology, such as `Ministry`) and, where known,
    `country` (ISO 3166-1 alpha-3). An edge is a tie, with its IRI as key and `kind`, `status` (`occurrence`, `claimed`
    or `planned`), `weight` (the number of distinct statements behind it), `normalised` (the same, but that one on an
    event of n participants counts 1/(n-1); see `graph.ties`), `evidence` (their IRIs), and `first` and `last` (ISO
    8601) where known. Where only some statements count, weight, evidence and days are theirs. A partnership
    is one edge, whatever number of directions it is stored in, and the only kind whose `mutual` is true.

    Nodes and edges stand in the order of their IRIs, so that the same ties always give the same network.
    """
    chosen = filters or Filters()
    made = nx.MultiDiGraph()
    edges: list[tuple[str, str, str, dict[str, Any]]] = []
    partners: set[tuple[str, str, str]] = set()
    for tie in known.ties.values():
        ends = known.actors[tie.source], known.actors[tie.target]
        if not _fits(tie, ends, chosen) or (facts := _counted(tie, chosen)) is None:
            continue
        source, target = tie.source, tie.target
        if facts["mutual"]:
            source, target = min(source, target), max(source, target)
            if (source, target, tie.status) in partners:
                continue
            partners.add((source, target, tie.status))
        edges.append((source, target, tie.iri, facts))
    for iri in sorted({iri for source, target, *_ in edges for iri in (source, target)}):
        made.add_node(iri, **_described(known.actors[iri]))
    for source, target, key, facts in edges:
        made.add_edge(source, target, key=key, **facts)
    return made


def simple(multiple: nx.MultiDiGraph | nx.Graph) -> nx.Graph:
    """Return a network without directions and parallel ties: the weights of a pair are the sums of its ties' weights.

    A network that is simple already comes back as it is.
    """
    if not multiple.is_multigraph():
        return multiple
    made = nx.Graph()
    made.add_nodes_from(multiple.nodes(data=True))
    for source, target, tie in multiple.edges(data=True):
        if source == target:
            continue
        present = made.get_edge_data(source, target, {})
        sums = {name: present.get(name, 0) + tie.get(name, tie["weight"]) for name in ("weight", "normalised")}
        made.add_edge(source, target, **sums)
    return made


def _fits(tie: KnownTie, ends: tuple[Actor, Actor], filters: Filters) -> bool:
    return (
        tie.status in filters.statuses
        and (not filters.kinds or tie.kind in filters.kinds)
        and (not filters.types or all(actor.type in filters.types for actor in ends))
        and (not filters.countries or any(actor.country in filters.countries for actor in ends))
    )


def _counted(tie: KnownTie, filters: Filters) -> dict[str, Any] | None:
    """Return the attributes of a tie by those of its statements that count, or None where they are too few."""
    proofs, weight, days = tie.proofs, tie.weight, [day for day in (tie.first, tie.last) if day]
    if filters.counts_anew:
        proofs = [p for p in proofs if (p.series in filters.series or not filters.series) and _in_period(p, filters)]
        weight = len(proofs)
        days = [day for proof in proofs if proof.is_dated for day in (proof.first, proof.last)]
    if weight < filters.min_weight:
        return None
    facts: dict[str, Any] = {"kind": tie.kind, "status": tie.status, "weight": weight, "mutual": tie.kind == PARTNER}
    facts["normalised"] = round(sum(1 / max(1, proof.participants - 1) for proof in proofs), 3)
    facts["evidence"] = tuple(proof.statement for proof in proofs)
    if days:
        facts |= {"first": min(days), "last": max(days)}
    return facts


def _in_period(proof: Proof, filters: Filters) -> bool:
    if not (filters.start or filters.end):
        return True
    return bool(proof.first) and filters.in_period(proof.first, proof.last)


def _described(actor: Actor) -> dict[str, str]:
    facts = {"label": actor.label, "type": actor.type}
    return facts | {"country": actor.country} if actor.country else facts
