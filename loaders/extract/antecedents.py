"""Antecedents: which known entity, if any, a mention speaks of."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field

from servanda.loaders.extract.mention import Entity, Mention
from servanda.loaders.extract.wordings import RIGHTS_GROUPS, head, is_bare, is_plural, key, keys

GENERIC = {
    "individual": {"Official", "Person"},
    "agency": {"Agency"},
    "body": {"Agency"},
    "organization": {"NGO", "CivilSociety", "InternationalBody"},
    "group": {"NGO", "CivilSociety"},
    "institution": {"Agency"},
}
"""Head nouns that point back to any actor of a type, not only to those with the same head noun."""
NEAR_LAW = 450
"""Characters within which "the law" means the law named last; farther off it means the law of the land."""
NEAR = 900
"""Characters within which "the law" or "the committee" finds its antecedent."""

_NO_SUBJECT = frozenset(
    "draft drafts proposed pending national legislation bill law laws this that with against".split()
)
"""Words of a bill's description that do not tell what it is about."""


@dataclass(slots=True)
class Discourse:
    """The entities of a report as they come up in reading."""

    country: str | None
    entities: list[Entity] = field(default_factory=list)
    index: dict[tuple[str, str], Entity] = field(default_factory=dict)
    places: dict[int, list[int]] = field(default_factory=dict)
    """Where each entity (by its `id()`) is spoken of, in order."""

    def add(self, mention: Mention, entity: Entity) -> None:
        """Let an entity have a mention."""
        entity.mentions.append(mention)
        insort(self.places.setdefault(id(entity), []), mention.start)
        for name in keys(mention):
            self.index.setdefault((mention.kind, name), entity)

    def latest(self, kind: str, before: int) -> list[Entity]:
        """Return the entities of a kind that were spoken of before an offset, the latest first."""
        spoken = [(self.last_start(e, before), e) for e in self.entities if e.kind == kind]
        return [entity for place, entity in sorted(spoken, key=lambda row: -row[0]) if place >= 0]

    def last_start(self, entity: Entity, before: int) -> int:
        """Return where an entity was last spoken of before an offset; -1 if it was not."""
        places = self.places.get(id(entity), [])
        k = bisect_left(places, before)
        return places[k - 1] if k else -1


def waits(mention: Mention) -> bool:
    """Tell whether a mention is read last: a bare group, which may be a fuller one's short form ("inspectors")."""
    described = mention.kind == "actor" and not mention.named and not mention.rule.startswith("anaphor")
    return described and is_plural(mention) and (is_bare(mention) or key(mention.name) == RIGHTS_GROUPS)


