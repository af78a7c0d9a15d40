"""Wishes: what a recommendation or commitment asks to be done, one wish for each act that it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from servanda.ingest.fulfilment.features import Features, features
from servanda.ingest.fulfilment.rules import Act, acts, cue, topics

_VERBS = (
    "accede|adopt|allocate|allow|amend|apply|approve|assess|authorize|build|carry out|cease|clarify|collect|conduct"
    "|create|criminalize|dedicate|define|determine|develop|eliminate|empower|enact|enforce|ensure|establish|expand|finalize|fund"
    "|hire|implement|improve|increase|institute|integrate|investigate|launch|make (?=[^.;]*(?:available|public))"
    "|monitor|prohibit|prosecute|protect|provide|publish|raise|ratify|reduce|refer|release|remove|repeal|strengthen|train"
    "|update"
)
_GERUNDS = (
    "adopting|allocating|bringing|building|collecting|conducting|constructing|creating|developing|eliminating|empowering"
    "|enforcing|ensuring|establishing|expanding|funding|hiring|implementing|improving|increasing|initiating|making"
    "|prohibiting|providing|publishing|raising|recruiting|reducing|removing|requiring|strengthening|targeting"
)
_SPLIT = re.compile(
    rf"(?<=[a-z)”\"’])\s*[;.]\s+(?:and\s+|or\s+)?(?:by\s+)?(?=[A-Za-z])|,?\s+and\s+(?=(?:further\s+|also\s+)?(?:{_VERBS})\b)"
    rf"|,\s+(?:and\s+)?(?=(?:{_GERUNDS})\b)|(?<=ing )and\s+(?=(?:{_GERUNDS})\b)|,\s+(?=(?:{_VERBS})\b)"
    r"|,?\s+and\s+(?=that\s)|\s*[•·]\s+",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:fund\w*|resources|equipment|tools)(?:,| and)[^.;]{0,40}\btrain|\btrain\w*(?:,| and)[^.;]{0,40}"
    r"\b(?:fund\w*|resources|equipment|tools)",
    re.IGNORECASE,
)
"""A wish for training and for money or means at once."""
_POINTING = re.compile(r"\b(?:it|its|they|their|them|these|those|this)\b", re.IGNORECASE)
"""Words by which a part goes on about what the one before it is about."""
_TAIL = re.compile(
    r",? (?:including|such as|particularly|especially|in particular|to ensure|in order to|by (?=\w+ing)|so that|namely"
    r"|for example|with which to|to be (?=equivalent|consistent|commensurate|in line)|so as to"
    r"|to (?=inform|adequately|effectively|provide adequate))\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"^\W*(?:raise|increase|set|establish|adopt|ensure|extend)\b.*?"
    r"\b(?:to|at|through|until|of|is|least) (?:age )?(1\d)\b",
    re.IGNORECASE,
)
_AGED = ("compulsory", "minimum-age", "hazardous")
"""Topics that laws set an age for."""
_OF_A_TAIL = 0.5
"""Weight of what a wish names as an example, a purpose or a way."""
_OF_THE_ACT = 1.0
"""Weight of the topic that the act itself gives, where there is an object."""
_LEAST_WEIGHT = 2.0
"""Weight of a part that says enough to be a wish of its own, without a topic."""
_SHORTEST = 3
"""Words that a part has at least, to be a wish of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """One act that is asked for, and what it is about."""

    text: str
    act: Act
    about: Features
    is_of_degree: bool
    """Whether it asks for more or enough of something, rather than for a thing to be there."""
    age: tuple[str, int] | None = None
    """The topic that it wants an age for, and the age, in years."""

    @property
    def weight(self) -> float:
        """Return the weight of all its features."""
        return sum(self.about.values())

    @property
    def least(self) -> float:
        """Return the share of its features that a sentence must have at least: all, where none says much."""
        says_enough = any(is_strong(name) and name != f"#{self.act.implied}" for name in self.about)
        return 0.0 if self.act.only_untold or says_enough else 1.0


@lru_cache(maxsize=32768)
def wishes(text: str) -> tuple[Wish, ...]:
    """Return the wishes of a text, in its order."""
    found: list[Wish] = []
    for part in _parts(" ".join(text.split())):
        act = next(act for act in acts() if act.fits(part))
        is_of_degree = bool(cue("degree").search(part))
        whole = _about(part)
        named = {name: whole[name] for name in whole if name.removeprefix("#") in topics().treaties}
        if act.name == "ratify" and named:
            found += [Wish(part, act, {name: weight}, is_of_degree) for name, weight in named.items()]
            continue
        if found and _POINTING.search(part):
            whole = {**found[-1].about, **whole}
        object_alone = {name: weight for name, weight in whole.items() if name != f"#{act.implied}"}
        if len(object_alone) < len(whole) and any(is_strong(name) for name in object_alone):
            whole = {**object_alone, f"#{act.implied}": _OF_THE_ACT}
        if whole:
            found.append(Wish(part, act, whole, is_of_degree, _age(part)))
            if act.name == "train" and _BOTH.search(part):
                funded = next(other for other in acts() if other.name == "fund")
                found.append(Wish(part, funded, whole, is_of_degree))
    return tuple(wish for wish in found if wish.weight >= _LEAST_WEIGHT or _has_topic(wish.about)) or tuple(found)


def _about(text: str) -> Features:
    """Return what a wish is about; what all sentences are about counts where there is nothing else.

    Examples, purposes and ways count for less than what stands before them.
    """
    found = features(text)
    if tail := _TAIL.search(text):
        head = features(text[: tail.start()])
        if head:
            found = {name: weight if name in head else weight * _OF_A_TAIL for name, weight in found.items()}
    telling = {name: weight for name, weight in found.items() if name.removeprefix("#") not in topics().ubiquitous}
    return telling if any(is_strong(name) for name in telling) else found


def _age(part: str) -> tuple[str, int] | None:
    """Return the age that a wish sets as a threshold, with the topic that it is for."""
    stated, lower = _AGE.search(part), part.lower()
    if stated is None:
        return None
    placed = [(match.start(), name) for name in _AGED if (match := topics().patterns[name].search(lower))]
    return (min(placed)[1], int(stated[1])) if placed else None


def _has_topic(about: Features) -> bool:
    return any(name.startswith("#") for name in about)


def is_strong(name: str) -> bool:
    """Tell whether a feature can prove a match: a word, or a topic that is not weak."""
    known = topics()
    return name.removeprefix("#") not in known.weak | known.ubiquitous


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    before = ""
    for part in _SPLIT.split(text):
        if not part:
            continue
        if len(part.split()) >= _SHORTEST:
            parts.append(f"{before}{part}")
            before = ""
        elif parts:
            parts[-1] = f"{parts[-1]}; {part}"
        else:
            before = f"{part} and "
    return parts or ([before.removesuffix(" and ")] if before else [])
