"""The process that answers queries, one at a time, so that it can be ended when one takes too long.

No engine that we know can be stopped reliably inside a query: not by a signal, not by its own time limit. A process
can, and its memory can be bounded.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import signal
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from servanda.api.refusal import refuse
from servanda.errors import QueryError, ServandaError, StoreError, StoreLocked
from servanda.graph.folder import StoreFolder
from servanda.graph.opening import is_service, open_store
from servanda.graph.sparql import names_dataset
from servanda.graph.store import Store

_CLONE_NEWNET = 0x40000000  # of sched.h
_PATIENCE = 2.0  # seconds to wait for a writer that is just opening the store, or another reader


@dataclass(frozen=True, slots=True)
class Job:
    """A query, the media type of its answer, and the dataset that its request names."""

    query: str
    media_type: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The end of an answer; `error` is why there is none."""

    error: ServandaError | None = None


class Reader:
    """The store as a worker reads it: opened at the first query, and anew after it has changed."""

    def __init__(self, location: str) -> None:
        """Take the location of a store."""
        self._location = location
        self._store: Store | None = None
        self._seen: object = None

    def store(self) -> Store:
        """Return the store in its newest state that can be read.

        Raises:
            StoreError: it cannot be opened.
        """
        state = None if is_service(self._location) else _state(StoreFolder(Path(self._location)))
        if self._store is None or state != self._seen:
            self.close()
            self._store = _opened(self._location)
            self._seen = state
        return self._store

    def close(self) -> None:
        """Give the store back."""
        if self._store is not None:
            self._store.close()
            self._store = None


def _opened(location: str) -> Store:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return open_store(location, read_only=True)
        except StoreLocked:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _state(folder: StoreFolder) -> object:
    """Return something that differs after a change: the newest published checkpoint, else the engine's data files."""
    if published := folder.published():
        return published[-1].name
    files = []
    for file in folder.quads.glob("*"):
        with contextlib.suppress(FileNotFoundError):  # removed by the engine meanwhile
            if file.suffix == ".sst" or (file.suffix == ".log" and file.stat().st_size):
                files.append(file.name)
    return tuple(sorted(files))


def work(location: str, memory: int, pipe: Connection) -> None:
    """Answer jobs from a pipe until it closes.

    Each answer is sent in chunks of bytes, then `Done`.

    Args:
        location: the store.
        memory: bytes of memory that the process may take beyond what it has at the start.
        pipe: where jobs come from and answers go to.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the service ends its workers itself
    if not is_service(location):
        _leave_network()
    _bound_memory(memory)
    reader = Reader(location)
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            job = pipe.recv()
            pipe.send(_answered(reader, job, pipe))
    reader.close()


def _answered(reader: Reader, job: Job, pipe: Connection) -> Done:
    try:
        store = reader.store()
        dataset = (*(job.default_graphs or ()), *(job.named_graphs or ()))
        graphs = store.graphs() if dataset or names_dataset(job.query) else ()
        refuse(job.query, graphs, dataset)
        for chunk in store.serialize(job.query, job.media_type, job.default_graphs, job.named_graphs):
            pipe.send(chunk)
    except ServandaError as error:
        return Done(error)
    except MemoryError:
        return Done(QueryError("this query needs more memory than one may take: narrow it, or add LIMIT"))
    except OSError as error:
        return Done(StoreError(f"the store cannot be read: {error.strerror or error}"))
    return Done()


def _leave_network() -> None:
    """Give this process an empty network of its own where the system lets it: a second lock behind `refuse`."""
    with contextlib.suppress(OSError, AttributeError):  # not Linux
        ctypes.CDLL(None).unshare(_CLONE_NEWNET)  # fails without effect for others than root


def _bound_memory(extra: int) -> None:
    """Bound the address space; a query that needs more ends this process alone."""
    pages = (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) if Path("/proc/self/statm").exists() else 0
    )
    limit = pages * resource.getpagesize() + extra
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
