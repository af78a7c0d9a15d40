from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef

from servanda.errors import DataError
from servanda.ontology.iris import Iris
from servanda.ontology.links import ExternalLink, add_link
from servanda.ontology.vocab import RDFS, SKOS, SV

IRIS = Iris()
SUBJECT = IRIS.actor(None, "World Bank")


def link(scheme: str, identifier: str, predicate: str, **more: float) -> ExternalLink:
    return ExternalLink(scheme, identifier, predicate, "test", "2026-01-31", **more)


@pytest.mark.parametrize(
    ("scheme", "identifier", "predicate", "said"),
    [
        ("wikidata", "7164", "skos:exactMatch", "no identifier"),
        ("wikidata", "Q7164", "owl:sameAs", "no predicate"),
        ("unts", "I-1021", "skos:exactMatch", "no IRIs"),
        ("viaf", "1", "rdfs:seeAlso", "no link scheme"),
    ],
)
def test_what_makes_no_link_is_refused(scheme: str, identifier: str, predicate: str, said: str) -> None:
    with pytest.raises(DataError, match=said):
        link(scheme, identifier, predicate)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_lies_between_0_and_1(confidence: float) -> None:
    with pytest.raises(DataError, match="confidence"):
        link("wikidata", "Q7164", "skos:exactMatch", confidence=confidence)


def test_a_date_is_a_day() -> None:
    with pytest.raises(DataError, match="day"):
        ExternalLink("wikidata", "Q7164", "skos:exactMatch", "test", "2026")


def test_a_candidate_is_not_a_match() -> None:
    graph = Graph()
    add_link(graph, SUBJECT, link("wikidata", "Q320863", "skos:closeMatch", confidence=0.6), IRIS)
    assert (SUBJECT, SKOS.closeMatch, URIRef("http://www.wikidata.org/entity/Q320863")) in graph
    assert not list(graph.objects(SUBJECT, SKOS.exactMatch)) and not list(graph.objects(SUBJECT, RDFS.seeAlso))
    assert [str(c) for c in graph.objects(None, SV.linkConfidence)] == ["0.6"]


def test_a_number_has_no_iri_but_a_page() -> None:
    code = link("normlex", "C182", "dcterms:identifier")
    assert code.iri is None
    assert code.address == "https://normlex.ilo.org/dyn/nrmlx_en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:C182"


def test_the_same_link_has_the_same_record() -> None:
    graph = Graph()
    for _ in range(2):
        add_link(graph, SUBJECT, link("wikidata", "Q7164", "skos:exactMatch"), IRIS)
    assert len(set(graph.subjects(SV.linkSubject, SUBJECT))) == 1
    assert len(set(graph.objects(None, SV.linkConfidence))) == 1
    assert Literal("Q7164") in set(graph.objects())
