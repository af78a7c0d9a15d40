"""A report's text cut into paragraphs and segments, so that marks that overlap can be shown.

Every segment lies wholly inside or wholly outside each mark; segments that follow one another in the same statements
form a run. A page nests run > segment, and never has to close one mark inside another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from servanda.ontology.exchange import Actor, Extraction, Instrument, Span

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_LONGEST_HEADING = 90
_ENDINGS = (".", "!", "?", ":", ";", "”", '"')


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text with the actor or instrument that it speaks of, if any; of nested ones the innermost."""

    text: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Run:
    """Segments in the same statements; `opens` are the statements that begin here."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    statements: tuple[str, ...]
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `heading` where it is a short line without a sentence's end."""

    heading: bool
    runs: tuple[Run, ...]


def paragraphs(text: str, extraction: Extraction) -> Iterator[Paragraph]:
    """Yield the paragraphs of a report's text with the marks of its extraction.

    Args:
        text: the text that the extraction's offsets count in, in Unicode code points.
        extraction: what was read from it.
    """
    known: tuple[Actor | Instrument, ...] = (*extraction.actors, *extraction.instruments)
    entities = [(span, entry.id) for entry in known for span in entry.mentions]
    statements = [(Span(s.start, s.end), s.id) for s in extraction.statements]
    for match in _PARAGRAPH.finditer(text):
        start, end = match.start(), match.start() + len(match[0].rstrip())
        stretch = Span(start, end)
        yield Paragraph(
            _is_heading(text[start:end]),
            tuple(_runs(text, stretch, _within(entities, stretch), _within(statements, stretch))),
        )


Marks = Sequence[tuple[Span, str]]


def _is_heading(line: str) -> bool:
    return "\n" not in line and len(line) <= _LONGEST_HEADING and not line.endswith(_ENDINGS)


def _within(marks: Iterable[tuple[Span, str]], stretch: Span) -> list[tuple[Span, str]]:
    """Return the marks that touch a stretch, cut to it."""
    return [
        (Span(max(span.start, stretch.start), min(span.end, stretch.end)), mark)
        for span, mark in marks
        if span.start < stretch.end and stretch.start < span.end
    ]


def _runs(text: str, stretch: Span, entities: Marks, statements: Marks) -> Iterator[Run]:
    cuts = sorted(
        {stretch.start, stretch.end, *(edge for span, _ in (*entities, *statements) for edge in (span.start, span.end))}
    )
    pieces = [(left, right, _covering(statements, left, right)) for left, right in pairwise(cuts)]
    begun: set[str] = set()
    for inside, group in groupby(pieces, key=lambda piece: piece[2]):
        members = list(group)
        segments = tuple(Segment(text[left:right], _innermost(entities, left, right)) for left, right, _ in members)
        yield Run(members[0][0], members[-1][1], segments, inside, tuple(s for s in inside if s not in begun))
        begun.update(inside)


def _covering(marks: Marks, left: int, right: int) -> tuple[str, ...]:
    return tuple(mark for span, mark in marks if span.start <= left and right <= span.end)


def _innermost(marks: Marks, left: int, right: int) -> str | None:
    covering = [(span.end - span.start, mark) for span, mark in marks if span.start <= left and right <= span.end]
    return min(covering)[1] if covering else None
