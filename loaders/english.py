"""What of a report's narrative is in English, the language that the rules read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from servanda.errors import UnsupportedLanguage
from servanda.loaders.document import Document
from servanda.loaders.language import language_name, language_of
from servanda.ontology.exchange import Span

_JUDGED = 200
"""Characters from which on lines are judged by themselves; shorter ones together with the next."""
_LINE = re.compile(r"[^\n]+")
_PARAGRAPH = 100
"""Characters from which on a line in capitals is no heading."""
_CAPITAL_SHARE = 0.9
_LEAST = 50
"""Characters below which a text is taken for English: a few names prove nothing."""


def english(document: Document) -> tuple[list[Span], tuple[str, ...]]:
    """Return the stretches of the narrative that are in English, and a notice of what is not.

    Raises:
        UnsupportedLanguage: most of the narrative is in another language.
    """
    sections = document.narrative
    whole = sum(section.end - section.start for section in sections)
    least = _JUDGED if whole > 2 * _JUDGED else _LEAST  # a lone line in the midst of English is no report of its own
    spans: list[Span] = []
    foreign: Counter[str] = Counter()
    for section in sections:
        start = section.start
        for part in _parts(document.text, section.start, section.end):
            tag = language_of(document.text[part.start : part.end]) if part.end - part.start >= least else None
            if tag in (None, "en"):
                continue
            foreign[str(tag)] += part.end - part.start
            spans.append(Span(start, part.start))
            start = part.end
        spans.append(Span(start, section.end))
    if 2 * foreign.total() > whole:
        raise UnsupportedLanguage(
            f"{document.name}: is in {_listed(foreign)}, and the rules read English: "
            "give an English version, or choose another extractor"
        )
    notices = [f"{foreign.total():,} characters in {_listed(foreign)} were passed over"] if foreign else []
    shouted = [line for span in spans for line in _capitals(document.text, span)]
    if shouted:
        length = sum(line.end - line.start for line in shouted)
        notices.append(f"{length:,} characters all in capitals were passed over: they tell no names from other words")
    return list(_without(spans, shouted)), tuple(notices)


def _capitals(text: str, span: Span) -> Iterator[Span]:
    """Yield the paragraphs of a stretch that are written in capitals, headings left out."""
    for line in _LINE.finditer(text, span.start, span.end):
        letters = [letter for letter in line[0] if letter.isalpha()] if len(line[0]) >= _PARAGRAPH else []
        if letters and sum(letter.isupper() for letter in letters) > _CAPITAL_SHARE * len(letters):
            yield Span(*line.span())


def _without(spans: Iterable[Span], holes: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of stretches without the holes in them; all in order."""
    todo = list(holes)
    for span in spans:
        start = span.start
        while todo and todo[0].end <= span.end:
            hole = todo.pop(0)
            if start < hole.start:
                yield Span(start, hole.start)
            start = hole.end
        if start < span.end:
            yield Span(start, span.end)


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines of a section, short ones joined until there is enough to judge."""
    first = place = start
    last: Span | None = None
    for line in text[start:end].splitlines(keepends=True):
        place += len(line)
        if place - first < _JUDGED:
            continue
        if last is not None:
            yield last
        last, first = Span(first, place), place
    if last is not None or first < end:
        yield Span(last.start if last else first, end)


def _listed(tags: Counter[str]) -> str:
    names = [language_name(tag) for tag, _ in tags.most_common()]
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
