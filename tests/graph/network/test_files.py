from __future__ import annotations

import csv
import io
import json
import os
from xml.etree import ElementTree

import networkx as nx  # type: ignore[import-untyped]
import pytest
from lxml import etree  # type: ignore[import-untyped]  # comes with python-docx
from rdflib import Graph, Literal, URIRef

from servanda.errors import UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.network.files import FORMATS, MEDIA_TYPES, written
from servanda.graph.network.filters import Filters
from servanda.ontology.vocab import PROV, RDF, SV, XSD

from .conftest import AGENCY, COURT, IRIS, JUSTICE, POLICE

T1 = f"{IRIS.base}tie/partner/t1"
PROOFS = f"{IRIS.base}a1 {IRIS.base}b1"


def test_gexf_and_graphml_hold_the_same_network(store: EmbeddedStore) -> None:
    gexf = nx.read_gexf(io.BytesIO(written(store, IRIS, "gexf").encode()))
    graphml = nx.parse_graphml(written(store, IRIS, "graphml"), force_multigraph=True)
    for network in (gexf, graphml):
        assert set(network.nodes) == {JUSTICE, POLICE, AGENCY, COURT}
        assert network.nodes[POLICE]["label"] == 'Police & Gendarmerie "élite"'
        assert network.nodes[POLICE]["country"] == "MLI"
        ties = {tie["tie"]: tie for _, _, tie in network.edges(data=True)}
        assert sorted(tie["kind"] for tie in ties.values()) == ["partner", "supported", "supported"]
        assert ties[T1]["evidence"] == PROOFS and float(ties[T1]["weight"]) == 2


def test_gexf_has_the_structure_of_its_schema(store: EmbeddedStore) -> None:
    """GEXF 1.2: a graph of mode dynamic with days as its time format, declared attributes, nodes, edges with ends."""
    root = ElementTree.fromstring(written(store, IRIS, "gexf", Filters(also=("claimed", "planned"))))
    ns = "{http://www.gexf.net/1.2draft}"
    assert root.tag == f"{ns}gexf" and root.get("version") == "1.2"
    assert all(not meta.attrib for meta in root.iter(f"{ns}meta"))  # no day of writing: the same file every day
    graph = root.find(f"{ns}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert set(graph.attrib) <= {"mode", "timeformat", "defaultedgetype", "idtype", "start", "end"}
    assert graph.get("defaultedgetype") in ("directed", "undirected", "mutual")
    declared: dict[str, set[str]] = {"node": set(), "edge": set()}
    for attributes in graph.findall(f"{ns}attributes"):
        assert attributes.get("class") in declared and attributes.get("mode") in ("static", "dynamic")
        for attribute in attributes:
            assert attribute.tag == f"{ns}attribute" and attribute.get("title")
            assert attribute.get("type") in {"integer", "long", "double", "float", "boolean", "string", "anyURI"}
            declared[attributes.get("class") or ""].add(attribute.get("id") or "")
    nodes = graph.findall(f"{ns}nodes/{ns}node")
    edges = graph.findall(f"{ns}edges/{ns}edge")
    names = {node.get("id") for node in nodes}
    assert len(names) == len(nodes) == 4 and len({edge.get("id") for edge in edges}) == len(edges) == 5
    for kind, elements in (("node", nodes), ("edge", edges)):
        for element in elements:
            for value in element.findall(f"{ns}attvalues/{ns}attvalue"):
                assert value.get("for") in declared[kind] and value.get("value") is not None
    assert all({edge.get("source"), edge.get("target")} <= names and edge.get("weight") for edge in edges)
    dated = [edge for edge in edges if edge.get("start")]
    assert [(edge.get("start"), edge.get("end")) for edge in dated] == [("2008-01-01", "2014-06-30")]


def test_gexf_is_valid_by_its_schema(store: EmbeddedStore) -> None:
    """Needs gexf.xsd of GEXF 1.2draft and its parts (github.com/gephi/gexf, CC BY 4.0) at the path of GEXF_SCHEMA."""
    place = os.environ.get("GEXF_SCHEMA")
    if not place:
        pytest.skip("GEXF_SCHEMA does not name gexf.xsd of GEXF 1.2draft")
    schema = etree.XMLSchema(etree.parse(place))
    for filters in (Filters(), Filters(also=("claimed", "planned")), Filters(countries=("XXX",))):
        schema.assertValid(etree.fromstring(written(store, IRIS, "gexf", filters).encode()))


def test_cytoscape_json_has_labels_and_ends(store: EmbeddedStore) -> None:
    elements = json.loads(written(store, IRIS, "cytoscape"))["elements"]
    assert {node["data"]["id"] for node in elements["nodes"]} == {JUSTICE, POLICE, AGENCY, COURT}
    assert 'Police & Gendarmerie "élite"' in {node["data"]["label"] for node in elements["nodes"]}
    edges = {edge["data"]["key"]: edge["data"] for edge in elements["edges"]}
    assert edges[T1]["evidence"] == PROOFS.split()


def test_csv_is_a_list_of_edges_or_of_nodes(store: EmbeddedStore) -> None:
    rows = {row["tie"]: row for row in csv.DictReader(io.StringIO(written(store, IRIS, "csv")))}
    row = rows[T1]
    assert (row["source_label"], row["weight"], row["first"]) == ("Ministry of Justice", "2", "2008-01-01")
    assert row["evidence"] == PROOFS and row["status"] == "occurrence"
    nodes = list(csv.DictReader(io.StringIO(written(store, IRIS, "nodes"))))
    assert {(node["actor"], node["country"]) for node in nodes} >= {(AGENCY, ""), (COURT, "NER")}


def test_json_ld_is_the_graph_of_ties(store: EmbeddedStore) -> None:
    with EmbeddedStore() as again:
        again.load(
            io.BytesIO(written(store, IRIS, "jsonld", Filters(also=("claimed",))).encode()), "application/ld+json"
        )
        graph = Graph().parse(data=again.construct("CONSTRUCT WHERE { ?s ?p ?o }"), format="nt")
    assert {str(s) for s in graph.objects(URIRef(T1), PROV.wasDerivedFrom)} == set(PROOFS.split())
    assert (URIRef(T1), SV.firstDate, Literal("2008-01-01", datatype=XSD.date)) in graph
    assert (URIRef(T1), SV.weight, Literal(2)) in graph
    assert len(list(graph.subjects(RDF.type, SV.ClaimedTie))) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_store_without_ties_gives_an_empty_network(form: str) -> None:
    assert written(EmbeddedStore(), IRIS, form)
    assert MEDIA_TYPES[form]


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="gexf, graphml"):
        written(EmbeddedStore(), IRIS, "png")
