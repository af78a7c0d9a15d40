"""The recogniser's word lists, read once from the data files and laid out for fast look-up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Head:
    """What a head noun says of the phrase it heads."""

    type: str
    small: str
    """ "never", "modified", "any" or "bare": how it may stand for an actor when it is written small."""
    modifiers: frozenset[str]
    anaphor: bool
    plural: bool
    """True when, written small, only the plural is an actor."""
    is_plural: bool
    singular: str


def table(name: str) -> dict[str, Any]:
    """Read a data file of the extractor."""
    return tomllib.loads(files("servanda.loaders.extract").joinpath("data", name).read_text(encoding="utf-8"))


def plural(phrase: str) -> str:
    """Return the plural of a noun phrase: "agency" → "agencies"; the first word's before "of" ("councils of …")."""
    first, of, rest = phrase.partition(" of ")
    if first.endswith(("s", "x", "ch", "sh")):
        return first + "es" + of + rest
    if first.endswith("y") and first[-2:-1] not in "aeiou":
        return first[:-1] + "ies" + of + rest
    return first + "s" + of + rest


def index(phrases: Iterable[str]) -> dict[str, frozenset[int]]:
    """Return, for each last word of the phrases, how many words the phrases that end with it may have."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        words = phrase.split()
        lengths.setdefault(words[-1], set()).add(len(words))
    return {word: frozenset(found) for word, found in lengths.items()}


@cache
def word_sets(name: str) -> dict[str, frozenset[str]]:
    """Return the word lists of a data file by their names."""
    return {key: frozenset(words) for key, words in table(name).items()}


@cache
def heads(name: str) -> dict[str, tuple[Head, ...]]:
    """Return the heads of a data file by their words in lower case, singulars and plurals."""
    found: dict[str, list[Head]] = {}
    for row in table(name)["heads"]:
        for word in row["words"]:
            twofold = word.startswith(("laws and", "memoranda"))
            for form, many in ((word, twofold), (plural(word), True)):
                if form.endswith("polices"):  # a verb
                    continue
                head = Head(
                    row["type"], row.get("small", "never"), frozenset(row.get("with", ())), row.get("anaphor", False),
                    row.get("plural", False), many, word,
                )  # fmt: skip
                found.setdefault(form, []).append(head)
    return {word: tuple(entries) for word, entries in found.items()}
