"""Wishes: what a recommendation or commitment asks to be done, one wish for each act that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from servanda.ingest.fulfilment.features import Features, features
from servanda.ingest.fulfilment.rules import Act, acts, cue

_VERBS = (
    "accede|adopt|allocate|allow|amend|apply|approve|assess|authorize|build|carry out|cease|clarify|collect|conduct"
    "|create|criminalize|dedicate|define|determine|develop|eliminate|empower|enact|enforce|ensure|establish|expand|finalize|fund"
    "|hire|implement|improve|increase|institute|integrate|investigate|launch|make (?=[^.;]*(?:available|public))"
    "|monitor|prohibit|prosecute|protect|provide|publish|raise|ratify|reduce|refer|release|remove|repeal|strengthen|train"
    "|update"
)
_SPLIT = re.compile(
    rf"(?<=[a-z)”\"’])\s*[;.]\s+(?:and\s+|or\s+)?(?:by\s+)?(?=[A-Za-z])|,?\s+and\s+(?=(?:further\s+|also\s+)?(?:{_VERBS})\b)"
    rf"|,\s+(?=(?:{_VERBS})\b)|,?\s+and\s+(?=that\s)|\s+•\s+",
    re.IGNORECASE,
)
_TREATIES = re.compile(r",\s+and\s+|;\s+and\s+|;\s+|,\s+|\s+and\s+(?=(?:the\s+|ILO\s+|UN\s+|its\s+)?[A-Z])")
_SHORTEST = 3
"""Words that a part has at least, to be a wish of its own."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One act that is asked for, and what it is about."""

    text: str
    act: Act
    about: Features
    is_of_degree: bool
    """Whether it asks for more or enough of something, rather than for a thing to be there."""

    @property
    def weight(self) -> float:
        """Return the weight of all its features."""
        return sum(self.about.values())


@lru_cache(maxsize=32768)
def wishes(text: str) -> tuple[Wish, ...]:
    """Return the wishes of a text, in its order."""
    parts = _parts(" ".join(text.split()))
    found: list[Wish] = []
    for part in parts:
        act = next(act for act in acts() if act.wish.search(part))
        pieces = _treaties(part) if act.name == "ratify" else [part]
        for piece in pieces:
            about = features(piece)
            if about:
                found.append(Wish(piece, act, about, bool(cue("degree").search(piece))))
    return tuple(found)


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for part in _SPLIT.split(text):
        if parts and len(part.split()) < _SHORTEST:
            parts[-1] = f"{parts[-1]}; {part}"
        elif part:
            parts.append(part)
    return parts


def _treaties(text: str) -> list[str]:
    """Return one text for each treaty whose ratification is asked for."""
    pieces = [piece for piece in _TREATIES.split(text) if any(name.startswith("#") for name in features(piece))]
    return pieces if len(pieces) > 1 else [text]
