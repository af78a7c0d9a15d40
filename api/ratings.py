"""The ratings of a country over the years as a chart in SVG: a row for each rating, a mark for each report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from servanda.loaders.grades import place

_WIDTH, _ROW, _NAMES, _ROOM = 720, 28, 250, 34
"""Pixels of the chart and of a rating's row; pixels and characters for the ratings."""
_ABOVE, _BELOW = 10, 30
_YEAR = re.compile(r"[12]\d{3}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A rating that a report gives, with the address of its sentence."""

    year: str
    rating: str
    assessor: str
    address: str


def ratings_chart(marks: Sequence[Mark]) -> Markup:
    """Return the chart; nothing where the ratings are of fewer than two years.

    Those of one assessor stand together: grades in the order of their scale, the best above, and then what stands in
    words of the report's own, which have no order, as it was first given.
    """
    dated = sorted((mark for mark in marks if _YEAR.fullmatch(mark.year)), key=lambda mark: (mark.year, mark.rating))
    years = [int(mark.year) for mark in dated]
    if len(set(years)) < 2:
        return Markup("")
    rows: dict[tuple[str, str], int] = {}
    firsts = {mark.assessor: mark.year for mark in reversed(dated)}
    for mark in sorted(
        dated, key=lambda mark: (firsts[mark.assessor], mark.assessor, place(mark.rating), mark.year, mark.rating)
    ):
        rows.setdefault((mark.assessor, mark.rating), len(rows))
    first, last = years[0], years[-1]
    scale = (_WIDTH - _NAMES - 40) / (last - first)
    high = len(rows) * _ROW
    parts = [_row(rating, assessor, _ABOVE + row * _ROW) for (assessor, rating), row in rows.items()]
    every = max(1, round(50 / scale))
    for year in range(first, last + 1, every):
        x = _NAMES + 16 + (year - first) * scale
        parts.append(f'<text x="{x:.1f}" y="{_ABOVE + high + 18}" text-anchor="middle">{year}</text>')
    for mark in dated:
        x = _NAMES + 16 + (int(mark.year) - first) * scale
        y = _ABOVE + rows[mark.assessor, mark.rating] * _ROW + _ROW / 2
        told = f"{mark.year}: {mark.rating} ({mark.assessor})"
        circle = f'<title>{escape(told)}</title><circle cx="{x:.1f}" cy="{y:.1f}" r="7"/>'
        parts.append(f'<a href="{escape(mark.address)}">{circle}</a>')
    label = f"Ratings from {first} to {last}, by {len({mark.assessor for mark in dated})} assessors"
    return Markup(
        f'<svg class="chart ratings" viewBox="0 0 {_WIDTH} {_ABOVE + high + _BELOW}" role="group" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _row(rating: str, assessor: str, y: float) -> str:
    shown = rating if len(rating) <= _ROOM else rating[: _ROOM - 1].rstrip() + "…"
    middle = y + _ROW / 2
    return (
        f"<g><title>{escape(rating)}, {escape(assessor)}</title>"
        f'<text x="{_NAMES - 4}" y="{middle + 5:.1f}" text-anchor="end">{escape(shown)}</text></g>'
        f'<line x1="{_NAMES}" x2="{_WIDTH}" y1="{middle:.1f}" y2="{middle:.1f}"/>'
    )
