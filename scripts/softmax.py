"""Softmax regression with a quadratic penalty over named features, fitted by L-BFGS (Nocedal and Wright, chapter 7).

The objective is convex, so that the weights do not hang on the order of the examples; the arithmetic is in a fixed
order, so that equal examples give equal weights.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from servanda.loaders.extract.classifier import Classifier

Array = NDArray[np.float64]
SMALLEST = 0.04
"""Weights nearer to zero are left out."""
_MEMORY, _STEPS, _FLAT = 8, 80, 1e-3


def fit(
    rows: Sequence[tuple[Sequence[str], str]], classes: Sequence[str], penalty: float, rarest: int = 1
) -> Classifier:
    """Fit a classifier.

    Args:
        rows: each example's features, none of them twice, and its class.
        classes: the names of the classes.
        penalty: half of it times the squared weights is added to the loss, which is summed over the examples.
        rarest: examples that a feature must be seen in to have a weight.
    """
    seen = Counter(feature for present, _ in rows for feature in present)
    names = sorted(name for name, count in seen.items() if count >= rarest)
    place = {name: k for k, name in enumerate(names)}
    present = [[place[f] for f in features if f in place] for features, _ in rows]
    target = np.array([classes.index(wanted) for _, wanted in rows])
    loss = _loss(present, target, len(names), len(classes), penalty)
    weights = _minimised(loss, np.zeros(len(names) * len(classes))).reshape(len(names), len(classes))
    table = {
        name: {c: round(float(w), 2) for c, w in zip(classes, weights[k], strict=True) if abs(w) >= SMALLEST}
        for name, k in place.items()
    }
    return Classifier(tuple(classes), {name: row for name, row in table.items() if row})


def _loss(
    present: Sequence[Sequence[int]], target: NDArray[np.int64], names: int, classes: int, penalty: float
) -> Callable[[Array], tuple[float, Array]]:
    """Return the loss of weights with its slope. Every example must have a feature, and every feature an example."""
    flat = np.array([k for row in present for k in row])
    owner = np.repeat(np.arange(len(present)), [len(row) for row in present])
    starts = np.cumsum([0, *(len(row) for row in present[:-1])])
    order = np.argsort(flat, kind="stable")
    owner_by_name, name_starts = owner[order], np.searchsorted(flat[order], np.arange(names))
    examples = np.arange(len(present))

    def loss(vector: Array) -> tuple[float, Array]:
        weights = vector.reshape(names, classes)
        scores = np.add.reduceat(weights[flat], starts, axis=0)
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        total = odds.sum(axis=1, keepdims=True)
        value = float((np.log(total[:, 0]) - scores[examples, target]).sum())
        odds /= total
        odds[examples, target] -= 1.0
        slope = np.add.reduceat(odds[owner_by_name], name_starts, axis=0) + penalty * weights
        return value + 0.5 * penalty * float(vector @ vector), slope.ravel()

    return loss


def _minimised(loss: Callable[[Array], tuple[float, Array]], point: Array) -> Array:
    """Return where a convex function is least, near enough."""
    value, slope = loss(point)
    first = float(np.abs(slope).max())
    known: deque[tuple[Array, Array, float]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        if float(np.abs(slope).max()) <= _FLAT * first:
            break
        direction = -_scaled(slope, known)
        width, descent = 1.0, float(slope @ direction)
        while True:
            there = point + width * direction
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * width * descent or width < 1e-8:
                break
            width *= 0.5
        moved, turned = there - point, new_slope - slope
        if float(moved @ turned) > 0:
            known.append((moved, turned, float(moved @ turned)))
        point, value, slope = there, new_value, new_slope
    return point


def _scaled(slope: Array, known: Sequence[tuple[Array, Array, float]]) -> Array:
    """Return the slope times an estimate of the inverse of the second derivatives: the two loops of L-BFGS."""
    out = slope.copy()
    shares = []
    for moved, turned, product in reversed(known):
        share = float(moved @ out) / product
        out -= share * turned
        shares.append(share)
    if known:
        _, turned, product = known[-1]
        out *= product / float(turned @ turned)
    for (moved, turned, product), share in zip(known, reversed(shares), strict=True):
        out += moved * (share - float(turned @ out) / product)
    return out
