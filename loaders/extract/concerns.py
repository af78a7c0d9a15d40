"""Which instruments an action concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause
from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.referents import both, pointed_at


def concerned(clause: Clause, words: Sequence[Token], spoken: Mapping[int, Entity]) -> tuple[str, ...]:
    """Return the instruments that an action is about; also the one whose effect it is ("the order renamed …")."""
    near = (*words, *clause.subjects, *clause.objects)
    known = [t for t in near if t.i in spoken and spoken[t.i].kind == "instrument"]
    found = [spoken[t.i].id for t in known if not _names_another(t, known)]
    if not found:
        found = [meant.id for thing in clause.objects for meant in both(thing, spoken)]
    if not found:
        found = [meant.id for thing in clause.objects if (meant := pointed_at(thing, spoken))]
    return tuple(dict.fromkeys(found))


def _names_another(token: Token, known: Sequence[Token]) -> bool:
    """Tell whether an instrument only tells which other one is meant: "a guide on the decree"."""
    while token.dep_ in {"pobj", "prep"} and token.head is not token:
        token = token.head
        if token in known:
            return True
    return False
