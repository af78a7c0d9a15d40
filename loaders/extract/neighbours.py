"""Neighbours: who stands in a list with an actor, or right before a verb, where the parser takes them apart.

A small parser often loses the members of a list of names ("the Ministry, the Agency, and the Office decided") and the
subject after a date without comma ("In August the Assembly passed …"). The order of the words tells them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.predicates import lexicon

_JOINTS = frozenset({"and", "or", "&", "nor"})
_MODIFIERS = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "CD", "PRP$", "POS", "HYPH", "AFX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SHARING = frozenset({"conj", "appos", "nmod", "npadvmod"})
_LOOSE = frozenset({"dep", "ROOT", "npadvmod", "appos", "conj", "nmod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ASIDE = frozenset({"with", "in", "through", "together", "along", "alongside", "including", "jointly", "under", "by"})
_FAR = 16
"""Words that an insertion between subject and verb may have."""

_Places = Mapping[int, Entity]


def series(token: Token, spoken: _Places) -> tuple[Token, ...]:
    """Return the actors that stand in a list with one, itself included, in the order of the text.

    A list ends with "and" or "or"; names that only commas part explain each other.
    """
    left, right = [token], [token]
    joined = False
    while (near := _before(left[-1], spoken)) is not None and _shares(near[0], left[-1]):
        left.append(near[0])
        joined |= near[1]
    while (near := _after(right[-1], spoken)) is not None and _shares(right[-1], near[0]):
        right.append(near[0])
        joined |= near[1]
    return (*reversed(left[1:]), *right) if joined else (token,)


def _after(token: Token, spoken: _Places) -> tuple[Token, bool] | None:
    """Return the next actor of a list, and whether "and" or "or" joins it."""
    linked = joined = modified = False
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.i in spoken:
            return (word, joined) if linked and spoken[word.i].kind == "actor" else None
        form = word.lower_
        if form == "," and not modified and not joined:
            linked = True
        elif form in _JOINTS and not modified:
            linked = joined = True
        elif linked and word.tag_ in _MODIFIERS:
            modified = True
        elif not (modified and form in _JOINTS and word.nbor(-1).tag_ == "JJ"):
            return None
    return None


def _before(token: Token, spoken: _Places) -> tuple[Token, bool] | None:
    """Return the actor before one in a list, and whether "and" or "or" joins both."""
    for place in range(token.i - 1, max(token.sent.start, token.i - _FAR) - 1, -1):
        if place in spoken:
            near = _after(token.doc[place], spoken) if spoken[place].kind == "actor" else None
            return (token.doc[place], near[1]) if near is not None and near[0] == token else None
    return None


def _shares(one: Token, other: Token) -> bool:
    """Tell whether neighbours in a list can have one role: not where either is the subject of a verb of its own."""
    first, second = _top(one), _top(other)
    if first == second or {first.dep_, second.dep_}.isdisjoint(_SUBJECTS):
        return True
    if first.dep_ in _SUBJECTS and second.dep_ in _SUBJECTS:
        return first.head == second.head
    return (second if first.dep_ in _SUBJECTS else first).dep_ in _LOOSE


def _top(token: Token) -> Token:
    """Return the noun whose place in the sentence a noun shares by the parse."""
    while token.dep_ in _SHARING and token.head is not token and token.head.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def before_verb(verb: Token, spoken: _Places) -> Token | None:
    """Return the actor right before a finite verb that has no other subject, insertions between commas left out."""
    if not _is_finite(verb):
        return None
    inside = set(verb.children)
    place = verb.i - 1
    first = verb.sent.start
    while place > first and verb.doc[place] in inside and verb.doc[place].dep_ in {"aux", "advmod", "neg"}:
        place -= 1
    if place > first and verb.doc[place].text == ",":
        place = _opening(verb, place, spoken)
    found = spoken.get(place) if place >= first else None
    if found is None or found.kind != "actor" or any(_governs(c, verb.doc[place]) for c in inside):
        return None
    return verb.doc[place]


def _is_finite(verb: Token) -> bool:
    """Tell whether a verb is finite, also where it is taken for a participle though it is the sentence's own verb."""
    if verb.tag_ in _FINITE or any(c.dep_ == "aux" and c.lower_ != "to" for c in verb.children):
        return True
    return verb.tag_ == "VBN" and verb.dep_ == "ROOT" and any(c.dep_ == "dobj" for c in verb.children)


def _governs(subject: Token, token: Token) -> bool:
    """Tell whether a word hangs on a verb's subject, other than on the "support" of "with support from …"."""
    governs = subject.dep_ in _SUBJECTS and subject.is_ancestor(token)
    return governs and subject.lemma_ not in lexicon().words["joint"]


def _opening(verb: Token, comma: int, spoken: _Places) -> int:
    """Return the place before the insertion that a comma ends: "MOLE, with support from the ILO, launched"."""
    doc = verb.doc
    for place in range(comma - 2, max(verb.sent.start, comma - _FAR), -1):
        if doc[place].text == "," and doc[place + 1].lower_ in _ASIDE and place - 1 in spoken:
            return place - 1
    return -1


def helping(tokens: Iterable[Token], spoken: _Places) -> Iterator[str]:
    """Yield the ids of those whom the phrase that opens a sentence names as partners of its subjects.

    Of "with support from the ILO, the Ministry, and the Police drafted a law" the parser may make a list of three.
    """
    for token in tokens:
        near = series(token, spoken)
        if len(near) > 1 and _opens(near[0]):
            yield spoken[near[0].i].id


def _opens(token: Token) -> bool:
    """Tell whether an actor stands in a phrase of support or cooperation that opens its sentence."""
    before = token.doc[token.sent.start : token.i]
    helping = any(word.lemma_ in lexicon().words["joint"] for word in before)
    return helping and all(word.pos_ not in {"VERB", "AUX"} for word in before)
