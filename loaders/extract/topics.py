"""Topics: prepositions that stand behind what an action is about, but tell who takes part in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.predicates import lemma, lexicon


def distant(clause: Clause, type_: str, inverse: bool, spoken: Mapping[int, Entity]) -> Iterator[tuple[str, Token]]:
    """Yield whom a preposition names that the parser hangs on a topic: "training on trafficking for officers".

    Args:
        clause: the clause.
        type_: the type of its action.
        inverse: whether its subject receives, so that "from" names who acts.
        spoken: the entities by the position of their head words.
    """
    table = lexicon().distant.get(type_, {})
    if not table and not inverse:
        return
    for preposition in clause.verb.subtree:
        role = "agents" if inverse and preposition.lower_ == "from" else table.get(preposition.lower_)
        told = type_ == "report" and preposition.head.pos_ in {"VERB", "AUX"}
        if role is not None and not told and _is_distant(preposition, clause, spoken):
            yield from ((role, c) for c in preposition.children if c.dep_ == "pobj" and c.i in spoken)


def enabled(clause: Clause, type_: str) -> Iterator[tuple[str, Token]]:
    """Yield whom an action is to enable to do something, or who is asked to do it.

    "Organized trainings to help prosecutors recognize victims"; "requested that the government take measures".
    """
    if type_ not in _ENABLING:
        return
    governing = [clause.governor] if clause.governor is not None else []
    below = [c for anchor in (clause.verb, *clause.objects, *governing) for c in anchor.children if c.dep_ in _PURPOSES]
    for verb in below:
        if lemma(verb) in lexicon().words["enabling"]:
            yield from (("recipients", c) for c in verb.children if c.dep_ in {"dobj", "dative"})
            inner = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
        else:
            inner = [verb] if type_ == "request" and verb.dep_ == "ccomp" and verb.head == clause.verb else []
        yield from (("recipients", c) for v in inner for c in v.children if c.dep_ in {"nsubj", "nsubjpass"})


_ENABLING = frozenset({"train", "convene", "campaign", "request"})
_PURPOSES = frozenset({"advcl", "acl", "relcl", "xcomp", "ccomp"})


def _is_distant(preposition: Token, clause: Clause, spoken: Mapping[int, Entity]) -> bool:
    """Tell whether a preposition after an action's word hangs on a topic, not on an actor or on what else happens."""
    head = preposition.head
    known = spoken.get(head.i)
    if preposition.pos_ not in {"ADP", "SCONJ"} or preposition.i < clause.verb.i:
        return False
    if head.pos_ in {"VERB", "AUX"} and not (preposition.lower_ == "to" and head.dep_ in _TOPICAL):
        return False
    if known is not None and known.kind == "actor":
        return False
    between = itertools.takewhile(lambda token: token != clause.verb, preposition.ancestors)
    return not any(token.dep_ in _APART and token.pos_ in {"VERB", "AUX"} for token in between)


_TOPICAL = frozenset({"acl", "pcomp"})
"""How a verb hangs on what an action is about: "trainings on how to respond to abuse to 100 officers"."""
_APART = frozenset({"ccomp", "conj", "advcl", "parataxis"})
"""How a clause hangs on another whose roles it does not name."""
