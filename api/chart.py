"""Charts in SVG: bars for what has a name, columns for what has a year. Colours and letters are the style sheet's."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from markupsafe import Markup, escape

Point = tuple[str, float]
"""A name or year, and a number."""

MOST = 40
"""Bars of a chart; more cannot be read."""
_WIDTH, _ROW, _NAMES, _ROOM = 720, 24, 230, 32
"""Pixels of a chart and a bar's row; pixels and characters for the names."""
_HEIGHT, _LEFT, _BELOW, _ABOVE = 300, 56, 40, 18
_TIME = re.compile(r"[12]\d{3}(?:-\d\d(?:-\d\d)?)?")


def chart(points: Sequence[Point], name: str) -> Markup:
    """Return a chart: columns in the order of time where every name is a year or day, else bars in their order.

    Args:
        points: what is shown; the first `MOST` of bars.
        name: what the numbers are.
    """
    if all(_TIME.fullmatch(label) for label, _ in points):
        return _columns(sorted(points), name)
    return _bars(points[:MOST], name)


def ticks(highest: float, count: int = 4) -> list[float]:
    """Return round numbers from 0 to at least `highest`, about `count` steps apart.

    Source: P. Heckbert, "Nice Numbers for Graph Labels", Graphics Gems, 1990.
    """
    step = 10.0 ** math.floor(math.log10(highest / count)) if highest > 0 else 1.0
    step *= next(factor for factor in (1, 2, 5, 10) if step * factor * count >= highest)
    return [step * i for i in range(math.ceil(highest / step - 1e-9) + 1)] if highest > 0 else [0.0, 1.0]


def _bars(points: Sequence[Point], name: str) -> Markup:
    highest = max((value for _, value in points), default=0) or 1
    scale = (_WIDTH - _NAMES - 70) / max(highest, 1e-12)
    parts = []
    for i, (label, value) in enumerate(points):
        y = i * _ROW
        shown = label if len(label) <= _ROOM else label[: _ROOM - 1].rstrip() + "…"
        wide = max(1.0, value * scale)
        parts.append(
            f"<g><title>{escape(label)}: {_number(value)}</title>"
            f'<text x="{_NAMES - 8}" y="{y + 16}" text-anchor="end">{escape(shown)}</text>'
            f'<rect x="{_NAMES}" y="{y + 4}" width="{wide:.1f}" height="{_ROW - 8}" rx="2"/>'
            f'<text x="{_NAMES + wide + 6:.1f}" y="{y + 16}">{_number(value)}</text></g>'
        )
    return _svg(len(points) * _ROW + 4, f"Bars: {name} of {len(points)} things", parts)


def _columns(points: Sequence[Point], name: str) -> Markup:
    marks = ticks(max((value for _, value in points), default=0))
    high = _HEIGHT - _BELOW - _ABOVE
    scale = high / (marks[-1] or 1)
    room = (_WIDTH - _LEFT) / max(1, len(points))
    wide = min(48.0, room * 0.7)
    parts = [
        f'<line x1="{_LEFT}" x2="{_WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/><text x="{_LEFT - 8}" y="{y + 4:.1f}" '
        f'text-anchor="end">{_number(mark)}</text>'
        for mark in marks
        for y in (_ABOVE + high - mark * scale,)
    ]
    every = max(1, math.ceil(len(points) * (9 * max(len(label) for label, _ in points) + 8) / (_WIDTH - _LEFT)))
    for i, (label, value) in enumerate(points):
        x = _LEFT + room * (i + 0.5)
        tall = value * scale
        parts.append(
            f'<g><title>{escape(label)}: {_number(value)}</title><rect x="{x - wide / 2:.1f}" '
            f'y="{_ABOVE + high - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" rx="2"/>'
            + (f'<text x="{x:.1f}" y="{_HEIGHT - _BELOW + 20}" text-anchor="middle">{escape(label)}</text>'
               if i % every == 0 else "") + "</g>"
        )  # fmt: skip
    return _svg(_HEIGHT, f"Columns: {name} from {points[0][0]} to {points[-1][0]}", parts)


def _number(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4g}"


def _svg(height: float, label: str, parts: Sequence[str]) -> Markup:
    return Markup(
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>"
    )
