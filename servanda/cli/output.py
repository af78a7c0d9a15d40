"""Where commands write: standard output or whole files, tables, and progress on a terminal."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from servanda.errors import StoreError
from servanda.graph.faults import reason


def console() -> Console:
    """Return the console for answers; lines of files and pipes are not folded."""
    width = None if sys.stdout.isatty() else 10_000
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, soft_wrap=not sys.stdout.isatty())


def notices() -> Console:
    """Return the console for what is no answer."""
    return Console(file=sys.stderr, highlight=False, markup=False, soft_wrap=True)


def table(*columns: str, title: str | None = None) -> Table:
    """Return an empty table whose columns fold long text."""
    made = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        made.add_column(column, overflow="fold")
    return made


def progress() -> Progress:
    """Return a progress bar on standard error, which shows on a terminal only."""
    shown = Console(file=sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=shown, transient=True, disable=not shown.is_terminal)


@contextmanager
def writing(path: Path | None) -> Iterator[BinaryIO]:
    """Give a binary file to write: standard output, or one that gets its name once it is whole.

    Raises:
        StoreError: the file cannot be written.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as fault:
        raise StoreError(f"cannot write {path}: {reason(fault)}") from None
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    except OSError as fault:
        raise StoreError(f"cannot write {path}: {reason(fault)}") from None
    finally:
        unfinished.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
