"""Rows of a table file, CSV or JSON Lines, each with its number; what cannot be read is told by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.errors import DataError, ReadError
from servanda.loaders.decoding import decode

SUFFIXES = frozenset((".csv", ".tsv", ".jsonl", ".ndjson"))
"""Endings of the names of files that are tables."""
_LARGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `number` counts from 1, without the line of the column names."""

    number: int
    cells: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that was left out, and why."""

    number: int
    reason: str


def rows(path: Path) -> Iterator[Row | RowFault]:
    """Yield the rows of a table file in their order.

    Raises:
        ReadError: the file cannot be read.
        DataError: it is no table.
    """
    try:
        text, _ = decode(path.read_bytes(), path.name)
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read ({fault.strerror}): check the path") from None
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return _of_lines(text)
    return _of_csv(text, "\t" if path.suffix.lower() == ".tsv" else ",", path.name)


def _of_lines(text: str) -> Iterator[Row | RowFault]:
    for number, line in enumerate((line for line in text.split("\n") if line.strip()), 1):
        try:
            cells = json.loads(line)
        except (ValueError, RecursionError) as fault:
            yield RowFault(number, f"broken JSON ({str(fault).splitlines()[0]})")
            continue
        yield Row(number, cells) if isinstance(cells, dict) else RowFault(number, "no JSON object")


def _of_csv(text: str, delimiter: str, name: str) -> Iterator[Row | RowFault]:
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.DictReader(io.StringIO(text, newline=None), delimiter=delimiter)
    if not reader.fieldnames or len(reader.fieldnames) < 2:
        raise DataError(f"{name}: the first line names no columns: give a table with a line of column names")
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if None in cells:
                yield RowFault(number, "more cells than columns")
            else:
                yield Row(number, {str(key): value or "" for key, value in cells.items()})
    except csv.Error as fault:
        yield RowFault(number + 1, f"broken CSV ({fault}); the rest of the table was not read")
