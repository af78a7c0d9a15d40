from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import networkx as nx  # type: ignore[import-untyped]
import pytest

from servanda.errors import UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.network import FORMATS, actor_network, written
from servanda.ontology.iris import Iris

IRIS = Iris()
JUSTICE = str(IRIS.actor("mli", "Ministry of Justice"))
POLICE = str(IRIS.actor("mli", "Police"))
AGENCY = str(IRIS.actor(None, "World Aid"))

DATA = f"""
@prefix sv: <https://w3id.org/servanda/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix kind: <https://w3id.org/servanda/vocab/tie-kind/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
GRAPH <{IRIS.graph("registry")}> {{
  <{JUSTICE}> a sv:Actor, sv:PublicBody, sv:Ministry ;
    rdfs:label "Ministry of Justice" ; sv:country <{IRIS.country("MLI")}> .
  <{POLICE}> a sv:Actor, sv:Agency ;
    rdfs:label "Police & Gendarmerie \\"élite\\"" ; sv:country <{IRIS.country("MLI")}> .
  <{AGENCY}> a sv:Actor, sv:NGO ; rdfs:label "World Aid" .
  <{IRIS.actor("mli", "Lonely")}> a sv:Actor, sv:NGO ; rdfs:label "Lonely" .
}}
GRAPH <{IRIS.graph("ties")}> {{
  <https://example.org/t1> a sv:Tie ; sv:tieKind kind:partner ;
    sv:tieSource <{JUSTICE}> ; sv:tieTarget <{POLICE}> ;
    sv:weight 2 ; sv:firstDate "2009-01-01"^^xsd:date ; sv:lastDate "2010-06-30"^^xsd:date .
  <https://example.org/t2> a sv:Tie ; sv:tieKind kind:partner ;
    sv:tieSource <{POLICE}> ; sv:tieTarget <{JUSTICE}> ; sv:weight 2 .
  <https://example.org/t3> a sv:Tie ; sv:tieKind kind:support ;
    sv:tieSource <{AGENCY}> ; sv:tieTarget <{JUSTICE}> ; sv:weight 1 .
  <https://example.org/t4> a sv:ClaimedTie ; sv:tieKind kind:support ;
    sv:tieSource <{POLICE}> ; sv:tieTarget <{AGENCY}> ; sv:weight 1 .
}}
"""


@pytest.fixture
def store() -> EmbeddedStore:
    store = EmbeddedStore()
    store.load(io.BytesIO(DATA.encode()), "application/trig")
    return store


def test_nodes_are_the_actors_with_ties(store: EmbeddedStore) -> None:
    network = actor_network(store, IRIS)
    assert dict(network.nodes(data=True)) == {
        JUSTICE: {"label": "Ministry of Justice", "type": "Ministry", "country": "MLI"},
        POLICE: {"label": 'Police & Gendarmerie "élite"', "type": "Agency", "country": "MLI"},
        AGENCY: {"label": "World Aid", "type": "NGO"},
    }


def test_a_partnership_is_one_edge_and_claimed_ties_are_none(store: EmbeddedStore) -> None:
    edges = list(actor_network(store, IRIS).edges(data=True))
    assert len(edges) == 2
    partner = next(tie for _, _, tie in edges if tie["kind"] == "partner")
    assert partner == {
        "kind": "partner", "weight": 2, "mutual": True, "first_date": "2009-01-01", "last_date": "2010-06-30"
    }  # fmt: skip
    assert [(s, t) for s, t, tie in edges if tie["kind"] == "support"] == [(AGENCY, JUSTICE)]


def test_gexf_and_graphml_hold_the_same_network(store: EmbeddedStore) -> None:
    gexf = nx.read_gexf(io.BytesIO(written(store, IRIS, "gexf").encode()))
    graphml = nx.parse_graphml(written(store, IRIS, "graphml"))
    for network in (gexf, graphml):
        assert set(network.nodes) == {JUSTICE, POLICE, AGENCY}
        assert network.nodes[POLICE]["label"] == 'Police & Gendarmerie "élite"'
        assert network.nodes[POLICE]["country"] == "MLI"
        assert sorted(tie["kind"] for _, _, tie in network.edges(data=True)) == ["partner", "support"]
    root = ElementTree.fromstring(written(store, IRIS, "gexf"))
    edges = root.findall(".//{*}edge")
    assert {edge.get("weight") for edge in edges} == {"1", "2"}


def test_cytoscape_json_has_labels_and_ends(store: EmbeddedStore) -> None:
    elements = json.loads(written(store, IRIS, "cytoscape"))["elements"]
    assert {node["data"]["label"] for node in elements["nodes"]} == {
        "Ministry of Justice", 'Police & Gendarmerie "élite"', "World Aid"
    }  # fmt: skip
    assert {node["data"]["id"] for node in elements["nodes"]} == {JUSTICE, POLICE, AGENCY}
    assert {edge["data"]["source"] for edge in elements["edges"]} <= {JUSTICE, POLICE, AGENCY}


def test_csv_is_a_list_of_edges(store: EmbeddedStore) -> None:
    rows = list(csv.DictReader(io.StringIO(written(store, IRIS, "csv"))))
    assert [row["kind"] for row in rows] in (["partner", "support"], ["support", "partner"])
    support = next(row for row in rows if row["kind"] == "support")
    assert (support["source_label"], support["target_label"]) == ("World Aid", "Ministry of Justice")
    assert (support["weight"], support["first_date"]) == ("1", "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_store_without_ties_gives_an_empty_network(form: str) -> None:
    assert written(EmbeddedStore(), IRIS, form)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="gexf, graphml"):
        written(EmbeddedStore(), IRIS, "png")
