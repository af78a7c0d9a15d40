"""Polarity: whether the text says that an action was not done, and how far a negation reaches."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause, Kind
from servanda.loaders.extract.governors import (
    SUBJECTS,
    coordinated,
    first_of,
    governors,
    is_excluded,
    is_standing,
    joiners,
    lacks,
)
from servanda.loaders.extract.infinitives import is_yet, licensor
from servanda.loaders.extract.predicates import lexicon

_GIVING = frozenset({"make", "take", "undertake", "have", "give", "report", "observe"})
_RAISING = ("actual", "negated", "planned", "recommended", "telling")
_LIMITING = frozenset({"only", "all", "every"})
"""Words that a "not" before them belongs to, and not to the verb."""
_SEEMING = frozenset({"have", "be", "make", "take", "appear", "seem"})


def polarity(clause: Clause) -> str:
    """Return `negated` where the text says that the action was not done, else `affirmed`."""
    verb = clause.governor or clause.verb
    if is_excluded(verb) or is_excluded(clause.verb):
        return "negated"
    borrowed = clause.verb.dep_ == "advcl" and not clause.own_subject  # "as noted by the ILO, no law prohibits …"
    objects = () if clause.passive and borrowed else clause.objects
    denials = int(any(map(_denies, objects)) or any(map(_denies, _own_subjects(verb))))
    if clause.kind is Kind.NOUN:
        denials = int(bool(denials) or any(map(_denies, coordinated(clause.verb)))) + _is_lacked(clause.verb)
    if clause.kind is not Kind.NOUN or clause.governor is not None:
        denials += _denials(verb, clause.verb) + _is_absent(verb)
    return "negated" if denials % 2 else "affirmed"


def _denials(verb: Token, action: Token) -> int:
    """Count the words that deny a verb, from itself upwards to what governs it."""
    count = 0
    chain = list(governors(verb))
    for k, token in enumerate(chain):
        below = chain[k - 1] if k else None
        if below is not None and _is_joined(below, token):
            if any(c.lower_ in {"but", "yet"} for c in joiners(below)):
                break
        elif token != action and _withholds(token, below):
            count += 1
        if k and token.pos_ in {"VERB", "AUX"}:
            if not _transparent(token, chain[:k]):
                break
            count += not _is_joined(chain[k - 1], token) and _gives_none(token, chain[:k])
        if any(map(_negates, token.children)):
            return count + 1
    return count


def _is_joined(below: Token, token: Token) -> bool:
    """Tell whether a word is coordinated with another: the one is denied with the other, but does not govern it."""
    return below.dep_ == "conj" or licensor(below) == token


def _negates(child: Token) -> bool:
    """Tell whether a word negates what it hangs on: "not", "neither", "never", "no longer"; not "not only"."""
    rare = lexicon().words["rare"]
    if child.dep_ == "neg":
        return not (child.i + 1 < len(child.doc) and child.nbor().lower_ in _LIMITING)
    before = child.nbor(-1).lower_ if child.i else ""
    return child.lower_ in rare or child.lower_ == "neither" or f"{before} {child.lower_}" in rare


def _withholds(token: Token, below: Token | None) -> bool:
    """Tell whether a word that governs an action says that it is not done: "failed to", "without", "lack of"."""
    if lacks(token) or (token.dep_ == "prep" and token.lower_ in lexicon().words["instead"]):
        return True
    if below is not None and is_yet(token):
        return True
    return token.pos_ == "NOUN" and any(map(_is_no, token.children))


def _gives_none(token: Token, below: Sequence[Token]) -> bool:
    """Tell whether a light verb has an object or subject that is none: "no efforts were made to address …"."""
    if token.lemma_ not in _GIVING:
        return False
    arguments = (c for c in token.children if c.dep_ in {"dobj", "nsubjpass"} and c not in below)
    return any(map(_denies, arguments))


def _transparent(token: Token, chain: Sequence[Token]) -> bool:
    """Tell whether the negation of a governing verb negates the action: "do not have a mandate to inspect".

    So does that of telling: "officials did not report investigating any case".
    """
    below = chain[-1]
    if _is_joined(below, token) or (is_standing(below) and chain[-2:][0].tag_ == "VB"):
        return True
    kinds = lexicon().words
    raising = any(token.lemma_.lower() in kinds[kind] for kind in _RAISING)
    return raising or token.lemma_ in _SEEMING


def _own_subjects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in SUBJECTS]


def _is_lacked(noun: Token) -> bool:
    """Tell whether a noun of action is what is missing: "the lack of inspections", "without restriction"."""
    preposition = first_of(noun).head
    if preposition.dep_ != "prep":
        return False
    words = lexicon().words
    spared = preposition.i > 0 and preposition.nbor(-1).lower_ in words["free"]
    return spared or lacks(preposition.head) or preposition.lower_ in words["instead"]


def _is_absent(verb: Token) -> bool:
    """Tell whether an adjective denies a verb's subject: "the shelter remained inoperative"."""
    return any(c.lower_ in lexicon().words["absent"] for c in verb.children if c.dep_ == "acomp")


def _denies(argument: Token) -> bool:
    """Tell whether a subject or object is none: "none of the cases", "no evidence of a policy", "not all"."""
    if argument.lower_ in {"none", "neither", "nobody"}:
        return True
    if argument.dep_ == "pobj" and argument.head.lower_ == "of" and _denies(argument.head.head):
        return True
    near = [*argument.children, *(g for c in argument.children if c.lower_ in {"all", "every"} for g in c.children)]
    return any(_is_no(c) or c.lower_ in {"neither", "not"} for c in near)


def _is_no(word: Token) -> bool:
    """Tell whether a word is "no", and not that of "no more than" or "no later than"."""
    return word.lower_ == "no" and not (word.i + 1 < len(word.doc) and word.nbor().tag_ in {"JJR", "RBR"})
