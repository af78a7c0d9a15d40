"""References: names in a report, parts and wholes."""

from __future__ import annotations

from servanda.loaders.map import map_report
from servanda.ontology.vocab import DCTERMS, RDF, RDFS, SKOS, SV

from .documents import IRIS, actor, document, extraction

READ = document("A focal point at the Ministry of Justice works with the police.")


def test_a_reference_keeps_the_words_of_the_report() -> None:
    found = extraction(READ, actors=[actor("a1", "Ministry of Justice", "Ministry", aliases=["The ministry", "MOJ"])])
    graph = map_report(READ, found, IRIS)
    (reference,) = graph.subjects(SV.refersTo, IRIS.actor("MLI", "Ministry of Justice"))
    assert str(graph.value(reference, RDFS.label)) == "Ministry of Justice"
    assert {str(alias) for alias in graph.objects(reference, SKOS.altLabel)} == {"The ministry", "MOJ"}


def test_a_circle_of_parts_is_opened() -> None:
    links = (("a1", "Police Office", "a2"), ("a2", "Police Service", "a3"), ("a3", "Police Board", "a1"))
    actors = [actor(id, name, "Agency", part_of=whole) for id, name, whole in links]
    graph = map_report(READ, extraction(READ, actors=actors), IRIS)
    assert len(list(graph.subject_objects(DCTERMS.isPartOf))) == 2


def test_a_description_is_shown_with_what_introduces_its_bearer() -> None:
    aliases = ["this individual", "a technical advisor at the Ministry of Justice", "a person"]
    found = extraction(READ, actors=[actor("a1", "focal point", "Official", aliases=aliases)])
    graph = map_report(READ, found, IRIS)
    (advisor,) = graph.subjects(RDF.type, SV.Official)
    assert str(graph.value(advisor, RDFS.label)) == "focal point (technical advisor at the Ministry of Justice)"
