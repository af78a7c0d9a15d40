"""Suggestions while a name is typed: the entries with a name that holds the words so far."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from servanda.graph.matching.entries import Entry

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry, and the name of it that fits what was typed."""

    entry: Entry
    name: str


class Suggestions:
    """Suggests entries; those with more ties come first among equals."""

    def __init__(self, entries: Iterable[Entry], ties: Mapping[str, int] | None = None) -> None:
        """Take the entries and the number of ties of each, by IRI."""
        weights = ties or {}
        self._known = [
            (entry, weights.get(entry.iri, 0), [(name, folded(name)) for name in entry.names]) for entry in entries
        ]

    def suggest(
        self, text: str, family: str | None = None, country: str | None = None, most: int = 10
    ) -> list[Suggestion]:
        """Return the best entries for what was typed, the best first.

        The whole name counts most, then its beginning, then that each word typed begins one of its words.

        Args:
            text: what was typed so far; case and accents do not matter.
            family: `actor` or `instrument` alone.
            country: entries of this country alone (ISO 3166-1 alpha-3).
            most: entries at most.
        """
        typed = folded(text)
        words = typed.split()
        if not words:
            return []
        found: list[tuple[int, int, int, str, Suggestion]] = []
        for entry, ties, names in self._known:
            if (family and entry.family != family) or (country and entry.country != country):
                continue
            fits = [
                (rank, len(plain), name) for name, plain in names if (rank := _rank(typed, words, plain)) is not None
            ]
            if fits:
                rank, length, name = min(fits)
                found.append((rank, -ties, length, entry.iri, Suggestion(entry, name)))
        return [suggestion for *_, suggestion in sorted(found, key=lambda one: one[:4])[:most]]


def folded(text: str) -> str:
    """Return the words of a text without case and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def _rank(typed: str, words: list[str], plain: str) -> int | None:
    """Return how well a name fits, 0 best; None where it does not."""
    if plain == typed:
        return 0
    if plain.startswith(typed):
        return 1
    parts = plain.split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 2
    return None
