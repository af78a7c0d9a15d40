"""Facts that sites print above a report as labels and values: publisher, country, date of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from servanda.loaders.content import Content, Paragraph
from servanda.loaders.document import SectionKind
from servanda.loaders.sections import labels

_FIRST = 40
"""Paragraphs at a report's head in which facts are looked for."""
_LONGEST = 300
"""Characters of a value beyond which it is running text."""


def with_facts(content: Content) -> Content:
    """Return the content with the labelled facts at its head among its clues, and their paragraphs told as furniture.

    A fact is a row of two cells, a line "Label: value", or a label that is a paragraph of its own before its value.
    """
    clues = dict(content.clues)
    paragraphs = list(content.paragraphs)
    number = 0
    while number < min(len(paragraphs), _FIRST):
        words = _words(content, paragraphs[number])
        rows = [_split(line) for line in words.split("\n")]
        if rows and all(label in labels() for label, _ in rows) and any(value for _, value in rows):
            _keep(clues, rows)
            paragraphs[number] = replace(paragraphs[number], kind=SectionKind.FURNITURE)
        elif _label(words) in labels() and number + 1 < len(paragraphs):
            value = _words(content, paragraphs[number + 1])
            if len(value) <= _LONGEST and _label(value) not in labels():
                _keep(clues, [(_label(words), value)])
                paragraphs[number : number + 2] = _furniture(paragraphs[number : number + 2])
                number += 1
        number += 1
    return replace(content, clues=clues, paragraphs=tuple(paragraphs))


def _words(content: Content, paragraph: Paragraph) -> str:
    return content.text[paragraph.start : paragraph.end].strip()


def _label(words: str) -> str:
    return words.strip(" :\t").lower()


def _split(line: str) -> tuple[str, str]:
    """Return the label and the value of a line; cells are apart by a tab."""
    head, mark, value = line.partition("\t" if "\t" in line else ":")
    return (_label(head), value.strip()) if mark and len(value) <= _LONGEST else ("", "")


def _keep(clues: dict[str, str], rows: Sequence[tuple[str, str]]) -> None:
    for label, value in rows:
        if (field := labels().get(label)) and value:
            clues[field] = value


def _furniture(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    return [replace(paragraph, kind=SectionKind.FURNITURE) for paragraph in paragraphs]
