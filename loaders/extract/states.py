"""States as actors: governments in all their wordings, and countries that act under their own names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words
from servanda.ontology import authority

WORDS = word_sets("actors_words.toml")
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Place:
    """Words `first` to `last` name a country (or, `demonym`, what belongs to one)."""

    first: int
    last: int
    country: str
    demonym: bool


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """Return country names and demonyms as words by their first word, longest first."""
    found: dict[str, dict[tuple[str, ...], tuple[str, bool]]] = {}
    for country in authority.countries():
        for phrases, demonym in ((country.demonyms, True), ((country.name, *country.aliases), False)):
            for phrase in phrases:
                words = tuple(_split(phrase))
                if words and (len(phrase) > 3 or "." in phrase or phrase.isupper()):
                    found.setdefault(words[0], {})[words] = (country.iso3, demonym)
    return {
        first: tuple((words, *value) for words, value in sorted(rows.items(), key=lambda row: -len(row[0])))
        for first, rows in found.items()
    }


def _split(phrase: str) -> Iterator[str]:
    """Split a country name as the tokenizer does."""
    yield from phrase.replace("'", "’").replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split()


def places(words: Words, country: str | None) -> list[Place]:
    """Find the names of countries and the demonyms, in order, never overlapping.

    Args:
        words: the text.
        country: the state that the report is about, whose name may be shortened to its initials ("CAR").
    """
    names = _names()
    initials = _initials(country)
    if initials:
        names = {**names, initials: (((initials,), country or "", False),)}
    found: list[Place] = []
    i = 0
    while i < len(words):
        step = 1
        for phrase, iso3, demonym in names.get(words.forms[i], ()):
            if words.forms[i : i + len(phrase)] == list(phrase):
                found.append(Place(i, i + len(phrase) - 1, iso3, demonym))
                step = len(phrase)
                break
        i += step
    return found


def _initials(country: str | None) -> str | None:
    """Return the initials of a country's name if they can stand for it: "CAR", "DRC", "UAE"."""
    known = authority.country(country) if country else None
    letters = "".join(word[0] for word in known.name.replace("-", " ").split() if word[0].isupper()) if known else ""
    return letters if len(letters) >= 3 else None


def governments(words: Words, found: list[Place]) -> Iterator[Mention]:
    """Find governments and authorities as a whole."""
    starting = {place.first: place for place in found if not place.demonym}
    ending = {place.last: place for place in found}
    for i, form in enumerate(words.lower):
        if form in {"government", "governments", "regime"}:
            yield from _government(words, i, starting, ending)
        elif form == "authorities":
            yield from _authorities(words, i, ending)


def modifying(words: Words) -> Iterator[Mention]:
    """Find "government" before what a government does or is blamed for: "without government restriction"."""
    for i, form in enumerate(words.lower[:-1]):
        if form == "government" and words.lower[i + 1] in WORDS["government_doings"] and not words.fresh[i + 1]:
            yield Mention(words.starts[i], words.ends[i], "actor", "Government", words.forms[i], "government",
                          named=False)  # fmt: skip


def _government(words: Words, i: int, starting: dict[int, Place], ending: dict[int, Place]) -> Iterator[Mention]:
    """Read the phrase around "government"."""
    first, last, country = i, i, None
    while first > 0 and words.lower[first - 1] in WORDS["government_kinds"] and not words.fresh[first]:
        first -= 1
    if first - 1 in ending and not words.fresh[first]:
        place = ending[first - 1]
        country, first = place.country, place.first
    j = k = i + 1
    if country is None and j + 1 < len(words) and words.lower[j] in {"of", "in"}:
        k = j + 2 if words.lower[j + 1] == "the" and j + 1 not in starting else j + 1
        if k in starting and words.lower[j] == "of":
            country, last = starting[k].country, starting[k].last
        elif words.lower[j] == "of" and words.lower[j + 1 : j + 3] == ["the", "republic"] and j + 4 in starting:
            country, last = starting[j + 4].country, starting[j + 4].last
    article = first > 0 and words.lower[first - 1] in {"the", "its", "their", "this", "both"} and not words.fresh[first]
    if words.lower[i] == "governments" and country is None:
        yield from _strangers(words, i)
        return
    if words.lower[i] == "regime" and country is None and not article:
        return
    follows = words.tags[last + 1] if last + 1 < len(words) else "."
    if last == i and follows in {"NN", "NNS", "NNP", "NNPS"} and words.lower[i + 1] not in {"efforts"}:
        return
    if not (article or country or follows in _FINITE):
        return
    start = first - 1 if article else first
    several = list(_further(words, last, starting)) if words.lower[i] == "governments" and last > i else []
    if several:
        start = first = k
    name = words.phrase(first, last)
    yield Mention(words.starts[start], words.ends[last], "actor", "Government", name, "government", country,
                  named=country is not None)  # fmt: skip
    yield from several


