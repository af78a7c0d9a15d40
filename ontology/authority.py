"""Authority data: the states of the world, well-known bodies and well-known legal instruments.

The tables in `authority/` hold facts (names, codes, dates, identifiers) from ISO 3166-1, the UN treaty collection, the
ILO, the Council of Europe, the EU and Wikidata; demonyms and aliases are our own list. A form that can mean something
else ("CAT", "the Commission") stands in `ambiguous_aliases` only: it counts where the context says what is meant.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rdflib import Graph, Literal, URIRef

from servanda.ontology.iris import Iris
from servanda.ontology.vocab import ACTOR_TYPES, DCTERMS, INSTRUMENT_TYPES, PREFIXES, RDF, RDFS, SKOS, SV, XSD

PUBLIC_BODIES = frozenset({"Government", "Ministry", "Agency", "Legislature", "Court"})
"""Actor types that are kinds of `sv:PublicBody`."""

_FOLDED_LENGTH = 5
"""From this length on the case of a country's name does not matter; "us" is not the United States."""

_DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""Datatypes of dates by the length of their ISO 8601 form."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory of ISO 3166-1; demonyms are adjectives and words for its people, in the singular."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityBody:
    """A body that reports of many countries name; `type` is a name of `vocab.ACTOR_TYPES`."""

    name: str
    type: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    """Names that mean this body alone, its acronym among them."""
    ambiguous_aliases: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-3 of the state that it belongs to; None for international ones."""
    links: tuple[str, ...] = ()
    """IRIs of the same body in external datasets (Wikidata, ROR)."""


@dataclass(frozen=True, slots=True)
class AuthorityInstrument:
    """A treaty, law or other instrument that many reports name; `type` is a name of `vocab.INSTRUMENT_TYPES`."""

    name: str
    type: str
    of: str | None = None
    """ISO 3166-1 alpha-3 of the state whose instrument it is; None for international ones."""
    number: str | None = None
    aliases: tuple[str, ...] = ()
    ambiguous_aliases: tuple[str, ...] = ()
    date: str | None = None
    """Day, month or year of adoption, ISO 8601."""
    links: tuple[str, ...] = ()
    """IRIs of the same instrument, or addresses of its official page."""


def _rows(name: str) -> list[dict[str, str]]:
    text = files("servanda.ontology").joinpath("authority", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def countries() -> tuple[Country, ...]:
    """Return all states and territories in the order of their alpha-3 codes."""
    return tuple(
        Country(row["iso3"], row["iso2"], row["name"], _listed(row["aliases"]), _listed(row["demonyms"]))
        for row in _rows("countries.tsv")
    )


@cache
def bodies() -> tuple[AuthorityBody, ...]:
    """Return the well-known bodies."""
    return tuple(
        AuthorityBody(
            name=row["name"],
            type=row["type"],
            acronym=row["acronym"] or None,
            aliases=_listed(row["aliases"]),
            ambiguous_aliases=_listed(row["ambiguous_aliases"]),
            country=row["country"] or None,
            links=_listed(row["links"]),
        )
        for row in _rows("bodies.tsv")
    )


@cache
def instruments() -> tuple[AuthorityInstrument, ...]:
    """Return the well-known instruments."""
    return tuple(
        AuthorityInstrument(
            name=row["name"],
            type=row["type"],
            of=row["of"] or None,
            number=row["number"] or None,
            aliases=_listed(row["aliases"]),
            ambiguous_aliases=_listed(row["ambiguous_aliases"]),
            date=row["date"] or None,
            links=_listed(row["links"]),
        )
        for row in _rows("instruments.tsv")
    )


@cache
def _by_code() -> dict[str, Country]:
    return {entry.iso3: entry for entry in countries()}


@cache
def _by_phrase() -> dict[str, str]:
    """Return alpha-3 codes by name, alias and demonym as written, and by their long forms without regard to case."""
    found: dict[str, str] = {}
    for entry in countries():
        for phrase in (entry.name, *entry.aliases, *entry.demonyms):
            key = _plain(phrase)
            found[key] = entry.iso3
            if len(key) >= _FOLDED_LENGTH:
                found[key.casefold()] = entry.iso3
    return found


def _plain(phrase: str) -> str:
    words = " ".join(phrase.replace("’", "'").split())
    return words[4:] if words[:4].casefold() == "the " else words


def country(iso3: str) -> Country | None:
    """Return the country with an ISO 3166-1 alpha-3 code, or None."""
    return _by_code().get(iso3.upper())


def country_of(phrase: str) -> str | None:
    """Return the alpha-3 code of the country whose name, alias or demonym a phrase is, or None.

    A leading article does not matter. "Congolese", which two states share, gives None.
    """
    key = _plain(phrase)
    return _by_phrase().get(key) or (_by_phrase().get(key.casefold()) if len(key) >= _FOLDED_LENGTH else None)


def authority_graph(iris: Iris) -> Graph:
    """Return the authority data as RDF: countries, bodies and instruments with names and external links."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for state in countries():
        node = iris.country(state.iso3)
        graph.add((node, RDF.type, SV.Country))
        graph.add((node, SKOS.notation, Literal(state.iso3)))
        _add_names(graph, node, state.name, state.aliases)
    for body in bodies():
        _add_body(graph, body, iris)
    for instrument in instruments():
        _add_instrument(graph, instrument, iris)
    return graph


def _add_names(graph: Graph, node: URIRef, name: str, aliases: tuple[str, ...]) -> None:
    graph.add((node, RDFS.label, Literal(name)))
    graph.add((node, SKOS.prefLabel, Literal(name)))
    for alias in aliases:
        graph.add((node, SKOS.altLabel, Literal(alias)))


def _add_body(graph: Graph, body: AuthorityBody, iris: Iris) -> None:
    node = iris.actor(body.country, body.name)
    graph.add((node, RDF.type, SV.Actor))
    graph.add((node, RDF.type, ACTOR_TYPES[body.type]))
    if body.type in PUBLIC_BODIES:
        graph.add((node, RDF.type, SV.PublicBody))
    graph.add((node, SV.named, Literal(True)))
    if body.country:
        graph.add((node, SV.country, iris.country(body.country)))
    for link in body.links:
        graph.add((node, SKOS.exactMatch, URIRef(link)))
    _add_names(graph, node, body.name, body.aliases)


def _add_instrument(graph: Graph, instrument: AuthorityInstrument, iris: Iris) -> None:
    node = iris.instrument(instrument.of, instrument.name)
    graph.add((node, RDF.type, SV.LegalInstrument))
    graph.add((node, RDF.type, INSTRUMENT_TYPES[instrument.type]))
    if instrument.number:
        graph.add((node, SV.number, Literal(instrument.number)))
    if instrument.of:
        graph.add((node, SV.jurisdiction, iris.country(instrument.of)))
    if instrument.date:
        graph.add((node, DCTERMS.issued, Literal(instrument.date, datatype=_DATE_TYPES[len(instrument.date)])))
    for link in instrument.links:
        graph.add((node, SKOS.exactMatch, URIRef(link)))
    _add_names(graph, node, instrument.name, instrument.aliases)
