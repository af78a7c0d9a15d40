"""Commands that keep stores safe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import StoreOption, location
from servanda.cli.output import notices
from servanda.graph import opening


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


COMMANDS = (backup, restore)
