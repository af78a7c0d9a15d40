"""The network as a picture in SVG: what the explorer shows where no script runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup, escape

from servanda.graph.network.view import Edge, Node, View

_WIDTH = 1000.0
_MARGIN = 60.0
_ROOM = (26, 9.0)
"""Characters of a label, and pixels for each."""
_DASHES = {"claimed": "2 3", "planned": "6 4"}
_TRIANGLE = ((0.0, -1.05), (1.0, 0.75), (-1.0, 0.75))
_DIAMOND = ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0))
_HEXAGON = tuple((1.1 * math.cos(k * math.pi / 3), 1.1 * math.sin(k * math.pi / 3)) for k in range(6))
_CORNERS: Mapping[str, Sequence[tuple[float, float]]] = {
    "Legislature": _TRIANGLE,
    "Court": _TRIANGLE,
    "NGO": _DIAMOND,
    "CivilSociety": _DIAMOND,
    "InternationalBody": _HEXAGON,
}
"""Outlines by actor type; all others are circles or squares. The same shapes as those of the scripts."""
_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="9" markerHeight="9" orient="auto" '
    'markerUnits="userSpaceOnUse"><path d="M0 0 8 4 0 8z" fill="var(--edge)"/></marker></defs>'
)
_ROUNDED = {"Ministry": 0.45, "Agency": 0.0, "Company": 0.0}


def picture(shown: View, address: Callable[[str], str] | None = None, *, directed: bool = False) -> Markup:
    """Return a network as an SVG element; colours are the style sheet's, by actor type.

    Args:
        shown: the network.
        address: returns where a click on a thing leads, by its IRI.
        directed: whether lines have arrows.
    """
    if not shown["nodes"]:
        return Markup("")
    place, height = _places(shown["nodes"])
    strongest = max(node["degree"] for node in shown["nodes"]) or 1
    radii = {node["id"]: 4 + 8 * math.sqrt(node["degree"] / strongest) for node in shown["nodes"]}
    parts = [_ARROW] if directed else []
    parts += [_line(edge, place, radii[edge["target"]] if directed else None) for edge in shown["edges"]]
    for node in shown["nodes"]:
        mark, leads = _node(node, place, radii[node["id"]]), address(node["id"]) if address else ""
        parts.append(f'<a href="{escape(leads)}">{mark}</a>' if leads else mark)
    parts += _labels(shown["nodes"], place)
    things = "things" if address else "actors"
    label = f"{len(shown['nodes'])} {things} and {len(shown['edges'])} ties between them"
    role = "group" if address else "img"  # an image holds no links
    begin = f'<svg viewBox="0 0 {_WIDTH:.0f} {height:.0f}" role="{role}" aria-label="{escape(label)}">'
    return Markup(f"{begin}{''.join(parts)}</svg>")


Places = Mapping[str, tuple[float, float]]


def _places(nodes: Sequence[Node]) -> tuple[Places, float]:
    """Return positions inside the picture, by actor, and its height."""
    left, top = min(n["x"] for n in nodes), min(n["y"] for n in nodes)
    wide, high = max(n["x"] for n in nodes) - left, max(n["y"] for n in nodes) - top
    scale = (_WIDTH - 2 * _MARGIN) / max(wide, high * 1.4, 1.0)
    indent = (_WIDTH - wide * scale) / 2
    places = {n["id"]: (indent + (n["x"] - left) * scale, _MARGIN + (n["y"] - top) * scale) for n in nodes}
    return places, high * scale + 2 * _MARGIN


def _line(edge: Edge, place: Places, ends_before: float | None) -> str:
    """Return the line of a tie; one with an arrow ends before the thing that it points to."""
    (x1, y1), (x2, y2) = place[edge["source"]], place[edge["target"]]
    if ends_before is not None:
        long = math.dist((x1, y1), (x2, y2)) or 1.0
        x2, y2 = x2 - (x2 - x1) * ends_before / long, y2 - (y2 - y1) * ends_before / long
    dash = f' stroke-dasharray="{_DASHES[edge["status"]]}"' if edge["status"] in _DASHES else ""
    width = min(5.0, 0.8 + math.sqrt(edge["weight"]))
    arrow = ' marker-end="url(#arrow)"' if ends_before is not None else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="var(--edge)" '
        f'stroke-opacity=".5" stroke-width="{width:.1f}"{dash}{arrow}/>'
    )


def _node(node: Node, place: Places, r: float) -> str:
    (x, y), kind = place[node["id"]], node["type"]
    paint = f'class="{escape(kind.lower())}" fill="var(--type, var(--line))" stroke="var(--ink)"'
    if kind in _CORNERS:
        points = " ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in _CORNERS[kind])
        shape = f'<polygon points="{points}" {paint}>'
        end = "</polygon>"
    elif kind in _ROUNDED:
        side = f'x="{x - r * 0.9:.1f}" y="{y - r * 0.9:.1f}" width="{r * 1.8:.1f}" height="{r * 1.8:.1f}"'
        shape, end = f'<rect {side} rx="{r * _ROUNDED[kind]:.1f}" {paint}>', "</rect>"
    else:
        shape, end = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {paint}>', "</circle>"
    return f"{shape}<title>{escape(node['label'])}</title>{end}"


def _labels(nodes: Sequence[Node], place: Places) -> list[str]:
    """Return labels, those of the best-connected actors first, none over another."""
    taken: list[tuple[float, float, float]] = []
    out: list[str] = []
    for node in sorted(nodes, key=lambda n: (-n["degree"], n["label"], n["id"])):
        text = node["label"] if len(node["label"]) <= _ROOM[0] else node["label"][: _ROOM[0] - 1].rstrip() + "…"
        (x, y), half = place[node["id"]], len(text) * _ROOM[1] / 2
        if any(abs(x - ox) < half + other and abs(y - oy) < 20 for ox, oy, other in taken):
            continue
        taken.append((x, y, half))
        out.append(
            f'<text x="{x:.1f}" y="{y + 24:.1f}" text-anchor="middle" font-size="15" fill="var(--ink)">'
            f"{escape(text)}</text>"
        )
    return out
