"""How likely a described mention is an actor or instrument at all: logistic regression over its traits.

"Law enforcement officers received training" has an actor, "penalties for officers who …" has none. The weights were
learned from annotated reports by `scripts/train_candidacy.py`, which also tells how well they do on countries that
they were not learned from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp

from servanda.loaders.extract.lexicon import table

BIAS = ""
"""The name under which the weights hold the one that counts always."""


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of every trait; traits without one weigh nothing."""
    found: dict[str, float] = table("candidacy.toml")["weights"]
    return found


def likelihood(traits: Iterable[str]) -> float:
    """Return the probability, by the learned weights, that what has these traits is an actor or instrument."""
    known = weights()
    total = known.get(BIAS, 0.0) + sum(sorted(known.get(trait, 0.0) for trait in traits))
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))
