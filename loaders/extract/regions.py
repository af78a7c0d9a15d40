"""Governments below the state: "the Bihar government", "the Government of Zanzibar", "the state of Bahia"."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words

WORDS = word_sets("actors_words.toml")
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_LONGEST = 4


def regions(words: Words, stops: frozenset[int]) -> Iterator[Mention]:
    """Find the governments of states of a federation, provinces, territories and towns.

    Args:
        words: the text.
        stops: words that belong to names of countries, which are no regions, and to names known otherwise.
    """
    for i, form in enumerate(words.lower):
        if form == "government":
            span = _governed(words, i, stops) or _governing(words, i, stops)
        elif form in WORDS["territories"]:
            span = _acting(words, i, stops)
        else:
            continue
        if span is not None:
            yield _mention(words, *span)


def _governed(words: Words, i: int, stops: frozenset[int]) -> tuple[int, int] | None:
    """Return the words of "Government of [the] National Capital Territory"."""
    first = i + 2
    if words.lower[i + 1 : first] != ["of"] or words.fresh[i + 1]:
        return None
    first += words.lower[first : first + 1] == ["the"]
    last = _name_end(words, first, stops)
    return None if last is None or words.lower[first] in WORDS["kingdoms"] else (i, last)


def _governing(words: Words, i: int, stops: frozenset[int]) -> tuple[int, int] | None:
    """Return the words of "Bihar government": a name that is no country's and no person's."""
    first = i
    while first > 0 and i - first < _LONGEST and _is_name(words, first - 1, stops) and not words.fresh[first]:
        first -= 1
    before = words.lower[first - 1 : first]
    if first == i or before != ["the"] or not _ends_phrase(words, i) or first - 1 in stops:
        return None
    kind = words.lower[first] in WORDS["government_kinds"]
    return None if kind or _is_holder(words, words.forms[i - 1]) else (first, i)


def _acting(words: Words, i: int, stops: frozenset[int]) -> tuple[int, int] | None:
    """Return the words of a region that acts: "the state of Bahia adopted", "Sindh Province passed"."""
    if words.title[i]:
        first, last = i, i
        while first > 0 and i - first < _LONGEST and _is_name(words, first - 1, stops) and not words.fresh[first]:
            first -= 1
        if first == i:
            return None
    else:
        if words.lower[i + 1 : i + 2] != ["of"] or words.lower[i - 1 : i] != ["the"]:
            return None
        end = _name_end(words, i + 2, stops)
        if end is None:
            return None
        first, last = i, end
    opens = first if words.lower[first - 1 : first] != ["the"] else first - 1
    within = opens > 0 and not words.first[opens] and words.tags[opens - 1] in {"IN", "TO", "CC", ","}
    follows = last + 1
    acts = follows < len(words) and words.tags[follows] in _FINITE and words.lower[follows] not in WORDS["being"]
    return (first, last) if acts and not within else None


def _name_end(words: Words, first: int, stops: frozenset[int]) -> int | None:
    last = first - 1
    while last + 1 < len(words) and last - first < _LONGEST and _is_name(words, last + 1, stops):
        if words.fresh[last + 1]:
            break
        last += 1
    return last if last >= first else None


def _is_name(words: Words, i: int, stops: frozenset[int]) -> bool:
    """Tell whether a word can be part of a region's name."""
    form = words.forms[i]
    if i in stops or not words.title[i] or words.lower[i] in WORDS["calendar"]:
        return False
    return words.tags[i] in {"NNP", "NNPS", "NN", "JJ"} and "-" not in form and not (form.isupper() and len(form) < 4)


def _ends_phrase(words: Words, i: int) -> bool:
    """Tell whether "government" is a phrase's last word: not "the Zanzibar government hospital"."""
    return i + 1 >= len(words) or words.tags[i + 1] not in {"NN", "NNS", "NNP", "NNPS"}


def _is_holder(words: Words, name: str) -> bool:
    """Tell whether a name is that of a head of government: "President Evo Morales" and "the Morales government"."""
    for i, form in enumerate(words.forms):
        if form == name and not WORDS["rulers"].isdisjoint(words.lower[max(0, i - 3) : i]):
            return True
    return False


def _mention(words: Words, first: int, last: int) -> Mention:
    start = first - 1 if first > 0 and words.lower[first - 1] == "the" and not words.fresh[first] else first
    return Mention(words.starts[start], words.ends[last], "actor", "Agency", words.phrase(first, last), "name:region")
