"""Known report series: their titles, publishers and authors, from `series.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_EDITION = re.compile(r"(?:the )?(?P<title>\D+?),? (?P<year>\d{4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Series:
    """A series of reports; `author` speaks in them; `calendar_year`: an edition covers the year of its name.

    Where it assesses what became of the last edition of another series, `revisits` is that series and `revisits_month`
    the month in which its editions appear.
    """

    title: str
    publisher: str
    author: str
    calendar_year: bool = False
    revisits: str | None = None
    revisits_month: int = 1

    def baseline(self, issued: str) -> str | None:
        """Return title and year of the edition that a report of this series revisits, by its date, or None.

        A report whose month is not known stands at the beginning of its year.
        """
        if self.revisits is None or not issued:
            return None
        month = int(issued[5:7] or 1)
        return f"{known_series()[self.revisits].title} {int(issued[:4]) - (month < self.revisits_month)}"


def edition(name: str) -> tuple[str, str] | None:
    """Return the series and the year that a report's name gives, such as `Trafficking in Persons Report 2009`."""
    match = _EDITION.fullmatch(" ".join(name.split()))
    if match is None:
        return None
    found = [short for short, known in known_series().items() if known.title.lower() == match["title"].lower()]
    return (found[0], match["year"]) if found else None


@cache
def known_series() -> Mapping[str, Series]:
    """Return the known series by their short names."""
    table = tomllib.loads(files("servanda.loaders").joinpath("series.toml").read_text("utf-8"))
    return {name: Series(**entry) for name, entry in table.items()}
