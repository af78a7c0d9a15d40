"""The command that loads reports, and tables of recommendations and pledges, into the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import Progress, TaskID

from servanda.cli.options import ExtractorOption, StoreOption, location
from servanda.cli.output import console, notices, progress
from servanda.cli.reading import Paths, reports_in
from servanda.errors import ReadError, UsageError
from servanda.graph.opening import open_store
from servanda.settings import settings

if TYPE_CHECKING:
    from servanda.graph.store import Store
    from servanda.ingest import Event
    from servanda.loaders.tables.documents import Table
    from servanda.loaders.tables.mapping import TableMapping

_WORDS = {"Loaded": "loaded", "Unchanged": "unchanged", "Quarantined": "quarantined", "Failed": "failed"}
_FAULTS_SHOWN = 20


def ingest(
    paths: Paths,
    store: StoreOption = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that extract, map and check.")] = 1,
    extractor: ExtractorOption = "rules",
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", help="What the columns of a table mean (TOML); else told by the columns."),
    ] = None,
) -> None:
    """Load reports into the store; what is loaded already and has not changed is passed over.

    A report whose graph violates the shapes is not stored, and the reason is shown. Exit code 1 where a report failed.
    A file that ends in .csv, .tsv or .jsonl is a table of recommendations or pledges, one a row.

    Examples:
    `servanda ingest reports/`

    `servanda ingest report.html --store ./my-store --jobs 2`

    `servanda ingest reports/ --extractor corrected-extractions/`

    `servanda ingest recommendations.jsonl --mapping columns.toml`
    """
    from servanda.loaders.tables.rows import SUFFIXES

    tables = [path for path in paths if path.suffix.lower() in SUFFIXES and not path.is_dir()]
    if mapping is not None and not tables:
        raise UsageError("--mapping is for tables: name a file that ends in .csv, .tsv or .jsonl")
    chosen = _mapping(mapping) if mapping else None
    reports = list(reports_in([path for path in paths if path not in tables]))
    counted = load(reports, location(store), jobs, tables, chosen, extractor)
    console().print(", ".join(f"{counted[word]} {word}" for word in _WORDS.values()))
    if counted["failed"]:
        raise typer.Exit(1)


def load(
    files: Sequence[Path],
    place: str,
    jobs: int,
    tables: Sequence[Path] = (),
    mapping: TableMapping | None = None,
    extractor: str = "rules",
) -> Counter[str]:
    """Ingest reports and tables with a progress bar; return how many were loaded, unchanged, quarantined and failed."""
    from servanda.ingest import ingest as run
    from servanda.loaders.extractors import CHAT, RULES, extractor_of, usage_of

    if extractor == CHAT and jobs > 1:
        raise UsageError("a chat endpoint is asked by one process, which keeps its pace: leave --jobs out")
    reader = None if extractor == RULES else extractor_of(extractor)  # whose model only those need who extract
    counted: Counter[str] = Counter()
    with open_store(place) as opened, progress() as bar:
        if files:
            task = bar.add_task("loading", total=len(files))
            for event in run(files, opened, replace(settings(), store=place), jobs=jobs, extractor=reader):
                _count(event, counted, bar, task)
        for path in tables:
            _load_table(path, opened, place, jobs, mapping, counted, bar)
    if reader is not None and (used := usage_of(reader)):
        notices().print(f"servanda: {used}")
    return counted


def _load_table(
    path: Path, store: Store, place: str, jobs: int, mapping: TableMapping | None, counted: Counter[str], bar: Progress
) -> None:
    from servanda.ingest import ingest_table

    table, events = ingest_table(path, store, replace(settings(), store=place), mapping, jobs)
    _tell(path, table)
    task = bar.add_task(f"loading {path.name}", total=len(table.documents))
    for event in events:
        _count(event, counted, bar, task)


def _tell(path: Path, table: Table) -> None:
    """Say which rows were left out, and why."""
    for fault in table.faults[:_FAULTS_SHOWN]:
        notices().print(f"servanda: {path}: row {fault.number}: left out: {fault.reason}")
    if len(table.faults) > _FAULTS_SHOWN:
        notices().print(f"servanda: {path}: {len(table.faults) - _FAULTS_SHOWN} more rows were left out")
    used, made = f"{table.used:,} rows", f"{len(table.documents):,} reports"
    notices().print(f"servanda: {path}: {used} in {made}, by the mapping {table.mapping.name}")


def _count(event: Event, counted: Counter[str], bar: Progress, task: TaskID) -> None:
    from servanda.ingest import Failed, Quarantined

    word = _WORDS[type(event).__name__]
    counted[word] += 1
    bar.advance(task)
    if isinstance(event, Failed | Quarantined):
        notices().print(f"servanda: {word}: {event.path}: {event.reason}")


def _mapping(path: Path) -> TableMapping:
    from servanda.loaders.tables.mapping import read_mapping

    try:
        return read_mapping(path.read_text(encoding="utf-8"), path.name)
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read ({fault.strerror}): check the path") from None
    except UnicodeDecodeError:
        raise ReadError(f"{path}: is not UTF-8: save it in that encoding") from None


COMMANDS = (ingest,)
"""Commands that write to the store."""
