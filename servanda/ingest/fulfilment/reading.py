"""Reading: the sentences of a report with what each is about."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from servanda.ingest.fulfilment.features import Features, features
from servanda.ingest.fulfilment.rules import cue
from servanda.loaders.sentences import sentences

_SAME = 0.7
"""Likeness of sentences that are one and the same, said again."""
_CLAUSES = re.compile(
    r"(?:,|;) (?=(?:but|although|though|however|while|yet|despite)\b)|; |(?<=[a-z\d])\.(?=[A-Z])"
    r"|,? and (?=(?:also |\w+ly )?\w+ed\b (?!by\b))"
    r"|, (?=(?:also |\w+ly )?\w{3,}ed (?:the|a|an|its|their|to|for|new|\w+ing|\d)\b)"
)
_OPENING = re.compile(
    r"^\W*(?:although|while|despite|though|even though|because|as|since)\b[^,]*(?:,[^,]{0,60}?)*?, (?=\w)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence of a report with what it is about."""

    start: int
    end: int
    text: str
    about: Features

    @property
    def clauses(self) -> tuple[tuple[str, Features], ...]:
        """Return the clauses between which its judgement may turn."""
        return _clauses(self.text)


@dataclass(slots=True, eq=False)
class Reading:
    """The sentences of a report, found by what they are about."""

    sentences: tuple[Sentence, ...]
    told: dict[Any, list[Any]] = field(default_factory=dict)
    """What was found in it for a wish, kept by those who look for it."""
    _by_feature: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Index the sentences."""
        for place, sentence in enumerate(self.sentences):
            for name in sentence.about:
                self._by_feature[name].append(place)

    def about(self, wanted: Features, least: float) -> list[tuple[float, Sentence]]:
        """Return the sentences that have a share of features, with the share."""
        total = sum(wanted.values())
        shares: dict[int, float] = defaultdict(float)
        for name, weight in wanted.items():
            for place in self._by_feature.get(name, ()):
                shares[place] += weight / total
        return [
            (round(shares[place], 3), self.sentences[place])
            for place in sorted(shares)
            if shares[place] >= least - 1e-9
        ]

    def has(self, sentence: Sentence) -> bool:
        """Tell whether the report says the same already."""
        return any(_likeness(sentence.about, other.about) >= _SAME for _, other in self.about(sentence.about, _SAME))


def read(text: str) -> Reading:
    """Return the sentences of a report's text that may tell something; what stands in every report is left out."""
    found = []
    for span in sentences(text):
        words = text[span.start : span.end]
        if len(words.split()) < 5 or not _HEADING.search(words) or cue("standing").search(words):
            continue
        found.append(Sentence(span.start, span.end, words, features(words)))
    return Reading(tuple(found))


@lru_cache(maxsize=8192)
def _clauses(words: str) -> tuple[tuple[str, Features], ...]:
    """Return the clauses of a sentence between which its judgement may turn."""
    parts = _CLAUSES.split(words)
    if opening := _OPENING.match(parts[0]):
        parts[:1] = [parts[0][: opening.end()], parts[0][opening.end() :]]
    return tuple((part, features(part)) for part in parts if part.strip())


def _likeness(one: Features, other: Features) -> float:
    shared = one.keys() & other.keys()
    return len(shared) / max(1, len(one.keys() | other.keys()))
