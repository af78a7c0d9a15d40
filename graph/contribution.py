"""What a report adds to the graphs that reports share, the registry and the ties.

It follows from the report's graph alone, so that whoever makes the graph can find it, in another process than the one
that writes to the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rdflib import Graph, URIRef

from servanda.graph import derivation, registry, ties
from servanda.graph.store import GraphChange, Store
from servanda.ontology.iris import Iris


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a report tells of entities and ties; nothing stands for a report that is removed."""

    entities: registry.Evidence = field(default_factory=dict)
    ties: derivation.Evidence = field(default_factory=dict)


def contribution(graph: Graph, iris: Iris) -> Contribution:
    """Return what a report's graph adds to what reports share."""
    return Contribution(registry.told_by(graph, iris), derivation.told_by(graph))


def shared_changes(
    store: Store, reports: Mapping[URIRef, Contribution], iris: Iris, before: Mapping[URIRef, Graph] | None = None
) -> list[GraphChange]:
    """Return what new versions of reports change in the graphs that reports share.

    Args:
        store: holds the present versions.
        reports: what the new versions add.
        iris: mints the IRIs of data.
        before: where the new versions are excerpts, the same of the present ones.
    """
    entities = {report: new.entities for report, new in reports.items()}
    told_ties = {report: new.ties for report, new in reports.items()}
    if before is None:
        old, replaced = None, None
    else:
        old = [registry.told_by(graph, iris) for graph in before.values()]
        replaced = set[URIRef]().union(*map(ties.statements_of, before.values()))
    return [
        *registry.registry_changes(store, entities, iris, old),
        *ties.tie_changes(store, told_ties, iris, replaced),
    ]
