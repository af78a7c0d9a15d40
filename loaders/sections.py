"""The parts of a report: narrative, headings, introductions, disclaimers, tables, page furniture.

Every character of the text that is no space lies in exactly one section. Kinds that the file's format gives (tags of
HTML, styles of DOCX) are kept; the others are told from the wording of a paragraph and the heading it stands under.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from servanda.loaders.content import Paragraph
from servanda.loaders.document import Section, SectionKind
from servanda.loaders.headings import is_heading, key

_LEGAL = 2_000
"""Characters beyond which a paragraph is no disclaimer, introduction or furniture by its wording."""
_COLUMNS = re.compile(r"\t|\||\S {3,}\S")
_GAP = re.compile(r"(?<![.?!:;]) {2,}")
_CELLS = 3
"""Cells from which on lines parted by two spaces each are the rows of a table."""
_CAPTION = re.compile(r"(?:Table|Figure) \d{1,3}\b[.:]?[^.]{0,120}$")
_KINDS = (SectionKind.DISCLAIMER, SectionKind.INTRODUCTION, SectionKind.FURNITURE)


@cache
def _headings() -> dict[str, SectionKind]:
    """Return the headings that decide what stands under them."""
    return {heading: kind for kind in _KINDS for heading in _lists("headings")[kind.value]}


@cache
def _patterns() -> dict[SectionKind, re.Pattern[str]]:
    return {k: re.compile("|".join(f"(?:{p})" for p in _lists("patterns")[k.value]), re.I | re.S) for k in _KINDS}


@cache
def labels() -> Mapping[str, str]:
    """Return the labels of facts printed above reports, each with the field of the metadata that it fills, or ""."""
    table: dict[str, str] = _data()["labels"]
    return table


def _lists(name: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = _data()[name]
    return table


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("servanda.loaders").joinpath("sections.toml").read_text("utf-8"))


def sections(text: str, paragraphs: Iterable[Paragraph]) -> tuple[Section, ...]:
    """Return the sections of a text in order; neighbours of one kind under one heading are one section."""
    kinds = _ruled(text, _told(text, [piece for p in paragraphs for piece in _pieces(text, p)]))
    found: list[Section] = []
    title: str | None = None
    for paragraph, kind in kinds:
        if kind is SectionKind.HEADING:
            title = text[paragraph.start : paragraph.end].strip(" \t\n:")
            found.append(Section(kind, paragraph.start, paragraph.end, title))
        elif found and found[-1].kind is kind and found[-1].title == title:
            found[-1] = replace(found[-1], end=paragraph.end)
        else:
            found.append(Section(kind, paragraph.start, paragraph.end, title))
    return tuple(found)


def _pieces(text: str, paragraph: Paragraph) -> Iterator[Paragraph]:
    """Cut a heading off the paragraph whose first lines it is; a table stays whole."""
    if paragraph.kind is not None or _is_table(text[paragraph.start : paragraph.end]):
        yield replace(paragraph, kind=paragraph.kind or SectionKind.TABLE)
        return
    start = paragraph.start
    while (line_end := text.find("\n", start, paragraph.end)) >= 0:
        line, rest = text[start:line_end], text[line_end + 1 : paragraph.end]
        # A line of a hard-wrapped paragraph is about as long as the next one; a heading is shorter.
        if not is_heading(line) or not rest[:1].isupper() or len(line) * 3 > len(rest.split("\n", 1)[0]) * 2:
            break
        yield Paragraph(start, line_end, SectionKind.HEADING)
        start = line_end + 1
    yield Paragraph(start, paragraph.end)


def _told(text: str, paragraphs: list[Paragraph]) -> list[tuple[Paragraph, SectionKind]]:
    """Give each paragraph the kind that its own wording tells; a heading has something to stand over."""
    told = []
    introduced = False
    for number, paragraph in enumerate(paragraphs):
        words = text[paragraph.start : paragraph.end]
        kind = paragraph.kind or _by_wording(words, introduced)
        if kind is SectionKind.NARRATIVE and number + 1 < len(paragraphs) and is_heading(words) and "\n" not in words:
            kind = SectionKind.HEADING
        introduced = introduced or kind is SectionKind.NARRATIVE
        told.append((paragraph, kind))
    return told


def _by_wording(words: str, introduced: bool) -> SectionKind:
    """Return the kind of a paragraph; introductions stand before the narrative only."""
    if _CAPTION.match(words):
        return SectionKind.TABLE
    if len(words) <= _LEGAL:
        for kind, pattern in _patterns().items():
            if not (introduced and kind is SectionKind.INTRODUCTION) and pattern.search(words):
                return kind
    return SectionKind.NARRATIVE


def _ruled(text: str, told: list[tuple[Paragraph, SectionKind]]) -> Iterator[tuple[Paragraph, SectionKind]]:
    """Give what stands under a heading such as "Disclaimer" or "References" the kind that the heading says.

    A disclaimer is one paragraph, and those after it that read like one; the others last until the next heading.
    """
    ruling: SectionKind | None = None
    for paragraph, kind in told:
        if kind is SectionKind.HEADING:
            ruling = _headings().get(key(text[paragraph.start : paragraph.end]))
            yield paragraph, ruling or kind
        elif ruling is not None and kind is SectionKind.NARRATIVE:
            yield paragraph, ruling
        else:
            yield paragraph, kind
        if ruling is SectionKind.DISCLAIMER and kind is not SectionKind.HEADING:
            ruling = None


def _is_table(words: str) -> bool:
    """Tell whether a stretch of lines is a table in plain text: at least two lines, most of them in columns."""
    lines = [line.strip() for line in words.splitlines()]
    columns = sum(bool(_COLUMNS.search(line)) for line in lines)
    # Two spaces also fill the lines of a justified paragraph, but not at equally many places in each.
    cells, alike = Counter(len(_GAP.split(line)) for line in lines).most_common(1)[0]
    return len(lines) > 1 and max(columns, alike if cells >= _CELLS else 0) * 3 >= len(lines) * 2
