"""Polarity and modality: whether an action was done, not done, planned or recommended."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause, is_purpose
from servanda.loaders.extract.predicates import lexicon

_PLANNED = frozenset({"will", "would", "shall"})
_RECOMMENDED = frozenset({"should", "must", "ought"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def governors(verb: Token) -> Iterator[Token]:
    """Yield a verb and the words that colour it: raising verbs, adjectives, coordinated heads."""
    token: Token = verb
    for _ in range(8):
        yield token
        head = token.head
        if head == token:
            return
        shares = token.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in token.children)
        if token.dep_ not in {"xcomp", "pcomp", "prep", "acl", "acomp"} and not shares:
            return
        token = head


def polarity(clause: Clause) -> str:
    """Return `negated` where the text says that the action was not done."""
    words = lexicon().words
    count = 0
    for token in governors(clause.verb):
        if token != clause.verb and token.lemma_.lower() in words["negated"]:
            count += 1
        if any(c.dep_ == "neg" or c.lower_ in words["rare"] for c in token.children):
            count += 1
            break
    arguments = [*clause.objects, *(c for c in clause.verb.children if c.dep_ in _SUBJECTS)]
    if any(c.lower_ in {"no", "neither"} for argument in arguments for c in argument.children):
        count += 1
    return "negated" if count % 2 else "affirmed"


def modality(clause: Clause) -> str:
    """Return `actual`, `planned` or `recommended`."""
    words = lexicon().words
    if is_purpose(clause.verb):
        return "planned"
    for token in governors(clause.verb):
        auxiliaries = {c.lower_ for c in token.children if c.dep_ == "aux"}
        if auxiliaries & _RECOMMENDED:
            return "recommended"
        if auxiliaries & _PLANNED:
            return "planned"
        if token != clause.verb:
            for kind in ("planned", "recommended"):
                if token.lemma_.lower() in words[kind]:
                    return kind
    return "actual"
