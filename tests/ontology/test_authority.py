from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from rdflib import Literal, URIRef

from servanda.ontology import authority
from servanda.ontology.authority import AuthorityBody, AuthorityInstrument
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES, RDF, SKOS, SV

ENTRIES: tuple[tuple[AuthorityBody | AuthorityInstrument, ...], ...] = (
    authority.bodies(),
    authority.instruments(),
)


@pytest.mark.parametrize(
    ("phrase", "iso3"),
    [
        ("Burma", "MMR"), ("the DRC", "COD"), ("Côte d’Ivoire", "CIV"), ("Cote d'Ivoire", "CIV"), ("Swaziland", "SWZ"),
        ("Malian", "MLI"), ("Guinea-Bissauan", "GNB"), ("Kyrgyz", "KGZ"), ("THE GAMBIA", "GMB"), ("U.S.", "USA"),
        ("Nigerien", "NER"), ("Nigerian", "NGA"), ("the Kyrgyz Republic", "KGZ"), ("Guinea", "GIN"),
        ("us", None), ("Congolese", None), ("Atlantis", None), ("", None), ("the", None),
    ],
)  # fmt: skip
def test_a_country_is_known_by_name_alias_and_demonym(phrase: str, iso3: str | None) -> None:
    assert authority.country_of(phrase) == iso3


def test_every_code_of_a_country_is_its_own() -> None:
    assert len({c.iso3 for c in authority.countries()}) == len({c.iso2 for c in authority.countries()})
    assert len(authority.countries()) >= 249
    assert all(len(c.iso3) == 3 and len(c.iso2) == 2 and c.name for c in authority.countries())


def test_a_country_is_found_by_its_code() -> None:
    mali = authority.country("mli")
    assert mali is not None and mali.name == "Mali"
    assert authority.country("XXX") is None


def test_no_phrase_means_two_countries() -> None:
    phrases = Counter(p.casefold() for c in authority.countries() for p in {c.name, *c.aliases, *c.demonyms})
    assert [phrase for phrase, count in phrases.items() if count > 1] == []


def test_types_and_countries_of_entries_are_known() -> None:
    assert {body.type for body in authority.bodies()} <= set(ACTOR_TYPES)
    assert {thing.type for thing in authority.instruments()} <= set(INSTRUMENT_TYPES)
    states = {b.country for b in authority.bodies()} | {i.of for i in authority.instruments()}
    assert all(authority.country(code) for code in states if code)


@pytest.mark.parametrize("entries", ENTRIES)
def test_names_and_aliases_mean_one_entry(entries: tuple[AuthorityBody | AuthorityInstrument, ...]) -> None:
    surfaces = Counter(chain.from_iterable({n.casefold() for n in (e.name, *e.aliases)} for e in entries))
    assert [surface for surface, count in surfaces.items() if count > 1] == []


@pytest.mark.parametrize("entries", ENTRIES)
def test_ambiguous_aliases_are_kept_apart(entries: tuple[AuthorityBody | AuthorityInstrument, ...]) -> None:
    assert [e.name for e in entries if set(e.ambiguous_aliases) & {e.name, *e.aliases}] == []
    assert any(e.ambiguous_aliases for e in entries)


def test_the_graph_holds_every_entry_with_its_names_and_links() -> None:
    iris = Iris()
    graph = authority.authority_graph(iris)
    assert len(set(graph.subjects(RDF.type, SV.Country))) == len(authority.countries())
    assert len(set(graph.subjects(RDF.type, SV.Actor))) == len(authority.bodies())
    assert len(set(graph.subjects(RDF.type, SV.LegalInstrument))) == len(authority.instruments())
    body = next(b for b in authority.bodies() if b.acronym == "IOM")
    node = iris.actor(None, "International Organization for Migration")
    assert (node, SKOS.altLabel, Literal("IOM")) in graph
    assert {(node, SKOS.exactMatch, URIRef(link)) for link in body.links} <= set(graph)
    assert body.links


def test_every_link_is_an_absolute_iri() -> None:
    links = [link for entries in ENTRIES for entry in entries for link in entry.links]
    assert links
    assert [
        link for link in links if not link.startswith(("http://", "https://")) or set(link) & set(' <>"{}|\\^`')
    ] == []
