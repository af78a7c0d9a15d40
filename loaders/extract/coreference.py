"""Coreference: which mentions speak of the same actor or instrument, and whose part an actor is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from servanda.loaders.extract.mention import Entity, Mention
from servanda.ontology import authority

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|its|their|all|some|many|several|other|most)\s+", re.IGNORECASE)
_OUTER = re.compile(r"\s*\([^()]*\)$")
PUBLIC = frozenset({"Ministry", "Agency", "Legislature", "Court", "Official"})
DOMESTIC = PUBLIC | {"NGO", "CivilSociety", "Company"}


def key(name: str) -> str:
    """Return the form in which two wordings of one name are equal."""
    name = _OUTER.sub("", name).lower().replace("’", "'").replace("labour", "labor")
    name = re.sub(r"'s?$", "", _ARTICLE.sub("", name))
    return re.sub(r"\s+", " ", name)


def resolve(parsed_doc: Doc, mentions: Sequence[Mention], country: str | None) -> list[Entity]:
    """Join the mentions of a report into actors and instruments.

    Args:
        parsed_doc: the parsed text.
        mentions: what the recogniser found.
        country: ISO 3166-1 alpha-3 of the state that the report is about.

    Returns:
        The entities in the order in which they first occur.
    """
    entities: list[Entity] = []
    index: dict[tuple[str, str], Entity] = {}
    for mention in mentions:
        entity = _antecedent(mention, entities, index, country)
        if entity is None:
            if mention.rule.startswith("anaphor"):
                continue
            entity = _new(mention, country)
            entities.append(entity)
        entity.mentions.append(mention)
        index.setdefault((mention.kind, key(mention.name)), entity)
        if mention.rule.endswith("+acronym"):
            index.setdefault((mention.kind, mention.name.lower()), entity)
    number: dict[str, int] = {}
    for entity in entities:
        number[entity.kind] = number.get(entity.kind, 0) + 1
        entity.id = f"{entity.kind[0]}{number[entity.kind]}"
    _attach(entities, country)
    return entities


def _antecedent(
    mention: Mention, entities: list[Entity], index: dict[tuple[str, str], Entity], country: str | None
) -> Entity | None:
    """Return the entity that a mention speaks of."""
    if mention.type == "Government":
        state = mention.country or country
        return next((e for e in entities if e.type == "Government" and e.country == state), None)
    for entity in entities:
        if any(m.start <= mention.start and mention.end <= m.end for m in entity.mentions if m.kind == mention.kind):
            return entity
    if mention.rule.startswith("anaphor"):
        word = mention.rule.partition(":")[2]
        for entity in sorted(entities, key=lambda e: -e.mentions[-1].start):
            if entity.kind == mention.kind and word in entity.name.lower():
                return entity
        return None
    return index.get((mention.kind, key(mention.name)))


def _new(mention: Mention, country: str | None) -> Entity:
    """Start an entity with its first mention."""
    state = mention.country
    name = mention.name
    if mention.type == "Government":
        state = state or country
        known = authority.country(state) if state else None
        name = f"Government of {known.name}" if known else name
    elif state is None and (mention.type in DOMESTIC or mention.kind == "instrument") and mention.rule != "authority":
        state = None if mention.type == "Treaty" else country
    return Entity("", mention.kind, mention.type, name, state, mention.named, number=mention.number)


def _attach(entities: list[Entity], country: str | None) -> None:
    """Make the public bodies of the country parts of its government."""
    government = next((e for e in entities if e.type == "Government" and e.country == country), None)
    if government is None:
        return
    for entity in entities:
        if entity.kind == "actor" and entity.type in PUBLIC and entity.country == country and entity.part_of is None:
            entity.part_of = government.id
