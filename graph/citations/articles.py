"""Articles and sections that a citation names: "Articles 25 and 26 of the Penal Code", "Criminal Code Article 171"."""

from __future__ import annotations

import re

_WORD = r"(?:articles?|arts?\.|sections?|secs?\.|paragraphs?|paras?\.|§§?|chapters?|artículos?|artigos?)"
_ITEM = r"\d+[A-Za-z]{0,2}(?:[.-]\d+)*(?:\([\w-]+\))*(?:bis|ter)?"
_LIST = rf"{_ITEM}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|et|y|e|to|through)\s+|\s*[–—-]\s*){_ITEM})*"
_FRONT = re.compile(
    rf"^(?:the\s+)?((?:{_WORD}\s*{_LIST}(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+)?)+)"
    r"\s*(?:of|in|under|du|de la|de|del|da|do)\s+(?:the\s+|l'|its\s+|la\s+)?",
    re.IGNORECASE,
)
_BACK = re.compile(rf"[\s,(]+({_WORD}\s*{_LIST})\)?$", re.IGNORECASE)
_RANGE = re.compile(rf"({_ITEM})\s*(?:[–—-]|\bto\b|\bthrough\b)\s*({_ITEM})")
_ONE = re.compile(_ITEM)


def split(phrase: str) -> tuple[tuple[str, ...], str]:
    """Return the articles that a phrase names, and the phrase without them; ranges are written "28-30"."""
    match = _FRONT.match(phrase)
    if match:
        return _items(match[1]), phrase[match.end() :]
    match = _BACK.search(phrase)
    if match:
        return _items(match[1]), phrase[: match.start()]
    return (), phrase


def _items(text: str) -> tuple[str, ...]:
    ranges = [(m.start(), m.end(), f"{m[1]}-{m[2]}") for m in _RANGE.finditer(text)]
    inside = [(start, end) for start, end, _ in ranges]
    single = [
        (m.start(), m.end(), m[0])
        for m in _ONE.finditer(text)
        if not any(start <= m.start() < end for start, end in inside)
    ]
    return tuple(item for _, _, item in sorted([*ranges, *single]))
