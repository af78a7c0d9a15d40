"""Known report series: their titles, publishers and authors, from `series.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Series:
    """A series of reports; `author` speaks in them; `calendar_year`: an edition covers the year of its name."""

    title: str
    publisher: str
    author: str
    calendar_year: bool = False


@cache
def known_series() -> Mapping[str, Series]:
    """Return the known series by their short names."""
    table = tomllib.loads(files("servanda.loaders").joinpath("series.toml").read_text("utf-8"))
    return {name: Series(**entry) for name, entry in table.items()}
