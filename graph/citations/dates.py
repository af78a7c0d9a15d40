"""Dates of instruments: "of 12 July 2012", "du 12 juillet 2012", "(2005)", "2010 Children Act", "Decree 62/2005"."""

from __future__ import annotations

import re
import unicodedata

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january janvier enero janeiro", "february fevrier febrero fevereiro", "march mars marzo marco",
            "april avril abril", "may mai mayo maio", "june juin junio junho", "july juillet julio julho",
            "august aout agosto", "september septembre septiembre setembro", "october octobre octubre outubro",
            "november novembre noviembre novembro", "december decembre diciembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_YEAR = r"(?:1[89]\d\d|20[0-3]\d)"
_MONTH = r"([^\W\d_]+)\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:de\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?({_YEAR})\b")
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+({_YEAR})\b")
_JOINED_YEAR = re.compile(
    rf"(?:,?\s*(?:of|from|for|dated|du|de|del)\s+(?:the\s+year\s+)?|,?\s*\(|,\s*|\s+)({_YEAR})\)?(?=$|[\s,.;)])"
)
_LEADING_YEAR = re.compile(rf"^({_YEAR})\s+(?=[A-Z])")
_IN_NUMBER = re.compile(rf"^({_YEAR})[-/.]\d|\d[-/]({_YEAR})(?:\D|$)")
_BUDDHIST = re.compile(r"\d/(2[45]\d\d)$")
_BUDDHIST_ERA = 543  # years that the Thai calendar is ahead


def find(phrase: str) -> tuple[str | None, str]:
    """Return the date that a phrase gives its instrument, and the phrase without it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", phrase) if not unicodedata.combining(c))
    same = plain if len(plain) == len(phrase) else phrase
    for pattern, day, month in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in pattern.finditer(same):
            number = _MONTHS.get(match[month].lower())
            if number:
                return f"{match[3]}-{number:02d}-{int(match[day]):02d}", _without(phrase, match.start(), match.end())
    if leading := _LEADING_YEAR.match(phrase):
        return leading[1], phrase[leading.end() :]
    found = list(_JOINED_YEAR.finditer(phrase))
    if found:
        return found[-1][1], _without(phrase, found[-1].start(), found[-1].end())
    return None, phrase


def of_number(number: str, country: str | None = None) -> str | None:
    """Return the year that an instrument's number contains, or None; Thai numbers count years by their own era."""
    match = _IN_NUMBER.search(number)
    if match:
        return match[1] or match[2]
    if country == "THA" and (era := _BUDDHIST.search(number)):
        return str(int(era[1]) - _BUDDHIST_ERA)
    return None


def is_year(text: str) -> bool:
    """Return whether a number may be a year."""
    return re.fullmatch(_YEAR, text) is not None


def _without(phrase: str, start: int, end: int) -> str:
    before = re.sub(r"\s*,?\s*(?:of|from|dated|du|de|del)?\s*$", "", phrase[:start])
    return f"{before} {phrase[end:].lstrip(' ,')}".strip()
