from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.collection import Collection

from servanda.ontology.ontology import LAYERS, SCHEMES, layer_graph, ontology_graph
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES, SV, VOCAB, concept

FOLDER = Path(__file__).parents[2] / "ontology"
SIX = {
    SV.Occurrence, SV.NonOccurrence, SV.ClaimedActivity, SV.ClaimedNonOccurrence, SV.PlannedActivity,
    SV.RecommendedActivity,
}  # fmt: skip


def scheme(name: str) -> set[str]:
    concepts = ontology_graph().subjects(SKOS.inScheme, URIRef(str(VOCAB) + name))
    return {str(c).removeprefix(f"{VOCAB}{name}/") for c in concepts}


def test_turtle_and_vocabulary_define_the_same_terms() -> None:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    defined = {str(term) for kind in kinds for term in ontology_graph().subjects(RDF.type, kind)}
    assert defined == {str(SV._NS) + name for name in SV.__annotations__ if not name.startswith("_")}


def test_every_file_is_part_of_the_ontology() -> None:
    assert {path.stem for path in FOLDER.glob("*.ttl")} == {*LAYERS, SCHEMES}
    assert all(len(layer_graph(layer)) for layer in LAYERS)


def test_no_term_is_defined_twice() -> None:
    terms = [term for layer in LAYERS for term in layer_graph(layer).subjects(RDFS.isDefinedBy)]
    assert len(terms) == len(set(terms))


def test_the_six_ways_to_tell_of_an_activity_are_disjoint() -> None:
    graph = ontology_graph()
    members = [
        set(Collection(graph, head))
        for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses)
        for head in graph.objects(axiom, OWL.members)
    ]
    assert SIX in members
    assert {SV.Tie, SV.ClaimedTie, SV.PlannedTie} in members
    assert set(graph.subjects(RDFS.subClassOf, SV.Activity)) == SIX


@pytest.mark.parametrize(("types", "top"), [(ACTOR_TYPES, SV.Actor), (INSTRUMENT_TYPES, SV.LegalInstrument)])
def test_types_of_the_exchange_form_are_subclasses(types: dict[str, URIRef], top: URIRef) -> None:
    below = set(ontology_graph().transitive_subjects(RDFS.subClassOf, top))
    assert set(types.values()) <= below


def test_concepts_are_those_of_the_exchange_form() -> None:
    schema = json.loads((FOLDER / "exchange.schema.json").read_text(encoding="utf-8"))
    statement = schema["$defs"]["statement"]["properties"]
    assert scheme("activity-type") == set(statement["type"]["enum"])
    for name in ("polarity", "modality", "certainty"):
        assert scheme(name) == set(statement[name]["enum"])
    assert scheme("instrument-type") == set(INSTRUMENT_TYPES)


def test_activity_types_are_mapped_to_plover_codes_that_exist() -> None:
    graph = ontology_graph()
    mapped = {
        target
        for relation in (SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch)
        for subject, target in graph.subject_objects(relation)
        if str(subject).startswith(f"{VOCAB}activity-type/")
    }
    assert {str(target).removeprefix(f"{VOCAB}plover/") for target in mapped} == scheme("plover")
    assert (concept("activity-type", "request"), SKOS.closeMatch, concept("plover", "REQUEST")) in graph
