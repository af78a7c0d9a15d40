"""Mappings: which column of a table holds what, and what the reports made of its rows are called.

A mapping is a TOML file:

    kind = "recommendation"          # or "pledge"
    [columns]                        # names of columns; country, year and text are needed
    country = "iso3"                 # ISO 3166-1 alpha-3 or alpha-2, or a name
    year = "year"
    text = "action"
    number = "no"                    # number of the row in its document
    topic = "area"                   # heading that the row stands under
    issuers = "by"                   # states that recommend: codes or names, a list or parted by ; or ,
    [issuers]
    in_text = true                   # else they stand in brackets at the end of the text
    [years]                          # year of each value of the year's column, where that is none itself
    1 = 2008
    [report]                         # one report for each country and year
    title = "Suggested actions, {country}, {year}"
    series = "actions"
    publisher = "…"
    author = "…"
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from servanda.errors import DataError, NotFound

Kind = Literal["recommendation", "pledge"]

_NEEDED = ("country", "year", "text")
_COLUMNS = (*_NEEDED, "number", "topic", "issuers")
_REPORT = ("title", "series", "publisher", "author")


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What the columns of a table mean."""

    name: str
    kind: Kind
    columns: Mapping[str, str]
    """Name of the column of each part: `country`, `year`, `text`, `number`, `topic`, `issuers`."""
    title: str
    """Title of a report, with {country} and {year}."""
    series: str
    publisher: str
    author: str
    years: Mapping[str, int]
    issuers_in_text: bool = False

    def fits(self, columns: Collection[str]) -> bool:
        """Return whether a table with these columns may be read by this mapping."""
        return set(self.columns.values()) <= set(columns)


def read_mapping(text: str, name: str) -> TableMapping:
    """Return the mapping that a TOML file holds.

    Raises:
        DataError: the file is no such mapping; the message says what is missing or unknown.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DataError(f"{name}: broken TOML ({fault}): correct the mapping") from None
    _check(data, name)
    report: dict[str, str] = data["report"]
    return TableMapping(
        name=Path(name).stem,
        kind=data["kind"],
        columns=data["columns"],
        title=report["title"],
        series=report["series"],
        publisher=report["publisher"],
        author=report.get("author", report["publisher"]),
        years={str(key): int(year) for key, year in data.get("years", {}).items()},
        issuers_in_text=bool(data.get("issuers", {}).get("in_text", False)),
    )


@cache
def bundled() -> tuple[TableMapping, ...]:
    """Return the mappings that come with the program, in the order of their names."""
    folder = files("servanda.loaders.tables").joinpath("mappings")
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return tuple(read_mapping(file.read_text(encoding="utf-8"), file.name) for file in found)


def mapping_for(columns: Collection[str], name: str) -> TableMapping:
    """Return the bundled mapping that fits a table best.

    Raises:
        NotFound: none fits.
    """
    fitting = [mapping for mapping in bundled() if mapping.fits(columns)]
    if not fitting:
        known = ", ".join(mapping.name for mapping in bundled())
        raise NotFound(f"{name}: no mapping fits the columns {', '.join(columns)}: name a mapping file, or use {known}")
    return max(fitting, key=lambda mapping: len(mapping.columns))


def _check(data: Mapping[str, Any], name: str) -> None:
    if data.get("kind") not in ("recommendation", "pledge"):
        raise DataError(f'{name}: kind is {data.get("kind")!r}: it must be "recommendation" or "pledge"')
    for section, known, needed in (("columns", _COLUMNS, _NEEDED), ("report", _REPORT, _REPORT[:3])):
        table = data.get(section)
        if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
            raise DataError(f"{name}: [{section}] is missing or holds something else than text: see the bundled ones")
        if unknown := sorted(set(table) - set(known)):
            raise DataError(f"{name}: [{section}] has no {unknown[0]}: it knows {', '.join(known)}")
        if missing := [key for key in needed if key not in table]:
            raise DataError(f"{name}: [{section}] lacks {missing[0]}: add it")
    try:
        data["report"]["title"].format(country="", year="")
    except (KeyError, IndexError, ValueError):
        raise DataError(f"{name}: the title may hold {{country}} and {{year}} alone: correct it") from None
