"""Restraints: who left somebody free to act, in "groups operated without government restriction"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Token

from servanda.loaders.extract.mention import Entity
from servanda.loaders.extract.predicates import lemma, lexicon

_PUBLIC = frozenset({"government", "governmental", "official"})
_Places = Mapping[int, Entity]


def unrestrained(verb: Token, spoken: _Places) -> str | None:
    """Return the government without whose restriction a verb's subject worked; None where nothing says so."""
    if lemma(verb) not in lexicon().words["working"]:
        return None
    complements = (c for p in verb.children if p.lower_ == "without" for c in p.children if c.dep_ == "pobj")
    for restriction in complements:
        if restriction.lemma_.lower() == "restriction":
            owners = [c for c in restriction.children if c.dep_ in {"compound", "amod", "poss"}]
            named = (spoken[c.i].id for c in owners if c.i in spoken and spoken[c.i].kind == "actor")
            public = any(c.lower_ in _PUBLIC for c in owners)
            return next(named, None) or (_state(spoken) if public else None)
    return None


def _state(spoken: _Places) -> str | None:
    """Return the government that a report speaks of most."""
    counts = Counter(entity.id for entity in spoken.values() if entity.type == "Government")
    return max(counts, key=lambda name: counts[name], default=None)
