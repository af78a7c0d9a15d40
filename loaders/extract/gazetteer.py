"""Known international bodies, organisations and treaties, found by their names and acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from servanda.loaders.extract.lexicon import heads, word_sets
from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.words import Words
from servanda.ontology import authority

WORDS = word_sets("actors_words.toml")


@dataclass(frozen=True, slots=True)
class _Known:
    words: tuple[str, ...]
    kind: Literal["actor", "instrument"]
    type: str
    country: str | None


def _split(name: str) -> tuple[str, ...]:
    """Split a name roughly as the tokenizer does."""
    name = name.replace("'", "’").replace("’s", " ’s").replace("s’ ", "s ’ ").replace(",", " ,")
    return tuple(word for word in name.replace("(", "( ").replace(")", " )").split() if word)


@cache
def _table() -> dict[str, tuple[_Known, ...]]:
    """Return the known names by their first word, longest first."""
    found: dict[str, list[_Known]] = {}
    for body in authority.bodies():
        unsafe = set(body.ambiguous_aliases)
        for name in dict.fromkeys((body.name, body.acronym or "", *body.aliases)):
            if name and name not in unsafe and (len(name) > 2 or name in {"EU", "UN", "AU"}):
                words = _split(name.removeprefix("the "))
                found.setdefault(words[0], []).append(_Known(words, "actor", body.type, body.country))
    for instrument in authority.instruments():
        unsafe = set(instrument.ambiguous_aliases)
        for name in dict.fromkeys((instrument.name, *instrument.aliases)):
            if name and name not in unsafe and _is_title(name):
                words = _split(name)
                found.setdefault(words[0], []).append(_Known(words, "instrument", instrument.type, instrument.of))
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}


def _is_title(name: str) -> bool:
    """Tell whether a name can be told from a common phrase: by its head noun ("… Convention") or its capitals."""
    nouns = heads("instruments_heads.toml")
    return sum(letter.isupper() for letter in name) > 2 or any(word in nouns for word in name.lower().split())


def _is_acronym(words: Words, i: int) -> bool:
    return i >= 0 and len(words.forms[i]) > 1 and words.forms[i].isupper()


def _doer(words: Words, i: int, cut: int) -> Mention | None:
    """Return the body of "UNICEF-supported"."""
    name = words.forms[i][:-cut]
    for entry in _table().get(name, ()):
        if entry.words == (name,) and entry.kind == "actor":
            end = words.ends[i] - cut
            return Mention(words.starts[i], end, "actor", entry.type, name, "authority", entry.country)
    return None


def _chapter(words: Words, last: int, places: Mapping[int, tuple[int, str]]) -> tuple[int, str | None]:
    """Return the last word and the country of a national chapter: "Transparency International Georgia"."""
    first = last + 2 if words.forms[last + 1 : last + 2] in (["/"], ["-"], ["–"]) else last + 1
    if first not in places or words.fresh[first] or words.first[last + 1 : last + 2] == [True]:
        return last, None
    end, country = places[first]
    return end, country


def known(words: Words, places: Mapping[int, tuple[int, str]]) -> Iterator[tuple[int, int, Mention]]:
    """Find known names; yield their first and last word and the mention.

    Args:
        words: the text.
        places: last word and code of each country's name and demonym, by its first word.
    """
    table = _table()
    i = 0
    while i < len(words):
        step = 1
        if (cut := words.done_by(i)) and (doer := _doer(words, i, cut)) is not None:
            yield i, i, doer
        for entry in table.get(words.forms[i], ()):
            size = len(entry.words)
            if tuple(words.forms[i : i + size]) == entry.words:
                step = size
                last, first = i + size - 1, i
                if " ".join(words.lower[i : last + 1]) in WORDS["shared_names"]:
                    break
                while entry.kind == "instrument" and _is_acronym(words, first - 1) and not words.fresh[first]:
                    first -= 1
                if entry.kind == "actor" and size > 3 and first > 0 and words.forms[first - 1] in {"UN", "U.N."}:
                    first -= 1
                last, country = _chapter(words, last, places) if entry.type == "NGO" else (last, None)
                size = last + 1 - i
                start = first - 1 if first > 0 and words.lower[first - 1] == "the" and not words.fresh[first] else first
                yield first, last, Mention(words.starts[start], words.ends[last], entry.kind, entry.type,
                                       words.phrase(first, last), "authority", country or entry.country)  # fmt: skip
                step = size
                break
        i += step
