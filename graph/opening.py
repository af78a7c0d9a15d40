"""Stores by their location: a folder, `:memory:`, or the URL of a SPARQL 1.1 service."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import BinaryIO, cast

from servanda.errors import UsageError
from servanda.graph import archive
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.faults import storing
from servanda.graph.remote import RemoteStore
from servanda.graph.store import Store

MEMORY = ":memory:"
"""The location of a store that lives as long as its process."""


def is_service(location: str | Path) -> bool:
    """Return whether a location is a SPARQL service rather than a folder."""
    return str(location).startswith(("http://", "https://"))


def open_store(location: str | Path, *, read_only: bool = False) -> Store:
    """Open the store at a location.

    Args:
        location: a folder, which is made where it is missing, `:memory:`, or the URL of a SPARQL service.
        read_only: open it for queries alone; a folder also while another process writes to it.

    Raises:
        NotFound: there is no folder to read.
        StoreLocked: another process writes to the folder.
        StoreFormat: the folder is something else than a store of this version.
        StoreError: it cannot be opened.
    """
    if is_service(location):
        return RemoteStore(str(location), read_only=read_only)
    if str(location) == MEMORY:
        return EmbeddedStore()
    if read_only:
        return EmbeddedStore.open_reader(location)
    return EmbeddedStore(location)


def restore(backup: Path, location: str | Path) -> None:
    """Make a store of a backup: in a folder all or nothing, in an empty service in as many requests as it takes.

    Raises:
        NotFound: there is no such backup.
        DataError: the file is damaged or no backup.
        UsageError: there is something at the location already.
        StoreError: the store cannot be written.
    """
    if is_service(location):
        with open_store(location) as store:
            archive.restore(backup, store)
        return
    folder = Path(location)
    archive.verify(backup)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists: name a new folder")
    unfinished = folder.with_name(folder.name + ".restoring")
    try:
        with storing(f"restore to {folder}"):
            shutil.rmtree(unfinished, ignore_errors=True)
            with EmbeddedStore(unfinished) as embedded, gzip.open(backup, "rb") as data:
                embedded.bulk_load(cast("BinaryIO", data), archive.MEDIA_TYPE)
            unfinished.replace(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
