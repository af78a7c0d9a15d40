"""A linear classifier over named features, whose weights are a small table in `data/`.

Softmax regression: the probability of a class is proportional to exp of the summed weights of the features present.
The tables are made by `scripts/train_extractor.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights by feature, then by class."""

    classes: tuple[str, ...]
    weights: Mapping[str, Mapping[str, float]]

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each class; unknown features count nothing."""
        scores = dict.fromkeys(self.classes, 0.0)
        for feature in features:
            for name, weight in self.weights.get(feature, {}).items():
                scores[name] += weight
        highest = max(scores.values())
        grown = {name: exp(score - highest) for name, score in scores.items()}
        total = sum(grown.values())
        return {name: value / total for name, value in grown.items()}


@cache
def classifier(name: str) -> Classifier:
    """Read a classifier's table, once."""
    text = files("servanda.loaders.extract").joinpath("data", f"{name}.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return Classifier(tuple(data["classes"]), data["weights"])
