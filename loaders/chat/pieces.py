"""A report's narrative in pieces that one question can hold."""

from __future__ import annotations

from collections.abc import Iterator

from servanda.loaders.document import Document
from servanda.loaders.sentences import sentences
from servanda.ontology.exchange import Span

_GAP = 200
"""Characters between two sections, a heading perhaps, that may go into one question with them."""


def pieces(document: Document, longest: int) -> list[Span]:
    """Return the stretches of the narrative that are asked about, in order, none longer than `longest` characters."""
    found: list[Span] = []
    for section in document.narrative:
        for part in _parts(document.text, section.start, section.end, longest):
            last = found[-1] if found else None
            if last and part.start - last.end <= _GAP and part.end - last.start <= longest:
                found[-1] = Span(last.start, part.end)
            else:
                found.append(part)
    return found


def halves(text: str, piece: Span) -> tuple[Span, Span]:
    """Cut a piece in two, at the end of a sentence near its middle if there is one."""
    middle = (piece.start + piece.end) // 2
    ends = [piece.start + s.end for s in sentences(text[piece.start : piece.end])][:-1]
    cut = min(ends, key=lambda end: abs(end - middle), default=middle)
    return Span(piece.start, cut), Span(cut, piece.end)


def _parts(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    """Yield the paragraphs of a section; those that are too long by sentences, and those by length."""
    place = start
    for line in text[start:end].splitlines(keepends=True):
        whole = Span(place, place + len(line))
        place = whole.end
        if not line.strip():
            continue
        if len(line) <= longest:
            yield whole
            continue
        for sentence in sentences(line):
            for first in range(sentence.start, sentence.end, longest):
                yield Span(whole.start + first, whole.start + min(first + longest, sentence.end))
