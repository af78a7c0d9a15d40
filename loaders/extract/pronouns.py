"""Pronouns that are subjects: "it", "they" and relatives, linked to the actor that they speak of."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Token

from servanda.loaders.extract.mention import Entity, Mention
from servanda.loaders.extract.predicates import lemma, lexicon
from servanda.loaders.extract.standing import head_token
from servanda.loaders.extract.wordings import is_plural

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative"})
_SINGULAR, _PLURAL, _PERSON = frozenset({"it"}), frozenset({"they"}), frozenset({"he", "she"})
_RELATIVES = frozenset({"who", "which", "that"})
_Known = tuple[Entity, Mention]
_Spoken = Mapping[int, _Known]
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
        known = _relative(token, spoken) if form in _RELATIVES else _personal(token, spoken, places)
        if known is None:
            continue
        known[0].mentions.append(_anaphor(token, known[0]))
        if form not in _RELATIVES and token.i not in spoken:
            spoken[token.i] = known
            insort(places, token.i)


def _mentioned(doc: Doc, entities: list[Entity]) -> dict[int, _Known]:
    """Return the actors spoken of by the position of each mention's head word."""
    found: dict[int, _Known] = {}
    actors = [(entity, mention) for entity in entities if entity.kind == "actor" for mention in entity.mentions]
    for entity, mention in sorted(actors, key=lambda row: row[1].start - row[1].end):
        token = head_token(doc, mention)
        if token is not None:
            found.setdefault(token.i, (entity, mention))
    return found


def _relative(token: Token, spoken: _Spoken) -> _Known | None:
    """Return the actor that a relative clause tells more about."""
    verb = token.head
    while verb.dep_ in {"conj", "xcomp"} and verb.head is not verb:
        verb = verb.head
    return spoken.get(verb.head.i) if verb.dep_ == "relcl" else None


def _personal(token: Token, spoken: _Spoken, places: list[int]) -> _Known | None:
    """Return the actor that "it", "they", "he" or "she" speaks of."""
    form = token.lower_
    if form in _SINGULAR and token.head.lemma_ in _EXPLETIVE and not _tells_of_actor(token.head):
        return None
    teller = _teller(token, spoken)
    if teller is not None and _agrees(form, *teller, told=True):
        return teller
    sentence = token.sent
    before = _sentence_before(token)
    for place in _subjects_first(token, places, before, sentence.start):
        if _agrees(form, *spoken[place]):
            return spoken[place]
    return None


def _teller(token: Token, spoken: _Spoken) -> _Known | None:
    """Return who says what a pronoun's clause tells: "the ministry reported that they …"."""
    verb = token.head.head
    if token.head.dep_ != "ccomp" or lemma(verb) not in lexicon().words["reporting"]:
        return None
    return next((spoken[c.i] for c in verb.children if c.dep_ == "nsubj" and c.i in spoken), None)


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


def _agrees(form: str, entity: Entity, mention: Mention, told: bool = False) -> bool:
    """Tell whether a pronoun can speak of an actor as a mention words it; `told`: what a body tells of itself."""
    many = is_plural(mention) or mention.rule.startswith("authorities")
    if form in _PERSON:
        return entity.type in {"Official", "Person"} and not many
    if form in _PLURAL:
        return many or (told and entity.type not in {"Official", "Person"})
    return not many and entity.type not in {"Official", "Person"}


def _anaphor(token: Token, entity: Entity) -> Mention:
    return Mention(
        token.idx, token.idx + len(token), "actor", entity.type, token.text, "pronoun", named=False, anaphor=True
    )
