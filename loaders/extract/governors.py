"""Governors: the words whose polarity and modality hold for an action too: "failed to adopt", "have yet to adopt"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from servanda.loaders.extract.infinitives import licensor
from servanda.loaders.extract.predicates import lemma, lexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LINKS = frozenset({"xcomp", "pcomp", "acl", "acomp", "dobj", "attr"})
_PASSING = frozenset({"from", "of", "to", "in", "for", "on", "without", "than"})
"""Prepositions through which a governing word colours a gerund: "prevented from", "lack of", not "by"."""
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def governors(verb: Token) -> Iterator[Token]:
    """Yield a verb and the words that colour it: raising verbs, adjectives and nouns, coordinated heads."""
    token: Token = verb
    for _ in range(8):
        yield token
        licensing = licensor(token)
        head = licensing or token.head
        if head == token or not (licensing or _colours(token, head)):
            return
        token = head


def _colours(token: Token, head: Token) -> bool:
    """Tell whether what is said of a word's head holds for the word too."""
    if token.dep_ == "prep":
        return token.lower_ in _PASSING
    if token.dep_ == "conj":
        own = any(c.dep_ in SUBJECTS for c in token.children) or (token.tag_ in _FINITE and head.tag_ not in _FINITE)
        return not own
    if token.dep_ == "advcl":
        return is_infinitive(token) and (is_wanting(head) or _is_attempted(head))
    if token.dep_ == "pobj":
        return is_standing(token) and head.lower_ == "of"
    if token.dep_ == "relcl":
        return is_infinitive(token)
    if token.dep_ == "ccomp":
        return head.lemma_ in {"appear", "seem"} or (is_infinitive(token) and lemma(head) in lexicon().words["control"])
    return token.dep_ in _LINKS


def lacks(verb: Token) -> bool:
    """Tell whether a verb says that means are missing: "lack transportation to carry out inspections"."""
    return verb.lemma_.lower() in lexicon().words["negated"]


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def is_wanting(verb: Token) -> bool:
    """Tell whether a verb says that means are missing or not there: "did not have enough vehicles to …"."""
    if lacks(verb):
        return True
    return verb.lemma_ == "have" and any(
        c.dep_ == "neg" or (c.dep_ == "dobj" and any(d.lower_ == "no" for d in c.children)) for c in verb.children
    )


def is_standing(noun: Token) -> bool:
    """Tell whether a noun is an effort, a duty or a power, whose infinitive tells what somebody tries or may do."""
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon().words["standing"]


def _is_attempted(verb: Token) -> bool:
    """Tell whether a verb's subject is an effort or a power: "no efforts were made to …"."""
    subjects = (c for c in verb.children if c.dep_ == "nsubjpass")
    return any(c.lemma_.lower() in lexicon().words["standing"] for c in subjects)


def is_excluded(word: Token) -> bool:
    """Tell whether a word is joined as what was not done: "nor did they … or …", "rather than …", "instead of …"."""
    own = (c for c in word.children if c.i < word.i)
    joints = joiners(word)
    if any(c.lower_ == "nor" for c in (*joints, *own)):
        return True
    if any(c.lower_ == "or" for c in joints) and is_excluded(word.head):
        return True
    before = word.doc[max(0, word.i - 4) : word.i]
    pairs = (f"{before[k].lower_} {before[k + 1].lower_}" for k in range(len(before) - 1))
    excluding = (k for k, pair in enumerate(pairs) if pair in lexicon().words["instead"])
    return any(all(t.pos_ in _BETWEEN for t in before[k + 2 :]) for k in excluding)


_BETWEEN = frozenset({"ADV", "PART", "DET", "ADJ"})
"""Words that may stand between "rather than" and what it excludes."""


def joiners(word: Token) -> list[Token]:
    """Return the conjunctions that join a coordinated word to the one before it."""
    if word.dep_ != "conj":
        return []
    return [c for c in word.head.children if c.dep_ in {"cc", "preconj"} and word.head.i < c.i < word.i]


def coordinated(noun: Token) -> list[Token]:
    """Return a word and those before it that it is coordinated with."""
    found = [noun]
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
        found.append(noun)
    return found


def first_of(noun: Token) -> Token:
    """Return the first of coordinated words."""
    return coordinated(noun)[-1]
