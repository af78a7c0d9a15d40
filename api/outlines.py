"""The outlines by which types of actors can be told apart without colour: the same on every page and in the scripts.

`outlines.json` gives each type's outline in units of half its size: `circle`, `rounded` (a square), or its corners.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

_ROUND = 0.45
"""Radius of the corners of a rounded square, in units of half its size."""
_HALF = 0.9


def outline(kind: str, x: float, y: float, r: float, attributes: str, inside: str = "") -> str:
    """Return the SVG element of a type's outline round a point, `r` being half its size."""
    form = _outlines().get(kind, "circle")
    if isinstance(form, str) and form != "rounded":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {attributes}>{inside}</circle>'
    if isinstance(form, str):
        left, top, side = x - r * _HALF, y - r * _HALF, 2 * r * _HALF
        place = f'x="{left:.1f}" y="{top:.1f}" width="{side:.1f}" height="{side:.1f}" rx="{r * _ROUND:.1f}"'
        return f"<rect {place} {attributes}>{inside}</rect>"
    points = " ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in form)
    return f'<polygon points="{points}" {attributes}>{inside}</polygon>'


@cache
def dot(kind: str) -> Markup:
    """Return the mark of a type of actors, or of instruments, to stand before a name."""
    shape = outline(kind, 0, 0, 10, "")
    return Markup(f'<svg class="dot {escape(kind.lower())}" viewBox="-13 -13 26 26" aria-hidden="true">{shape}</svg>')


@cache
def _outlines() -> dict[str, str | list[tuple[float, float]]]:
    found: dict[str, str | list[tuple[float, float]]] = json.loads(
        files(__package__).joinpath("outlines.json").read_text(encoding="utf-8")
    )
    return found
