"""Networks of two kinds of nodes: actors, and the instruments or events that they have in common."""

from __future__ import annotations

from typing import Literal

import networkx as nx  # type: ignore[import-untyped]

from servanda.graph.network.evidence import Select
from servanda.graph.sparql import PROLOGUE

Shared = Literal["instrument", "event"]

_QUERY = """SELECT DISTINCT ?actor ?thing ?statement WHERE {{
  GRAPH ?graph {{
    VALUES ?role {{ sv:agent sv:partner sv:recipient }}
    ?statement sv:expresses ?activity .
    ?activity a sv:Occurrence ; ?role ?actor {thing}
  }}
}}"""
_THINGS: dict[Shared, str] = {"instrument": "; sv:concerns ?thing .", "event": ". BIND (?activity AS ?thing)"}
_LABELS = """SELECT DISTINCT ?node ?label WHERE {
  { ?node a sv:Actor } UNION { ?node a sv:LegalInstrument }
  ?node rdfs:label|skos:prefLabel ?label .
}"""


def affiliation(select: Select, shared: Shared) -> nx.Graph:
    """Return actors and what they had a part in, by occurrences alone.

    A node has `bipartite` (0 for actors, 1 for instruments or events) and `label`; an edge has `weight`, the number of
    statements that tell of it, and `evidence`, their IRIs.

    Raises:
        StoreError: the store cannot be read.
    """
    rows = select(PROLOGUE + _QUERY.format(thing=_THINGS[shared])).rows
    labels: dict[str, str] = {}
    for row in select(PROLOGUE + _LABELS).rows:
        node, label = str(row["node"]), str(row["label"])
        labels[node] = min(label, labels.get(node, label))
    made = nx.Graph()
    for actor, thing, statement in sorted({(str(r["actor"]), str(r["thing"]), str(r["statement"])) for r in rows}):
        made.add_node(actor, bipartite=0, label=labels.get(actor, actor))
        made.add_node(thing, bipartite=1, label=labels.get(thing, thing))
        told = (*made.get_edge_data(actor, thing, {"evidence": ()})["evidence"], statement)
        made.add_edge(actor, thing, weight=len(told), evidence=told)
    return made


def projection(bipartite: nx.Graph) -> nx.Graph:
    """Return the actors of an affiliation network, linked where they share something.

    A thing that n actors share adds 1/(n-1) to each of their pairs, so that a meeting of fifty does not outweigh
    many of two (M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64, 2001).
    """
    actors = [node for node, side in bipartite.nodes(data="bipartite") if side == 0]
    return nx.bipartite.collaboration_weighted_projected_graph(bipartite, actors)
