"""Coreference: which mentions speak of the same actor or instrument, and whose part an actor is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from servanda.loaders.extract.antecedents import Discourse, antecedent, fuller, waits
from servanda.loaders.extract.candidacy import likelihood
from servanda.loaders.extract.membership import attach
from servanda.loaders.extract.mention import Entity, Mention
from servanda.loaders.extract.pronouns import add_pronouns
from servanda.loaders.extract.standing import (
    is_pending,
    join_appositions,
    join_explanations,
    only_modifies,
)
from servanda.loaders.extract.traits import traits
from servanda.ontology import authority

LIKELY = 0.4
"""Likelihood from which a described actor or instrument is kept; a miss costs a little more than a false one."""
FOREIGN = frozenset({"InternationalBody", "Treaty", "ModelLaw", "Agreement"})
_RENAMED = re.compile(
    r",? (?:was |has been |to be )?"
    r"(?:renamed(?: as)?|to become|became|,? ?\(?(?:formerly|previously)(?: known as| called)?) ?"
)
_NAME_OF = re.compile(r"(?:name of|renamed) (?:the )?$")


def resolve(parsed_doc: Doc, mentions: Sequence[Mention], country: str | None) -> list[Entity]:
    """Join the mentions of a report into actors and instruments.

    Args:
        parsed_doc: the parsed text.
        mentions: what the recogniser found.
        country: ISO 3166-1 alpha-3 of the state that the report is about.

    Returns:
        The entities in the order in which they first occur.
    """
    entities = [entity for entity in joined(parsed_doc, mentions, country) if _counts(parsed_doc, entity)]
    for entity in entities:
        drafted = not entity.named and any(mention.type == "Bill" for mention in entity.mentions)
        if entity.type == "Law" and (drafted or is_pending(parsed_doc, entity)):
            entity.type = "Bill"
    add_pronouns(parsed_doc, entities)
    return _finished(entities, parsed_doc.text)


def joined(parsed_doc: Doc, mentions: Sequence[Mention], country: str | None) -> list[Entity]:
    """Join the mentions of one thing, be it an actor or instrument by the guidelines or not."""
    discourse = Discourse(country)
    bare: list[Mention] = []
    for mention in mentions:
        if waits(mention):
            bare.append(mention)
            continue
        known = antecedent(mention, discourse)
        if known is not None or mention.kind == "instrument" or not mention.rule.startswith("anaphor"):
            discourse.add(mention, known or _new(mention, discourse))
    for mention in bare:
        discourse.add(mention, fuller(mention, discourse) or _new(mention, discourse))
    _join_renamed(parsed_doc.text, discourse.entities)
    join_appositions(parsed_doc, discourse.entities)
    join_explanations(parsed_doc.text, discourse.entities)
    return discourse.entities


def _join_renamed(text: str, entities: list[Entity]) -> None:
    """Join a body to what it was renamed: "realigning the Ministry of Women to become the Ministry of Family"."""
    named = sorted((m.start, -m.end, k) for k, e in enumerate(entities) for m in e.mentions if m.named)
    gone: set[int] = set()
    for (_, end, one), (start, _, other) in pairwise(named):
        first, second = entities[one], entities[other]
        if one == other or first.type != second.type or not gone.isdisjoint({one, other}):
            continue
        before = text[max(0, first.mentions[0].start - 30) : first.mentions[0].start]
        if _RENAMED.fullmatch(text[-end:start]) or (_NAME_OF.search(before) and text[-end:start].strip() == "to"):
            first.mentions += second.mentions
            gone.add(other)
    entities[:] = [entity for k, entity in enumerate(entities) if k not in gone]


def _counts(doc: Doc, entity: Entity) -> bool:
    """Tell whether an entity has a name, or is a described one that probably counts."""
    if all(m.rule in {"authority", "unexplained"} for m in entity.mentions) and only_modifies(doc, entity):
        return entity.kind == "instrument"
    return not needs_judgement(entity) or likelihood(traits(doc, entity)) >= LIKELY


def needs_judgement(entity: Entity) -> bool:
    """Tell whether an entity is only described, so that it takes more than its wording to count."""
    if entity.type == "Government":
        return all(m.rule.startswith("described") for m in entity.mentions)
    return not any(m.named and not m.rule.startswith("person") for m in entity.mentions)


def _finished(entities: list[Entity], text: str) -> list[Entity]:
    """Number the entities, order them and their mentions, and make public bodies parts of their government."""
    for entity in entities:
        entity.mentions.sort(key=lambda m: (m.start, -m.end))
    entities = sorted(entities, key=lambda e: (e.mentions[0].start, -e.mentions[0].end))
    count = {"actor": 0, "instrument": 0}
    for entity in entities:
        count[entity.kind] += 1
        entity.id = f"{entity.kind[0]}{count[entity.kind]}"
    attach(entities, text)
    return entities


def _new(mention: Mention, discourse: Discourse) -> Entity:
    """Start an entity with its first mention."""
    country = discourse.country
    state, name = mention.country, mention.name
    strangers = mention.type == "Government" and mention.rule.startswith("described")
    if mention.type == "Government" and not strangers:
        state = state or country
        known = authority.country(state) if state else None
        name = f"Government of {known.name}" if known else name
    elif (
        state is None
        and not strangers
        and mention.type not in FOREIGN
        and mention.rule != "authority"
        and "nternational" not in name
    ):
        state = country
    entity = Entity("", mention.kind, mention.type, name, state, mention.named, number=mention.number)
    discourse.entities.append(entity)
    return entity
