"""Grades: the tier and the degree of progress that a report's own judgement gives, on the scales of its series.

A judgement's rating stands in the report's words. Where these name a tier ("remained on Tier 2 Watch List") or a degree
of progress ("made a moderate advancement"), it is told by the name that all reports of the series use for it, so that
the grades of years can be put in a row. A tier that a country was spared, or was in before, is none of its own.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_LAST = 99


def tier(rating: str, sentence: str) -> str | None:
    """Return the tier that a rating puts a country in by its sentence, or None."""
    name = next((known for known in _data()["tier"]["names"] if known.lower() == rating.lower()), None)
    places = re.finditer(rf"{re.escape(rating)}(?! Watch List)", sentence, re.IGNORECASE)
    return name if name and any(not _is_other("tier", sentence[: place.start()]) for place in places) else None


def progress(rating: str, sentence: str) -> str | None:
    """Return the degree of progress that a rating grades, in lower case and without article, or None."""
    degree, _, noun = re.sub(r"^an? |(?<=advancement)s$", "", rating.lower().strip()).rpartition(" ")
    if degree not in _data()["progress"]["degrees"].get(noun, ()):
        return None
    before = sentence[: max(0, sentence.find(rating))]
    return None if _is_other("progress", before) or _names_a_tier(sentence) else f"{degree} {noun}"


def place(grade: str) -> int:
    """Return the place of a grade on its scale, the best being 0; what is on no scale comes last."""
    names = _data()["tier"]["names"]
    if grade in names:
        return int(names.index(grade))
    degree, _, noun = grade.rpartition(" ")
    degrees = _data()["progress"]["degrees"].get(noun, ())
    return len(degrees) - degrees.index(degree) - 1 if degree in degrees else _LAST


def _is_other(scale: str, before: str) -> bool:
    """Tell whether the words before a grade say that it is not the country's own."""
    return bool(_others(scale).search(before))


def _names_a_tier(sentence: str) -> bool:
    return any(name in sentence for name in _data()["tier"]["names"])


@cache
def _others(scale: str) -> re.Pattern[str]:
    words = "|".join(_data()[scale]["others"])
    return re.compile(rf"\b(?:{words})(?: the| a| to| on| in| at)*\s*$", re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("servanda.loaders").joinpath("grades.toml").read_text(encoding="utf-8"))
