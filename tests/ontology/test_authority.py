from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from servanda.ontology import authority
from servanda.ontology.authority import AuthorityBody, AuthorityInstrument
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES

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


def test_every_link_is_an_absolute_iri() -> None:
    links = [link for entries in ENTRIES for entry in entries for link in entry.links]
    assert links
    assert [
        link for link in links if not link.startswith(("http://", "https://")) or set(link) & set(' <>"{}|\\^`')
    ] == []


@pytest.mark.parametrize("entries", ENTRIES)
def test_ids_are_unique(entries: tuple[AuthorityBody | AuthorityInstrument, ...]) -> None:
    assert len({entry.id for entry in entries}) == len(entries)
    assert all(entry.id for entry in entries)


def test_every_link_belongs_to_an_entry() -> None:
    ids = {entry.id for entries in ENTRIES for entry in entries}
    assert set(authority._links()) <= ids


def test_a_treaty_has_its_numbers_and_its_page() -> None:
    protocol = next(i for i in authority.instruments() if i.id == "PALERMO-TIP")
    assert ("untc", "XVIII-12-a") in {(link.scheme, link.identifier) for link in protocol.records}
    assert protocol.links == (
        "https://treaties.un.org/pages/ViewDetails.aspx?src=TREATY&mtdsg_no=XVIII-12-a&chapter=18&clang=_en",
    )
    refugees = next(i for i in authority.instruments() if i.id == "REFUGEE-1951")
    assert "ViewDetailsII.aspx" in refugees.links[0]


def test_a_country_has_codes_of_every_table() -> None:
    mali = authority.country("MLI")
    assert mali is not None
    assert {link.scheme: link.address for link in mali.records} == {
        "iso3166": None,
        "m49": None,
        "geonames": "https://sws.geonames.org/2453866/",
        "loc": "http://id.loc.gov/vocabulary/countries/ml",
        "wikidata": "http://www.wikidata.org/entity/Q912",
        "eu-country": "http://publications.europa.eu/resource/authority/country/MLI",
    }


def test_tables_give_states_by_code_or_by_any_spelling_of_the_name() -> None:
    told = ("mli", "ML", " Mali ", "Ivory Coast", "St Kitts & Nevis", "Sao Tome & Principe", "", "Nowhere", "XX")
    assert [authority.state_code(text) for text in told] == [
        "MLI", "MLI", "MLI", "CIV", "KNA", "STP", None, None, None,
    ]  # fmt: skip
