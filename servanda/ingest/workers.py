"""Reports prepared in several processes, given back in the order of their files.

A worker that ends without a word, by a crash of native code or for want of memory, costs its own report alone: what it
shared the pool with is prepared again by new workers.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread

from servanda.ingest.events import Failed
from servanda.ingest.preparation import Outcome, Prepared, Preparer

_AHEAD = 4
"""Reports a worker may have waiting for it, so that none stands idle while the first in line takes long."""


def prepared(paths: Iterable[Path], jobs: int, preparer: Preparer) -> Iterator[Outcome]:
    """Yield what becomes of each file, in their order, whatever the number of processes.

    Args:
        paths: the files.
        jobs: how many processes prepare; 1 for this process alone.
        preparer: copied to each process.
    """
    if jobs == 1:
        yield from map(preparer, paths)
        return
    pool = _Pool(jobs, preparer)
    try:
        yield from pool.run(iter(paths))
    finally:
        pool.close()


class _Pool:
    def __init__(self, jobs: int, preparer: Preparer) -> None:
        self._jobs, self._preparer = jobs, preparer
        self._executor = self._new(jobs)
        self._window: deque[tuple[Path, Future[Outcome]]] = deque()

    def run(self, paths: Iterator[Path]) -> Iterator[Outcome]:
        """Keep a window of files under way, and yield the outcome of its first."""
        while True:
            free = self._jobs * _AHEAD - len(self._window)
            for path in islice(paths, max(free, 0)):
                self._window.append((path, self._submitted(path)))
            if not self._window:
                return
            path, future = self._window.popleft()
            try:
                yield future.result()
            except BrokenProcessPool:
                yield self._alone(path)
                self._restart()

    def close(self) -> None:
        """End the workers once their present reports are done."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _new(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_start, initargs=(self._preparer,)
        )

    def _submitted(self, path: Path) -> Future[Outcome]:
        try:
            return self._executor.submit(_prepare, path)
        except BrokenProcessPool as fault:
            failed: Future[Outcome] = Future()
            failed.set_exception(fault)
            return failed

    def _alone(self, path: Path) -> Outcome:
        """Prepare a report in a process of its own, which shows whether it is the one that ends workers."""
        with self._new(1) as executor:
            try:
                return executor.submit(_prepare, path).result()
            except BrokenProcessPool:
                return Failed(
                    path, "the process that read it ended without a word, perhaps for want of memory: split it"
                )

    def _restart(self) -> None:
        """Put new workers in the place of a broken pool, and give them what the old ones left undone."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._new(self._jobs)
        self._window = deque(
            (path, future if future.done() and future.exception() is None else self._submitted(path))
            for path, future in self._window
        )


_preparer: Preparer | None = None
"""The worker's own preparer."""


def _start(preparer: Preparer) -> None:
    """Set up a worker: Ctrl-C is the parent's business, and a worker does not outlive its parent."""
    global _preparer
    _preparer = preparer
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _prepare(path: Path) -> Outcome:
    assert _preparer is not None
    outcome = _preparer(path)
    return replace(outcome, graph=None) if isinstance(outcome, Prepared) else outcome
