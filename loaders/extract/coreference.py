"""Coreference: which mentions speak of the same actor or instrument, and whose part an actor is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from servanda.loaders.extract.mention import Entity, Mention
from servanda.loaders.extract.standing import is_dealt_with, is_enforced, is_pending, join_appositions, takes_part
from servanda.loaders.extract.wordings import head, is_bare, is_plural, key, keys
from servanda.ontology import authority

PUBLIC = frozenset({"Ministry", "Agency", "Legislature", "Court", "Official"})
FOREIGN = frozenset({"InternationalBody", "Treaty", "ModelLaw", "Agreement"})
GENERIC = {"individual": {"Official", "Person"}, "agency": {"Agency"}, "body": {"Agency"}, "organization": {"NGO"}, "institution": {"Agency"}}
"""Head nouns that point back to any actor of a type, not only to those with the same head noun."""
NEAR = 900
"""Characters within which "the law" or "the committee" finds its antecedent."""


@dataclass(slots=True)
class Discourse:
    """The entities of a report as they come up in reading."""

    country: str | None
    entities: list[Entity] = field(default_factory=list)
    index: dict[tuple[str, str], Entity] = field(default_factory=dict)

    def add(self, mention: Mention, entity: Entity) -> None:
        """Let an entity have a mention."""
        entity.mentions.append(mention)
        for name in keys(mention):
            self.index.setdefault((mention.kind, name), entity)

    def latest(self, kind: str, before: int) -> list[Entity]:
        """Return the entities of a kind that were spoken of before an offset, the latest first."""
        spoken = [(max((m.start for m in e.mentions if m.start < before), default=-1), e) for e in self.entities if e.kind == kind]
        return [entity for place, entity in sorted(spoken, key=lambda row: -row[0]) if place >= 0]


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
        if _waits(mention):
            bare.append(mention)
            continue
        entity = _antecedent(mention, discourse)
        if entity is None:
            if mention.rule.startswith("anaphor") and not is_enforced(parsed_doc, mention):
                continue
            entity = _new(mention, country)
            discourse.entities.append(entity)
        discourse.add(mention, entity)
    for mention in bare:
        entity = _fuller(mention, discourse)
        if entity is None:
            entity = _new(mention, country)
            discourse.entities.append(entity)
        discourse.add(mention, entity)
    join_appositions(parsed_doc, discourse.entities)
    discourse.entities = [entity for entity in discourse.entities if _counts(parsed_doc, entity)]
    for entity in discourse.entities:
        if entity.type == "Law" and is_pending(parsed_doc, entity):
            entity.type = "Bill"
    return _finished(discourse)


def _counts(doc: Doc, entity: Entity) -> bool:
    """Tell whether an entity has a name, or is a described one that some sentence gives a part."""
    if any(m.named for m in entity.mentions) or entity.type == "Government":
        return True
    return is_dealt_with(doc, entity) if entity.kind == "instrument" else takes_part(doc, entity)


def _waits(mention: Mention) -> bool:
    """Tell whether a mention is read last: a bare group, which may be a fuller one's short form ("inspectors")."""
    described = mention.kind == "actor" and not mention.named and not mention.rule.startswith("anaphor")
    return described and is_bare(mention) and is_plural(mention)


def _fuller(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the group that a bare plural is short for: the last one before it, else the first one after."""
    known = discourse.index.get((mention.kind, key(mention.name)))
    if known is not None:
        return known
    if mention.type != "Official":
        return None
    noun = head(mention)
    groups = [e for e in discourse.entities if e.type == mention.type and e.mentions and _heads_plural(e, noun)]
    before = [e for e in groups if any(m.start < mention.start for m in e.mentions)]
    if before:
        return max(before, key=lambda e: max(m.start for m in e.mentions if m.start < mention.start))
    return min(groups, key=lambda e: e.mentions[0].start, default=None)


def _heads_plural(entity: Entity, noun: str) -> bool:
    return any(head(m) == noun and is_plural(m) for m in entity.mentions) or any(
        head(m).split()[-1:] == [noun] and is_plural(m) for m in entity.mentions
    )


def _antecedent(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the entity that a mention speaks of."""
    if mention.type == "Government":
        state = mention.country or discourse.country
        return next((e for e in discourse.entities if e.type == "Government" and e.country == state), None)
    if mention.rule.startswith("anaphor"):
        return _pointed_at(mention, discourse)
    known = discourse.index.get((mention.kind, key(mention.name))) or _longer(mention, discourse)
    if known is None and not mention.named and is_bare(mention) and not is_plural(mention):
        return _pointed_at(mention, discourse)
    return known


def _pointed_at(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return what "the ministry", "the law", "this individual" points back to."""
    noun = head(mention)
    types = GENERIC.get(noun, set())
    for entity in discourse.latest(mention.kind, mention.start):
        last = max(m.start for m in entity.mentions if m.start < mention.start)
        if mention.start - last > NEAR and mention.type not in {"Ministry", "Court"}:
            break
        if entity.type in types or any(head(m) == noun or noun in key(m.name).split() for m in entity.mentions):
            return entity
        if mention.kind == "instrument" and noun in {"law", "legislation"} and entity.type in {"Law", "Bill"}:
            return entity
    return None


def _longer(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the one known name that a shorter name begins or ends: "the State Police", "the Ministry of Labor"."""
    name = key(mention.name)
    if not mention.named or len(name.split()) < 2:
        return None
    found = [
        entity
        for entity in discourse.entities
        if entity.kind == mention.kind and entity.type == mention.type and entity.named
        and any(_shortens(name, key(m.name)) for m in entity.mentions if m.named)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _shortens(short: str, full: str) -> bool:
    """Tell whether a name is a beginning of three words or more, or an end, of another."""
    return (full.startswith(short + " ") and len(short.split()) >= 3) or full.endswith(" " + short)


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


def _finished(discourse: Discourse) -> list[Entity]:
    """Number the entities, order them and their mentions, and make public bodies parts of their government."""
    for entity in discourse.entities:
        entity.mentions.sort(key=lambda m: (m.start, -m.end))
    entities = sorted(discourse.entities, key=lambda e: (e.mentions[0].start, -e.mentions[0].end))
    count = {"actor": 0, "instrument": 0}
    for entity in entities:
        count[entity.kind] += 1
        entity.id = f"{entity.kind[0]}{count[entity.kind]}"
    states = {e.country: e for e in entities if e.type == "Government"}
    for entity in entities:
        if entity.kind == "actor" and entity.type in PUBLIC and entity.country in states and entity.part_of is None:
            entity.part_of = states[entity.country].id
    return entities
