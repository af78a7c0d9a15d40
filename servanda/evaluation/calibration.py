"""Do the confidences mean what they say? Of the statements given 0.8, four in five should be right.

Reliability by bins of equal width and the expected calibration error: Guo et al., "On Calibration of Modern Neural
Networks", ICML 2017, section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from servanda.evaluation.comparison import Comparison
from servanda.evaluation.matching import roles

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements whose confidence lies in one interval, open below and closed above (the first holds 0 too)."""

    above: float
    upto: float
    count: int
    confidence: float
    """Mean confidence."""
    right: float
    """Share of the statements that are right."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Confidences against what came true."""

    bins: tuple[Bin, ...]
    """Bins that hold a statement, in order."""

    @property
    def count(self) -> int:
        """Return the number of statements."""
        return sum(b.count for b in self.bins)

    @property
    def error(self) -> float:
        """Return the expected calibration error: the mean distance of confidence and share right, 0 to 1."""
        return sum(b.count * abs(b.confidence - b.right) for b in self.bins) / max(1, self.count)

    def to_json(self) -> dict[str, object]:
        """Return it as plain JSON values, shares to three places."""
        bins = [{name: round(value, 3) for name, value in asdict(b).items()} for b in self.bins]
        return {"statements": self.count, "expected_calibration_error": round(self.error, 3), "bins": bins}


def calibration(outcomes: Iterable[tuple[float, bool]]) -> Calibration:
    """Return the reliability of confidences, each with whether it came true."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in outcomes:
        sorted_in[_bin(confidence)].append((confidence, right))
    return Calibration(tuple(_summary(i, members) for i, members in enumerate(sorted_in) if members))


def found_outcomes(comparisons: Iterable[Comparison]) -> list[tuple[float, bool]]:
    """Return each statement's confidence, and whether the annotation has it: type and place are right."""
    out = []
    for comparison in comparisons:
        matched = {id(found) for _, found in comparison.matching.statements}
        out += [(s.confidence, id(s) in matched) for s in comparison.system.statements]
    return out


def exact_outcomes(comparisons: Iterable[Comparison]) -> list[tuple[float, bool]]:
    """Return each statement's confidence, and whether type, place and every role are right."""
    out = []
    for comparison in comparisons:
        matching = comparison.matching
        exact = {id(found) for wanted, found in matching.statements if roles(wanted) == matching.gold_roles(found)}
        out += [(s.confidence, id(s) in exact) for s in comparison.system.statements]
    return out


def _bin(confidence: float) -> int:
    """Return the place of a confidence's bin; counted in thousandths, for a binary fraction of 0.3 is not 0.3."""
    thousandths = max(1, round(confidence * 1000))
    return min(BINS - 1, (thousandths * BINS - 1) // 1000)


def _summary(place: int, members: Sequence[tuple[float, bool]]) -> Bin:
    count = len(members)
    mean = sum(confidence for confidence, _ in members) / count
    return Bin(place / BINS, (place + 1) / BINS, count, mean, sum(right for _, right in members) / count)
