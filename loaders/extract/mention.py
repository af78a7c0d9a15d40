"""Mentions and entities: what the recogniser finds in a text, and what coreference makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["actor", "instrument"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch `text[start:end]` that speaks of an actor or an instrument."""

    start: int
    end: int
    kind: Kind
    type: str
    """Actor or instrument type of the annotation guidelines."""
    name: str
    """The name without article: "Ministry of Justice" for "the Ministry of Justice"."""
    rule: str
    """Identifier of the rule or gazetteer that found it."""
    country: str | None = None
    """ISO 3166-1 alpha-3 where the words themselves tell ("Malian officials"), else None."""
    named: bool = True
    """False for described ones ("local NGOs", "the ministry")."""
    anaphor: bool = False
    """True for pronouns ("it", "they"), which are linked but never listed as aliases."""
    number: str | None = None
    """Official number or article of an instrument, as written."""


@dataclass(slots=True)
class Entity:
    """One actor or instrument of a report with all its mentions in the order of the text."""

    id: str
    kind: Kind
    type: str
    name: str
    country: str | None
    named: bool
    part_of: str | None = None
    number: str | None = None
    mentions: list[Mention] = field(default_factory=list)
