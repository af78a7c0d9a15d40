"""Polarity and modality: whether an action was done, not done, planned or recommended."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause, Kind, is_purpose
from servanda.loaders.extract.predicates import lexicon

_PLANNED = frozenset({"will", "would", "shall"})
_RECOMMENDED = frozenset({"should", "must", "ought"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def governors(verb: Token) -> Iterator[Token]:
    """Yield a verb and the words that colour it: raising verbs, adjectives and nouns, coordinated heads."""
    token: Token = verb
    for _ in range(8):
        yield token
        head = token.head
        if head == token:
            return
        shares = token.dep_ == "conj" and not any(c.dep_ in _SUBJECTS for c in token.children)
        lacking = token.dep_ == "advcl" and _lacks(head)
        if token.dep_ not in {"xcomp", "pcomp", "prep", "acl", "acomp", "dobj", "attr"} and not shares and not lacking:
            return
        token = head


def polarity(clause: Clause) -> str:
    """Return `negated` where the text says that the action was not done."""
    words = lexicon().words
    count = 0
    if clause.kind is Kind.NOUN:
        count += any(c.lower_ == "no" for c in _first(clause.verb).children)
        if clause.governor is None:
            return "negated" if count % 2 else "affirmed"
    verb = clause.governor or clause.verb
    chain = list(governors(verb))
    for k, token in enumerate(chain):
        below = chain[k - 1] if k else None
        if token != clause.verb and _withholds(token, below):
            count += 1
        if k and token.pos_ in {"VERB", "AUX"} and not _transparent(token, chain[:k]):
            break
        if any(c.dep_ == "neg" or c.lower_ in words["rare"] for c in token.children):
            count += 1
            break
    if any(_denies(argument) for argument in (*clause.objects, *_own_subjects(verb))):
        count += 1
    if clause.kind is Kind.STATE and any(thing.lower_ in words["absent"] for thing in clause.objects):
        count += 1
    return "negated" if count % 2 else "affirmed"


def _withholds(token: Token, below: Token | None) -> bool:
    """Tell whether a word that governs an action says that it is not done: "failed to", "instead of", "lack of"."""
    words = lexicon().words
    if token.lemma_.lower() in words["negated"]:
        return True
    if token.dep_ == "prep" and (token.lower_ in words["instead"] or _phrase(token) in words["instead"]):
        return True
    if (
        token.lemma_ == "have"
        and below is not None
        and any(c.lower_ == "yet" for c in (*token.children, *below.children))
    ):
        return below.dep_ == "xcomp"
    return token.pos_ == "NOUN" and any(c.lower_ == "no" for c in token.children)


def _phrase(token: Token) -> str:
    """Return a preposition with the adverb before it: "rather than"."""
    before = token.nbor(-1).lower_ if token.i else ""
    return f"{before} {token.lower_}"


def _lacks(verb: Token) -> bool:
    """Tell whether a verb says that means are missing: "lack transportation to carry out inspections"."""
    return verb.lemma_.lower() in lexicon().words["negated"]


def _transparent(token: Token, chain: list[Token]) -> bool:
    """Tell whether the negation of a governing verb negates the action: "do not have a mandate to inspect"."""
    if chain[-1].dep_ == "conj":
        return True
    kinds = lexicon().words
    raising = any(token.lemma_.lower() in kinds[kind] for kind in ("actual", "negated", "planned", "recommended"))
    return raising or token.lemma_ in {"have", "be", "make", "take", "appear", "seem"}


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in _SUBJECTS]


def _denies(argument: Token) -> bool:
    """Tell whether a subject or object is none: "no cases", "none of the cases", "neither the court nor …"."""
    if argument.lower_ in {"none", "neither", "nobody"}:
        return True
    if argument.dep_ == "pobj" and argument.head.lower_ == "of" and argument.head.head.lower_ == "none":
        return True
    return any(c.lower_ in {"no", "neither"} for c in argument.children)


def modality(clause: Clause) -> str:
    """Return `actual`, `planned` or `recommended`."""
    words = lexicon().words
    if clause.kind is Kind.NOUN and clause.governor is None:
        return "actual"
    verb = clause.governor or clause.verb
    if is_purpose(verb):
        return "actual" if _standing(verb) else "planned"
    for token in governors(clause.governor or clause.verb):
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


def _first(noun: Token) -> Token:
    """Return the first of coordinated nouns."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    return noun


def _standing(verb: Token) -> bool:
    """Tell whether an infinitive tells what somebody can do, or cannot, rather than what for: "has authority to …"."""
    words = lexicon().words
    head = verb.head
    return head.lemma_.lower() in words["standing"] or _lacks(head)
