"""An index of entries by the words of their names, so that a name is compared with few of them."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from servanda.graph.citations.reading import citations
from servanda.graph.matching.entries import Entry
from servanda.graph.matching.scores import Match, Query, digits, features, is_certain, key, score

_COMPARED = 100
"""Entries that a name is compared with at most: those that share its rarest words."""
_FLOOR = 40.0
"""Score below which nothing is offered."""
_MISSPELT = 85.0
"""Likeness of words, 0 to 100, from which on one counts as a misspelling of the other."""


class Index:
    """Finds the entries that a name may mean."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index entries; those that are only described are left out."""
        self.entries = [entry for entry in entries if entry.named]
        self._keys = [tuple(dict.fromkeys(key(name) for name in entry.names)) for entry in self.entries]
        self._by_iri = {entry.iri: number for number, entry in enumerate(self.entries)}
        self._words: dict[str, set[int]] = defaultdict(set)
        self._exact: dict[str, set[int]] = defaultdict(set)
        self._ambiguous: dict[str, set[int]] = defaultdict(set)
        self._identifiers: dict[tuple[str, str], set[int]] = defaultdict(set)
        for number, entry in enumerate(self.entries):
            for name in self._keys[number]:
                self._exact[name].add(number)
                for word in name.split():
                    self._words[word].add(number)
            for name in entry.ambiguous:
                self._ambiguous[key(name)].add(number)
            for identifier in entry.identifiers:
                self._identifiers[identifier].add(number)
        self._vocabulary = sorted(self._words)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    def get(self, iri: str) -> Entry | None:
        """Return the entry with an IRI, or None."""
        number = self._by_iri.get(iri)
        return None if number is None else self.entries[number]

    def match(self, query: Query, limit: int = 10) -> list[Match]:
        """Return the best entries for a query, the best first.

        At most one is accepted: by an identifier that the query or its name gives, or by its exact name if nothing
        else bears that name and type, state or number agree. A name that is marked as ambiguous is never accepted.
        """
        cited = self._cited(query)
        name = key(query.name)
        numbers = (self._candidates(name) if query.name.strip() else self._numbered(query.number)) | cited
        for identifier in query.identifiers:
            numbers |= self._identifiers.get(identifier, set())
        found: list[tuple[float, int, dict[str, float]]] = []
        for number in numbers:
            fitting = features(query, self.entries[number], name, self._keys[number])
            if fitting is None:
                continue
            if number in cited:
                fitting["identifier"] = 1.0
            if "name" in fitting and name in self._ambiguous and number in self._ambiguous[name]:
                fitting["name"] = max(fitting["name"], 0.9)
            value = score(fitting)
            if value >= _FLOOR:
                found.append((value, number, fitting))
        found.sort(key=lambda item: (-item[0], self.entries[item[1]].iri))
        certain = self._certain(found, name)
        return [
            Match(self.entries[number], value, fitting, number == certain) for value, number, fitting in found[:limit]
        ]

    def starting(self, prefix: str, limit: int = 10) -> list[Entry]:
        """Return entries one of whose names contains a word that starts so, the shortest names first."""
        start = key(prefix) if prefix.strip() else ""
        if not start:
            return []
        found = [
            number
            for number, names in enumerate(self._keys)
            if any(name.startswith(start) or f" {start}" in name for name in names)
        ]
        found.sort(key=lambda number: (len(self._keys[number][0]), self.entries[number].iri))
        return [self.entries[number] for number in found[:limit]]

    def _certain(self, found: list[tuple[float, int, dict[str, float]]], name: str) -> int | None:
        """Return the entry that is accepted, or None where none or several could be."""
        identified = [number for _, number, fitting in found if fitting.get("identifier")]
        if identified:
            return identified[0] if len(identified) == 1 else None
        if name in self._ambiguous:
            return None
        certain = [number for _, number, fitting in found if is_certain(fitting)]
        rivals = [number for _, number, fitting in found if fitting.get("name") == 1.0]
        return certain[0] if len(certain) == 1 == len(rivals) else None

    def _numbered(self, number: str | None) -> set[int]:
        """Return the entries with an official number."""
        wanted = digits(number) if number else ()
        return {n for n, entry in enumerate(self.entries) if wanted and entry.number and digits(entry.number) == wanted}

    def _cited(self, query: Query) -> set[int]:
        """Return the entries that the name cites by number or by a known name ("ILO C. 182")."""
        if query.type in {"Actor"}:
            return set()
        found: set[int] = set()
        for citation in citations(query.name, query.country):
            for identifier in citation.identifiers if citation.instrument else ():
                found |= self._identifiers.get(identifier, set())
        return {number for number in found if self.entries[number].family == "instrument"}

    def _candidates(self, name: str) -> set[int]:
        """Return the entries with exactly this name, and those that share its rarest words, misspelt ones too."""
        found = set(self._exact.get(name, ())) | self._ambiguous.get(name, set())
        words = {known for word in name.split() for known in self._spellings(word)}
        weights: dict[int, float] = {}
        for word in sorted(words, key=lambda known: (len(self._words[known]), known)):
            bearers = self._words[word]
            weight = math.log(1 + len(self.entries) / len(bearers))
            if len(weights) < _COMPARED:
                for number in bearers:
                    weights[number] = weights.get(number, 0.0) + weight
            else:  # a word that many bear only tells apart those that share a rarer one
                for number in weights.keys() & bearers:
                    weights[number] += weight
        best = heapq.nsmallest(_COMPARED, weights, key=lambda number: (-weights[number], number))
        return found | set(best)

    def _spellings(self, word: str) -> list[str]:
        if word in self._words or len(word) < 4:
            return [word] if word in self._words else []
        near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_MISSPELT, limit=3)
        return [found for found, _, _ in near]
