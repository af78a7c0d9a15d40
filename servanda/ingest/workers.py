"""Reports prepared in several processes, given back in the order of their sources.

A worker that ends without a word, by a crash of native code or for want of memory, costs its own report alone: what it
shared the pool with is prepared again by new workers. Where the system can, workers are forked from one process that
has read the language model and the authority data, so that these are read once and held in memory once.
"""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from time import monotonic

from servanda.ingest.events import Failed
from servanda.ingest.preparation import Outcome, Prepared, Preparer, Source, place
from servanda.settings import PREFIX

_AHEAD = 8
"""Reports a worker may have waiting for it, so that none stands idle while the first in line takes long."""
_TOGETHER = 16
"""Reports that may share a transaction."""
_LARGEST = 4_000_000
"""Characters of N-Triples from which on a transaction takes no further report, so that services can take it."""
_SOON = 1.0
"""Seconds after which what is ready is given back."""


@contextmanager
def preparing(sources: Sequence[Source], jobs: int, preparer: Preparer) -> Iterator[Iterator[list[Outcome]]]:
    """Give what becomes of each source, in their order, in groups of those that are ready together.

    Other processes begin at once and are ended with the context.

    Args:
        sources: the reports.
        jobs: how many processes prepare; 1 for this process alone.
        preparer: copied to each process.
    """
    if jobs == 1:
        yield _grouped(map(preparer, sources))
        return
    pool = _Pool(jobs, preparer, sources)
    try:
        yield pool.run()
    finally:
        pool.close()


def _grouped(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    group: list[Outcome] = []
    begun = monotonic()
    for outcome in outcomes:
        group.append(outcome)
        if _is_full(group) or monotonic() - begun > _SOON:
            yield group
            group, begun = [], monotonic()
    if group:
        yield group


def _is_full(group: Sequence[Outcome]) -> bool:
    length = sum(len(outcome.version.triples) for outcome in group if isinstance(outcome, Prepared))
    return len(group) >= _TOGETHER or length >= _LARGEST


class _Pool:
    def __init__(self, jobs: int, preparer: Preparer, sources: Sequence[Source]) -> None:
        self._jobs, self._preparer, self._sources = jobs, preparer, iter(sources)
        self._context = _context(preparer.modules(sources))
        self._executor = self._new(jobs)
        self._window: deque[tuple[Source, Future[Outcome]]] = deque()
        self._fill()

    def run(self) -> Iterator[list[Outcome]]:
        """Keep a window of sources under way, and yield the outcomes of its first."""
        while self._window:
            group = [self._first()]
            while self._window and self._window[0][1].done() and not _is_full(group):
                group.append(self._first())
            self._fill()
            yield group

    def close(self) -> None:
        """End the workers once their present reports are done."""
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _fill(self) -> None:
        free = self._jobs * _AHEAD - len(self._window)
        self._window.extend((source, self._submitted(source)) for source in islice(self._sources, max(free, 0)))

    def _first(self) -> Outcome:
        source, future = self._window.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            outcome = self._alone(source)
            self._restart()
            return outcome

    def _new(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, self._context, _start, (self._preparer,))

    def _submitted(self, source: Source) -> Future[Outcome]:
        try:
            return self._executor.submit(_prepare, source)
        except BrokenProcessPool as fault:
            failed: Future[Outcome] = Future()
            failed.set_exception(fault)
            return failed

    def _alone(self, source: Source) -> Outcome:
        """Prepare a report in a process of its own, which shows whether it is the one that ends workers."""
        with self._new(1) as executor:
            try:
                return executor.submit(_prepare, source).result()
            except BrokenProcessPool:
                told = "the process that read it ended without a word, perhaps for want of memory: split it"
                return Failed(place(source), told)

    def _restart(self) -> None:
        """Put new workers in the place of a broken pool, and give them what the old ones left undone."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._new(self._jobs)
        self._window = deque(
            (source, future if future.done() and future.exception() is None else self._submitted(source))
            for source, future in self._window
        )


_surroundings: tuple[str, dict[str, str]] | None = None
"""Folder and settings in which the process was started that workers are forked from."""


def _context(modules: Sequence[str]) -> BaseContext:
    """Return how processes start: forked from one that has read what all need, or anew.

    This process itself is never forked: the store runs threads in it. Anew they start where nothing can be forked, and
    where folder or settings have changed since, by which other data would be read.
    """
    global _surroundings
    present = str(Path.cwd()), {name: value for name, value in os.environ.items() if name.startswith(PREFIX)}
    if "forkserver" not in get_all_start_methods() or _surroundings not in (None, present):
        return get_context("spawn")
    _surroundings = present
    context = get_context("forkserver")
    context.set_forkserver_preload([*modules, "servanda.ingest.groundwork"])
    return context


_preparer: Preparer | None = None
"""The worker's own preparer."""


def _start(preparer: Preparer) -> None:
    """Set up a worker: Ctrl-C is the parent's business, and a worker does not outlive its parent."""
    global _preparer
    _preparer = preparer
    gc.freeze()  # what was read before the fork stays for good: it need not be looked through again and again
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _prepare(source: Source) -> Outcome:
    assert _preparer is not None
    return _preparer(source)
