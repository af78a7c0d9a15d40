"""What of a text's layout is no running text: headings, run-in headings, background paragraphs."""

from __future__ import annotations

import re

from servanda.loaders.extract.lexicon import word_sets

WORDS = word_sets("actors_words.toml")
_PARAGRAPH = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.;?!:][”\"’')\]]*\s*$|\(\d[^()]*\)\s*$")
_SMALL = "of|the|and|or|in|for|on|to|by|with|a"
_RUN_IN = re.compile(rf"[ \t]*((?:[A-Z0-9]\S*|{_SMALL})(?: (?:[A-Z0-9][^\s:]*|{_SMALL}))*):\s")
_POINTER = re.compile(
    r"(?:Also s|S|For (?:additional|more|further) (?:information|details)[^.\n]*?,? (?:please )?s)ee "
    r"(?:the|section|also)"
    r"[^\n]*?(?:\.(?=\s|$)|https?://\S+|www\.\S+|$)"
)
"""Sentences that only point to another document."""
LONGEST_HEADING = 160
"""Characters beyond which a line without a full stop is a paragraph nevertheless."""


def running(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of running text between two offsets."""
    stretches = []
    for match in _PARAGRAPH.finditer(text, start, end):
        left, right = match.span()
        line = match[0]
        if _is_heading(line) or line.strip().lower().startswith(tuple(WORDS["background"])):
            continue
        run_in = _RUN_IN.match(line)
        if run_in and len(run_in[1]) < LONGEST_HEADING:
            left += run_in.end()
        for pointer in _POINTER.finditer(text, left, right):
            stretches.append((left, pointer.start()))
            left = pointer.end()
        stretches.append((left, right))
    return stretches


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading: short, and without the mark that ends a sentence."""
    line = line.strip()
    return len(line) < LONGEST_HEADING and not _SENTENCE_END.search(line)
