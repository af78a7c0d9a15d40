"""Dates and assessment periods as reports write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from servanda.loaders.document import Period

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DAY_FIRST = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)? )?({_MONTH})\.?,? (\d{{4}})", re.I)
_MONTH_FIRST = re.compile(rf"({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})", re.I)
_POINT = (
    r"(?:the )?(?:(?P<{0}part>beginning|start|end) of )?(?:(?P<{0}before>\d{{1,2}})(?:st|nd|rd|th)? )?"
    rf"(?P<{{0}}month>{_MONTH})\b\.?(?: (?P<{{0}}after>\d{{{{1,2}}}})(?!\d)(?:st|nd|rd|th)?)?"
    r"(?:,? (?P<{0}year>\d{{4}}))?"
)
_ASIDE = r"(?:\s*(?:[–—(]|- )[^–—()\n]{1,120}(?:[–—)]| -))?"
_RANGE = re.compile(
    rf"(?:between|from|of|period|covers?|covering)?\s*\b{_POINT.format('a')}{_ASIDE},?\s*(?:and|to|through|until|till|[–-])\s*{_POINT.format('z')}",
    re.IGNORECASE,
)
_COVERAGE = re.compile(
    r"\b(?:report|assessment|review|summary|survey|edition|document)\b[^.\n]{0,60}\bcover(?:s|ed|ing)?\b"
    r"|\b(?:reporting|assessment|review) period(?::| (?:is|was|ran|runs|extends|extended|covers|covered)\b)"
    r"|\bperiod under review(?::| (?:is|was)\b)",
    re.IGNORECASE,
)
"""How a report speaks of the period that it covers itself, not of a period in which something happened."""
_CALENDAR_YEAR = re.compile(r"\bcalendar year (\d{4})", re.I)
_UPCOMING = re.compile(rf"\b(?:upcoming|forthcoming) ({_MONTH}) (\d{{4}})", re.I)
_SENTENCE = re.compile(r"[^.\n]+(?:\.(?!\s)[^.\n]*)*\.?")


def iso_date(words: str) -> str | None:
    """Return a date as ISO 8601, as precise as it is written ("24 February 2010", "June 2009", "2013"), or None."""
    words = " ".join(words.split())
    if match := re.match(r"(\d{4}-\d{2}-\d{2})(?:T|\b)", words):
        words = match[1]
    if _ISO.fullmatch(words):
        return words if is_date(words) else None
    if match := _MONTH_FIRST.search(words):
        month, day, year = match.groups()
    elif match := _DAY_FIRST.search(words):
        day, month, year = match.groups()
    else:
        return None
    written = f"{year}-{_MONTHS[month.lower()]:02}" + (f"-{int(day):02}" if day else "")
    return written if is_date(written) else None


def is_date(text: str) -> bool:
    """Tell whether a text is a year, month or day of ISO 8601 that exists."""
    if not _ISO.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Point:
    part: str | None
    day: int | None
    month: int
    year: int | None

    def iso(self, year: int, last: bool) -> str:
        """Return the day meant; a month that ends a period is meant to its last day."""
        final = monthrange(year, self.month)[1]
        at_end = self.part == "end" or (self.part is None and last)
        return date(year, self.month, min(self.day or (final if at_end else 1), final)).isoformat()


def assessment_period(text: str, issued: str | None = None) -> Period | None:
    """Return the period that a report says it covers, with its wording.

    A period whose year is not written is the last one that ended before the report was `issued` (ISO 8601, by month or
    day) or before the edition that the text calls upcoming; where neither is known, start and end stay open.
    """
    for sentence in _SENTENCE.finditer(text):
        coverage = _COVERAGE.search(sentence[0])
        if coverage is None:
            continue
        if match := _RANGE.search(sentence[0], coverage.end()):
            return _period(match, _limit(text, issued))
        if match := _CALENDAR_YEAR.search(sentence[0], coverage.end()):
            return Period(f"{match[1]}-01-01", f"{match[1]}-12-31", match[0])
    return None


def _period(match: re.Match[str], limit: str | None) -> Period:
    first, last = _point(match, "a"), _point(match, "z")
    label = match[0].strip(" .")
    end_year = last.year
    if end_year is None and first.year is not None:
        end_year = first.year + (last.month < first.month)
    if end_year is None and limit is not None:
        end_year = int(limit[:4])
        if last.iso(end_year, last=True)[: len(limit)] > limit:
            end_year -= 1
    if end_year is None:
        return Period(None, None, label)
    start_year = first.year or end_year - (first.month > last.month)
    start, end = first.iso(start_year, last=False), last.iso(end_year, last=True)
    return Period(start, end, label) if start <= end else Period(None, None, label)


def _point(match: re.Match[str], prefix: str) -> _Point:
    part, year = match[f"{prefix}part"], match[f"{prefix}year"]
    day = match[f"{prefix}before"] or match[f"{prefix}after"]
    month = _MONTHS[match[f"{prefix}month"].lower()]
    return _Point(part.lower() if part else None, int(day) if day else None, month, int(year) if year else None)


def _limit(text: str, issued: str | None) -> str | None:
    """Return the month or day before which the period ended."""
    if issued is not None and len(issued) > 4:
        return issued
    upcoming = _UPCOMING.search(text)
    return f"{upcoming[2]}-{_MONTHS[upcoming[1].lower()]:02}" if upcoming else None
