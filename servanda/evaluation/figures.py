"""Precision, recall and F1, from counts that add up over reports (micro-average)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MEANINGS: Mapping[str, str] = {
    "actors": "actors found, of the right type",
    "actors_any": "actors found, whatever their type",
    "aliases": "expressions tied to the right actor",
    "instruments": "instruments found, of the right type",
    "instruments_any": "instruments found, whatever their type",
    "statements": "statements found, of the right type and place",
    "roles": "actors and instruments in the right role of the right statement",
    "ties": "who partnered with, supported, asked or acted on whom",
    "partners": "who partnered with whom",
    "polarity": "matched statements whose polarity is right",
    "modality": "matched statements whose modality is right",
    "attribution": "matched statements put in the right mouth",
    "date": "dates of matched statements that are right",
    "negated": "statements of what was not done",
    "planned": "statements of what is planned or recommended",
    "attributed": "statements put in someone's mouth",
    "assessments": "judgements of progress",
}
"""What is measured, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Counts of one measure: what was found and right, found at all, and wanted."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: Figure) -> Figure:
        """Return the sum of two counts."""
        return Figure(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right; 0 where nothing was found."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Return the share of what was wanted that was found; 0 where nothing was wanted."""
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_json(self) -> dict[str, float]:
        """Return the shares, to three places, and the counts."""
        shares = {name: round(getattr(self, name), 3) for name in ("precision", "recall", "f1")}
        return {**shares, "right": self.right, "found": self.found, "wanted": self.wanted}


def summed(tables: Iterable[Mapping[str, Figure]]) -> dict[str, Figure]:
    """Add up tables of figures, name by name, in the order of the names' first appearance."""
    total: defaultdict[str, Figure] = defaultdict(Figure)
    for table in tables:
        for name, figure in table.items():
            total[name] += figure
    return dict(total)


def rows(table: Mapping[str, Figure]) -> list[str]:
    """Return a table of figures as lines of text in columns; a measure without any case shows dashes."""
    width = max(map(len, table), default=0) + 2
    lines = [f"{'':{width}}{'prec':>7}{'recall':>7}{'F1':>7}   right/found/wanted"]
    for name, figure in table.items():
        shares = (figure.precision, figure.recall, figure.f1)
        cells = [f"{share:7.3f}" if figure.found or figure.wanted else f"{'-':>7}" for share in shares]
        lines.append(f"{name:{width}}{''.join(cells)}   {figure.right}/{figure.found}/{figure.wanted}")
    return lines
