"""Clauses: the words that may report actions, with their subjects, objects and complements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from servanda.loaders.extract.governors import first_of
from servanda.loaders.extract.infinitives import VERBAL, is_purpose, licensor, raised
from servanda.loaders.extract.predicates import group_of, lemma, lexicon, noun_classes

_CLAUSAL = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "xcomp", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "obj"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})


class Kind(StrEnum):
    """What the word is that reports an action."""

    VERB = "verb"
    STATE = "state"
    """A form of "be" with what it says of its subject: "were cooperative", "is responsible"."""
    NOUN = "noun"
    """A noun of action: "the adoption of the law", "training by the ILO"."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A word that may report an action, with what it governs; `own_subject` is False for another clause's subject."""

    verb: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    passive: bool
    own_subject: bool
    purpose: bool
    """True for an infinitive that tells what for."""
    kind: Kind = Kind.VERB
    governor: Token | None = None
    """The verb whose subject or object a noun of action is, coordinated nouns included."""


def clauses(doc: Doc) -> Iterator[Clause]:
    """Yield the clauses of a parsed text in order, those of raising verbs ("plans to", "failed to") left out."""
    for token in doc:
        if token.dep_ in _INNER:
            continue
        if token.tag_ in VERBAL and token.pos_ == "VERB":
            if raised(token) is None:
                yield clause_of(token)
        elif token.pos_ == "AUX" and token.lemma_ == "be" and token.dep_ not in {"aux", "auxpass"}:
            if raised(token) is None:
                yield _state(token)
        elif token.pos_ == "NOUN" and any(name in lexicon().deverbal for name in noun_classes(token)):
            yield _nominal(token)


_INNER = frozenset({"amod", "compound", "case", "prep", "nmod", "opaque"})


def _state(verb: Token) -> Clause:
    """Return the clause of a form of "be"."""
    own = tuple(c for c in verb.children if c.dep_ in _SUBJECTS)
    subjects = _antecedents(own, verb) if own else _inherited(verb)
    objects = tuple(with_conjuncts(c for c in verb.children if c.dep_ in {"acomp", "attr"}))
    return Clause(verb, tuple(with_conjuncts(subjects)), objects, False, bool(own), is_purpose(verb), Kind.STATE)


def _nominal(noun: Token) -> Clause:
    """Return the clause of a noun of action: its doers stand before it or after "by", what it is done to after "of"."""
    doers: list[Token] = [c for c in noun.children if c.dep_ in {"poss", "compound", "nmod"}]
    objects: list[Token] = []
    for preposition in noun.children:
        complements = [c for c in preposition.children if c.dep_ == "pobj"]
        if preposition.lower_ == "by":
            doers += with_conjuncts(complements)
        elif preposition.lower_ == "of":
            objects += with_conjuncts(complements)
    doers += _performers(noun)
    first = noun
    while first.dep_ == "conj" and first.head != first:
        first = first.head
    verb = first.head if first.dep_ in _OBJECTS | _SUBJECTS and first.head.pos_ in {"VERB", "AUX"} else None
    if not doers and verb is not None and first.dep_ in _OBJECTS:
        if befalls(noun, verb):
            objects += clause_of(verb).subjects
            doers += (c for p in verb.children if p.lower_ == "by" for c in p.children if c.dep_ == "pobj")
        else:
            doers += clause_of(verb).subjects
    return Clause(noun, tuple(doers), tuple(objects), False, bool(doers), False, Kind.NOUN, verb)


def _performers(noun: Token) -> list[Token]:
    """Return who carried out what a noun tells: "inspections related to child labor conducted by the police"."""
    performed = (t for t in noun.subtree if t.dep_ == "acl" and t.tag_ == "VBN" and t.i > noun.i and _is_light(t))
    agents = (c for t in performed for p in t.children if p.lower_ == "by" for c in p.children if c.dep_ == "pobj")
    return list(with_conjuncts(agents))


def _is_light(verb: Token) -> bool:
    """Tell whether a verb takes its meaning from the noun: "conducted", "carried out"."""
    group = group_of(verb)
    return group is not None and group.light


def befalls(noun: Token, verb: Token) -> bool:
    """Tell whether a verb says that an action befalls its subject: "NGOs faced restrictions", "reported harassment"."""
    kinds = lexicon().words
    if lemma(verb) in kinds["undergoing"]:
        return True
    return lemma(verb) in kinds["telling"] and not lexicon().suffered.isdisjoint(noun_classes(noun))


def clause_of(verb: Token) -> Clause:
    """Return the clause of a verb."""
    passive = is_passive(verb)
    objects = _relatives(tuple(with_conjuncts(c for c in verb.children if c.dep_ in _OBJECTS)), verb)
    if not objects and not passive:
        objects = _shared_objects(verb) or _employed(verb)
    own = tuple(c for c in verb.children if c.dep_ in _SUBJECTS)
    subjects = _antecedents(own, verb) if own else _inherited(verb)
    if passive:
        subjects, objects = (), (*subjects, *objects)
    return Clause(verb, tuple(with_conjuncts(subjects)), objects, passive, bool(own), is_purpose(verb))


