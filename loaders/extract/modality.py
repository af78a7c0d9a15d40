"""Modality: whether an action was done, is planned or is recommended."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause, Kind
from servanda.loaders.extract.governors import coordinated, first_of, governors, is_excluded, is_wanting
from servanda.loaders.extract.infinitives import is_purpose, is_yet
from servanda.loaders.extract.predicates import lemma, lexicon, noun_classes

_PLANNED = frozenset({"will", "shall"})
_RECOMMENDED = frozenset({"should", "ought"})
"""Not "must": what the law orders is no recommendation."""


def modality(clause: Clause) -> str:
    """Return `actual`, `planned` or `recommended`."""
    words = lexicon().words
    if clause.kind is Kind.NOUN and clause.governor is None:
        return _of_noun(clause.verb)
    verb = clause.governor or clause.verb
    chain = list(governors(verb))
    if any(map(is_yet, chain[1:])):
        return "actual"
    if is_purpose(verb):
        return "actual" if _standing(verb) else "planned"
    if clause.governor is not None and first_of(clause.verb).dep_ != "nsubj":
        kind = _of_object(clause.governor)
        if kind is not None:
            return kind
    if any(map(_is_asked, coordinated(verb))):
        return "recommended"
    if _is_awaited(verb):
        return "planned"
    for below, token in pairwise((verb, *chain)):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
        if auxiliaries & _RECOMMENDED or ("would" in auxiliaries and _advised(token)):
            return "recommended"
        if auxiliaries & (_PLANNED | {"would"}):
            return "planned"
        if token == verb or below.dep_ == "conj" or (token.dep_ == "acl" and token.lower_ == "needed"):
            continue
        for kind in ("planned", "recommended"):
            if token.lemma_.lower() in words[kind]:
                return kind
        if below.dep_ == "xcomp" and token.lemma_ == "help" and is_purpose(token):
            return "planned"
    return "actual"


def _of_object(verb: Token) -> str | None:
    """Return the modality that a verb gives the action that is its object or subject: "ordered an investigation"."""
    words = lexicon().words
    if lemma(verb) in words["ordering"]:
        return "planned"
    return "recommended" if lemma(verb) == "need" or lemma(verb) in words["recommended"] else None


def _of_noun(noun: Token) -> str:
    """Return the modality that the word before "for" gives a noun of action: "plans for inspections", "calls for"."""
    preposition = first_of(noun).head
    if preposition.lower_ == "for" and preposition.head.lemma_ == "call":
        return "planned"
    if preposition.dep_ != "prep" or preposition.lower_ not in {"for", "of"} or preposition.head.pos_ != "NOUN":
        return "actual"
    words = lexicon().words
    kinds = (kind for kind in ("planned", "recommended") if preposition.head.lemma_.lower() in words[kind])
    return next(kinds, "actual")


def _is_asked(verb: Token) -> bool:
    """Tell whether a bare infinitive with a subject tells what is asked for: "recommended that the state repeal …"."""
    auxiliaries = (c for c in verb.children if c.dep_ == "aux")
    return (
        verb.dep_ == "ccomp"
        and verb.tag_ == "VB"
        and lemma(verb.head) in lexicon().words["asking"]
        and not any(auxiliaries)
    )


def _is_awaited(verb: Token) -> bool:
    """Tell whether a clause tells what something has to wait for: "until it is endorsed"."""
    until = any(c.dep_ == "mark" and c.lower_ == "until" for c in verb.children)
    forms = {verb.tag_, *(c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"})}
    return until and verb.dep_ == "advcl" and not forms.isdisjoint({"VBZ", "VBP"})


def _advised(verb: Token) -> bool:
    """Tell whether "would" tells what a standard asks for: "would need to employ", "according to its advice"."""
    return verb.lemma_ == "need" or any(c.lower_ == "according" for c in verb.children)


def _standing(verb: Token) -> bool:
    """Tell whether an infinitive tells what somebody can do, or does by it, rather than what for.

    "Has authority to …", "its mission is to …", "was not enough to …", "uses its budget to …", "rather than to …".
    """
    words = lexicon().words
    if is_excluded(verb):
        return True
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    head = verb.head
    if head.lemma_.lower() in words["standing"] | words["means"] or is_wanting(head):
        return True
    if head.dep_ in {"dobj", "conj"} and is_wanting(first_of(head).head):
        return True
    given = [c for c in head.children if c.dep_ in {"dobj", "nsubjpass", "attr"} and c.i < verb.i]
    if head.lemma_ == "be":
        if any(c.dep_ == "acomp" for c in head.children):
            return True
        given += (c for c in head.children if c.dep_ == "nsubj")
    return head.pos_ == "ADJ" or any(c.lemma_.lower() in words["standing"] or _is_held(c) for c in given)


def _is_held(noun: Token) -> bool:
    """Tell whether a noun is an event or activity, so that what it is for is done by it: "held sessions to raise …"."""
    return not _HELD.isdisjoint(noun_classes(noun))


_HELD = frozenset({"event", "campaign", "inspection", "training"})
