"""Commands that keep stores safe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import StoreOption, location
from servanda.cli.output import notices
from servanda.errors import UsageError
from servanda.graph import opening
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.folder import StoreFolder


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write, such as `store.nq.gz`; it must not exist.")],
    store: StoreOption = None,
) -> None:
    """Write the whole store to one file, also while others use it.

    Example: `servanda backup monday.nq.gz`
    """
    with opening.open_store(location(store), read_only=True) as opened:
        opened.backup(file)
        notices().print(f"wrote {opened.size():,} quads to {file}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `servanda backup` wrote.")],
    store: StoreOption = None,
) -> None:
    """Make a new store of a backup: all of it, or nothing.

    Example: `servanda restore monday.nq.gz --store ./restored`
    """
    opening.restore(file, location(store))
    notices().print(f"restored {file} to {location(store)}")


def compact(store: StoreOption = None) -> None:
    """Bring a store's files into their best order, after large loads; takes some seconds per million quads.

    Example: `servanda compact --store ./servanda-store`
    """
    place = location(store)
    if opening.is_service(place):
        raise UsageError(f"{place} keeps its files itself: name the folder of a store")
    folder = StoreFolder(Path(place))
    folder.check()
    before = folder.size()
    with EmbeddedStore(place) as opened:
        opened.compact()
    notices().print(f"compacted {place}: {before / 1e6:,.1f} MB before, {folder.size() / 1e6:,.1f} MB now")


COMMANDS = (backup, restore, compact)
