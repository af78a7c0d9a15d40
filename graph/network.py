"""The network of actors: the derived ties as a networkx graph, and the files that network tools read.

Only ties from occurrences are edges: claimed and planned ties are other classes of the ontology.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from servanda.errors import UsageError
from servanda.graph.store import Row, Solutions, Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, PREFIXES

_PARTNER = "partner"
_PROLOGUE = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("sv", "rdfs"))
_TIES = """SELECT ?tie ?source ?target ?kind ?weight ?first ?last WHERE {{
  GRAPH <{ties}> {{
    ?tie a sv:Tie ; sv:tieSource ?source ; sv:tieTarget ?target ; sv:tieKind ?kind ; sv:weight ?weight .
    OPTIONAL {{ ?tie sv:firstDate ?first }} OPTIONAL {{ ?tie sv:lastDate ?last }}
  }}
}} ORDER BY ?tie"""
_ACTORS = """SELECT DISTINCT ?actor ?label ?type ?country WHERE {{
  {{ SELECT DISTINCT ?actor WHERE {{ GRAPH <{ties}> {{ ?tie a sv:Tie ; sv:tieSource|sv:tieTarget ?actor }} }} }}
  GRAPH <{registry}> {{
    ?actor a ?type .
    OPTIONAL {{ ?actor rdfs:label ?label }} OPTIONAL {{ ?actor sv:country ?country }}
  }}
}} ORDER BY ?actor ?type ?label"""
_COLUMNS = ("source", "source_label", "target", "target_label", "kind", "weight", "first_date", "last_date")


def actor_network(store: Store, iris: Iris) -> nx.MultiDiGraph:
    """Return the actors that have ties, and the ties between them.

    A node is an actor's IRI, with `label`, `type` (a class of the ontology, such as `Ministry`) and, where known,
    `country` (ISO 3166-1 alpha-3). An edge is a tie, with its IRI as key and `kind`, `weight` (the number of distinct
    statements behind it), and `first_date` and `last_date` (ISO 8601) where known. A partnership is one edge, whatever
    number of directions it is stored in, and the only kind whose `mutual` is true.

    Raises:
        StoreError: the store cannot be read.
    """
    network = nx.MultiDiGraph()
    graphs = {"ties": iris.graph("ties"), "registry": iris.graph("registry")}
    _add_actors(network, store.select(_PROLOGUE + _ACTORS.format(**graphs)))
    for row in store.select(_PROLOGUE + _TIES.format(**graphs)).rows:
        _add_tie(network, row)
    return network


def _add_actors(network: nx.MultiDiGraph, actors: Solutions) -> None:
    known = {str(iri): name for name, iri in ACTOR_TYPES.items()}
    for row in actors.rows:
        node = str(row["actor"])
        if node not in network:
            network.add_node(node, label=str(row.get("label", node)), type="Actor")
        if (kind := known.get(str(row["type"]))) is not None:
            network.nodes[node]["type"] = kind
        if "country" in row:
            network.nodes[node]["country"] = str(row["country"]).rsplit("/", 1)[-1].upper()


def _add_tie(network: nx.MultiDiGraph, row: Row) -> None:
    source, target, kind = str(row["source"]), str(row["target"]), str(row["kind"]).rsplit("/", 1)[-1]
    mutual = kind == _PARTNER
    if mutual:
        source, target = sorted((source, target))
        if any(tie["kind"] == _PARTNER for tie in network.get_edge_data(source, target, default={}).values()):
            return
    for node in (source, target):
        if node not in network:
            network.add_node(node, label=node, type="Actor")
    dates = {f"{end}_date": str(row[end]) for end in ("first", "last") if end in row}
    weight = int(str(row["weight"]))
    network.add_edge(source, target, key=str(row["tie"]), kind=kind, weight=weight, mutual=mutual, **dates)


def gexf(network: nx.MultiDiGraph) -> str:
    """Return the network as GEXF 1.2, which Gephi reads."""
    return "\n".join(nx.generate_gexf(network, version="1.2draft")) + "\n"


def graphml(network: nx.MultiDiGraph) -> str:
    """Return the network as GraphML, which yEd, Gephi, igraph and Cytoscape read."""
    return "\n".join(nx.generate_graphml(network, named_key_ids=True)) + "\n"


def cytoscape(network: nx.MultiDiGraph) -> str:
    """Return the network as the JSON of Cytoscape and Cytoscape.js."""
    return json.dumps(nx.cytoscape_data(network, name="label"), ensure_ascii=False, indent=1) + "\n"


def edge_list(network: nx.MultiDiGraph) -> str:
    """Return the ties as CSV, one a line; a partnership stands once."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    for source, target, tie in network.edges(data=True):
        cells: dict[str, Any] = {"source": source, "target": target, **tie}
        cells |= {"source_label": network.nodes[source]["label"], "target_label": network.nodes[target]["label"]}
        table.writerow([cells.get(column, "") for column in _COLUMNS])
    return out.getvalue()


_WRITERS: dict[str, Callable[[nx.MultiDiGraph], str]] = {
    "gexf": gexf,
    "graphml": graphml,
    "cytoscape": cytoscape,
    "csv": edge_list,
}
FORMATS = tuple(_WRITERS)
"""Names of the formats that `written` knows."""


def written(store: Store, iris: Iris, form: str) -> str:
    """Return a store's network of actors as a file of a format of `FORMATS`.

    Raises:
        UsageError: there is no such format.
        StoreError: the store cannot be read.
    """
    if form not in _WRITERS:
        raise UsageError(f"{form} is no format of networks: use {', '.join(FORMATS)}")
    return _WRITERS[form](actor_network(store, iris))
