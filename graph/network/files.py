"""Files that network tools read, each with the IRIs of actors and ties and of the statements that prove them.

GEXF is dynamic where ties have days, so that Gephi's timeline works. JSON-LD is the graph of ties itself in the terms
of the ontology.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from servanda.errors import UsageError
from servanda.graph.network.building import actor_network
from servanda.graph.network.filters import STATUSES, Filters
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, PREFIXES, PROV, RDFS, SV, XSD, concept

_EDGE_COLUMNS = (
    "tie", "source", "source_label", "target", "target_label", "kind", "status", "weight", "normalised", "first",
    "last", "evidence",
)  # fmt: skip
_NODE_COLUMNS = ("actor", "label", "type", "country")


def gexf(network: nx.MultiDiGraph) -> str:
    """Return the network as GEXF 1.2, which Gephi reads."""
    made = _flat(network)
    for _, _, tie in made.edges(data=True):
        if first := tie.pop("first", None):
            tie["start"] = first
        if last := tie.pop("last", None):
            tie["end"] = last
    writer = nx.readwrite.gexf.GEXFWriter(version="1.2draft")
    writer.add_graph(made)
    for graph in writer.xml.iter("graph"):
        graph.attrib.pop("name", None)  # networkx writes it; the schema does not know it
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)  # the day of writing: the same network gives the same file
    return f"{writer}\n"


def graphml(network: nx.MultiDiGraph) -> str:
    """Return the network as GraphML, which yEd, Gephi, igraph and Cytoscape read."""
    return "\n".join(nx.generate_graphml(_flat(network), named_key_ids=True)) + "\n"


def cytoscape(network: nx.MultiDiGraph) -> str:
    """Return the network as the JSON of Cytoscape and Cytoscape.js."""
    return json.dumps(nx.cytoscape_data(network, name="label"), ensure_ascii=False, indent=1) + "\n"


def edge_list(network: nx.MultiDiGraph) -> str:
    """Return the ties as CSV, one a line; a partnership stands once."""
    rows = []
    for source, target, key, tie in network.edges(keys=True, data=True):
        cells: dict[str, Any] = {**tie, "tie": key, "source": source, "target": target}
        cells |= {"source_label": network.nodes[source]["label"], "target_label": network.nodes[target]["label"]}
        cells["evidence"] = " ".join(tie["evidence"])
        rows.append(cells)
    return _table(_EDGE_COLUMNS, rows)


def node_list(network: nx.MultiDiGraph) -> str:
    """Return the actors as CSV, one a line."""
    return _table(_NODE_COLUMNS, [{"actor": iri, **facts} for iri, facts in network.nodes(data=True)])


def json_ld(network: nx.MultiDiGraph) -> str:
    """Return the actors and ties as JSON-LD in the terms of the ontology."""
    context: dict[str, Any] = {prefix: PREFIXES[prefix] for prefix in ("sv", "rdfs", "prov", "xsd")}
    actors = [_actor(iri, facts) for iri, facts in network.nodes(data=True)]
    ties = [_tie(source, target, key, tie) for source, target, key, tie in network.edges(keys=True, data=True)]
    return json.dumps({"@context": context, "@graph": actors + ties}, ensure_ascii=False, indent=1) + "\n"


def _actor(iri: str, facts: dict[str, str]) -> dict[str, Any]:
    kinds = [str(SV.Actor), *([str(ACTOR_TYPES[facts["type"]])] if facts["type"] in ACTOR_TYPES else [])]
    return {"@id": iri, "@type": kinds, str(RDFS.label): facts["label"]}


def _tie(source: str, target: str, key: str, tie: dict[str, Any]) -> dict[str, Any]:
    days = {str(SV.firstDate): tie.get("first"), str(SV.lastDate): tie.get("last")}
    return {
        "@id": key,
        "@type": str(STATUSES[tie["status"]]),
        str(SV.tieSource): {"@id": source},
        str(SV.tieTarget): {"@id": target},
        str(SV.tieKind): {"@id": str(concept("tie-kind", tie["kind"]))},
        str(SV.weight): tie["weight"],
        str(SV.normalisedWeight): {"@value": str(tie["normalised"]), "@type": str(XSD.decimal)},
        str(PROV.wasDerivedFrom): [{"@id": iri} for iri in tie["evidence"]],
        **{term: {"@value": day, "@type": str(XSD.date)} for term, day in days.items() if day},
    }


def _flat(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Return a copy whose attributes are plain: formats of XML know no lists."""
    made = network.copy()
    for _, _, key, tie in made.edges(keys=True, data=True):
        tie["tie"], tie["evidence"] = key, " ".join(tie["evidence"])
    return made


def _table(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(columns)
    table.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue()


_WRITERS: dict[str, Callable[[nx.MultiDiGraph], str]] = {
    "gexf": gexf,
    "graphml": graphml,
    "cytoscape": cytoscape,
    "csv": edge_list,
    "nodes": node_list,
    "jsonld": json_ld,
}
MEDIA_TYPES: dict[str, str] = {
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "cytoscape": "application/json",
    "csv": "text/csv; charset=utf-8",
    "nodes": "text/csv; charset=utf-8",
    "jsonld": "application/ld+json",
}
FORMATS = tuple(_WRITERS)
"""Names of the formats that `write` knows."""


def write(network: nx.MultiDiGraph, form: str) -> str:
    """Return a network as a file of a format of `FORMATS`.

    Raises:
        UsageError: there is no such format.
    """
    if form not in _WRITERS:
        raise UsageError(f"{form} is no format of networks: use {', '.join(FORMATS)}")
    return _WRITERS[form](network)


def written(store: Store, iris: Iris, form: str, filters: Filters | None = None) -> str:
    """Return a store's network of actors as a file of a format of `FORMATS`.

    Raises:
        UsageError: there is no such format.
        StoreError: the store cannot be read.
    """
    if form not in _WRITERS:
        raise UsageError(f"{form} is no format of networks: use {', '.join(FORMATS)}")
    return write(actor_network(store, iris, filters), form)
