"""Casting: which of the actors and instruments near an action take part in it, and in which role.

The grammar (`roles`) proposes; a learned classifier decides, from the way through the parse tree between the action
and the mention, the preposition, the type of the action and what is said of the actor in the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from servanda.loaders.extract.classifier import Classifier
from servanda.loaders.extract.clauses import Kind
from servanda.loaders.extract.drafts import NONE, Draft, main_draft
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.predicates import lemma
from servanda.loaders.extract.roles import Places, Roles

ROLES = ("agents", "partners", "recipients", "instruments")
LONGEST_WAY = 8


@dataclass(frozen=True, slots=True)
class Stage:
    """What casting looks at: who is spoken of where, and whose government is the report's."""

    spoken: Places
    drafts: Mapping[int, Draft]
    government: Entity | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may have a role; `token` is None where only the sentence before, or none, speaks of it."""

    entity: Entity
    token: Token | None
    before: bool = False


def cast(draft: Draft, type_: str, stage: Stage, model: Classifier) -> Roles:
    """Return the roles of an action of a type."""
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    for candidate in candidates(draft, stage):
        odds = model.probabilities(casting_features(draft, type_, candidate, stage))
        role = max(_open(candidate.entity), key=lambda name: (odds.get(name, 0.0), name))
        if role != NONE:
            found[role].append(candidate.entity.id)
    return Roles(*(tuple(found[role]) for role in ROLES))


def _open(entity: Entity) -> Sequence[str]:
    """Return the roles that an entity can have."""
    return (NONE, "instruments") if entity.kind == "instrument" else (NONE, "agents", "partners", "recipients")


def candidates(draft: Draft, stage: Stage) -> Iterator[Candidate]:
    """Yield whom the action's sentence speaks of, in the order of the text, then whom the sentence before begins with."""
    sentence = draft.verb.sent
    nearest: dict[str, tuple[int, Token]] = {}
    for place in range(sentence.start, sentence.end):
        entity = stage.spoken.get(place)
        if entity is None:
            continue
        token = draft.verb.doc[place]
        far = len(_way(token, draft.verb)) + (0 if token in draft.words else 3)
        if entity.id not in nearest or far < nearest[entity.id][0]:
            nearest[entity.id] = (far, token)
    seen: set[str] = set()
    for place in range(sentence.start, sentence.end):
        entity = stage.spoken.get(place)
        if entity is not None and entity.id not in seen:
            seen.add(entity.id)
            yield Candidate(entity, nearest[entity.id][1])
    known = {e.id: e for e in stage.spoken.values()}
    for entity_id in sorted(draft.roles.everybody - seen):
        if entity_id in known:
            seen.add(entity_id)
            yield Candidate(known[entity_id], None)
    for entity in _openers(draft.verb, stage):
        if entity.id not in seen:
            seen.add(entity.id)
            yield Candidate(entity, None, before=True)
    if stage.government is not None and stage.government.id not in seen:
        yield Candidate(stage.government, None)


def _openers(verb: Token, stage: Stage) -> Iterator[Entity]:
    """Yield the actors that are subjects in the sentence before, in the same paragraph."""
    start = verb.sent.start
    if start == 0 or "\n" in verb.doc[start - 1].text_with_ws:
        return
    for token in verb.doc[start - 1].sent:
        entity = stage.spoken.get(token.i)
        if entity is not None and entity.kind == "actor" and token.dep_ in {"nsubj", "nsubjpass", "agent"}:
            yield entity


def _way(token: Token, verb: Token) -> tuple[str, ...]:
    """Return the steps through the parse tree from a mention to an action; coordination counts nothing."""
    above = [verb, *verb.ancestors]
    places = {t.i: k for k, t in enumerate(above)}
    steps: list[str] = []
    while token.i not in places and token.head != token and len(steps) < LONGEST_WAY:
        if token.dep_ == "prep" or token.dep_ == "agent":
            steps.append(token.lower_)
        elif token.dep_ not in {"conj", "pobj"}:
            steps.append(token.dep_)
        token = token.head
    down = above[: places.get(token.i, 0)]
    return (*steps, *(f"^{t.dep_}" for t in reversed(down) if t.dep_ != "conj"))


def casting_features(draft: Draft, type_: str, candidate: Candidate, stage: Stage) -> list[str]:
    """Return the names of the features of an entity's part in an action."""
    return list(dict.fromkeys(_features(draft, type_, candidate, stage)))


def _features(draft: Draft, type_: str, candidate: Candidate, stage: Stage) -> Iterator[str]:
    entity, token, verb = candidate.entity, candidate.token, draft.verb
    proposed = next((role for role in ROLES if entity.id in getattr(draft.roles, role)), NONE)
    kind = entity.kind if entity.kind == "instrument" else entity.type
    yield f"kind={entity.kind}"
    yield f"proposed={proposed}"
    yield f"proposed={proposed}:{type_}"
    yield f"proposed={proposed}:{kind}"
    yield f"entity={kind}:{type_}"
    agentless = not draft.roles.agents
    place = "here" if token is not None else "before" if candidate.before else "nowhere"
    yield f"place={place}:{proposed}"
    yield f"place={place}:{agentless}:{draft.clause.kind}:{draft.clause.passive}:{kind == 'Government'}"
    yield f"place={place}:{agentless}:{type_}:{kind == 'Government'}"
    yield f"verb={lemma(verb)}:{proposed}"
    if draft.speaker == entity.id:
        yield f"speaks:{proposed}"
    main = main_draft(verb, dict(stage.drafts))
    if main is not None:
        outer = next((role for role in ROLES if entity.id in getattr(main.roles, role)), NONE)
        yield f"outer={outer}:{proposed}:{verb.dep_}"
        yield f"outer={outer}:{agentless}:{draft.clause.kind}"
    if token is None:
        return
    way = _way(token, verb)
    steps = ">".join(way)
    yield f"way={steps}:{entity.kind}"
    yield f"way={steps}:{draft.clause.passive}:{draft.clause.kind}:{entity.kind}"
    yield f"way={steps}:{type_}:{entity.kind}"
    yield f"first={way[0] if way else ''}:{type_}:{entity.kind}"
    yield f"length={len(way)}:{proposed}:{entity.kind}"
    yield f"last={way[-1] if way else ''}:{draft.clause.kind}:{entity.kind}"
    yield f"inside={token in draft.words}:{token.i > verb.i}:{proposed}:{entity.kind}"
    if entity.kind == "instrument":
        yield f"verb+instrument={lemma(verb)}"
        yield f"instrument={type_}:{token in draft.words}:{token.i > verb.i}"
    head = token.head
    if head.pos_ == "ADP":
        yield f"preposition={head.lower_}:{type_}"
        yield f"preposition={head.lower_}:{lemma(head.head)}"
        yield f"verb+preposition={lemma(verb)} {head.lower_}"
    if draft.clause.kind is Kind.NOUN:
        yield f"noun={lemma(verb)}:{steps}"
