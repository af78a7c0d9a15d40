"""What of a report's narrative is in English, the language that the rules read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from servanda.errors import UnsupportedLanguage
from servanda.loaders.document import Document
from servanda.loaders.language import language_name, language_of
from servanda.ontology.exchange import Span

_JUDGED = 200
"""Characters from which on lines are judged by themselves; shorter ones together with the next."""
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
    notices = (f"{foreign.total():,} characters in {_listed(foreign)} were passed over",) if foreign else ()
    return [span for span in spans if span.start < span.end], notices


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
