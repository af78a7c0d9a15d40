"""Modality: whether an action was done, is planned or is recommended."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause, Kind
from servanda.loaders.extract.governors import first_of, governors, is_excluded, is_yet, lacks
from servanda.loaders.extract.infinitives import is_purpose
from servanda.loaders.extract.predicates import lexicon

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
    if any(is_yet(token, below) for below, token in pairwise(chain)):
        return "actual"
    if is_purpose(verb):
        return "actual" if _standing(verb) else "planned"
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


def _of_noun(noun: Token) -> str:
    """Return the modality that the noun before "for" gives a noun of action: "plans for inspections"."""
    preposition = first_of(noun).head
    if preposition.dep_ != "prep" or preposition.lower_ not in {"for", "of"} or preposition.head.pos_ != "NOUN":
        return "actual"
    words = lexicon().words
    kinds = (kind for kind in ("planned", "recommended") if preposition.head.lemma_.lower() in words[kind])
    return next(kinds, "actual")


def _advised(verb: Token) -> bool:
    """Tell whether "would" tells what a standard asks for: "would need to employ", "according to its advice"."""
    return verb.lemma_ == "need" or any(c.lower_ == "according" for c in verb.children)


def _standing(verb: Token) -> bool:
    """Tell whether an infinitive tells what somebody can do, or does by it, rather than what for.

    "Has authority to …", "was not enough to …", "uses its budget to …", "rather than to …".
    """
    words = lexicon().words
    if is_excluded(verb):
        return True
    while verb.dep_ == "conj" and verb.head != verb:
        verb = verb.head
    head = verb.head
    if head.lemma_.lower() in words["standing"] | words["means"] or lacks(head):
        return True
    given = (c for c in head.children if c.dep_ in {"dobj", "nsubjpass"} and c.i < verb.i)
    return head.pos_ == "ADJ" or any(c.lemma_.lower() in words["standing"] for c in given)
