"""Pronouns that are subjects: "it", "they" and relatives, linked to the actor that they speak of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from servanda.loaders.extract.mention import Entity, Mention
from servanda.loaders.extract.predicates import lexicon
from servanda.loaders.extract.standing import head_token
from servanda.loaders.extract.wordings import is_plural

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative"})
_SINGULAR, _PLURAL, _PERSON = frozenset({"it"}), frozenset({"they"}), frozenset({"he", "she"})
_RELATIVES = frozenset({"who", "which", "that"})
_EXPLETIVE = frozenset({"be", "seem", "appear", "remain", "become"})


def add_pronouns(doc: Doc, entities: list[Entity]) -> None:
    """Give the actors the pronouns that speak of them, as anaphor mentions.

    A personal pronoun speaks of the last subject before it, in its own sentence or the one before, that agrees with it
    in number; a relative pronoun of the noun that its clause hangs on.
    """
    spoken = _mentioned(doc, entities)
    places = sorted(spoken)
    for token in doc:
        form = token.lower_
        if token.dep_ not in _SUBJECTS or form not in _SINGULAR | _PLURAL | _PERSON | _RELATIVES:
            continue
        entity = _relative(token, spoken) if form in _RELATIVES else _personal(token, spoken, places)
        if entity is not None:
            entity.mentions.append(_anaphor(token, entity))


def _mentioned(doc: Doc, entities: list[Entity]) -> dict[int, tuple[Entity, Mention]]:
    """Return the actors spoken of by the position of each mention's head word."""
    found: dict[int, tuple[Entity, Mention]] = {}
    actors = [(entity, mention) for entity in entities if entity.kind == "actor" for mention in entity.mentions]
    for entity, mention in sorted(actors, key=lambda row: row[1].start - row[1].end):
        token = head_token(doc, mention)
        if token is not None:
            found.setdefault(token.i, (entity, mention))
    return found


def _relative(token: Token, spoken: Mapping[int, tuple[Entity, Mention]]) -> Entity | None:
    """Return the actor that a relative clause tells more about."""
    verb = token.head
    while verb.dep_ in {"conj", "xcomp"} and verb.head is not verb:
        verb = verb.head
    known = spoken.get(verb.head.i) if verb.dep_ == "relcl" else None
    return known[0] if known else None


def _personal(token: Token, spoken: Mapping[int, tuple[Entity, Mention]], places: list[int]) -> Entity | None:
    """Return the actor that "it", "they", "he" or "she" speaks of."""
    form = token.lower_
    if form in _SINGULAR and token.head.lemma_ in _EXPLETIVE and not _tells_of_actor(token.head):
        return None
    sentence = token.sent
    before = _sentence_before(token)
    for place in _subjects_first(token, places, before, sentence.start):
        entity, mention = spoken[place]
        if _agrees(form, entity, mention):
            return entity
    return None


def _tells_of_actor(verb: Token) -> bool:
    """Tell whether a form of "be" says what its subject can or must do: "it was unable to …", not "it was clear"."""
    kinds = lexicon().words
    below = (c.lemma_.lower() for c in verb.children if c.dep_ in {"acomp", "oprd"})
    return any(word in kinds[kind] for word in below for kind in ("actual", "negated", "planned"))


def _sentence_before(token: Token) -> int:
    """Return where the sentence before a word's own begins."""
    start = token.sent.start
    return token.doc[start - 1].sent.start if start > 0 else start


def _subjects_first(token: Token, places: list[int], before: int, start: int) -> Iterator[int]:
    """Yield the subjects of the word's sentence from right to left, its objects, then the subjects before it."""
    doc = token.doc
    near = places[bisect_left(places, before) : bisect_left(places, token.i)]
    subjects = [i for i in near if _is_subject(doc[i])]
    yield from (i for i in reversed(subjects) if i >= start and doc[i].head is not token.head)
    yield from (i for i in reversed(near) if i >= start and doc[i].dep_ in _OBJECTS)
    yield from (i for i in subjects if i < start)


def _is_subject(token: Token) -> bool:
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token.dep_ in _SUBJECTS


def _agrees(form: str, entity: Entity, mention: Mention) -> bool:
    """Tell whether a pronoun can speak of an actor as a mention words it."""
    many = is_plural(mention) or mention.rule.startswith("authorities")
    if form in _PERSON:
        return entity.type in {"Official", "Person"} and not many
    if form in _PLURAL:
        return many
    return not many and entity.type not in {"Official", "Person"}


def _anaphor(token: Token, entity: Entity) -> Mention:
    return Mention(
        token.idx, token.idx + len(token), "actor", entity.type, token.text, "pronoun", named=False, anaphor=True
    )
