"""The network as a picture in SVG: what the explorer shows where no script runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup, escape

from servanda.api.outlines import outline
from servanda.graph.network.view import Edge, Node, View

_WIDTH = 1000.0
_MARGIN = 60.0
_ROOM = (30, 7.5)
"""Characters of a label, and pixels for each."""
_LINE = 18.0
_DASHES = {"claimed": "2 3", "planned": "6 4"}


_ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" '
    'markerUnits="userSpaceOnUse" orient="auto"><path d="M0 1L8 4L0 7z" fill="var(--edge)"/></marker></defs>'
)


def picture(shown: View, address: Callable[[str], str] | None = None, *, directed: bool = True) -> Markup:
    """Return a network as an SVG element; colours are the style sheet's, by actor type.

    Args:
        shown: the network.
        address: returns where a click on a thing leads, by its IRI.
        directed: whether the lines of ties that are not mutual have arrows.
    """
    if not shown["nodes"]:
        return Markup("")
    place, height = _places(shown["nodes"])
    strongest = max(node["degree"] for node in shown["nodes"]) or 1
    radius = {node["id"]: 4 + 8 * math.sqrt(node["degree"] / strongest) for node in shown["nodes"]}
    parts = [_ARROW] if directed else []
    parts += [_line(edge, place, radius[edge["target"]], directed and not edge["mutual"]) for edge in shown["edges"]]
    for node in shown["nodes"]:
        mark, leads = _node(node, place, radius[node["id"]]), address(node["id"]) if address else ""
        parts.append(f'<a href="{escape(leads)}">{mark}</a>' if leads else mark)
    parts += _labels(shown["nodes"], place, radius)
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


def _line(edge: Edge, place: Places, radius: float, has_arrow: bool) -> str:
    """Return a tie's line; one with an arrow ends before the thing that it points to."""
    (x1, y1), (x2, y2) = place[edge["source"]], place[edge["target"]]
    if has_arrow:
        rest = max(0.0, 1 - (radius + 2) / (math.dist((x1, y1), (x2, y2)) or 1.0))
        x2, y2 = x1 + (x2 - x1) * rest, y1 + (y2 - y1) * rest
    dash = f' stroke-dasharray="{_DASHES[edge["status"]]}"' if edge["status"] in _DASHES else ""
    head = ' marker-end="url(#arrow)"' if has_arrow else ""
    width = min(5.0, 0.8 + math.sqrt(edge["weight"]))
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="var(--edge)" stroke-width="{width:.1f}"{dash}{head}/>'
    )


def _node(node: Node, place: Places, r: float) -> str:
    (x, y), kind = place[node["id"]], node["type"]
    paint = f'class="{escape(kind.lower())}" fill="var(--type, var(--line))" stroke="var(--ink)"'
    return outline(kind, x, y, r, paint, f"<title>{escape(node['label'])}</title>")


def _labels(nodes: Sequence[Node], place: Places, radius: Mapping[str, float]) -> list[str]:
    """Return labels, those of the best-connected actors first, none over another or over the picture's edge."""
    taken: list[tuple[float, float, float]] = []
    out: list[str] = []
    for node in sorted(nodes, key=lambda n: (-n["degree"], n["label"], n["id"])):
        text = node["label"] if len(node["label"]) <= _ROOM[0] else node["label"][: _ROOM[0] - 1].rstrip() + "…"
        (x, y), half = place[node["id"]], len(text) * _ROOM[1] / 2
        x = min(max(x, half + 4), _WIDTH - half - 4)
        r = radius[node["id"]]
        for at in (y + r + _LINE - 2, y - r - 6):
            if not any(abs(x - ox) < half + other and abs(at - oy) < _LINE for ox, oy, other in taken):
                taken.append((x, at, half))
                out.append(_label(text, x, at))
                break
    return out


def _label(text: str, x: float, y: float) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="14" fill="var(--ink)" '
        f'stroke="var(--paper)" stroke-width="3" paint-order="stroke">{escape(text)}</text>'
    )
