"""Clauses: the verbs that report actions, with their subjects, objects and complements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.loaders.extract.predicates import lexicon

_CLAUSAL = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "xcomp", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "obj"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what it governs; `own_subject` is False where the subject is another clause's."""

    verb: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    passive: bool
    own_subject: bool
    purpose: bool
    """True for an infinitive that tells what for."""


def clauses(doc: Doc) -> Iterator[Clause]:
    """Yield the clauses of a parsed text in order, those of raising verbs ("plans to", "failed to") left out."""
    for token in doc:
        verbal = token.tag_ in _VERBAL and token.pos_ == "VERB"
        if verbal and token.dep_ not in {"amod", "compound", "case", "prep"} and raised(token) is None:
            yield clause_of(token)


def raised(verb: Token) -> Token | None:
    """Return the verb or gerund that a raising verb only colours: "adopt" for "plans to adopt"."""
    kinds = lexicon().words
    known = any(verb.lemma_.lower() in kinds[kind] for kind in ("actual", "negated", "planned", "recommended"))
    if not known or any(child.dep_ == "dobj" for child in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "xcomp" and c.tag_ in _VERBAL), None)


def colours(verb: Token) -> Token | None:
    """Return the verb of "working with somebody to …" that only tells with whom the infinitive is done."""
    head = verb.head
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    joint = head.pos_ == "VERB" and head.lemma_.lower() in _JOINT and not any(c.dep_ == "dobj" for c in head.children)
    return head if infinitive and joint and verb.dep_ in {"xcomp", "advcl"} else None


_JOINT = frozenset({"work", "collaborate", "cooperate", "partner", "coordinate", "team", "join"})


def clause_of(verb: Token) -> Clause:
    """Return the clause of a verb."""
    passive = is_passive(verb)
    objects = tuple(with_conjuncts(c for c in verb.children if c.dep_ in _OBJECTS))
    if not objects and not passive:
        objects = _shared_objects(verb)
    own = tuple(c for c in verb.children if c.dep_ in _SUBJECTS)
    subjects = _antecedents(own, verb) if own else _inherited(verb)
    if passive:
        subjects, objects = (), (*subjects, *objects)
    return Clause(verb, tuple(with_conjuncts(subjects)), objects, passive, bool(own), is_purpose(verb))


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, an auxiliary shared or a reduced relative clause included."""
    if any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in {"aux", "nsubj"} for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head)
    return verb.dep_ in {"acl", "advcl", "relcl"}


def is_purpose(verb: Token) -> bool:
    """Tell whether a verb is an infinitive of purpose, or coordinated with one."""
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        has_subject = any(c.dep_ in _SUBJECTS for c in verb.children)
        return verb.tag_ == "VB" and not has_subject and is_purpose(verb.head)
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and colours(verb) is None
    return to and (verb.dep_ in {"advcl", "acl", "relcl"} or (verb.dep_ == "xcomp" and raised(verb.head) is None))


def with_conjuncts(tokens: object) -> Iterator[Token]:
    """Yield tokens, each followed by the nouns coordinated with it."""
    for token in tokens:  # type: ignore[attr-defined]
        yield token
        for child in token.children:
            if child.dep_ in {"conj", "appos"} and child.pos_ != "VERB" and child.dep_ == "conj":
                yield from with_conjuncts([child])


def _antecedents(subjects: tuple[Token, ...], verb: Token) -> tuple[Token, ...]:
    """Put the noun that a relative clause tells about in the place of its pronoun."""
    if verb.dep_ == "relcl" and all(s.lower_ in _RELATIVES for s in subjects):
        return (verb.head,)
    return subjects


def _inherited(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """Return the subject of a verb that has none of its own."""
    head = verb.head
    if depth > 6 or head == verb:
        return ()
    if verb.dep_ in {"acl", "relcl"} and head.pos_ != "VERB":
        return (head,) if not is_purpose(verb) else (head, *_governing(head, depth))
    if head.pos_ not in {"VERB", "AUX"}:
        return _inherited(head, depth + 1) if verb.dep_ in {"xcomp", "pcomp", "prep", "conj", "acl"} else ()
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and is_purpose(verb):
        controlled = tuple(c for c in head.children if c.dep_ in {"dobj", "nsubjpass"})
        if controlled and head.lemma_ in _CONTROL:
            return controlled
    own = tuple(c for c in head.children if c.dep_ in _SUBJECTS)
    return _antecedents(own, head) if own else _inherited(head, depth + 1)


_CONTROL = frozenset({
    "designate", "appoint", "ask", "request", "urge", "assign", "invite", "call", "allow", "permit", "enable", "task",
    "establish", "create", "train", "order", "require", "direct", "help", "authorize", "mandate", "encourage",
})  # fmt: skip
"""Verbs whose object does what their infinitive tells."""


def _governing(noun: Token, depth: int) -> tuple[Token, ...]:
    """Return the subjects of the clause that a noun stands in."""
    while noun.head != noun and noun.pos_ not in {"VERB", "AUX"}:
        noun = noun.head
    own = tuple(c for c in noun.children if c.dep_ in _SUBJECTS)
    return own or _inherited(noun, depth + 1)


def _shared_objects(verb: Token) -> tuple[Token, ...]:
    """Return the object of the last of coordinated verbs: "investigated and prosecuted cases"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - verb.i <= 4:
            return tuple(with_conjuncts(c for c in child.children if c.dep_ in _OBJECTS))
    return ()


def extent(clause: Clause) -> tuple[Token, ...]:
    """Return the words of a clause without the clauses that hang on it, in order."""
    found = [clause.verb]
    todo = list(clause.verb.children)
    while todo:
        token = todo.pop()
        clausal = token.dep_ in _CLAUSAL and token.pos_ in {"VERB", "AUX"}
        joined = token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}
        if clausal or joined or token.dep_ in {"punct", "cc", "opaque"} or token.is_space:
            continue
        found.append(token)
        todo.extend(token.children)
    return tuple(sorted(found, key=lambda t: t.i))
