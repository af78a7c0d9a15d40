"""Whose part an actor is: the body that its wording names, else the government of its country."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from servanda.loaders.extract.mention import Entity, Mention

PUBLIC = frozenset({"Ministry", "Agency", "Legislature", "Court", "Official"})
_OWNERS = frozenset({"Ministry", "Agency", "Legislature", "Court", "InternationalBody", "NGO"})
_WITHIN = re.compile(r" (?:of|within|under|at|in|from|inside) (?:the )?")
_WIDER = ("+post", "+owner")


def attach(entities: list[Entity], text: str) -> None:
    """Tell of every actor what it is a part of, where the text or its being a public body tells.

    Args:
        entities: the actors and instruments of a report, with their ids.
        text: the report's text.
    """
    actors = [entity for entity in entities if entity.kind == "actor"]
    places = sorted(
        ((m, e) for e in actors for m in e.mentions if not m.anaphor), key=lambda row: (row[0].start, -row[0].end)
    )
    _named_owners(places)
    _following_owners(places, text)
    states = {e.country: e for e in actors if e.type == "Government"}
    for entity in actors:
        if entity.part_of is None and entity.type in PUBLIC and entity.country in states:
            entity.part_of = states[entity.country].id


def _named_owners(places: list[tuple[Mention, Entity]]) -> None:
    """Read owners inside a wider wording: "the Ministry of Labor's Inspection Office"."""
    starts = [mention.start for mention, _ in places]
    for mention, entity in places:
        if entity.part_of is None and mention.rule.partition(":")[2].endswith(_WIDER):
            near = places[bisect_left(starts, mention.start) : bisect_left(starts, mention.end)]
            inside = [e for m, e in near if m.end <= mention.end]
            owner = next((e for e in inside if e is not entity and _can_own(e, entity)), None)
            entity.part_of = owner.id if owner else None


def _following_owners(places: list[tuple[Mention, Entity]], text: str) -> None:
    """Read owners that follow: "the Child Labor Unit within the Ministry of Labor"."""
    outer = [(m, e) for m, e in places if "+post" not in m.rule]
    for (mention, entity), (following, owner) in pairwise(outer):
        if entity.part_of is None and entity.type in PUBLIC and _can_own(owner, entity):
            gap = text[mention.end : following.start]
            if _WITHIN.fullmatch(gap) or _WITHIN.fullmatch(gap + " "):
                entity.part_of = owner.id


def _can_own(owner: Entity, entity: Entity) -> bool:
    """Tell whether an actor can be a part of another without a circle."""
    return owner is not entity and owner.type in _OWNERS and owner.part_of != entity.id
