"""Topics: prepositions that stand behind what an action is about, but tell who takes part in it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.predicates import lexicon


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
        if role is not None and _is_distant(preposition, clause, spoken):
            yield from ((role, c) for c in preposition.children if c.dep_ == "pobj" and c.i in spoken)


def _is_distant(preposition: Token, clause: Clause, spoken: Mapping[int, Entity]) -> bool:
    """Tell whether a preposition after an action's word hangs on a topic, not on an actor or on what else happens."""
    head = preposition.head
    known = spoken.get(head.i)
    if preposition.pos_ not in {"ADP", "SCONJ"} or preposition.i < clause.verb.i or head.pos_ in {"VERB", "AUX"}:
        return False
    if known is not None and known.kind == "actor":
        return False
    between = itertools.takewhile(lambda token: token != clause.verb, preposition.ancestors)
    return not any(token.dep_ in _APART and token.pos_ in {"VERB", "AUX"} for token in between)


_APART = frozenset({"ccomp", "conj", "advcl", "parataxis"})
"""How a clause hangs on another whose roles it does not name."""
