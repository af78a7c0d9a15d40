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
_CAPITALS = re.compile(r"[ \t]*(?:[A-Z][A-Z’',&-]*[A-Z,]\s+){4,}(?=[A-Z][a-z])")
"""A heading in capitals that runs into its paragraph: "EFFORTS ON THE WORST FORMS OF CHILD LABOR The council …"."""
_INNER = re.compile(r"(?<=[.)] )[A-Z]\w+(?: (?:[A-Z]\w+|of|the|and|or|against|to)){1,6}: (?=[A-Z(])")
"""Run-in headings inside a paragraph: "… (see section 2.b.) Government Human Rights Bodies: The council …"."""
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
        elif capitals := _CAPITALS.match(line):
            left += capitals.end()
        for unread in sorted((*_POINTER.finditer(text, left, right), *_INNER.finditer(text, left, right)), key=_start):
            if unread.start() >= left:
                stretches.append((left, unread.start()))
                left = unread.end()
        stretches.append((left, right))
    return stretches


def _start(match: re.Match[str]) -> int:
    return match.start()


def _is_heading(line: str) -> bool:
    """Tell whether a line is a heading: short, and without the mark that ends a sentence."""
    line = line.strip()
    return len(line) < LONGEST_HEADING and not _SENTENCE_END.search(line)
