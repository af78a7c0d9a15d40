"""Train a committee of small networks over named features, each by stochastic gradient descent.

The steps are those of Adagrad (Duchi, Hazan and Singer 2011), which suits features of which most are rare; features and
hidden units are left out at random while a member learns (Srivastava and others, *Dropout*, 2014). The random numbers
have fixed seeds, so that equal examples in equal order give equal weights.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from servanda.loaders.extract.network import Array, Network

MEMBERS, HIDDEN = 3, 18
"""Threes of hidden units are written without padding."""
RAREST = 4
"""Examples that a feature must be seen in to have weights."""
LEAST, OFTENEST = 60, 8
"""Examples that a class has at least, its own told again up to so many times: else the rarest are never chosen."""
_PASSES, _BATCH, _RATE = 18, 64, 0.1
_NOISE, _OPEN = 0.01, 0.5
"""What vectors begin with, so little that rare features do no harm, and shifts, so that every unit is open."""
_FEATURES_LEFT_OUT, _UNITS_LEFT_OUT = 0.4, 0.3
_MOST = 127
"""The largest whole number of a weight in the table."""

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Examples:
    """Examples: the features of all in one row, where each example's begin, and the class of each."""

    flat: Whole
    starts: Whole
    target: Whole

    def chosen(self, which: Whole, random: np.random.Generator) -> tuple[Whole, Whole]:
        """Return the features of some examples, part of them left out at random, and whose each is, in order."""
        lengths = self.starts[which + 1] - self.starts[which]
        owner = np.repeat(np.arange(len(which)), lengths)
        before = np.cumsum(lengths) - lengths
        features = self.flat[np.arange(len(owner)) - before[owner] + self.starts[which][owner]]
        kept = random.random(len(owner)) >= _FEATURES_LEFT_OUT
        return features[kept], owner[kept]


class _Member:
    """The weights of one network, with the squared slopes that they have seen."""

    def __init__(self, features: int, classes: int, random: np.random.Generator) -> None:
        self.vectors = random.normal(0.0, _NOISE, (features, HIDDEN))
        self.shift = np.full(HIDDEN, _OPEN)
        self.outward = random.normal(0.0, 0.2, (HIDDEN, classes))
        self.base = np.zeros(classes)
        self._seen = [np.full_like(w, 1e-3) for w in (self.vectors, self.shift, self.outward, self.base)]

    def learn(self, features: Whole, owner: Whole, target: Whole, rate: float, random: np.random.Generator) -> None:
        """Take one step: down the slope of the mean log loss of some examples."""
        count, whole = len(target), 1 - _FEATURES_LEFT_OUT
        sums = np.zeros((count, HIDDEN))
        owners, begin = np.unique(owner, return_index=True)
        sums[owners] = np.add.reduceat(self.vectors[features], begin, axis=0) / whole
        raw = sums + self.shift
        gate = (random.random(raw.shape) >= _UNITS_LEFT_OUT) / (1 - _UNITS_LEFT_OUT) * (raw > 0)
        hidden = raw * gate
        odds = _softmax(hidden @ self.outward + self.base)
        odds[np.arange(count), target] -= 1.0
        odds /= count
        slope = (odds @ self.outward.T) * gate
        order = np.argsort(features, kind="stable")
        known, begin = np.unique(features[order], return_index=True)
        spread = np.add.reduceat(slope[owner[order]], begin, axis=0) / whole
        seen = self._seen[0]
        seen[known] += spread * spread
        self.vectors[known] -= rate * spread / np.sqrt(seen[known])
        parts = ((self.shift, slope.sum(axis=0)), (self.outward, hidden.T @ odds), (self.base, odds.sum(axis=0)))
        for (weights, step), squares in zip(parts, self._seen[1:], strict=True):
            squares += step * step
            weights -= rate * step / np.sqrt(squares)


def fit(rows: Sequence[tuple[Sequence[str], str]], classes: Sequence[str]) -> Network:
    """Train a committee.

    Args:
        rows: each example's features, none of them twice, and its class.
        classes: the names of the classes.
    """
    rows = [*rows, *_again(rows)]
    seen = Counter(feature for present, _ in rows for feature in present)
    names = sorted(name for name, count in seen.items() if count >= RAREST)
    place = {name: k for k, name in enumerate(names)}
    present = [[place[f] for f in features if f in place] for features, _ in rows]
    examples = _Examples(
        np.array([k for row in present for k in row]),
        np.cumsum([0, *(len(row) for row in present)]),
        np.array([classes.index(wanted) for _, wanted in rows]),
    )
    members = [_trained(examples, len(names), len(classes), seed) for seed in range(MEMBERS)]
    vectors = np.hstack([member.vectors for member in members])
    scale = np.abs(vectors).max(axis=0) / _MOST
    return Network(
        tuple(classes),
        place,
        np.rint(vectors / scale).astype(np.int8),
        _rounded(scale, 6),
        _rounded(np.concatenate([member.shift for member in members]), 4),
        _rounded(np.stack([member.outward for member in members]), 4),
        _rounded(np.stack([member.base for member in members]), 4),
    )


def _again(rows: Sequence[tuple[Sequence[str], str]]) -> Iterator[tuple[Sequence[str], str]]:
    """Yield the examples of rare classes as often as they are to be told again."""
    counts = Counter(wanted for _, wanted in rows)
    for row in rows:
        times = min(OFTENEST, round(LEAST / counts[row[1]]))
        yield from [row] * (times - 1)


def _trained(examples: _Examples, features: int, classes: int, seed: int) -> _Member:
    """Train one member: in every pass the examples come in another order, and the steps get smaller."""
    random = np.random.default_rng(seed)
    member = _Member(features, classes, random)
    for passed in range(_PASSES):
        order = random.permutation(len(examples.target))
        for begin in range(0, len(order), _BATCH):
            which = order[begin : begin + _BATCH]
            features_, owner = examples.chosen(which, random)
            member.learn(features_, owner, examples.target[which], _RATE * (1 - passed / _PASSES), random)
    return member


def _softmax(scores: Array) -> Array:
    """Return the probabilities that scores stand for, a row an example."""
    grown: Array = np.exp(scores - scores.max(axis=1, keepdims=True))
    total: Array = grown / grown.sum(axis=1, keepdims=True)
    return total


def _rounded(values: Array, digits: int) -> Array:
    """Return values the way that they are written."""
    return np.round(values, digits)


def write(network: Network, about: str, path: Path) -> None:
    """Write a committee's table, a feature a line."""
    path.write_text("".join(_table(network, about)), encoding="utf-8")


def _table(network: Network, about: str) -> Iterator[str]:
    """Yield the lines of a committee's table."""
    yield f'{{"about": {json.dumps(about)},\n"classes": {json.dumps(list(network.classes))},\n'
    for name in ("scale", "shift", "outward", "base"):
        yield f'"{name}": {json.dumps(getattr(network, name).tolist())},\n'
    rows = (
        f" {json.dumps(feature, ensure_ascii=False)}: {json.dumps(b64encode(row.tobytes()).decode('ascii'))}"
        for feature, row in zip(network.places, network.vectors, strict=True)
    )
    yield '"vectors": {\n' + ",\n".join(rows) + "\n}}\n"
