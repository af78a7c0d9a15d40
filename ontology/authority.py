"""Authority data: the states of the world, well-known bodies and well-known legal instruments.

The tables in `authority/` hold facts (names, codes, dates, identifiers) from ISO 3166-1, the UN treaty collection, the
ILO, the Council of Europe, the EU and Wikidata; demonyms and aliases are our own list. A form that can mean something
else ("CAT", "the Commission") stands in `ambiguous_aliases` only: it counts where the context says what is meant.
Links to external datasets stand in a table of their own, one a line, under the id of the entry. A folder of tables of
the same form, named by SERVANDA_AUTHORITY, adds to these.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

from servanda.ontology import extension
from servanda.ontology.links import ExternalLink

PUBLIC_BODIES = frozenset({"Government", "Ministry", "Agency", "Legislature", "Court"})
"""Actor types that are kinds of `sv:PublicBody`."""

_FOLDED_LENGTH = 5
"""From this length on the case of a country's name does not matter; "us" is not the United States."""

_CODES = "datasets/country-codes"
_CODES_DAY = "2026-11-24"
"""Source of the countries' codes, and the day on which they were taken from it."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory of ISO 3166-1; demonyms are adjectives and words for its people, in the singular."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    records: tuple[ExternalLink, ...] = ()


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
    id: str = ""
    """Short key of the entry in the tables, such as `IOM`."""
    part_of: str | None = None
    """Id of the body that it is a part of."""
    records: tuple[ExternalLink, ...] = ()

    @property
    def links(self) -> tuple[str, ...]:
        """IRIs of the same body in external datasets (Wikidata, ROR)."""
        return _same(self.records)


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
    id: str = ""
    """Short key of the entry in the tables, such as `ILO-C182`."""
    in_force: str | None = None
    """Day, month or year of entry into force, ISO 8601; None where it is not known or not yet in force."""
    records: tuple[ExternalLink, ...] = ()

    @property
    def links(self) -> tuple[str, ...]:
        """IRIs of the same instrument, and addresses of its official pages."""
        pages = (link.page for link in self.records if link.predicate == "dcterms:identifier" and link.page)
        return tuple(dict.fromkeys((*_same(self.records), *pages)))


def _same(records: tuple[ExternalLink, ...]) -> tuple[str, ...]:
    return tuple(link.iri for link in records if link.predicate == "skos:exactMatch" and link.iri)


def _rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table, and after them those that a user added; of two with one id the later counts."""
    text = files("servanda.ontology").joinpath("authority", name).read_text(encoding="utf-8")
    own = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    added = extension.rows(name)
    replaced = {row["id"] for row in added if "id" in row}
    return [*(row for row in own if row.get("id") not in replaced or "id" not in row), *added]


@cache
def _links() -> dict[str, tuple[ExternalLink, ...]]:
    """Return the links of every entry by its id."""
    found: dict[str, list[ExternalLink]] = {}
    for row in _rows("links.tsv"):
        link = ExternalLink(row["scheme"], row["identifier"], row["predicate"], row["source"], row["date"],
                            float(row["confidence"]))  # fmt: skip
        found.setdefault(row["subject"], []).append(link)
    return {subject: tuple(links) for subject, links in found.items()}


def _country_links(row: dict[str, str], codes: dict[str, str]) -> tuple[ExternalLink, ...]:
    cells = (
        ("iso3166", row["iso3"], "dcterms:identifier"),
        ("m49", codes.get("m49", ""), "dcterms:identifier"),
        ("geonames", codes.get("geonames", ""), "skos:exactMatch"),
        ("loc", codes.get("marc", ""), "skos:exactMatch"),
        ("wikidata", codes.get("wikidata", ""), "skos:exactMatch"),
        ("eu-country", row["iso3"] if codes.get("m49") else "", "skos:exactMatch"),
    )
    return tuple(ExternalLink(name, code, predicate, _CODES, _CODES_DAY) for name, code, predicate in cells if code)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def countries() -> tuple[Country, ...]:
    """Return all states and territories in the order of their alpha-3 codes."""
    codes = {row["iso3"]: row for row in _rows("country_codes.tsv")}
    return tuple(
        Country(row["iso3"], row["iso2"], row["name"], _listed(row["aliases"]), _listed(row["demonyms"]),
                _country_links(row, codes.get(row["iso3"], {})))
        for row in _rows("countries.tsv")
    )  # fmt: skip


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
            id=row["id"],
            part_of=row["part_of"] or None,
            records=_links().get(row["id"], ()),
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
            id=row["id"],
            in_force=row["in_force"] or None,
            records=_links().get(row["id"], ()),
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


def state_code(value: str) -> str | None:
    """Return the alpha-3 code of a state that a table gives by its code, alpha-3 or alpha-2, or by its name, or None.

    Of names also short spellings are known: "St Kitts & Nevis", "Sao Tome and Principe".
    """
    text = value.strip()
    if len(text) in (2, 3) and (code := _by_any_code().get(text.upper())):
        return code
    spelled = re.sub(r"\bSt\.? ", "Saint ", text.replace("&", "and"))
    return country_of(text) or country_of(spelled) or _by_bare_name().get(_bare(spelled))


@cache
def _by_any_code() -> dict[str, str]:
    return {code: entry.iso3 for entry in countries() for code in (entry.iso3, entry.iso2)}


@cache
def _by_bare_name() -> dict[str, str]:
    return {_bare(name): entry.iso3 for entry in countries() for name in (entry.name, *entry.aliases)}


def _bare(name: str) -> str:
    """Return a name in lower case and without accents."""
    return "".join(c for c in normalize("NFKD", name.lower()) if not combining(c))
