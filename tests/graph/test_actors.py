"""What a store knows of an actor."""

from __future__ import annotations

from rdflib import URIRef

from servanda.graph.actors import profile
from servanda.graph.store import GraphChange, Store

HEAD = "PREFIX sv: <https://w3id.org/servanda/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
BASE = "https://w3id.org/servanda/id/"


def test_names_and_place_are_told_from_the_nearest_to_the_widest(store: Store) -> None:
    store.update(f"""{HEAD} PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX : <{BASE}>
        INSERT DATA {{ GRAPH :registry {{
            :unit a sv:Agency ; rdfs:label "Unit" ; skos:altLabel "The Unit", "U" ; sv:partOf :ministry ;
                sv:country <{BASE}country/mli> .
            :ministry a sv:Ministry ; rdfs:label "Ministry" ; sv:partOf :government .
            :government a sv:Government ; rdfs:label "Government" .
            :desk a sv:Agency ; rdfs:label "Desk" ; sv:partOf :unit . }} }}""")
    known = profile(store.select, URIRef(BASE + "unit"))
    assert known is not None
    assert (known["label"], known["type"], known["country"]) == ("Unit", "Agency", "MLI")
    assert known["names"] == ["The Unit", "U"]
    assert [whole["label"] for whole in known["part_of"]] == ["Ministry", "Government"]
    assert [part["label"] for part in known["parts"]] == ["Desk"]
    assert known["statements"] == [] and known["instruments"] == []


def test_what_is_no_actor_has_no_profile(store: Store) -> None:
    store.apply([GraphChange(BASE + "g", f'<{BASE}x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .\n')])
    assert profile(store.select, URIRef(BASE + "x")) is None
