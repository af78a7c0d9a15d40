"""Which lines of a report are headings, told from their wording alone."""

from __future__ import annotations

import re

LONGEST = 160
"""Characters beyond which no line is a heading."""
_SENTENCE_END = re.compile(r"[.;?!,][”\"’')\]]*$")
_BULLET = re.compile(r"[-–—*•·▪◦‣>]\s")
_PART = re.compile(r"(?:section|chapter|part|annex|appendix|title)\s+(?:\d+|[ivxlc]+|[a-z])\b\.?:?", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,6}|[A-Za-z])[.)]|\d{1,2}(?:\.\d{1,2})+)\s+")
_WORD = re.compile(r"[^\W\d_][^\W_’']*")
_SMALL = 4
"""Letters up to which a word of a title may stand in small letters (of, the, from, with)."""
_FEW = 4
"""Words up to which a line with a capital at its head is a heading whatever the case of the others."""
_MOST = 22
"""Words beyond which a line is a sentence."""


def is_heading(line: str) -> bool:
    """Tell whether a line is a heading: short, and numbered, in capitals, in title case or ended by a colon."""
    line = line.strip()
    if len(line) > LONGEST or _SENTENCE_END.search(line) or _BULLET.match(line) or "://" in line or "\t" in line:
        return False
    if _PART.match(line):
        return True
    words = _WORD.findall(_NUMBER.sub("", line, count=1))
    if not words or len(words) > _MOST or not words[0][0].isupper():
        return False
    return len(words) <= _FEW or line.endswith(":") or line.isupper() or _in_title_case(words)


def key(heading: str) -> str:
    """Return a heading in small letters without its number and colon, to look it up by."""
    return _NUMBER.sub("", heading.strip(), count=1).strip(" :").lower()


def _in_title_case(words: list[str]) -> bool:
    return all(word[0].isupper() for word in words if len(word) > _SMALL) and words[-1][0].isupper()