def _strangers(words: Words, i: int) -> Iterator[Mention]:
    """Read the governments of states that are not named: "foreign governments"."""
    if i > 0 and words.lower[i - 1] in WORDS["strangers"] and not words.fresh[i]:
        yield Mention(words.starts[i - 1], words.ends[i], "actor", "Government", words.phrase(i - 1, i),
                      "described:government", named=False)  # fmt: skip


def _further(words: Words, last: int, starting: dict[int, Place]) -> Iterator[Mention]:
    """Yield the other states of a list: "the Governments of Peru, Chile, and the United States"."""
    while last + 2 < len(words) and words.lower[last + 1] in {",", "and"}:
        first = last + 2
        while first < len(words) and words.lower[first] in {"and", "the"}:
            first += 1
        if first not in starting or words.fresh[first]:
            return
        place = starting[first]
        start = first - 1 if words.lower[first - 1] == "the" else first
        last = place.last
        yield Mention(words.starts[start], words.ends[last], "actor", "Government", words.phrase(first, last), "state",
                      place.country)  # fmt: skip


def _authorities(words: Words, i: int, ending: dict[int, Place]) -> Iterator[Mention]:
    """Read the phrase around "authorities"."""
    first, country = i, None
    while first > 0 and words.lower[first - 1] in WORDS["authority_kinds"] and not words.fresh[first]:
        first -= 1
    if first - 1 in ending and not words.fresh[first]:
        country, first = ending[first - 1].country, ending[first - 1].first
    elif first > 0 and not words.first[first] and words.tags[first - 1] in {"JJ", "NN", "NNP", "NNS"}:
        return
    article = first > 0 and words.lower[first - 1] == "the" and not words.fresh[first]
    start = first - 1 if article else first
    yield Mention(words.starts[start], words.ends[i], "actor", "Government", words.phrase(first, i), "authorities",
                  country, named=False)  # fmt: skip


def acting(words: Words, found: list[Place]) -> Iterator[Mention]:
    """Find countries that act or are dealt with under their own names: "Bulgaria and Germany cooperated"."""
    names = [place for place in found if not place.demonym]
    ending = {place.last: place for place in names}
    starting = {place.first: place for place in names}
    for place in names:
        if _acts(words, place, starting, ending) or _is_partner(words, place) or _is_agent(words, place):
            yield Mention(words.starts[place.first], words.ends[place.last], "actor", "Government",
                          words.phrase(place.first, place.last), "state", place.country)  # fmt: skip


def _acts(words: Words, place: Place, starting: dict[int, Place], ending: dict[int, Place]) -> bool:
    """Tell whether a country is the subject of a finite verb, alone or with others."""
    first, last = place.first, place.last
    while (before := _joint(words, first, -1)) in ending:
        first = ending[before].first
    while (after := _joint(words, last, 1)) in starting:
        last = starting[after].last
    before = first - 1
    if before >= 0 and not words.first[first]:
        if words.lower[before] == "the":
            before -= 1
        if words.tags[before] in {"IN", "TO"} and words.lower[before] not in WORDS["clause_openers"]:
            return False
        if words.lower[before] in {"and", ","} and words.title[before - 1]:
            return False
    if not WORDS["country_roles"].isdisjoint(words.lower[last + 2 : last + 8]):
        return False
    after = last + 1
    while after < len(words) and words.tags[after] == "RB":
        after += 1
    if after >= len(words) or words.tags[after] not in _FINITE:
        return False
    owns = words.lower[after] in {"has", "have", "had"} and words.tags[after + 1 : after + 2] in (
        ["DT"],
        ["NNS"],
        ["CD"],
    )
    conceded = before >= 0 and words.lower[before] in {"although", "while"}
    return not owns or (conceded and words.lower[after + 1] in WORDS["had_programmes"])


def _joint(words: Words, i: int, step: int) -> int:
    """Return the word beyond the ",", "and" or ", and" on one side of a word; -1 if there is none."""
    joint = i + step
    while 0 <= joint < len(words) and words.lower[joint] in {"and", ",", "the"}:
        joint += step
    return joint if joint != i + step else -1


def _is_agent(words: Words, place: Place) -> bool:
    """Tell whether a passive names a country as its doer: "a resolution put forth by Iceland"."""
    i = place.first - 1
    if i >= 0 and words.lower[i] == "the":
        i -= 1
    if i < 1 or words.lower[i] != "by":
        return False
    return "VBN" in words.tags[max(0, i - 2) : i]


def _is_partner(words: Words, place: Place) -> bool:
    """Tell whether a country is a party to an agreement or cooperation."""
    i = place.first - 1
    if i >= 0 and words.lower[i] == "the":
        i -= 1
    while i >= 1 and (words.title[i] or words.lower[i] in {"and", ",", "the"}) and not words.fresh[i + 1]:
        i -= 1
    if i < 1 or words.lower[i] not in {"with", "between"}:
        return False
    return any(word in WORDS["bonds"] for word in words.lower[max(0, i - 4) : i])
