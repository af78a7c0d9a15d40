"""Findings: the sentences of a report that tell of a wish, and how things stand by each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from servanda.ingest.fulfilment.bearing import probability
from servanda.ingest.fulfilment.reading import Reading, Sentence
from servanda.ingest.fulfilment.rules import Act, acts, cue, topics
from servanda.ingest.fulfilment.wishes import Wish, is_strong

SURE = 0.45
"""How likely a sentence must tell of a wish, for a finding that something was done."""
LEAST_GAP = 0.3
"""The same, where it tells that something is missing."""
PERHAPS = 0.25
"""The same, for a candidate that people should look at."""
_LEAST_SHARE = 0.2
"""Share of what a wish is about that a sentence must have to be looked at."""
_MOST_TELLING = 0.5
"""Share of what a wish is about by which a clause is judged, whatever others have."""
_CONCESSION = re.compile(r"\W*(?:although|while|despite|though|even though)\b", re.IGNORECASE)
_DATED = re.compile(r"\b[Ii]n (?:early |late |mid-)?(?:[A-Z][a-z]+ )?((?:19|20)\d\d)\b")
_AGE = re.compile(
    r"\b(?:to|until|through|at|age|ages|between ages? \d+ and|to the age of|under|as) (?:age )?(\d{1,2})\b(?! percent)"
)
_ADULT = 18


class Kind(StrEnum):
    """How things stand with a wish by one sentence."""

    DONE = "done"
    MET = "met"
    REACHED = "reached"
    CLAIMED = "claimed"
    PREPARED = "prepared"
    GAP = "gap"
    UNTOLD = "untold"
    ABANDONED = "abandoned"


_SHORT = {Kind.GAP, Kind.UNTOLD}


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that tells of a wish."""

    sentence: Sentence
    kinds: frozenset[Kind]
    score: float
    """How likely the sentence tells of the wish, 0 to 1."""
    share: float
    """Share of what the wish is about that the sentence has, 0 to 1."""


def findings(
    wish: Wish,
    report: Reading,
    before: Sequence[Reading] = (),
    least: float = SURE,
    since: str = "",
) -> list[Finding]:
    """Return what a report tells of a wish, in the order of its text.

    Args:
        wish: the wish.
        report: a report later than the one that has the wish.
        before: the reports up to the one in which the wish was made; what they say already is no news of an act.
        least: how likely a sentence must tell of an act.
        since: year of the wish; what a sentence dates up to then is no news of an act.
    """
    found: list[Finding] = []
    for told in _told(wish, report):
        if told.score < min(least, LEAST_GAP):
            continue
        kinds = told.kinds if told.score >= least else told.kinds & _SHORT
        text = told.sentence.text
        if kinds - _SHORT and (_is_dated(text, since) or any(earlier.has(told.sentence) for earlier in before)):
            kinds &= _SHORT | {Kind.ABANDONED}
        if kinds:
            found.append(Finding(told.sentence, kinds, told.score, told.share))
    return found


def _told(wish: Wish, report: Reading) -> list[Finding]:
    """Return the sentences that may tell of a wish; they are kept, since many reports make the same wish again."""
    if wish not in report.told:
        report.told[wish] = list(_telling(wish, report))
    return report.told[wish]


def _telling(wish: Wish, report: Reading) -> Iterator[Finding]:
    strong = {name for name in wish.about if is_strong(name)}
    topic = wish.act.topic
    for share, sentence in report.about(wish.about, max(wish.least, _LEAST_SHARE)):
        if strong and not strong & sentence.about.keys() and not (topic and topic.search(sentence.text)):
            continue  # it has nothing that tells it from others
        score = probability(wish, sentence.text, sentence.about, PERHAPS)
        if score >= PERHAPS and (kinds := _kinds(wish, sentence)):
            yield Finding(sentence, frozenset(kinds), round(score, 3), share)


def _is_dated(text: str, since: str) -> bool:
    """Tell whether all days that a sentence names are of years up to a year."""
    years = _DATED.findall(text)
    return bool(since and years) and max(years) <= since


def _kinds(wish: Wish, sentence: Sentence) -> set[Kind]:
    """Return how things stand by the clauses of a sentence that tell most of a wish."""
    shares = [sum(w for name, w in wish.about.items() if name in about) for _, about in sentence.clauses]
    best = max(shares)
    kinds: set[Kind] = set()
    for share, (clause, _) in zip(shares, sentence.clauses, strict=True):
        if share >= best - 1e-9 or share >= _MOST_TELLING * wish.weight:
            kinds |= _of_clause(wish.act, clause)
            if wish.age and Kind.GAP not in kinds and _age_told(wish.age[0], clause) >= wish.age[1]:
                kinds.add(Kind.REACHED)
    if Kind.DONE in kinds and _concedes(wish.act, sentence):
        kinds = (kinds - {Kind.DONE}) | {Kind.GAP}
    if not kinds:  # the clauses that name what the wish is about do not tell how it stands
        kinds.update(*(_of_clause(wish.act, clause) for clause, _ in sentence.clauses))
    return kinds


def _concedes(act: Act, sentence: Sentence) -> bool:
    """Tell whether a sentence admits what was done only to say what is missing."""
    opening, *others = sentence.clauses
    return bool(_CONCESSION.match(opening[0])) and any(Kind.GAP in _of_clause(act, clause) for clause, _ in others)


@lru_cache(maxsize=8192)
def _age_told(topic: str, clause: str) -> int:
    """Return the highest age that a clause gives for a topic, 0 if it gives none."""
    lower = clause.lower()
    found = topics().patterns[topic].search(lower)
    told = [int(age) for age in _AGE.findall(lower)] if found else []
    return max((age for age in told if age <= _ADULT), default=0)


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
    if act.done.search(clause) or (not act.strict and acts()[-1].done.search(clause)):
        if not is_gap:
            kinds.add(Kind.CLAIMED if cue("claimed").search(clause) else Kind.DONE)
    elif cue("halfway").search(clause) or (act.prepared and act.prepared.search(clause)):
        kinds.add(Kind.PREPARED)
    elif act.goes_on:
        kinds.add(Kind.GAP)
    return kinds
