"""The folder of an embedded store: its format marker, the engine's files, and the checkpoints that readers open.

servanda-store.json        format of the store; without it a folder is not ours
quads/                     the engine's files, open for one writer
checkpoints/TIME           the writer's published copies (hard links), the newest last
checkpoints/reader-PID-…   a reader's own links to one of them, removed when it closes; or what readers that have
                           the process PID as their parent share
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from servanda.errors import NotFound, StoreError, StoreFormat
from servanda.graph.faults import reason

FORMAT = 1
"""Version of the folder's layout; raised by every change that an older program cannot read."""
MARKER = "servanda-store.json"
_UNFINISHED = MARKER + ".new"
_READER = "reader-"


@dataclass(frozen=True, slots=True)
class StoreFolder:
    """A folder that is, or may become, an embedded store."""

    path: Path

    @property
    def quads(self) -> Path:
        """The engine's own folder."""
        return self.path / "quads"

    @property
    def checkpoints(self) -> Path:
        """The folder of published and readers' checkpoints."""
        return self.path / "checkpoints"

    def prepare(self) -> None:
        """Make sure that the folder is a store of this format; a missing or empty folder becomes one.

        Raises:
            StoreFormat: the folder holds something else, or a store of another format; it is left as it is.
            StoreError: the folder cannot be made.
        """
        try:
            if self.path.exists() and not self.is_blank():
                return self.check()
            self.path.mkdir(parents=True, exist_ok=True)
            unfinished = self.path / _UNFINISHED
            unfinished.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
            unfinished.replace(self.path / MARKER)
        except OSError as fault:
            raise StoreError(f"cannot make a store in {self.path}: {reason(fault)}") from None

    def check(self) -> None:
        """Check the marker.

        Raises:
            NotFound: there is nothing at this path.
            StoreFormat: the folder is not a store, or one of another format.
        """
        if not self.path.exists():
            raise NotFound(f"there is no store at {self.path}: `servanda ingest` makes one")
        try:
            marker = json.loads((self.path / MARKER).read_text(encoding="utf-8"))
            version = marker["format"]
        except (FileNotFoundError, NotADirectoryError):
            raise StoreFormat(f"{self.path} is not a Servanda store: name a store, or an empty folder") from None
        except (ValueError, TypeError, KeyError):
            raise StoreFormat(f"{self.path / MARKER} is damaged: restore the store from a backup") from None
        if version != FORMAT:
            raise StoreFormat(
                f"{self.path} has store format {version}, this program reads format {FORMAT}: "
                "write a backup with the program that made it and restore that"
            )

    def is_blank(self) -> bool:
        """Return whether the folder may become a store: it is empty, or a first start ended before the marker stood."""
        return self.path.is_dir() and all(entry.name == _UNFINISHED for entry in self.path.iterdir())

    def publish(self, backup: Callable[[Path], None]) -> None:
        """Put a new checkpoint in the place of the published ones; `backup` writes it to a new folder."""
        self.checkpoints.mkdir(exist_ok=True)
        target = self.checkpoints / f"{time.time_ns():020d}"
        unfinished = target.with_suffix(".new")
        backup(unfinished)
        older = self.published()
        unfinished.rename(target)
        for checkpoint in older:
            shutil.rmtree(checkpoint, ignore_errors=True)

    def published(self) -> list[Path]:
        """Return the published checkpoints, oldest first."""
        try:
            names = sorted(path.name for path in self.checkpoints.iterdir() if path.name.isdigit())
        except FileNotFoundError:
            return []
        return [self.checkpoints / name for name in names]

    def reader_path(self) -> Path:
        """Return a new path for a reader's own checkpoint."""
        self.checkpoints.mkdir(exist_ok=True)
        return self.checkpoints / f"{_READER}{os.getpid()}-{secrets.token_hex(4)}"

    def state(self) -> str:
        """Return a name of the state that readers see; it differs after every change.

        It is the newest published checkpoint, or else stands for the engine's data files.
        """
        if published := self.published():
            return published[-1].name
        files = []
        with suppress(FileNotFoundError), os.scandir(self.quads) as entries:  # asked often: faster than `Path.glob`
            for entry in entries:
                if entry.name.endswith(".sst"):
                    files.append(entry.name)
                elif entry.name.endswith(".log"):
                    with suppress(FileNotFoundError):  # removed by the engine meanwhile
                        size = entry.stat().st_size
                        files += [f"{entry.name}:{size}"] if size else []
        return hashlib.sha256(",".join(sorted(files)).encode()).hexdigest()[:20]

    def shared(self) -> Path | None:
        """Return the checkpoint of the present state that another reader with our parent process has left, if any."""
        path = self._shared_path()
        return path if not self.published() and path.is_dir() else None

    def share(self, own: Path) -> None:
        """Leave a reader's own checkpoint, just made, to the other readers with our parent process, as links."""
        unfinished = self.reader_path()
        shutil.copytree(own, unfinished, copy_function=os.link)
        for older in self.checkpoints.glob(f"{_READER}{os.getppid()}-*"):
            shutil.rmtree(older, ignore_errors=True)
        unfinished.rename(self._shared_path())

    def _shared_path(self) -> Path:
        return self.checkpoints / f"{_READER}{os.getppid()}-{self.state()}"

    def link(self, checkpoint: Path) -> Path | None:
        """Link a checkpoint to a reader's own path; None where it is removed meanwhile."""
        own = self.reader_path()
        try:
            shutil.copytree(checkpoint, own, copy_function=os.link)
        except (FileNotFoundError, shutil.Error):
            shutil.rmtree(own, ignore_errors=True)
            return None
        return own

    def adopt(self) -> Path | None:
        """Link the newest published checkpoint to a reader's own path, where the writer does not remove it.

        Returns None where nothing is published.
        """
        while published := self.published():
            if own := self.link(published[-1]):
                return own
        return None

    def size(self) -> int:
        """Return the bytes that the folder takes on disk; files with several names count once."""
        found: dict[int, int] = {}
        for file in self.path.rglob("*"):
            with contextlib.suppress(FileNotFoundError):  # removed by the engine meanwhile
                if file.is_file():
                    found[file.stat().st_ino] = file.stat().st_size
        return sum(found.values())

    def sweep(self) -> None:
        """Remove what a killed writer or reader left; for the writer, once it holds the store."""
        if not self.checkpoints.is_dir():
            return
        for entry in self.checkpoints.iterdir():
            if not entry.name.startswith(_READER) or not _alive(int(entry.name.split("-")[1])):
                shutil.rmtree(entry, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
