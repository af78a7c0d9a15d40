"""Backups: the quads of a store as one gzip file of N-Quads, which any store of any version can take in.

Gzip's checksum tells a damaged or cut file before anything of it is restored.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from servanda.errors import DataError, NotFound, UsageError
from servanda.graph.faults import storing

MEDIA_TYPE = "application/n-quads"
_LEVEL = 6
_BLOCK = 1 << 20


class Source(Protocol):
    """What can be backed up."""

    def dump(self, out: BinaryIO, media_type: str) -> None:
        """Write all quads."""


class Target(Protocol):
    """What a backup can be restored to."""

    def size(self, graph: str | None = None) -> int:
        """Return the number of quads."""

    def bulk_load(self, data: BinaryIO, media_type: str) -> None:
        """Add a file of quads of any size."""


def write(store: Source, target: Path) -> None:
    """Write a backup to a new file; it appears under its name once it is whole.

    Raises:
        UsageError: the file exists.
        StoreError: it cannot be written.
    """
    if target.exists():
        raise UsageError(f"{target} exists: name a new file")
    unfinished = target.with_name(target.name + ".new")
    try:
        with storing(f"write the backup {target}"):
            with gzip.GzipFile(unfinished, "wb", _LEVEL, mtime=0) as out:
                store.dump(cast("BinaryIO", out), MEDIA_TYPE)
            unfinished.rename(target)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(backup: Path, store: Target) -> None:
    """Fill an empty store from a backup; the parts of a store that fails on the way are its owner's to remove.

    Raises:
        NotFound: there is no such backup.
        DataError: the file is damaged or no backup; nothing was restored.
        UsageError: the store is not empty.
    """
    verify(backup)
    if store.size():
        raise UsageError("the store to restore to holds data: name an empty one")
    with gzip.open(backup, "rb") as data:
        store.bulk_load(cast("BinaryIO", data), MEDIA_TYPE)


def verify(backup: Path) -> None:
    """Read a backup to its end.

    Raises:
        NotFound: there is no such file.
        DataError: the file is damaged or cut.
    """
    try:
        with gzip.open(backup, "rb") as data:
            while data.read(_BLOCK):
                pass
    except FileNotFoundError:
        raise NotFound(f"there is no backup {backup}") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as fault:
        raise DataError(f"{backup} is damaged or no backup ({fault}): use another one") from None
