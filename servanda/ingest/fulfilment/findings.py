"""Findings: the sentences of a report that tell of a wish, and how things stand by each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from servanda.ingest.fulfilment.features import Features, features
from servanda.ingest.fulfilment.rules import Act, cue
from servanda.ingest.fulfilment.wishes import Wish, is_strong
from servanda.loaders.sentences import sentences

SURE = 0.5
"""Share of what a wish is about that a sentence must have, for a finding."""
LEAST_GAP = 0.36
"""The same, where a sentence tells that something of the wish is missing, and shares a topic with it."""
PERHAPS = 0.4
"""The same, for a candidate that people should look at."""
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


class Kind(StrEnum):
    """How things stand with a wish by one sentence."""

    DONE = "done"
    MET = "met"
    CLAIMED = "claimed"
    PREPARED = "prepared"
    GAP = "gap"
    UNTOLD = "untold"
    ABANDONED = "abandoned"


_SHORT = {Kind.GAP, Kind.UNTOLD}


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


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that tells of a wish."""

    sentence: Sentence
    kinds: frozenset[Kind]
    score: float
    """Share of what the wish is about that the sentence has, 0 to 1."""


@dataclass(slots=True)
class Reading:
    """The sentences of a report, found by what they are about."""

    sentences: tuple[Sentence, ...]
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


def findings(
    wish: Wish,
    report: Reading,
    before: Sequence[Reading] = (),
    least: float = SURE,
) -> list[Finding]:
    """Return what a report tells of a wish, in the order of its text.

    Args:
        wish: the wish.
        report: a report later than the one that has the wish.
        before: the reports up to the one in which the wish was made; what they say already is no news of an act.
        least: share of what the wish is about that a sentence must have.
    """
    found: list[Finding] = []
    for score, sentence in report.about(wish.about, max(wish.least, min(least, LEAST_GAP))):
        if not _is_about(wish, sentence):
            continue
        kinds = _kinds(wish, sentence)
        if score < least:
            kinds &= _SHORT if _has_topic(wish, sentence) else set()
        if kinds - _SHORT and any(earlier.has(sentence) for earlier in before):
            kinds -= {Kind.DONE, Kind.MET, Kind.CLAIMED, Kind.PREPARED}
        if kinds:
            found.append(Finding(sentence, frozenset(kinds), score))
    return found


def _is_about(wish: Wish, sentence: Sentence) -> bool:
    """Tell whether a sentence has a telling feature of a wish, if it has any, and speaks of its act."""
    strong = {name for name in wish.about if is_strong(name)}
    if strong and not strong & sentence.about.keys():
        return False
    return not wish.act.topic or bool(wish.act.topic.search(sentence.text))


def _has_topic(wish: Wish, sentence: Sentence) -> bool:
    shared = wish.about.keys() & sentence.about.keys()
    return any(name.startswith("#") and is_strong(name) for name in shared)


def _kinds(wish: Wish, sentence: Sentence) -> set[Kind]:
    """Return how things stand by the clauses of a sentence that tell most of a wish."""
    shares = [sum(w for name, w in wish.about.items() if name in about) for _, about in sentence.clauses]
    best = max(shares)
    kinds: set[Kind] = set()
    for share, (clause, _) in zip(shares, sentence.clauses, strict=True):
        if share >= best - 1e-9 or share >= SURE * wish.weight:
            kinds |= _of_clause(wish.act, clause)
    return kinds


@lru_cache(maxsize=65536)
def _of_clause(act: Act, clause: str) -> frozenset[Kind]:
    return frozenset(_told_by(act, clause))


def _told_by(act: Act, clause: str) -> set[Kind]:
    """Return how things stand with an act by a clause."""
    kinds: set[Kind] = set()
    if cue("abandoned").search(clause) and not cue("successor").search(clause):
        kinds.add(Kind.ABANDONED)
    if act.silent and cue("untold").search(clause):
        return kinds | {Kind.UNTOLD}
    is_gap = not act.only_untold and bool(cue("gap").search(clause))
    is_missing = is_gap and (act.missing is None or bool(act.missing.search(clause)))
    if act.meets and act.meets.search(clause) and not is_gap:
        return kinds | {Kind.MET}
    if is_missing:
        kinds.add(Kind.GAP)
    if cue("prepared").search(clause):
        return kinds | {Kind.PREPARED}
    if act.done.search(clause):
        if not is_gap:
            kinds.add(Kind.CLAIMED if cue("claimed").search(clause) else Kind.DONE)
    elif cue("halfway").search(clause) or (act.prepared and act.prepared.search(clause)):
        kinds.add(Kind.PREPARED)
    elif act.goes_on:
        kinds.add(Kind.GAP)
    return kinds


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
