"""What a reader of one file format hands on: paragraphs with their places in one text, and clues about the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from servanda.loaders.document import SectionKind

_BLOCK = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch `text[start:end]` without blank lines; `kind` where the file's format itself tells it."""

    start: int
    end: int
    kind: SectionKind | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A file's text, its paragraphs in order, and what its format says about the report.

    `clues` maps fields of `Metadata` to what the file states (an HTML title, the author of a DOCX file);
    `notes` are one-line warnings about the text.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    clues: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def paragraphs_of(text: str) -> Iterator[Paragraph]:
    """Yield the stretches of plain text between blank lines, without the space around them."""
    for match in _BLOCK.finditer(text):
        yield Paragraph(match.start(), match.start() + len(match[0].rstrip()))


def joined(blocks: Iterable[tuple[str, SectionKind | None]]) -> tuple[str, tuple[Paragraph, ...]]:
    """Join paragraphs by blank lines into one text, and return it with their places in it."""
    parts: list[str] = []
    places: list[Paragraph] = []
    length = 0
    for block, kind in blocks:
        stripped = block.strip()
        if stripped:
            places.append(Paragraph(length, length + len(stripped), kind))
            parts.append(stripped)
            length += len(stripped) + 2
    return "\n\n".join(parts) + ("\n" if parts else ""), tuple(places)
