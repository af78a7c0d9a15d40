"""Which ties a network is made of."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from servanda.errors import UsageError
from servanda.graph.derivation import DIRECTED, OTHERWISE, PARTNER
from servanda.ontology.vocab import ACTOR_TYPES, SV

STATUSES = {"occurrence": SV.Tie, "claimed": SV.ClaimedTie, "planned": SV.PlannedTie}
"""The class of ties of each status: what the reports' authors say took place, what is only claimed, what is planned."""
KINDS = tuple(sorted({PARTNER, *DIRECTED.values(), OTHERWISE}))
"""Kinds of ties."""
_COUNTRY = re.compile(r"[A-Z]{3}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a network is narrowed to; what is left empty does not narrow it.

    Raises:
        UsageError: a value is none of its field.
    """

    countries: tuple[str, ...] = ()
    """Ties with at least one actor of these countries (ISO 3166-1 alpha-3)."""
    types: tuple[str, ...] = ()
    """Ties between actors of these types alone (names of `ACTOR_TYPES`)."""
    kinds: tuple[str, ...] = ()
    """Ties of these kinds (names of `KINDS`)."""
    also: tuple[str, ...] = ()
    """Statuses beside what took place: `claimed`, `planned`."""
    start: str = ""
    """First day that counts (ISO 8601; a year or month stands for its first day)."""
    end: str = ""
    """Last day that counts (a year or month stands for its last day)."""
    min_weight: int = 1
    """Statements that a tie rests on, at least."""
    series: tuple[str, ...] = ()
    """Only statements of reports of these series (the last part of their IRIs)."""

    def __post_init__(self) -> None:
        """Refuse what no tie can fit because it is misspelt."""
        _check("country", self.countries, _COUNTRY)
        _among("type", self.types, ACTOR_TYPES)
        _among("kind", self.kinds, KINDS)
        _among("status", self.also, STATUSES)
        _check("from", (self.start,) if self.start else (), _DAY)
        _check("to", (self.end,) if self.end else (), _DAY)
        if not self.in_period(self.start, "9999"):
            raise UsageError(f"the period ends ({self.end}) before it begins ({self.start}): exchange them")
        if self.min_weight < 1:
            raise UsageError(f"min_weight is {self.min_weight}: it must be 1 or more")

    @property
    def statuses(self) -> frozenset[str]:
        """The statuses of ties that are in."""
        return frozenset({"occurrence", *self.also})

    @property
    def counts_anew(self) -> bool:
        """Whether only a part of a tie's statements counts, so that its weight has to be counted anew."""
        return bool(self.start or self.end or self.series)

    def in_period(self, first: str, last: str) -> bool:
        """Return whether something that lasted from one day to another overlaps the period."""
        return first <= f"{self.end or 9999}-99-99"[:10] and last >= self.start


def _check(name: str, values: Collection[str], pattern: re.Pattern[str]) -> None:
    for value in values:
        if not pattern.fullmatch(value):
            wanted = "three capitals, such as MLI" if pattern is _COUNTRY else "a day, such as 2010-02-24, or a year"
            raise UsageError(f"{name} is {value!r}: give {wanted}")


def _among(name: str, values: Collection[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            raise UsageError(f"{name} is {value!r}: use {', '.join(known)}")
