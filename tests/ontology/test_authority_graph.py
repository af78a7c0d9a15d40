from __future__ import annotations

from rdflib import Literal, URIRef

from servanda.ontology import authority
from servanda.ontology.authority import AuthorityBody, AuthorityInstrument, Country
from servanda.ontology.authority_graph import authority_graph
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, OWL, RDF, RDFS, SKOS, SV, concept

IRIS = Iris()
GRAPH = authority_graph(IRIS)


def test_it_holds_every_entry_with_its_names() -> None:
    assert len(set(GRAPH.subjects(RDF.type, SV.Country))) == len(authority.countries())
    assert len(set(GRAPH.subjects(RDF.type, SV.Actor))) == len(authority.bodies())
    assert len(set(GRAPH.subjects(RDF.type, SV.LegalInstrument))) == len(authority.instruments())
    node = IRIS.actor(None, "International Organization for Migration")
    assert (node, SKOS.altLabel, Literal("IOM")) in GRAPH
    assert (node, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q472311")) in GRAPH


def test_ambiguous_names_are_kept_apart() -> None:
    torture = next(i for i in authority.instruments() if i.id == "CAT")
    node = IRIS.instrument(None, torture.name)
    assert (node, SV.ambiguousLabel, Literal("CAT")) in GRAPH
    assert (node, SKOS.altLabel, Literal("CAT")) not in GRAPH


def test_every_link_has_one_record() -> None:
    entries: list[Country | AuthorityBody | AuthorityInstrument] = [
        *authority.countries(),
        *authority.bodies(),
        *authority.instruments(),
    ]
    assert len(set(GRAPH.subjects(RDF.type, SV.ExternalLink))) == sum(len(entry.records) for entry in entries)


def test_a_record_says_what_is_linked_and_where_it_was_found() -> None:
    treaty = IRIS.instrument(None, "Worst Forms of Child Labour Convention, 1999 (No. 182)")
    records = set(GRAPH.subjects(SV.linkSubject, treaty))
    (record,) = {r for r in records if (r, SV.linkScheme, concept("link-scheme", "normlex")) in GRAPH}
    assert (record, DCTERMS.identifier, Literal("C182")) in GRAPH
    assert (record, SV.linkPredicate, DCTERMS.identifier) in GRAPH
    assert GRAPH.value(record, DCTERMS.source) and GRAPH.value(record, DCTERMS.date)
    (page,) = GRAPH.objects(record, SV.linkTarget)
    assert (treaty, RDFS.seeAlso, page) in GRAPH


def test_nothing_is_the_same_as_anything() -> None:
    assert not set(GRAPH.triples((None, OWL.sameAs, None)))
