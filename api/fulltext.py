"""Full-text search over labels, titles and quotations, in an index of SQLite's FTS5.

The engine's CONTAINS reads every literal (0.1 s at a million triples, seconds at ten), finds no accented spelling by a
plain one, and ranks nothing. FTS5 comes with Python, answers within a millisecond, and folds case and accents. An index
belongs to one state of the store: it is made anew, as a whole, with the first search after a change, and the older ones
are removed. So an answer never mixes states.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import sqlite3
import tempfile
import time
import unicodedata
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from servanda.api.opened import Opened
from servanda.api.worker import Output
from servanda.errors import StoreError
from servanda.graph.opening import is_service
from servanda.graph.store import Store

KINDS = ("actor", "instrument", "report", "passage")
_FOLDER = "search"
_REMOTE_AGE = 600  # seconds after which the index of a SPARQL service, whose changes we do not see, is made anew
_TABLE = """CREATE VIRTUAL TABLE found USING fts5(
  text, iri UNINDEXED, kind UNINDEXED, label UNINDEXED, type UNINDEXED, country UNINDEXED, report UNINDEXED,
  tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')"""
_COLUMNS = ("text", "iri", "kind", "label", "type", "country", "report")
_SEARCH = """SELECT iri, kind, label, type, country, report, MIN(rank) AS best FROM (
  SELECT iri, kind, CASE kind WHEN 'passage' THEN snippet(found, 0, '', '', '…', 32) ELSE label END AS label,
    type, country, report, rank
  FROM found WHERE found MATCH :words AND (:kind = '' OR kind = :kind) ORDER BY rank LIMIT 5000)
GROUP BY iri ORDER BY kind = 'passage', best, iri LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class MakeIndex:
    """The making of the index for the present state of the store, where it is not there yet."""

    def run(self, opened: Opened, out: Output) -> str:
        """Make it and return the path of its file.

        Raises:
            StoreError: the file cannot be written.
        """
        store = opened.store()
        path = index_path(opened.location, opened.seen)
        if not path.is_file():
            try:
                _make(store, path)
            except (sqlite3.Error, OSError) as fault:
                raise StoreError(f"cannot make the search index {path}: {fault}") from None
        return str(path)


def index_path(location: str, state: str | None) -> Path:
    """Return the file of the index for a state of a store; it may not be there."""
    state = state or str(int(time.time()) // _REMOTE_AGE)
    if is_service(location):
        name = hashlib.sha256(location.encode()).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"servanda-{name}" / _FOLDER / f"{state}.sqlite"
    return Path(location) / _FOLDER / f"{state}.sqlite"


def find(path: Path, text: str, kind: str, limit: int) -> list[dict[str, str | None]]:
    """Return what holds all words of a text, each word perhaps only begun; things first, then passages.

    Args:
        path: the index.
        text: words.
        kind: one of `KINDS`, or empty for all.
        limit: number of things at most.

    Raises:
        StoreError: the index cannot be read.
    """
    words = " ".join(f'"{word}"*' for word in _words(text))
    if not words:
        return []
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute(_SEARCH, {"words": words, "kind": kind, "limit": limit}).fetchall()
    except sqlite3.Error as fault:
        raise StoreError(f"cannot search {path}: {fault}: remove it, and it is made anew") from None
    return [{name: row[name] or None for name in row.keys() if name != "best"} for row in rows]  # noqa: SIM118


def _words(text: str) -> list[str]:
    """Return the words of a text: what FTS5's tokeniser takes for words."""
    kept = "".join(c if c.isalnum() or unicodedata.category(c) in {"Mn", "Co"} else " " for c in text)
    return kept.split()[:20]


def _make(store: Store, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    older = list(path.parent.glob("*.sqlite"))
    unfinished = path.with_suffix(f".{time.time_ns()}.new")
    with closing(sqlite3.connect(unfinished)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute(_TABLE)
        marks = ", ".join("?" * len(_COLUMNS))
        connection.executemany(f"INSERT INTO found ({', '.join(_COLUMNS)}) VALUES ({marks})", _texts(store))
    unfinished.replace(path)
    for file in (*older, *(f for f in path.parent.glob("*.new") if time.time() - f.stat().st_mtime > _REMOTE_AGE)):
        with suppress(FileNotFoundError):
            file.unlink()


def _texts(store: Store) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the index: one for each text of each thing."""
    for kind in KINDS:
        query = files("servanda.api").joinpath("listings").joinpath("search", f"{kind}.rq").read_text(encoding="utf-8")
        decoder = codecs.getincrementaldecoder("utf-8")()
        pieces = (decoder.decode(chunk) for chunk in store.serialize(query, "text/csv"))
        for row in csv.DictReader(_lines(pieces)):
            country = row["country"].rsplit("/", 1)[-1].upper()
            yield row["text"], row["iri"], kind, row["label"], row["type"], country, row["report"]


def _lines(pieces: Iterator[str]) -> Iterator[str]:
    """Yield lines with their ends, as `csv` reads them, also where a value holds a line break."""
    pending = ""
    for piece in pieces:
        *whole, pending = (pending + piece).split("\n")
        yield from (f"{line}\n" for line in whole)
    if pending:
        yield pending