def fuller(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the group that a bare plural is short for: the last one before it, else the first one after."""
    known = discourse.index.get((mention.kind, key(mention.name)))
    if known is not None:
        return known
    if key(mention.name) == RIGHTS_GROUPS:
        return next(
            (e for e in discourse.entities if any(key(m.name).endswith(RIGHTS_GROUPS) for m in e.mentions)), None
        )
    if mention.type not in {"Official", "CivilSociety"}:
        return None
    noun = head(mention)
    groups = [e for e in discourse.entities if e.type == mention.type and e.mentions and _heads_plural(e, noun)]
    before = [e for e in groups if discourse.last_start(e, mention.start) >= 0]
    if before:
        return max(before, key=lambda e: discourse.last_start(e, mention.start))
    return min(groups, key=lambda e: e.mentions[0].start, default=None)


def _heads_plural(entity: Entity, noun: str) -> bool:
    return any(head(m) == noun and is_plural(m) for m in entity.mentions) or any(
        head(m).split()[-1:] == [noun] and is_plural(m) for m in entity.mentions
    )


def antecedent(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the entity that a mention speaks of."""
    if mention.type == "Government" and not mention.rule.startswith("described"):
        state = mention.country or discourse.country
        return next((e for e in discourse.entities if e.type == "Government" and e.country == state), None)
    if mention.rule.startswith("anaphor"):
        return _pointed_at(mention, discourse) or _generic(mention, discourse)
    names = (discourse.index.get((mention.kind, name)) for name in keys(mention, short=False))
    known = next((entity for entity in names if entity is not None), None) or _longer(mention, discourse)
    indefinite = mention.rule.startswith("weak") or (mention.type == "Bill" and _is_new(mention))
    if known is None and not mention.named and not indefinite and is_bare(mention) and not is_plural(mention):
        known = _pointed_at(mention, discourse)
    if known is None and not mention.named and not indefinite and mention.kind == "actor" and not is_plural(mention):
        known = _reworded(mention, discourse)
    if known is None and mention.rule == "unexplained" and mention.type == "Ministry":
        return _abbreviated(mention, discourse)
    if known is None and mention.type == "Bill" and not mention.named and not indefinite and not is_plural(mention):
        return _drafted(mention, discourse)
    return known


def _reworded(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the body or post that a definite description with fewer words means: "the independent ombudsman"."""
    if mention.end - mention.start != len(mention.name) + len("the "):
        return None
    noun, words = head(mention), set(key(mention.name).split())
    for entity in discourse.latest("actor", mention.start):
        if entity.type == mention.type and any(
            head(m) == noun and not is_plural(m) and words < set(key(m.name).split()) for m in entity.mentions
        ):
            return entity
    return None


def _drafted(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the described bill that "draft legislation" or "the draft anti-slavery law" means: one on its subject."""
    subject = _subject(mention)
    for entity in discourse.latest("instrument", mention.start):
        if mention.start - discourse.last_start(entity, mention.start) > NEAR:
            return None
        if entity.type in {"Bill", "Law"} and not entity.named and not is_plural(entity.mentions[0]):
            subjects = set().union(*map(_subject, entity.mentions))
            if subjects and (not subject or subject & subjects):
                return entity
    return None


def _is_new(mention: Mention) -> bool:
    """Tell whether a mention tells of a bill for the first time: "a draft law", "draft law on wages"."""
    if "+scope" in mention.rule:
        return not _subject(mention)
    return mention.end - mention.start - len(mention.name) in {len("a "), len("an ")}


def _subject(mention: Mention) -> set[str]:
    """Return the words of a bill's description that tell what it is about."""
    words = mention.name.lower().replace("anti-", "").replace("-", " ").split()
    return {word for word in words if len(word) > 3} - _NO_SUBJECT


def _abbreviated(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the ministry whose acronym is a shorter or longer form of another: "MOL" and "MOLE"."""
    for entity in discourse.entities:
        for m in entity.mentions:
            names = sorted((m.name, mention.name), key=len)
            if entity.type == "Ministry" and m.name.isupper() and len(names[0]) > 2 and names[1].startswith(names[0]):
                return entity
    return None


def _pointed_at(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return what "the ministry", "the law", "this individual" points back to."""
    noun = head(mention)
    types = GENERIC.get(noun, set())
    for entity in discourse.latest(mention.kind, mention.start):
        distance = mention.start - discourse.last_start(entity, mention.start)
        if distance > NEAR and mention.type not in {"Ministry", "Court"}:
            break
        if is_plural(mention) and mention.kind == "actor" and not any(map(is_plural, entity.mentions)):
            continue
        if (entity.type in types and _agrees(mention, entity)) or any(_is_a(m, noun) for m in entity.mentions):
            return entity
        if noun == "law" and distance > NEAR_LAW:
            break
        lawlike = (
            mention.kind == "instrument"
            and noun in {"law", "legislation"}
            and entity.type in {"Law", "Bill"}
            and head(entity.mentions[0]) != "constitution"
        )
        if lawlike and (not is_plural(entity.mentions[-1]) or is_plural(mention)):
            return entity
    return None


def _agrees(mention: Mention, entity: Entity) -> bool:
    """Tell whether an entity has the number of "the organization", which means no group of many."""
    return is_plural(mention) or not all(map(is_plural, entity.mentions))


def _generic(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the law of the land that "the law" meant before, however far back."""
    known = discourse.index.get((mention.kind, key(mention.name))) if mention.kind == "instrument" else None
    return known if known is not None and known.mentions[0].rule.startswith("anaphor") else None


def _is_a(mention: Mention, noun: str) -> bool:
    """Tell whether a head noun, which may be a longer one's last word, is a mention's."""
    if mention.rule == "authority":
        return noun in key(mention.name).split()
    return noun in {head(mention), head(mention).rpartition(" ")[2]}


def _longer(mention: Mention, discourse: Discourse) -> Entity | None:
    """Return the one known name that a shorter name begins or ends: "the State Police", "the Ministry of Labor".

    A ministry's name may also come up in short first.
    """
    name = key(mention.name)
    if not mention.named or len(name.split()) < 2:
        return None
    found = [
        entity
        for entity in discourse.entities
        if entity.kind == mention.kind and entity.type == mention.type and entity.named
        and any(_shortens(name, full := key(m.name)) or _ministry(full, name) for m in entity.mentions if m.named)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _ministry(short: str, full: str) -> bool:
    return short.startswith("ministry of ") and full.startswith(short + " and ")


def _shortens(short: str, full: str) -> bool:
    """Tell whether a name is a beginning of three words or more, or an end, of another."""
    return (full.startswith(short + " ") and len(short.split()) >= 3) or full.endswith(" " + short)
