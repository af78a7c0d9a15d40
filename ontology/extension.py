"""A user's own authority data: tables of the form of ours, in the folder that SERVANDA_AUTHORITY names.

`instruments.tsv` and `bodies.tsv` add entries or replace those with the same id, `links.tsv` adds links. Cells are
separated by tabs or commas, and names in a cell by `|`. Only the columns without a default must be there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

from servanda.errors import DataError, ReadError
from servanda.ontology.links import ExternalLink
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES
from servanda.settings import settings

COLUMNS: dict[str, dict[str, str | None]] = {
    "instruments.tsv": {
        "id": None, "name": None, "type": None, "of": "", "number": "", "aliases": "", "ambiguous_aliases": "",
        "date": "", "in_force": "",
    },
    "bodies.tsv": {
        "id": None, "name": None, "type": None, "acronym": "", "aliases": "", "ambiguous_aliases": "", "country": "",
        "part_of": "",
    },
    "links.tsv": {
        "subject": None, "scheme": None, "identifier": None, "predicate": "dcterms:identifier", "source": None,
        "date": None, "confidence": "1.0",
    },
}  # fmt: skip
"""The columns of each table, with the default of those that may be missing."""

_DATE = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows that a user added to a table; none where there is no such file.

    Raises:
        DataError: the file is no table of this form.
    """
    path = Path(settings().authority) / name
    return read(path)[1] if name in COLUMNS and path.is_file() else []


def add(table: Path) -> tuple[str, int]:
    """Add a table to the user's authority data; return its kind and its number of rows.

    Rows whose id (or whose subject, scheme and identifier) is there already are replaced.

    Raises:
        ReadError: the file cannot be read.
        DataError: the file is no table of a known form; nothing is changed.
    """
    name, new = read(table)
    folder = Path(settings().authority)
    merged = {_key(row): row for row in [*rows(name), *new]}
    lines = ["\t".join(COLUMNS[name]), *("\t".join(row.values()) for row in merged.values())]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished = folder / f"{name}.unfinished"
        unfinished.write_text("\n".join(lines) + "\n", encoding="utf-8")
        unfinished.replace(folder / name)
    except OSError as fault:
        raise ReadError(f"{folder}: cannot be written ({fault.strerror}): set SERVANDA_AUTHORITY to a folder") from None
    return name.removesuffix(".tsv"), len(new)


def read(path: Path) -> tuple[str, list[dict[str, str]]]:
    """Read and check a table; return the name of its kind and its rows, every column filled.

    Raises:
        ReadError: the file cannot be read.
        DataError: it is no table of a known form, or a row makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is not UTF-8"
        raise ReadError(f"{path}: cannot be read ({reason}): check the path and save it as UTF-8") from None
    lines = text.splitlines()
    header = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter="\t" if "\t" in header else ",")
    given = [column.strip() for column in reader.fieldnames or ()]
    reader.fieldnames = given
    name = _kind(path, set(given))
    columns = COLUMNS[name]
    found = []
    for number, row in enumerate(reader, start=2):
        cells = {column: (row.get(column) or default or "").strip() for column, default in columns.items()}
        _CHECKS[name](f"{path}, line {number}", cells)
        found.append(cells)
    return name, found


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return (row["id"],) if "id" in row else (row["subject"], row["scheme"], row["identifier"])


def _kind(path: Path, given: set[str]) -> str:
    """Return the table that a header belongs to: the file's name where it fits, else the one whose columns fit best."""
    fitting = [n for n, columns in COLUMNS.items() if {c for c, d in columns.items() if d is None} <= given]
    if path.name in fitting:
        return path.name
    fitting.sort(key=lambda name: -len(given & set(COLUMNS[name])))
    if not fitting:
        needed = "; ".join(
            f"{n.removesuffix('.tsv')}: {', '.join(c for c, d in cs.items() if d is None)}" for n, cs in COLUMNS.items()
        )
        raise DataError(f"{path}: this is no table of authority data: its header needs the columns of one of {needed}")
    return fitting[0]


def _check_entry(place: str, cells: dict[str, str], types: dict[str, object]) -> None:
    for column in ("id", "name"):
        if not cells[column]:
            raise DataError(f"{place}: {column} is empty: every entry has one")
    if cells["type"] not in types:
        raise DataError(f"{place}: {cells['type']!r} is no type: use one of {', '.join(types)}")
    state = cells.get("of") or cells.get("country") or ""
    if state and not (len(state) == 3 and state.isalpha() and state.isupper()):
        raise DataError(f"{place}: {state!r} is no ISO 3166-1 alpha-3 code: use one such as MLI")
    for column in ("date", "in_force"):
        if not _DATE.fullmatch(cells.get(column, "")):
            raise DataError(f"{place}: {cells[column]!r} is no date: use 2012, 2012-07 or 2012-07-12")


def _check_instrument(place: str, cells: dict[str, str]) -> None:
    _check_entry(place, cells, dict(INSTRUMENT_TYPES))


def _check_body(place: str, cells: dict[str, str]) -> None:
    _check_entry(place, cells, dict(ACTOR_TYPES))


def _check_link(place: str, cells: dict[str, str]) -> None:
    try:
        ExternalLink(cells["scheme"], cells["identifier"], cells["predicate"], cells["source"], cells["date"],
                     float(cells["confidence"]))  # fmt: skip
    except (DataError, ValueError) as fault:
        raise DataError(f"{place}: {fault}") from None
    if not cells["subject"]:
        raise DataError(f"{place}: subject is empty: give the id of the entry that is linked")


_CHECKS: dict[str, Callable[[str, dict[str, str]], None]] = {
    "instruments.tsv": _check_instrument,
    "bodies.tsv": _check_body,
    "links.tsv": _check_link,
}
