"""Dates of actions, as precise as they are written: "2009-11", "2009-late", "2010/2012"."""

from __future__ import annotations

import re

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(name.capitalize() for name in _MONTHS)
_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(rf"\b(?:from|between) ({_YEAR}) (?:to|and|through|until) ({_YEAR})\b", re.I)
_SINCE = re.compile(rf"\bsince ({_YEAR})\b", re.I)
_PART = re.compile(rf"\b(?:(early|mid|late)[ -]|(first|second) half of |(beginning|end) of )(?:the )?({_YEAR})\b", re.I)
_DAY = re.compile(rf"\b({_MONTH}) (\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:, ({_YEAR}))?")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({_MONTH})(?: ({_YEAR}))?")
_OF_MONTH = re.compile(rf"\b({_MONTH})(?: of)?,? ({_YEAR})\b")
_BARE_MONTH = re.compile(rf"\b(?:In|in|since|Since|by|By|as of|As of) ({_MONTH})\b(?! \d)")
_YEAR_END = re.compile(r"\b(?:as of|at|by) (?:the )?(?:year[’']s end|end of the year)\b", re.I)
_IN_YEAR = re.compile(rf"\b(?:in|during|by|of|for|throughout)(?: fiscal year)? ({_YEAR})\b", re.I)
_WORDS = {
    "early": "early",
    "first": "early",
    "beginning": "early",
    "mid": "mid",
    "late": "late",
    "second": "late",
    "end": "late",
}


_RANGE_MONTHS = re.compile(rf"\b(?:from|between) ({_MONTH}) (?:to|and|through|until) ({_MONTH}) ({_YEAR})\b")
_PREVIOUS = re.compile(r"\b(?:the )?(?:previous|prior|last) year\b", re.I)
_FRONT = re.compile(r"[^,]{0,60},")


def date_of(clause: str, sentence: str, before: str, year: str | None) -> str | None:
    """Return the date of an action: of its clause, else of its sentence's opening, else of the sentence before.

    Args:
        clause: the words of the clause.
        sentence: its sentence.
        before: the sentence before it in the paragraph; its opening counts where "also" goes on with it.
        year: the report's year, which days and months without a year take.
    """
    own = date_in(clause, year)
    if own is not None:
        return own
    opening = _FRONT.match(sentence)
    if opening and (found := date_in(opening[0], year)):
        return found
    if " also " in f" {sentence} " and (opening := _FRONT.match(before)):
        return date_in(opening[0], year)
    return None


def date_in(clause: str, year: str | None) -> str | None:
    """Return the date that a clause gives, ISO 8601 with the extensions of the annotation guidelines.

    Args:
        clause: the words of the clause.
        year: the report's year, which days and months without a year take.
    """
    if match := _RANGE_MONTHS.search(clause):
        return f"{_iso(match[3], match[1])}/{_iso(match[3], match[2])}"
    if match := _PART.search(clause):
        return f"{match[4]}-{_WORDS[(match[1] or match[2] or match[3]).lower()]}"
    if match := _RANGE.search(clause):
        return f"{match[1]}/{match[2]}"
    found = _calendar(clause, year)
    if found is None and (match := _SINCE.search(clause)):
        return f"{match[1]}/.."
    if found is None and year and _PREVIOUS.search(clause):
        return str(int(year[:4]) - 1)
    return found


def _calendar(clause: str, year: str | None) -> str | None:
    """Return the day, month or year that a clause names."""
    if match := _DAY.search(clause):
        return _iso(match[3] or year, match[1], match[2])
    if match := _DAY_FIRST.search(clause):
        return _iso(match[3] or year, match[2], match[1])
    if match := _OF_MONTH.search(clause):
        return _iso(match[2], match[1])
    if match := _BARE_MONTH.search(clause):
        return _iso(year, match[1])
    if _YEAR_END.search(clause) and year:
        return f"{year}-12-31"
    match = _IN_YEAR.search(clause)
    return match[1] if match else None


def _iso(year: str | None, month: str, day: str | None = None) -> str | None:
    if year is None or (day is not None and not 1 <= int(day) <= 31):
        return None
    number = _MONTHS.index(month.lower()) + 1
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
