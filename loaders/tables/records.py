"""Records: what a row of a table says, in the terms of its mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from servanda.loaders.tables.mapping import TableMapping
from servanda.loaders.tables.rows import Row, RowFault
from servanda.ontology import authority

_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTED = re.compile(r"\s*;\s*|\s*,\s+")
_BRACKETS = re.compile(r"\(((?:[^()]|\([^()]*\))+)\)\s*[;.]*\s*$")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Record:
    """One recommendation or pledge; states are ISO 3166-1 alpha-3 codes."""

    country: str
    year: int
    text: str
    number: str | None = None
    topic: str | None = None
    issuers: tuple[str, ...] = ()


def record(row: Row, mapping: TableMapping) -> Record | RowFault:
    """Return what a row says, or why it cannot be used."""
    cells = {part: row.cells.get(column) for part, column in mapping.columns.items()}
    text = " ".join(str(cells["text"] or "").split())
    if not text:
        return RowFault(row.number, f"{mapping.columns['text']} is empty")
    if len(text) > _LONGEST:
        return RowFault(row.number, f"{mapping.columns['text']} has more than {_LONGEST:,} characters")
    country = authority.state_code(str(cells["country"] or ""))
    if country is None:
        return RowFault(row.number, f"{mapping.columns['country']} is no state: {cells['country']!r}")
    year = _year(cells["year"], mapping)
    if year is None:
        return RowFault(row.number, f"{mapping.columns['year']} gives no year: {cells['year']!r}")
    return Record(
        country, year, text, _told(cells.get("number")), _told(cells.get("topic")), _issuers(cells, text, mapping)
    )


def _year(value: object, mapping: TableMapping) -> int | None:
    text = str(value if value is not None else "").strip()
    if text in mapping.years:
        return mapping.years[text]
    found = _YEAR.search(text)
    return int(found[0]) if found and not mapping.years else None


def _told(value: object) -> str | None:
    return " ".join(str(value).replace("_", " ").split()) or None if value is not None else None


def _issuers(cells: dict[str, Any], text: str, mapping: TableMapping) -> tuple[str, ...]:
    """Return the states that recommend; of names that are no states nothing is made."""
    given = cells.get("issuers")
    names: Sequence[str] = [str(name) for name in given] if isinstance(given, list) else _names(str(given or ""))
    found = [iso3 for name in names if (iso3 := authority.state_code(name))]
    if not found and mapping.issuers_in_text and (brackets := _BRACKETS.search(text)):
        found = list(_in_brackets(brackets[1]))
    return tuple(dict.fromkeys(found))


def _names(text: str) -> list[str]:
    return [name for name in _PARTED.split(text) if name]


def _in_brackets(text: str) -> Iterator[str]:
    """Yield the states of a list in brackets, where all of it are states."""
    whole = authority.state_code(text)
    found = [whole] if whole else [authority.state_code(name) for name in _names(text)]
    if all(found):
        yield from (iso3 for iso3 in found if iso3)
