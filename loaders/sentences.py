"""The sentence that a quotation stands in, for extractions that do not bring their sentences along."""

from __future__ import annotations

import re
from bisect import bisect_right

from servanda.ontology.exchange import Span

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|Arts|Sec|Gen|Gov|Sen|Rep|Lt|Col|Capt|Sgt|Hon|vs|etc|e\.g|i\.e|cf|approx|para|vol|pp|p)"
    r"|\b[A-Z](?:\.[A-Z])*)\.$"
)
_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[^\sa-z])|\n\s*\n")


def sentences(text: str) -> list[Span]:
    """Return the sentences of a text in order, without the space around them; a blank line always ends one."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match[0].strip() and _ABBREVIATION.search(text[start : match.end()].rstrip("\"'”’)]")):
            continue
        found.append(_trimmed(text, start, match.end()))
        start = match.end()
    found.append(_trimmed(text, start, len(text)))
    return [span for span in found if span.end > span.start]


def sentence_around(spans: list[Span], start: int, end: int) -> Span:
    """Return the stretch of whole sentences that holds `start` to `end`; the stretch itself where none does."""
    first = bisect_right(spans, start, key=lambda s: s.start) - 1
    if first < 0 or spans[first].end <= start:
        return Span(start, end)
    last = max(first, bisect_right(spans, end - 1, key=lambda s: s.start) - 1)
    return Span(spans[first].start, max(spans[last].end, end))


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return Span(start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip()) if part.strip() else start)
