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


def test_names_and_deeds_are_told_by_the_dates_of_reports(store: Store) -> None:
    told = [
        ("2010", "Labour", "Occurrence"),
        ("2012-05-01", "Labour", "Occurrence"),
        ("2012", "Work", "PlannedActivity"),
    ]
    reports = "".join(
        f""":r{n} dcterms:issued "{date}" . :c{n} sv:refersTo :ministry ; rdfs:label "{name}" ; sv:inReport :r{n} .
            :a{n} a sv:{kind} ; sv:activityType act:train ; sv:agent :ministry .
            :s{n} sv:expresses :a{n} ; sv:inReport :r{n} . """
        for n, (date, name, kind) in enumerate(told)
    )
    store.update(f"""{HEAD} PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX : <{BASE}>
        PREFIX act: <https://w3id.org/servanda/vocab/activity-type/> INSERT DATA {{
            GRAPH :registry {{ :ministry a sv:Ministry ; rdfs:label "Labour" }} GRAPH :g {{ {reports} }} }}""")
    known = profile(store.select, URIRef(BASE + "ministry"))
    assert known is not None
    assert [tuple(name.values()) for name in known["names_over_time"]] == [
        ("Labour", "2010", "2012-05-01", 2), ("Work", "2012", "2012", 1),
    ]  # fmt: skip
    assert [tuple(deeds.values()) for deeds in known["timeline"]] == [
        ("2010", "train", "Occurrence", 1), ("2012", "train", "Occurrence", 1), ("2012", "train", "PlannedActivity", 1),
    ]  # fmt: skip


def test_links_name_their_scheme(store: Store) -> None:
    store.update(f"""{HEAD} PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX : <{BASE}>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#> INSERT DATA {{ GRAPH :links {{
            :body a sv:InternationalBody ; rdfs:label "Body" .
            :link sv:linkSubject :body ; dcterms:identifier "Q1" ; sv:linkPredicate skos:exactMatch ;
                sv:linkScheme <https://w3id.org/servanda/vocab/link-scheme/wikidata> ; dcterms:source "a table" ;
                dcterms:date "2026-01-01" ; sv:linkConfidence 0.9 ; sv:linkTarget <http://www.wikidata.org/entity/Q1> .
        }} }}""")
    known = profile(store.select, URIRef(BASE + "body"))
    assert known is not None
    (link,) = known["external"]
    assert (link["label"], link["identifier"], link["predicate"]) == ("Wikidata item", "Q1", "skos:exactMatch")
    assert link["address"] == "http://www.wikidata.org/entity/Q1"


def test_what_is_no_actor_has_no_profile(store: Store) -> None:
    store.apply([GraphChange(BASE + "g", f'<{BASE}x> <http://www.w3.org/2000/01/rdf-schema#label> "x" .\n')])
    assert profile(store.select, URIRef(BASE + "x")) is None
