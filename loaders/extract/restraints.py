"""Restraints: who is said to restrict somebody, where only "government" before the noun tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Token

from servanda.loaders.extract.mention import Entity

_PUBLIC = frozenset({"government", "governmental", "official"})
_Places = Mapping[int, Entity]


def restrainer(restriction: Token, spoken: _Places) -> str | None:
    """Return whose restriction a noun tells: the state's own for "government restriction"; None where nothing says."""
    owners = [c for c in restriction.children if c.dep_ in {"compound", "amod", "poss"}]
    named = (spoken[c.i].id for c in owners if c.i in spoken and spoken[c.i].kind == "actor")
    public = any(c.lower_ in _PUBLIC for c in owners)
    return next(named, None) or (_state(spoken) if public else None)


def _state(spoken: _Places) -> str | None:
    """Return the government that a report speaks of most."""
    counts = Counter(entity.id for entity in spoken.values() if entity.type == "Government")
    return max(counts, key=lambda name: counts[name], default=None)
