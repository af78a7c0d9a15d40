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
from servanda.ingest.fulfilment.rules import Act, cue, weights
from servanda.ingest.fulfilment.wishes import Wish, is_strong

_NAME = 1.5
"""Weight of a capitalised word inside a sentence, by which it is known from other words."""
_MOST_STRONG = 3
_MOST_OTHER = 4


def probability(wish: Wish, text: str, about: Features) -> float:
    """Return how likely a sentence tells how things stand with a wish, 0 to 1.

    Args:
        wish: the wish.
        text: the sentence.
        about: what the sentence is about.
    """
    known = weights()
    total = known["intercept"] + sum(known[name] * value for name, value in measures(wish, text, about).items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def measures(wish: Wish, text: str, about: Features) -> Mapping[str, float]:
    """Return what a wish and a sentence have in common, as numbers of 0 to 1 with their names."""
    shared = wish.about.keys() & about.keys()
    share = sum(wish.about[name] for name in shared) / wish.weight
    ours, theirs = word_stems(wish.text), word_stems(text)
    same = len(ours & theirs)
    names = [name for name, weight in wish.about.items() if weight == _NAME]
    strong = sum(is_strong(name) for name in shared)
    other = sum(name.startswith("#") and is_strong(name) and name not in wish.about for name in about)
    is_gap, is_done, is_untold = _tells(wish.act, text)
    return {
        "share": share,
        "share-squared": share * share,
        "words": same / max(1, len(ours)),
        "words-of-sentence": same / max(1, len(theirs)),
        "strong": min(strong, _MOST_STRONG) / _MOST_STRONG,
        "act": float(wish.act.topic is None or bool(wish.act.topic.search(text))),
        "other-topics": min(other, _MOST_OTHER) / _MOST_OTHER,
        "other-name": float(bool(names) and not any(name in about for name in names)),
        "other-kind": float(_is_of_other_kind(wish.about, about)),
        "other-branch": float(_is_of_other_branch(wish.text, text)),
        "gap": float(is_gap),
        "done": float(is_done),
        "untold": float(is_untold and wish.act.only_untold),
    }


@lru_cache(maxsize=65536)
def _tells(act: Act, text: str) -> tuple[bool, bool, bool]:
    return bool(cue("gap").search(text)), bool(act.done.search(text)), bool(cue("untold").search(text))


def _is_of_other_kind(ours: Features, theirs: Features) -> bool:
    """Tell whether one is about a body and the other about a plan."""
    one, other = _KINDS & ours.keys(), _KINDS & theirs.keys()
    return bool(one and other) and not one & other


def _is_of_other_branch(wish: str, text: str) -> bool:
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
