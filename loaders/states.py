"""The state that a report is about, told from its title and text."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from servanda.ontology import authority

_SAMPLE = 20_000
"""Characters of a text that are looked at."""
_LEAST = 2
"""Mentions below which a state is only mentioned."""
_LEAD = 2
"""How many times as often as the next state the one that a report is about is named."""


@cache
def _names() -> re.Pattern[str]:
    """Return the pattern of all names of states and of those that belong to them, longest first."""
    names = {n for c in authority.countries() for n in (c.name, *c.aliases, *c.demonyms) if len(n) > 3}
    return re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) + r")\b")


def state_in(words: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of the only state that a title names, or None."""
    found = set(_mentions(words))
    return found.pop() if len(found) == 1 else None


def state_of(text: str) -> str | None:
    """Return the state that a text names far more often than any other, or None where there is no such state."""
    ranked = Counter(_mentions(text[:_SAMPLE])).most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]):
        return None
    return ranked[0][0]


def _mentions(words: str) -> list[str]:
    if words.isupper():
        words = words.title()
    return [code for match in _names().finditer(words) if (code := authority.country_of(match[0]))]
