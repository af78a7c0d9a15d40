"""Repeats: recommendations that ask the same as one of an earlier year, in the same or in other words.

The same is the same act on the same object; wider or narrower, or with a threshold that a law moved, it is still the
same. Another treaty, another body, publishing instead of doing, or renewing instead of implementing is another wish.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rdflib import URIRef

from servanda.ingest.fulfilment.bearing import is_of_other_branch
from servanda.ingest.fulfilment.features import Features, word_stems
from servanda.ingest.fulfilment.gathering import Asked, is_later
from servanda.ingest.fulfilment.rules import topics
from servanda.ingest.fulfilment.wishes import Wish, wishes

LEAST = 0.6
"""Likeness from which on two wishes of the same act are the same."""
_CONTAINED = 0.8
"""Share of the smaller wish that must stand in the wider one."""
_WORDS_CONTAINED = 0.7
"""Share of the words of the shorter text that must stand in the longer one, where the words decide."""
_WORDS = 0.4
"""Share of the words of both that they must have in common, where the words decide."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recommendation that says an earlier one again."""

    forerunner: URIRef
    since: str
    """Date of the report that made it first."""
    years: int
    """Calendar years from that report to this one."""


def repeats(asked: Sequence[Asked]) -> Mapping[URIRef, Repeat]:
    """Return the recommendations of a country that repeat an earlier one of the same series, in the order of dates.

    The forerunner is the latest earlier recommendation that asks the same; of several, the likest.
    """
    found: dict[URIRef, Repeat] = {}
    before: dict[str, dict[str, list[Asked]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted((a for a in asked if a.is_recommendation), key=lambda a: (a.issued, a.iri)):
        rivals = [
            (issued, likeness(one.text, other.text), other)
            for issued, others in before[one.series].items()
            if is_later(one.issued, issued)
            for other in others
        ]
        same = [(issued, score, other) for issued, score, other in rivals if score >= LEAST]
        if same:
            _, _, forerunner = max(same, key=lambda rival: (rival[0], rival[1], rival[2].iri))
            since = found[forerunner.iri].since if forerunner.iri in found else forerunner.issued
            found[one.iri] = Repeat(forerunner.iri, since, int(one.issued[:4]) - int(since[:4]))
        before[one.series][one.issued].append(one)
    return found


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Return how much two recommendations ask the same, 0 to 1."""
    if one == other:
        return 1.0
    fewer, more = sorted((wishes(one), wishes(other)), key=len)
    if not fewer:
        return 0.0
    best = [max(_alike(wish, rival) for rival in more) for wish in fewer]
    score = sum(best) / len(best)
    return max(score, LEAST) if _says_the_same(one, other) else score


def _says_the_same(one: str, other: str) -> bool:
    """Tell whether most words of one are those of the other, the first act and the kinds of objects being the same."""
    first, second = wishes(one)[0], wishes(other)[0]
    if first.act.name != second.act.name or _differ(first.about, second.about) or is_of_other_branch(one, other):
        return False
    words, others = word_stems(one), word_stems(other)
    shared = len(words & others)
    return shared >= _WORDS_CONTAINED * min(len(words), len(others)) and shared >= _WORDS * len(words | others)


def _alike(one: Wish, other: Wish) -> float:
    """Return how much two wishes are the same; 0 where their acts or named objects differ."""
    if one.act.name != other.act.name or _differ(one.about, other.about) or is_of_other_branch(one.text, other.text):
        return 0.0
    first, second = _without_numbers(one.about), _without_numbers(other.about)
    shared = sum(min(first[name], second[name]) for name in first.keys() & second.keys())
    smaller, wider = sorted((sum(first.values()), sum(second.values())))
    if shared >= _CONTAINED * smaller and _names(first) & _names(second) == min(_names(first), _names(second), key=len):
        return max(LEAST, shared / wider)
    return shared / (smaller + wider - shared)


def _differ(one: Features, other: Features) -> bool:
    """Tell whether two wishes are about different treaties, or one is about a body and the other about a plan."""
    exclusive = {f"#{name}" for name in topics().treaties} | {"#policy", "#mechanism"}
    ours, theirs = exclusive & one.keys(), exclusive & other.keys()
    return bool(ours and theirs and not ours & theirs)


def _without_numbers(about: Features) -> Features:
    """Leave thresholds out, which laws move, unless there is nothing else."""
    return {name: weight for name, weight in about.items() if not name.isdigit()} or about


def _names(about: Features) -> frozenset[str]:
    return frozenset(name for name, weight in about.items() if weight > 1.0 and not name.startswith("#"))
