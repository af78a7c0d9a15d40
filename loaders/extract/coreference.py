"""Coreference: which mentions speak of the same actor or instrument, and whose part an actor is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from servanda.loaders.extract.antecedents import Discourse, antecedent, fuller, waits
from servanda.loaders.extract.lexicon import word_sets
from servanda.loaders.extract.membership import attach
from servanda.loaders.extract.mention import Entity, Mention
from servanda.loaders.extract.pronouns import add_pronouns
from servanda.loaders.extract.standing import (
    head_token,
    is_created,
    is_dealt_with,
    is_enforced,
    is_pending,
    join_appositions,
    only_modifies,
    takes_part,
)
from servanda.loaders.extract.wordings import head, is_plural
from servanda.ontology import authority

POSTS = word_sets("coreference.toml")["posts"]
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
    discourse = Discourse(country)
    bare: list[Mention] = []
    for mention in mentions:
        if waits(mention):
            bare.append(mention)
            continue
        entity = antecedent(mention, discourse)
        if entity is None:
            if mention.rule.startswith("anaphor") and not is_enforced(parsed_doc, mention):
                continue
            entity = _new(mention, country)
            discourse.entities.append(entity)
        discourse.add(mention, entity)
    for mention in bare:
        entity = fuller(mention, discourse)
        if entity is None:
            entity = _new(mention, country)
            discourse.entities.append(entity)
        discourse.add(mention, entity)
    _join_renamed(parsed_doc.text, discourse.entities)
    join_appositions(parsed_doc, discourse.entities)
    discourse.entities = [entity for entity in discourse.entities if _counts(parsed_doc, entity)]
    for entity in discourse.entities:
        if entity.type == "Law" and is_pending(parsed_doc, entity):
            entity.type = "Bill"
    add_pronouns(parsed_doc, discourse.entities)
    return _finished(discourse, parsed_doc.text)


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
    """Tell whether an entity has a name, or is a described one that some sentence gives a part."""
    if all(m.rule in {"authority", "unexplained"} for m in entity.mentions) and only_modifies(doc, entity):
        return entity.kind == "instrument"
    if any(m.named for m in entity.mentions) or entity.type == "Government":
        return True
    if all(m.rule.startswith("weak") for m in entity.mentions[:1]):
        return is_created(doc, entity)
    if entity.type == "Official" and _is_post(doc, entity):
        return True
    return is_dealt_with(doc, entity) if entity.kind == "instrument" else takes_part(doc, entity)


def _is_post(doc: Doc, entity: Entity) -> bool:
    """Tell whether an entity is the holder of a high post, and not only called so ("while he was minister")."""
    if any(map(is_plural, entity.mentions)):
        return False
    if head(entity.mentions[0]) not in POSTS and not any(m.rule.startswith("post") for m in entity.mentions):
        return False
    tokens = [token for m in entity.mentions if (token := head_token(doc, m)) is not None]
    return any(token.dep_ not in {"attr", "compound", "nmod"} for token in tokens)


def _finished(discourse: Discourse, text: str) -> list[Entity]:
    """Number the entities, order them and their mentions, and make public bodies parts of their government."""
    for entity in discourse.entities:
        entity.mentions.sort(key=lambda m: (m.start, -m.end))
    entities = sorted(discourse.entities, key=lambda e: (e.mentions[0].start, -e.mentions[0].end))
    count = {"actor": 0, "instrument": 0}
    for entity in entities:
        count[entity.kind] += 1
        entity.id = f"{entity.kind[0]}{count[entity.kind]}"
    attach(entities, text)
    return entities


def _new(mention: Mention, country: str | None) -> Entity:
    """Start an entity with its first mention."""
    state, name = mention.country, mention.name
    if mention.type == "Government":
        state = state or country
        known = authority.country(state) if state else None
        name = f"Government of {known.name}" if known else name
    elif state is None and mention.type not in FOREIGN and mention.rule != "authority" and "nternational" not in name:
        state = country
    return Entity("", mention.kind, mention.type, name, state, mention.named, number=mention.number)
