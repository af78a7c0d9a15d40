"""Types of named actors that need the whole name: "the Employers' Federation" is no union, "UN Committee" no agency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from servanda.loaders.extract.lexicon import table

_CERTAIN = frozenset({"Ministry", "Official"})
"""Types that a head noun alone tells, whatever else the name says."""


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    type: str
    countries: frozenset[str]
    heads: frozenset[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    rows = table("actors_types.toml")["types"]
    return tuple(
        _Rule(re.compile(r["pattern"]), r["type"], frozenset(r.get("countries", ())), frozenset(r.get("heads", ())))
        for r in rows
    )


def actor_type(name: str, by_head: str, country: str | None) -> str:
    """Return the type of a named actor.

    Args:
        name: the name without its article.
        by_head: the type that its head noun tells.
        country: the state that the report is about.
    """
    for rule in _rules():
        fits = by_head in rule.heads if rule.heads else by_head not in _CERTAIN
        if fits and (not rule.countries or country in rule.countries) and rule.pattern.search(name):
            return rule.type
    return by_head
