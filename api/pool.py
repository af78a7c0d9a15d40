"""The places for queries: worker processes, a few kept ready, more when they are needed, and a bounded queue."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from servanda.api.answer import Answer
from servanda.api.process import FAREWELL, Worker
from servanda.api.tasks import Query
from servanda.api.worker import Task, role_of
from servanda.errors import ServandaError, ServiceBusy
from servanda.graph import results
from servanda.graph.store import Solutions
from servanda.settings import Settings

_READY = 2  # workers that are kept
_GROWTH = 0.03  # seconds that a query waits for a place before another worker starts
_LONGEST_WAIT = 10.0  # seconds that it waits at all
_RETIREMENT = 15.0  # seconds between looks whether there are more workers than needed


@dataclass(slots=True, eq=False)
class _Waiting:
    """A query without a worker yet: since when, and until when it may wait."""

    task: Task
    answer: Answer
    limit: float
    since: float
    until: float


class QueryPool:
    """Answers queries in worker processes, each for a limited time and with limited memory.

    It lives in one event loop, between `start` and `close`; `select` may be called from other threads.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        state: Callable[[], str | None] = lambda: None,
        most: int | None = None,
        networked: bool = False,
    ) -> None:
        """Make the places; no process starts yet.

        Args:
            settings: the store, and all bounds.
            state: tells the state of the store that answers must show, where it is known.
            most: number of workers, where it is not the settings' own.
            networked: whether workers may call the services that the settings allow.
        """
        self._settings = settings
        self.state = state
        """Tells the state that answers show; what is kept of them belongs to what this told before they were asked."""
        self._last_freed = 0.0
        self._most = most or settings.query_workers
        self._role = role_of(settings, networked=networked)
        self._idle: list[Worker] = []
        self._alive: set[Worker] = set()
        self._starting = 0
        self._waiting: deque[_Waiting] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._leaving: set[asyncio.Future[None]] = set()
        self._closed = False
        self.ended = 0
        """Number of workers that ended in the middle of a query."""

    async def start(self, ready: int = 1) -> None:
        """Start workers ahead of the first query."""
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(_RETIREMENT, self._retire)
        await asyncio.gather(*(self._growth() for _ in range(min(ready, self._most))))

    async def close(self) -> None:
        """End all workers, also those that are at work: their queries fail."""
        self._closed = True
        for timer in (self._timer, self._watch):
            if timer is not None:
                timer.cancel()
        while self._waiting:
            self._dismiss(self._waiting[0], "the service ends: ask again later")
        await asyncio.gather(*(worker.finish() for worker in list(self._alive)))
        for task in list(self._tasks):
            with contextlib.suppress(ServandaError, OSError):
                await task
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=FAREWELL)

    @property
    def busy(self) -> int:
        """Number of workers that are at work."""
        return len(self._alive) - len(self._idle)

    @property
    def size(self) -> int:
        """Number of workers."""
        return len(self._alive) + self._starting

    @property
    def queued(self) -> int:
        """Number of queries that wait for a place."""
        return len(self._waiting)

    def submit(self, task: Task, answer: Answer, timeout: float | None = None, longest: float | None = None) -> None:
        """Have a task done by the next free worker.

        Args:
            task: what to do.
            answer: takes the answer; the caller may cancel it.
            timeout: seconds that it may take, with the wait for a place, if less than the settings allow.
            longest: seconds that it may take, for tasks of our own, in place of the settings' limit.

        Raises:
            ServiceBusy: too many queries wait already.
        """
        most = longest or self._settings.query_timeout
        limit = min(timeout or most, most)
        if (worker := self._taken()) is not None:
            worker.ask(task, answer, limit, self.state())
        else:
            self._enqueue(task, answer, limit)

    async def open(
        self,
        task: Task,
        timeout: float | None = None,
        answer: Answer | None = None,
        longest: float | None = None,
    ) -> Answer:
        """Start to answer: return once a small answer is whole, or the first piece of a large one is there.

        The arguments are those of `submit`.

        Raises:
            ServiceBusy: too many queries wait already, or no place became free in time.
            QueryTimeout: it took too long and was ended.
            QueryError: it is wrong, refused, or needs more than allowed.
            StoreError: the store cannot be read.
        """
        answer = answer or Answer()
        self.submit(task, answer, timeout, longest)
        await answer.begun()
        return answer

    async def run(self, task: Task, timeout: float | None = None, longest: float | None = None) -> bytes:
        """Answer as a whole; raises what `open` raises."""
        return await (await self.open(task, timeout, longest=longest)).whole()

    async def value(self, task: Task, longest: float | None = None) -> object:
        """Do a task that returns a value; raises what `open` raises."""
        answer = await self.open(task, longest=longest)
        await answer.whole()
        return answer.value

    def select(self, query: str, longest: float | None = None) -> Solutions:
        """Answer a SELECT query as terms, for a thread other than the event loop's; raises what `open` raises."""
        return results.solutions(self.wait(Query(query), longest=longest))

    def wait(self, task: Task, timeout: float | None = None, longest: float | None = None) -> bytes:
        """Answer as a whole, for a thread other than the event loop's; raises what `open` raises."""
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(self.run(task, timeout, longest), self._loop).result()

    def _taken(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if not worker.gone:
                return worker
        return None

    def _enqueue(self, task: Task, answer: Answer, limit: float) -> None:
        assert self._loop is not None
        if len(self._waiting) >= self._settings.query_queue + self._most - self.size:
            raise ServiceBusy("too many queries wait already: try again in a few seconds")
        now = self._loop.time()
        waiting = _Waiting(task, answer, limit, now, now + min(limit, _LONGEST_WAIT))
        answer.on_cancel = lambda: self._dismiss(waiting, "nobody waits for the answer any more: ask again")
        self._waiting.append(waiting)
        if self.size < min(_READY, self._most):
            self._background()
        if self._watch is None:
            self._watch = self._loop.call_later(_GROWTH, self._look)

    def _dismiss(self, waiting: _Waiting, why: str) -> None:
        self._waiting.remove(waiting)
        waiting.answer.end(ServiceBusy(why))

    def _look(self) -> None:
        """Turn away what has waited too long, and start workers for the rest unless some become free by themselves."""
        assert self._loop is not None
        now = self._loop.time()
        self._watch = self._loop.call_later(_GROWTH, self._look) if self._waiting else None
        late = [waiting for waiting in self._waiting if now - waiting.since >= _GROWTH]
        for waiting in late:
            if now >= waiting.until:
                self._dismiss(waiting, "other queries took all places for too long: try again in a few seconds")
            else:
                waiting.answer.slow()
        if now - self._last_freed >= _GROWTH:
            for _ in range(min(len(late) - self._starting, self._most - self.size)):
                self._background()

    def _background(self) -> None:
        assert self._loop is not None
        task = self._loop.create_task(self._growth())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _growth(self) -> Coroutine[None, None, None]:
        self._starting += 1
        return self._grow()

    async def _grow(self) -> None:
        try:
            worker = await Worker.start(self._role, self._free, self._gone)
        finally:
            self._starting -= 1
        if worker.gone:  # it did not even start
            return
        self._alive.add(worker)
        if self._closed:
            worker.kill()
        else:
            self._free(worker)

    def _free(self, worker: Worker) -> None:
        assert self._loop is not None
        self._last_freed = self._loop.time()
        if self._waiting:
            waiting = self._waiting.popleft()
            waited = self._last_freed - waiting.since
            worker.ask(waiting.task, waiting.answer, waiting.limit, self.state(), waited)
        else:
            self._idle.append(worker)

    def _gone(self, worker: Worker) -> None:
        self._alive.discard(worker)
        self._leaving.add(worker.lost)
        worker.lost.add_done_callback(self._leaving.discard)
        self.ended += worker not in self._idle and not self._closed
        with contextlib.suppress(ValueError):
            self._idle.remove(worker)
        if not self._closed and self.size < self._most and (self._waiting or self.size < _READY):
            self._background()

    def _retire(self) -> None:
        assert self._loop is not None
        if len(self._idle) > _READY:
            self._idle[0].retire()
        self._timer = self._loop.call_later(_RETIREMENT, self._retire)