def _employed(verb: Token) -> tuple[Token, ...]:
    """Return the object that the parser takes for an infinitive's subject: "should employ inspectors to enforce"."""
    purposes = (c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB" and c.i > verb.i)
    infinitives = (c for c in purposes if any(t.dep_ == "aux" and t.lower_ == "to" for t in c.children))
    return tuple(with_conjuncts(s for c in infinitives for s in c.children if s.dep_ == "nsubj" and s.i > verb.i))


def _relatives(objects: tuple[Token, ...], verb: Token) -> tuple[Token, ...]:
    """Put the noun that a relative clause tells about in the place of an object pronoun: "which it began enforcing"."""
    while verb.dep_ in {"xcomp", "conj"} and verb.head is not verb:
        verb = verb.head
    if verb.dep_ != "relcl":
        return objects
    return tuple(verb.head if o.lower_ in _RELATIVES else o for o in objects)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, an auxiliary shared or a reduced relative clause included."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in {"aux", "nsubj"} for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "relcl"}


def with_conjuncts(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield nouns, each followed by those coordinated with it; of "a series of trainings" the trainings."""
    for token in tokens:
        yield counted(token)
        yield from with_conjuncts(c for c in token.children if c.dep_ == "conj" and c.pos_ != "VERB")


def counted(noun: Token) -> Token:
    """Return what a word of number or amount counts: "inspections" of "all of its inspections", "a series of …".

    Plural "governments" count the states that they are of: "the Governments of Peru and Chile".
    """
    amount = noun.lemma_.lower() in lexicon().words["amounts"] or noun.lower_ in {"governments", "ministries"}
    if not amount and noun.pos_ not in {"NUM", "DET"}:
        return noun
    complements = (c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    return next((counted(c) for c in complements), noun)


def _antecedents(subjects: tuple[Token, ...], verb: Token) -> tuple[Token, ...]:
    """Put the noun that a relative clause tells about in the place of its pronoun."""
    if verb.dep_ != "relcl" or not all(s.lower_ in _RELATIVES for s in subjects):
        return subjects
    many = any(c.dep_ in {"aux", "auxpass"} and c.lower_ in {"have", "are", "were"} for c in verb.children)
    return (first_of(verb.head) if many else verb.head,)


def _inherited(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the subject of a verb that has none of its own."""
    licensing = licensor(verb)
    head = licensing or verb.head
    if depth > 6 or head == verb:
        return ()
    bearers = [c for c in head.children if c.dep_ == "poss"]
    if bearers and verb.dep_ == "acl" and verb.tag_ == "VB" and head.pos_ == "NOUN":
        return tuple(bearers) if bearers[0].pos_ != "PRON" else _inherited(head, depth + 1)
    if verb.dep_ in {"acl", "relcl"} and head.pos_ != "VERB":
        return (head,) if not is_purpose(verb) else (head, *_governing(head, depth))
    if verb.dep_ == "amod" and head.pos_ in {"NOUN", "PROPN"}:
        return (first_of(head),)
    if head.pos_ not in {"VERB", "AUX"}:
        return _inherited(head, depth + 1) if verb.dep_ in _CARRYING else ()
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and is_purpose(verb):
        controlled = tuple(c for c in head.children if c.dep_ in {"dobj", "nsubjpass"})
        if controlled and lemma(head) in lexicon().words["control"]:
            return controlled
    if verb.dep_ == "prep" and verb.lower_ == "for" and lemma(head) in lexicon().words["judging"]:
        judged = tuple(c for c in head.children if c.dep_ in {"dobj", "nsubjpass"})
        if judged:
            return judged
    own = tuple(c for c in head.children if c.dep_ in _SUBJECTS)
    return _antecedents(own, head) if own else _inherited(head, depth + 1)


_CARRYING = frozenset({"xcomp", "pcomp", "prep", "conj", "acl", "acomp", "dobj", "attr", "pobj"})


def _governing(noun: Token, depth: int) -> tuple[Token, ...]:
    """Return the subjects of the clause that a noun stands in."""
    while noun.head != noun and noun.pos_ not in {"VERB", "AUX"}:
        noun = noun.head
    own = tuple(c for c in noun.children if c.dep_ in _SUBJECTS)
    return own or _inherited(noun, depth + 1)


_NEAR = 6
"""Words up to which a verb shares the object of the next one: "drafted, but did not adopt, the policy"."""


def _shared_objects(verb: Token) -> tuple[Token, ...]:
    """Return the object of the last of coordinated verbs: "investigated, prosecuted, or convicted officials"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= _NEAR:
            own = tuple(with_conjuncts(c for c in child.children if c.dep_ in _OBJECTS))
            return own or _shared_objects(child)
    return ()


def extent(clause: Clause) -> tuple[Token, ...]:
    """Return the words of a clause without the clauses that hang on it and without its source, in order."""
    found = [clause.verb]
    todo = list(clause.verb.children)
    while todo:
        token = todo.pop()
        clausal = token.dep_ in _CLAUSAL and token.pos_ in {"VERB", "AUX"}
        joined = token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}
        source = token.dep_ == "prep" and token.lower_ == "according"
        if clausal or joined or source or token.dep_ in {"punct", "cc", "opaque"} or token.is_space:
            continue
        found.append(token)
        todo.extend(token.children)
    return tuple(sorted(found, key=lambda t: t.i))
