"""What holds for the shapes themselves."""

import re
from importlib.resources import files

import pytest
from pyshacl import validate
from rdflib import Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from servanda.ontology import vocab
from servanda.ontology.vocab import PREFIXES, RDF, SH, SHAPES, SKOS, SV, VOCAB
from servanda.shapes.check import shapes_graph
from tests.shapes import (
    test_activities,
    test_actors,
    test_commitments,
    test_grounding,
    test_identity,
    test_instruments,
    test_judgement,
    test_links,
    test_periods,
    test_statements,
    test_ties,
)
from tests.shapes.faults import PARAMETERS

LAYERS = (
    test_activities, test_actors, test_commitments, test_grounding, test_identity, test_instruments, test_judgement,
    test_links, test_periods, test_statements, test_ties,
)  # fmt: skip
NOT_PARAMETERS = {
    RDF.type, SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.path, SH.severity, SH.message,
}  # fmt: skip


def shapes() -> list[URIRef]:
    kinds = (SH.NodeShape, SH.PropertyShape)
    return sorted(s for kind in kinds for s in shapes_graph().subjects(RDF.type, kind) if isinstance(s, URIRef))


def test_every_constraint_is_tested_by_a_fault() -> None:
    constraints = {
        (str(shape).removeprefix(str(SHAPES)), str(parameter).removeprefix(str(SH._NS)))
        for shape in shapes()
        for parameter in set(shapes_graph().predicates(shape)) - NOT_PARAMETERS
    }
    assert {parameter for _, parameter in constraints} == set(PARAMETERS)
    assert {(f.shape, f.constraint) for layer in LAYERS for f in layer.FAULTS} == constraints


def test_every_file_of_shapes_has_tests() -> None:
    names = {
        file.name.removesuffix(".ttl") for file in files("servanda.shapes").iterdir() if file.name.endswith(".ttl")
    }
    assert names - {"prefixes"} == {layer.__name__.rpartition("test_")[2] for layer in LAYERS}


@pytest.mark.parametrize("shape", shapes())
def test_shape_has_a_target_and_one_message(shape: URIRef) -> None:
    graph = shapes_graph()
    assert shape.startswith(str(SHAPES))
    query = graph.value(shape, SH.sparql)
    (message,) = graph.objects(query or shape, SH.message)
    assert re.fullmatch(r"[A-Z].+[:,] .+\.", str(message))
    if query is None:
        assert list(graph.objects(shape, SH.targetClass)) + list(graph.objects(shape, SH.targetSubjectsOf))
    else:
        assert list(graph.objects(shape, SH.targetNode))
        assert set(re.findall(r"{(\?\w+)}", str(message))) <= set(re.findall(r"\?\w+", selected(query)))


def selected(query: Node) -> str:
    """Return the SELECT clause of a SPARQL constraint."""
    return str(shapes_graph().value(query, SH.select)).partition("WHERE")[0]


def test_shapes_follow_the_shapes_of_shacl_itself() -> None:
    conforms, _, text = validate(shapes_graph(), shacl_graph="http://www.w3.org/ns/shacl-shacl")
    assert conforms, text


def test_prefixes_are_those_of_the_vocabulary() -> None:
    for declaration in shapes_graph().objects(None, SH.declare):
        prefix, iri = (str(shapes_graph().value(declaration, p)) for p in (SH.prefix, SH.namespace))
        assert PREFIXES.get(prefix) == iri or iri.startswith(str(VOCAB))


def used_terms() -> set[URIRef]:
    """Return every IRI that the shapes and their queries name."""
    graph = shapes_graph()
    prefixes = {
        str(graph.value(d, SH.prefix)): str(graph.value(d, SH.namespace)) for d in graph.objects(None, SH.declare)
    }
    names = [name for query in graph.objects(None, SH.select) for name in re.findall(r"\b([a-z]+):(\w+)", str(query))]
    return {term for triple in graph for term in triple if isinstance(term, URIRef)} | {
        URIRef(prefixes[prefix] + name) for prefix, name in names
    }


def test_shapes_use_only_known_terms() -> None:
    for term in used_terms():
        namespace = re.sub(r"[^/#]+$", "", term)
        if namespace == str(SV._NS):
            assert term in SV, term
        elif namespace not in (str(SHAPES), str(SH._NS), "https://w3id.org/servanda/"):
            assert namespace in PREFIXES.values() or term.startswith(str(VOCAB)), term


def test_lists_of_types_are_complete() -> None:
    queries = {
        str(shape): str(shapes_graph().value(query, SH.select))
        for shape, query in shapes_graph().subject_objects(SH.sparql)
    }
    for shape, types in (("actor-type", vocab.ACTOR_TYPES), ("instrument-type", vocab.INSTRUMENT_TYPES)):
        listed = re.search(r"IN \(([^)]+)\)", queries[str(SHAPES[shape])])
        assert listed
        assert set(re.findall(r"sv:(\w+)", listed[1])) == set(types)
        (message,) = shapes_graph().objects(shapes_graph().value(SHAPES[shape], SH.sparql), SH.message)
        assert all(name in str(message) for name in types)


def test_lists_of_concepts_are_those_of_the_ontology() -> None:
    ontology = pytest.importorskip("servanda.ontology.ontology", reason="the ontology's schemes are not installed")
    concepts = set(ontology.ontology_graph().subjects(RDF.type, SKOS.Concept))
    graph = shapes_graph()
    listed = [set(Collection(graph, head)) for head in graph.objects(None, SH["in"])]
    listed = [allowed for allowed in listed if all(str(term).startswith(str(VOCAB)) for term in allowed)]
    assert len(listed) == 10
    for allowed in listed:
        (scheme,) = {str(concept).rpartition("/")[0] + "/" for concept in allowed}
        assert allowed == {concept for concept in concepts if str(concept).startswith(scheme)}
    assert {term for term in used_terms() if term.startswith(str(VOCAB)) and term not in PREFIXES.values()} <= concepts


def test_messages_are_told_apart() -> None:
    messages = [str(m) for m in shapes_graph().objects(None, SH.message) if isinstance(m, Literal)]
    assert len(messages) == len(set(messages))
