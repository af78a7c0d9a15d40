"""The store as a worker process has it open: a reader's newest state, or the writer's own."""

from __future__ import annotations

import contextlib
import fcntl
import time
from collections.abc import Iterator
from pathlib import Path

from servanda.errors import StoreLocked
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.folder import MARKER, StoreFolder
from servanda.graph.opening import is_service, open_store
from servanda.graph.store import Store

MOMENT = 0.1
"""Seconds for which the state of a store counts as known, where nobody says that it has changed."""
_PATIENCE = 2.0  # seconds to wait for a writer that is just opening the store, or another reader


class Opened:
    """A store that is opened when it is first needed; a reader opens it anew after it has changed."""

    def __init__(self, location: str, *, writes: bool = False, services: tuple[str, ...] = ()) -> None:
        """Take the location of a store."""
        self.location = location
        self.services = services
        self._writes = writes
        self._store: Store | None = None
        self._seen: str | None = None
        self._expected: str | None = None

    def expect(self, state: str | None) -> None:
        """Take the state that readers see now from who knows it, so that it need not be found out for the next task."""
        self._expected = state

    def store(self) -> Store:
        """Return the store in its newest state.

        Raises:
            StoreError: it cannot be opened.
        """
        state = None if self._writes else self._expected or generation(self.location)
        self._expected = None
        if self._store is None or state != self._seen:
            self.close()
            if not self._writes:
                state = generation(self.location)
            self._store = _opened(self.location, read_only=not self._writes)
            self._seen = state
        return self._store

    @property
    def seen(self) -> str | None:
        """The state that a reader's store shows, or one that it has left behind; None before it is first opened."""
        return self._seen

    def publish(self) -> None:
        """Show the readers what was written."""
        if isinstance(self._store, EmbeddedStore):
            self._store.publish()

    def close(self) -> None:
        """Give the store back."""
        if self._store is not None:
            self._store.close()
            self._store = None


def generation(location: str) -> str | None:
    """Return a name of the state that readers see; it differs after every change. None where nothing tells it."""
    return None if is_service(location) else StoreFolder(Path(location)).state()


class Generation:
    """The state that readers see, found out anew after a moment, or at once after a change of our own."""

    def __init__(self, location: str) -> None:
        """Watch a store."""
        self._location = location
        self._state: str | None = None
        self._until = 0.0

    def __call__(self) -> str | None:
        """Return the state, as it was at most `MOMENT` seconds ago."""
        now = time.monotonic()
        if now >= self._until:
            self._state = generation(self._location)
            self._until = now + MOMENT
        return self._state

    def changed(self) -> None:
        """Forget the state."""
        self._until = 0.0


def _opened(location: str, *, read_only: bool) -> Store:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            with _turn(location):
                if read_only and not is_service(location):
                    return EmbeddedStore.open_reader(location, share=True)
                return open_store(location, read_only=read_only)
        except StoreLocked:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@contextlib.contextmanager
def _turn(location: str) -> Iterator[None]:
    """Let workers open a store one after the other: each needs the writer's lock for a moment where nobody writes."""
    marker = Path(location) / MARKER
    if is_service(location) or not marker.is_file():
        yield
        return
    with marker.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # given back with the file
        yield
