"""A committee of small networks over named features, whose weights are a table in `data/`.

Each member has one hidden layer of rectified units, so that it weighs features together where a linear classifier adds
them up; the members, trained from different beginnings, are averaged (Hansen and Salamon, *Neural network ensembles*,
1990). The tables are made by `scripts/train_extractor.py`.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights of m members with h hidden units each, for f features and k classes."""

    classes: tuple[str, ...]
    places: Mapping[str, int]
    """The row of a feature in `vectors`."""
    vectors: NDArray[np.int8]
    """What a feature adds to each hidden unit, in units of `scale`: (f, m × h)."""
    scale: Array
    """(m × h)"""
    shift: Array
    """What each hidden unit has without any feature: (m × h)."""
    outward: Array
    """What each hidden unit adds to the score of each class: (m, h, k)."""
    base: Array
    """(m, k)"""

    def probabilities(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each class; unknown features count nothing."""
        present = [self.places[feature] for feature in features if feature in self.places]
        sums = self.vectors[present].sum(axis=0, dtype=np.int32)  # whole numbers: the same on every machine
        hidden = np.maximum(sums * self.scale + self.shift, 0.0).reshape(self.outward.shape[:2])
        scores = (hidden[:, :, None] * self.outward).sum(axis=1) + self.base
        grown = np.exp(scores - scores.max(axis=1, keepdims=True))
        odds = (grown / grown.sum(axis=1, keepdims=True)).mean(axis=0)
        return dict(zip(self.classes, odds.tolist(), strict=True))


@cache
def network(name: str) -> Network:
    """Read a committee's table, once."""
    return read(files("servanda.loaders.extract").joinpath("data", f"{name}.json").read_text(encoding="utf-8"))


def read(table: str) -> Network:
    """Read a committee from the text of its table."""
    data = json.loads(table)
    rows = b64decode("".join(data["vectors"].values()))
    scale = np.array(data["scale"])
    return Network(
        tuple(data["classes"]),
        {feature: place for place, feature in enumerate(data["vectors"])},
        np.frombuffer(rows, np.int8).reshape(-1, len(scale)),
        scale,
        np.array(data["shift"]),
        np.array(data["outward"]),
        np.array(data["base"]),
    )
