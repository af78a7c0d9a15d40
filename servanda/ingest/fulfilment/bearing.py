"""Bearing: how likely a sentence of a later report tells how things stand with a wish.

A logistic regression on what the two have in common. Its weights were learned from pairs that a reader judged
(`scripts/train_bearing.py`); nothing in them is about a country.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from servanda.ingest.fulfilment.features import Features, word_stems
from servanda.ingest.fulfilment.rules import cue, weights
from servanda.ingest.fulfilment.wishes import Wish, is_strong

_NAME = 1.5
"""Weight of a capitalised word inside a sentence, by which it is known from other words."""
_MOST_STRONG = 3
_MOST_OTHER = 4
_TOLD = ("act", "gap", "done", "untold")


def probability(wish: Wish, text: str, about: Features, least: float = 0.0) -> float:
    """Return how likely a sentence tells how things stand with a wish, 0 to 1.

    Args:
        wish: the wish.
        text: the sentence.
        about: what the sentence is about.
        least: what is less likely may be returned as 0, which is faster.
    """
    known = weights()
    total = known["intercept"] + sum(known[name] * value for name, value in _in_common(wish, text, about).items())
    if _logistic(total + sum(max(0.0, known[name]) for name in _TOLD)) < least:
        return 0.0
    return _logistic(total + sum(known[name] * value for name, value in _told(wish, text).items()))


def measures(wish: Wish, text: str, about: Features) -> Mapping[str, float]:
    """Return what a wish and a sentence have in common, as numbers of 0 to 1 with their names."""
    return {**_in_common(wish, text, about), **_told(wish, text)}


def _in_common(wish: Wish, text: str, about: Features) -> dict[str, float]:
    shared = wish.about.keys() & about.keys()
    share = sum(wish.about[name] for name in shared) / wish.weight
    ours, theirs = word_stems(wish.text), word_stems(text)
    same = len(ours & theirs)
    names = [name for name, weight in wish.about.items() if weight == _NAME]
    strong = sum(map(is_strong, shared))
    other = sum(name[0] == "#" and name not in wish.about and is_strong(name) for name in about)
    return {
        "share": share,
        "share-squared": share * share,
        "words": same / max(1, len(ours)),
        "words-of-sentence": same / max(1, len(theirs)),
        "strong": min(strong, _MOST_STRONG) / _MOST_STRONG,
        "other-topics": min(other, _MOST_OTHER) / _MOST_OTHER,
        "other-name": float(bool(names) and not any(name in about for name in names)),
        "other-kind": float(_is_of_other_kind(wish.about, about)),
        "other-branch": float(is_of_other_branch(wish.text, text)),
    }


def _told(wish: Wish, text: str) -> dict[str, float]:
    """Return what the words of a sentence tell by the patterns of the act; this takes most of the time."""
    is_gap, is_untold = _falls_short(text)
    act = wish.act
    values = (act.topic is None or _has(act.topic, text), is_gap, _has(act.done, text), is_untold and act.only_untold)
    return dict(zip(_TOLD, map(float, values), strict=True))


def _logistic(total: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@lru_cache(maxsize=65536)
def _falls_short(text: str) -> tuple[bool, bool]:
    return bool(cue("gap").search(text)), bool(cue("untold").search(text))


@lru_cache(maxsize=65536)
def _has(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(text))


def _is_of_other_kind(ours: Features, theirs: Features) -> bool:
    """Tell whether one is about a body and the other about a plan."""
    one, other = _KINDS & ours.keys(), _KINDS & theirs.keys()
    return bool(one and other) and not one & other


def is_of_other_branch(wish: str, text: str) -> bool:
    """Tell whether one is about the enforcement of criminal law alone, and the other of labour law alone."""
    ours, theirs = _branch(wish), _branch(text)
    return bool(ours and theirs and ours != theirs)


@lru_cache(maxsize=65536)
def _branch(text: str) -> str:
    is_criminal, is_labour = bool(_CRIMINAL.search(text)), bool(_LABOUR.search(text))
    return "" if is_criminal == is_labour else "criminal" if is_criminal else "labour"


_KINDS = {"#policy", "#mechanism"}
_CRIMINAL = re.compile(r"\bcriminal|\bpolice\b|prosecut", re.IGNORECASE)
_LABOUR = re.compile(r"\blabou?r (?:law\b|inspect)|inspectorate|inspectors", re.IGNORECASE)
