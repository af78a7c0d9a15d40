"""How well an entry fits a name: features from 0 to 1 and a score from 0 to 100 made of them.

Likeness of names is that of rapidfuzz (normalised insertions and deletions, words in any order). State, type, number
and year do not outweigh each other: one that is known on both sides and differs rules an entry out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from servanda.graph.matching.entries import Entry, Family
from servanda.graph.names import PUBLIC_TYPES, spelled
from servanda.ontology.iris import slug

_WEIGHTS = {"name": 60.0, "country": 20.0, "type": 15.0, "number": 25.0, "year": 10.0}
"""Parts of the score; only those count that can be compared, and the name always does."""
_OTHER_NUMBER = 0.7
"""Likeness at most of names with other numbers in them: "Convention 138" and "Convention 182" differ by what counts."""
_UNSURE = 0.5
"""Value of a feature that is asked for and that the entry does not tell."""
_FAMILIES: dict[str, Family] = {"Actor": "actor", "LegalInstrument": "instrument"}
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    name: str
    """Empty where only identifiers or a number are known."""
    type: str | None = None
    """A type of actors or instruments, `Actor`, `LegalInstrument`, or None for all."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    number: str | None = None
    year: str | None = None
    identifiers: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be what is looked for."""

    entry: Entry
    score: float
    """From 0 to 100."""
    features: dict[str, float]
    """What the score is made of, each from 0 to 1."""
    accepted: bool
    """Whether it is certain enough to be taken without a person's judgement."""


@lru_cache(maxsize=1 << 17)
def key(name: str) -> str:
    """Return the form in which names are compared: words in one spelling, without case, accents and articles."""
    return slug(spelled(name)).replace("-", " ")


def features(query: Query, entry: Entry, query_key: str, entry_keys: tuple[str, ...]) -> dict[str, float] | None:
    """Return how an entry fits, feature by feature, or None where something known on both sides differs."""
    found: dict[str, float] = {}
    if query.name:
        found["name"] = max((_likeness(query_key, other) for other in entry_keys), default=0.0)
    if query.identifiers:
        known = {scheme for scheme, _ in query.identifiers} & {scheme for scheme, _ in entry.identifiers}
        if query.identifiers & entry.identifiers:
            found["identifier"] = 1.0
        elif known:
            return None
    if query.type:
        found["type"] = _type_fit(query.type, entry)
    if query.country:
        found["country"] = _country_fit(query.country, entry)
    number, year = query.number, query.year or _found(_YEAR, query.name)
    if number and entry.number:
        found["number"] = float(digits(number) == digits(entry.number))
    if year:
        own = (entry.date or "")[:4] or _found(_YEAR, entry.name)
        found["year"] = float(own == year) if own else _UNSURE
    return None if any(found.get(name) == 0.0 for name in ("type", "country", "number", "year")) else found


def score(found: dict[str, float]) -> float:
    """Return the score of features, 0 to 100; an identifier decides."""
    if found.get("identifier"):
        return 100.0
    weights = {name: _WEIGHTS[name] for name in found}
    if not weights:
        return 0.0
    return round(100 * sum(weight * found[name] for name, weight in weights.items()) / sum(weights.values()), 1)


def is_certain(found: dict[str, float]) -> bool:
    """Return whether features suffice without a person: an identifier, or the exact name and something besides it."""
    if found.get("identifier"):
        return True
    return found.get("name") == 1.0 and any(found.get(name) == 1.0 for name in ("type", "country", "number"))


def _likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    likeness = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other)) / 100
    if likeness <= _OTHER_NUMBER or digits(one) == digits(other):
        return min(likeness, 0.99)
    return _OTHER_NUMBER


def _type_fit(wanted: str, entry: Entry) -> float:
    if wanted == entry.type or _FAMILIES.get(wanted) == entry.family:
        return 1.0
    if {wanted, entry.type} <= PUBLIC_TYPES:
        return _UNSURE  # "Agency" and "Ministry" are told apart by judgement
    return 0.0


def _country_fit(wanted: str, entry: Entry) -> float:
    if entry.country == wanted:
        return 1.0
    if entry.country is None and (entry.family == "instrument" or entry.type not in PUBLIC_TYPES):
        return _UNSURE
    return 0.0


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match[0] if match else None


def digits(number: str) -> tuple[str, ...]:
    """Return the digits of an official number, group by group, without zeros in front."""
    return tuple(part.lstrip("0") for part in _DIGITS.findall(number))
