"""Quantities: numbers with their unit as written, "47 victims", "$200,000"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from servanda.loaders.extract.clauses import Clause

_MONEY = re.compile(
    r"(?:US)?[$€£] ?\d[\d,.]*\d(?: (?:million|billion))?|\d[\d,.]* (?:million |billion )?(?:dollars|euros)"
)
_VAGUE = frozenset({"several", "multiple", "dozens", "hundreds", "thousands", "numerous"})


def quantity(clause: Clause, words: Sequence[Token], text: str) -> str | None:
    """Return the amount of money in a clause, else the number of its objects with their noun."""
    if not words:
        return None
    if money := _MONEY.search(text, words[0].idx, words[-1].idx + len(words[-1])):
        return money[0]
    for thing in clause.objects:
        numbers = [c for c in thing.children if c.dep_ == "nummod" or c.lower_ in _VAGUE]
        if numbers and not re.fullmatch(r"(?:19|20)\d\d", numbers[0].text):
            first = min((t for n in numbers for t in n.subtree), key=lambda t: t.i)
            return text[first.idx : thing.idx + len(thing)] if first.i <= thing.i else None
    return None
