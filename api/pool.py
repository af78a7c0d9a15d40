"""The places for queries: a few worker processes, and a bounded queue before them."""

from __future__ import annotations

import multiprocessing
import tempfile
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from typing import IO

from servanda.api.negotiation import JSON_RESULTS
from servanda.api.worker import Done, Job, work
from servanda.errors import QueryError, QueryTimeout, ServiceBusy
from servanda.graph import results
from servanda.graph.store import Solutions
from servanda.settings import Settings

_IN_MEMORY = 16 << 20  # bytes of an answer above which it goes through a temporary file
_CHUNK = 1 << 16  # bytes
_GLANCE = 0.25  # seconds between looks whether the client is still there
_PATIENCE = 5.0  # seconds for a query to notice that its worker is gone


class _Worker:
    """A worker process and our end of its pipe."""

    def __init__(self, location: str, memory: int) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would copy locks that other threads hold
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=work, args=(location, memory, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        self.process.kill()
        self.process.join()
        self.process.close()
        self.pipe.close()


class QueryPool:
    """Answers queries in worker processes, each for a limited time and with limited memory.

    Threads may share a pool. Workers start when they are first needed, or with `start`.
    """

    def __init__(self, location: str, settings: Settings) -> None:
        """Make the places; no process starts yet."""
        self._location = location
        self._settings = settings
        self._places: LifoQueue[_Worker | None] = LifoQueue()
        self._waiting = 0
        self._lock = threading.Lock()
        self._alive: set[_Worker] = set()
        self._closed = False
        for _ in range(settings.query_workers):
            self._places.put(None)

    def start(self) -> None:
        """Start one worker ahead of the first query."""
        self._places.put(self._places.get() or self._new())

    def close(self) -> None:
        """End all workers, also those that are at work: their queries fail."""
        with self._lock:
            self._closed = True
            alive, self._alive = self._alive, set()
        for worker in alive:
            worker.process.kill()
        for _ in range(self._settings.query_workers):
            try:
                place = self._places.get(timeout=_PATIENCE)
            except Empty:
                return
            if place is not None:
                place.kill()

    def run(self, job: Job, timeout: float | None = None, gone: threading.Event | None = None) -> IO[bytes]:
        """Answer a query; the answer is whole when this returns, and its file is the caller's to close.

        Args:
            job: the query.
            timeout: seconds that it may take, if less than the settings allow.
            gone: set once nobody waits for the answer any more, which ends the query.

        Raises:
            ServiceBusy: too many queries wait already, or no place became free in time.
            QueryTimeout: the query took too long and was ended.
            QueryError: it is wrong, refused, or needs more memory or a larger answer than allowed.
            StoreError: the store cannot be read.
        """
        limit = min(timeout or self._settings.query_timeout, self._settings.query_timeout)
        worker = self._place(limit)
        try:
            if worker is not None and not worker.process.is_alive():  # ended from outside while it was idle
                self._end(worker)
                worker = None
            worker = worker or self._new()
            return self._ask(worker, job, limit, gone)
        except (QueryTimeout, _Spent, EOFError, BrokenPipeError, ConnectionResetError) as fault:
            if worker is not None:
                self._end(worker)
                worker = None if self._closed else self._new()  # ready before the next query comes
            if isinstance(fault, QueryTimeout):
                raise
            if isinstance(fault, _Spent):
                raise QueryError(str(fault)) from None
            raise QueryError("this query needs more memory than one may take: narrow it, or add LIMIT") from None
        finally:
            self._places.put(worker)

    def select(self, query: str, timeout: float | None = None) -> Solutions:
        """Answer a SELECT query as terms; raises what `run` raises."""
        with self.run(Job(query, JSON_RESULTS), timeout) as answer:
            return results.solutions(answer.read())

    def _new(self) -> _Worker:
        worker = _Worker(self._location, self._settings.query_memory)
        with self._lock:
            self._alive.add(worker)
        return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            self._alive.discard(worker)
        worker.kill()

    def _place(self, limit: float) -> _Worker | None:
        with self._lock:
            if self._waiting >= self._settings.query_queue and self._places.empty():
                raise ServiceBusy("too many queries wait already: try again in a few seconds")
            self._waiting += 1
        try:
            return self._places.get(timeout=limit)
        except Empty:
            raise ServiceBusy("other queries took all places for too long: try again in a few seconds") from None
        finally:
            with self._lock:
                self._waiting -= 1

    def _ask(self, worker: _Worker, job: Job, limit: float, gone: threading.Event | None) -> IO[bytes]:
        deadline = time.monotonic() + limit
        worker.pipe.send(job)
        out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
        try:
            size = 0
            while True:
                while not worker.pipe.poll(min(_GLANCE, max(0.0, deadline - time.monotonic()))):
                    if gone is not None and gone.is_set():
                        raise QueryTimeout("nobody waits for the answer any more: ask again")
                    if time.monotonic() >= deadline:
                        raise QueryTimeout(f"this query took longer than {limit:g} seconds and was ended: narrow it")
                message: bytes | Done = worker.pipe.recv()
                if isinstance(message, Done):
                    if message.error is not None:
                        raise message.error
                    out.seek(0)
                    return out
                size += out.write(message)
                if size > self._settings.max_answer_bytes:
                    raise _Spent(f"the answer is larger than {self._settings.max_answer_bytes} bytes: add LIMIT")
        except BaseException:
            out.close()
            raise


class _Spent(Exception):
    """An answer grew too large while its worker still writes it."""


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file's bytes and close it."""
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
