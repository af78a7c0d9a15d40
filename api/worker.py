"""The process that works for the service, one task at a time, so that it can be ended when one takes too long.

No engine that we know can be stopped reliably inside a query: not by a signal, not by its own time limit. A process
can, and its memory can be bounded.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import itertools
import pickle
import resource
import signal
import socket
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from servanda.api import wire
from servanda.api.opened import Opened
from servanda.errors import QueryExcess, ServandaError, StoreError
from servanda.graph.opening import is_service
from servanda.settings import Settings

_CLONE_NEWNET = 0x40000000  # of sched.h
_PR_SET_PDEATHSIG = 1  # of prctl.h
_FIRST, _PIECE = 1 << 16, 1 << 18  # bytes that go over the socket at once, at first and later
_HEAVY = 256 << 20  # bytes of growth after which a process is better replaced
_BRIEF = 0.005  # seconds in which a task makes no process heavy
_UNWATCHED = 200  # such tasks between two looks at the memory
_M_ARENA_MAX = -8  # of malloc.h
_COLLECTED = (20_000, 20, 100)  # objects between two collections of the youngest, and collections between older ones


@dataclass(frozen=True, slots=True)
class Role:
    """What a worker process may do.

    Attributes:
        location: the store.
        memory: bytes of memory that the process may take beyond what it has at the start.
        largest: bytes of an answer above which it is refused.
        writes: whether it is the store's writer; else it reads.
        networked: whether it may open connections; a store behind a URL needs them in any case.
        services: the SPARQL services that a query may call.
    """

    location: str
    memory: int
    largest: int
    writes: bool = False
    networked: bool = False
    services: tuple[str, ...] = ()


def role_of(settings: Settings, *, writes: bool = False, networked: bool = False) -> Role:
    """Return what a worker process may do by the settings."""
    return Role(
        location=settings.store,
        memory=settings.writer_memory if writes else settings.query_memory,
        largest=settings.max_answer_bytes,
        writes=writes,
        networked=networked or is_service(settings.store),
        services=settings.federation if networked else (),
    )


class Output:
    """The answer to a task, on its way to the service; small ones go there in one piece with their end."""

    def __init__(self, connection: socket.socket, largest: int) -> None:
        """Write to a socket."""
        self._connection = connection
        self._largest = largest
        self._media_type = b""
        self._frames = bytearray()
        self._chunk = bytearray()
        self._size = 0

    def begin(self, media_type: str) -> None:
        """Say of which type the answer will be."""
        self._media_type = media_type.encode()
        self._frames += wire.packed(wire.BEGIN, self._media_type)

    def write(self, data: bytes) -> int:
        """Add to the answer.

        Raises:
            QueryExcess: it becomes too large.
        """
        self._chunk += data
        self._size += len(data)
        if self._size > self._largest:
            raise QueryExcess(f"the answer is larger than {self._largest} bytes: add LIMIT")
        if len(self._chunk) >= (_PIECE if self._size > _PIECE else _FIRST):
            self._send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is left goes with the end."""

    def end(self, outcome: wire.Outcome) -> None:
        """Send what is left, and the outcome."""
        if outcome is wire.DONE and self._media_type and self._size == len(self._chunk):
            self._connection.sendall(wire.packed(wire.WHOLE, b"\0".join((self._media_type, self._chunk))))
            return
        if outcome.error is not None:
            self._chunk.clear()
        self._send(wire.pickled(wire.END, outcome))

    def _send(self, end: bytes = b"") -> None:
        if len(self._chunk) < _FIRST:
            if self._chunk:
                self._frames += wire.packed(wire.CHUNK, bytes(self._chunk))
            self._connection.sendall(self._frames + end)
        else:
            self._connection.sendall(self._frames + wire.HEADER.pack(wire.CHUNK, len(self._chunk)))
            self._connection.sendall(self._chunk)
            if end:
                self._connection.sendall(end)
        self._frames.clear()
        self._chunk.clear()


class Task(Protocol):
    """Something to do with the store; it travels to the worker pickled."""

    def run(self, opened: Opened, out: Output) -> object:
        """Do it: write an answer, or return a value; errors of ours become the task's outcome."""


def work(role: Role, connection: socket.socket) -> None:
    """Do the tasks that come over a socket until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the service ends its workers itself
    _die_with_parent()
    _offer_as_victim()
    if not role.networked:
        _leave_network()
    _bound_memory(role.memory)
    opened = Opened(role.location, writes=role.writes, services=role.services)
    at_start = _resident()
    with contextlib.suppress(ServandaError, OSError):  # told to whoever asks
        opened.store()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        connection.sendall(wire.packed(wire.READY, b""))
        inbox = wire.Inbox(connection)
        spare_collector()
        for number in itertools.count():
            task, state = pickle.loads(inbox.take())
            begun = time.perf_counter()
            out = Output(connection, role.largest)
            opened.expect(state)
            outcome = _done(task, opened, out)
            is_watched = time.perf_counter() - begun > _BRIEF or number % _UNWATCHED == 0
            if is_watched and not role.writes and _resident() - at_start > _HEAVY:
                outcome = replace(outcome, heavy=True)
            out.end(outcome)
            if outcome.heavy:
                break
    opened.close()


def spare_collector() -> None:
    """Let the garbage collector of this process look less often, and no more at what is there now, which stays.

    Requests and tasks leave few cycles behind, and looking for them takes a tenth of the time of small ones.
    """
    gc.freeze()  # without a collection, which would write to all pages that worker processes share
    gc.set_threshold(*_COLLECTED)


def _done(task: Task, opened: Opened, out: Output) -> wire.Outcome:
    try:
        value = task.run(opened, out)
        return wire.DONE if value is None else wire.Outcome(value)
    except ServandaError as error:
        return wire.Outcome(None, error)
    except (MemoryError, RecursionError):
        excess = "this needs more memory than a request may take: narrow it, or add LIMIT"
        return wire.Outcome(None, QueryExcess(excess))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except OSError as error:
        return wire.Outcome(None, StoreError(f"the store cannot be read: {error.strerror or error}"))


def _die_with_parent() -> None:
    """End with the service, also where it is killed while a query runs here."""
    with contextlib.suppress(OSError, AttributeError):  # not Linux
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _offer_as_victim() -> None:
    """Let the system choose this process, and not the service, when the machine's memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("900", encoding="ascii")


def _leave_network() -> None:
    """Give this process an empty network of its own where the system lets it: a second lock behind `refusal`."""
    with contextlib.suppress(OSError, AttributeError):  # not Linux
        ctypes.CDLL(None).unshare(_CLONE_NEWNET)  # fails without effect for others than root


def _bound_memory(extra: int) -> None:
    """Bound the address space; a task that needs more ends this process alone."""
    with contextlib.suppress(OSError, AttributeError):  # not glibc, whose arenas reserve 64 MB for each thread
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)
    limit = _pages(0) + extra
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or limit < hard:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _resident() -> int:
    return _pages(1)


def _pages(column: int) -> int:
    """Return the size of the address space (column 0) or of the resident memory (1) in bytes, 0 where not known."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (for every query: twice as fast)
            return int(file.read().split()[column]) * resource.getpagesize()
    except OSError:
        return 0
