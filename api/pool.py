"""The places for queries: worker processes, a few kept ready, more when they are needed, and a bounded queue."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable

from servanda.api.answer import Answer
from servanda.api.process import Worker
from servanda.api.tasks import Query
from servanda.api.worker import Role, Task
from servanda.errors import ServandaError, ServiceBusy
from servanda.graph import results
from servanda.graph.store import Solutions
from servanda.settings import Settings

_READY = 2  # workers that are kept
_GROWTH = 0.03  # seconds that a query waits for a place before another worker starts
_LONGEST_WAIT = 10.0  # seconds that it waits at all
_RETIREMENT = 15.0  # seconds between looks whether there are more workers than needed


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
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.ended = 0
        """Number of workers that ended in the middle of a query."""

    async def start(self, ready: int = 1) -> None:
        """Start workers ahead of the first query."""
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(_RETIREMENT, self._retire)
        await asyncio.gather(*(self._grow() for _ in range(min(ready, self._most))))

    async def close(self) -> None:
        """End all workers, also those that are at work: their queries fail."""
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        await asyncio.gather(*(worker.finish() for worker in list(self._alive)))
        for task in list(self._tasks):
            with contextlib.suppress(ServandaError, OSError):
                await task

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

    async def open(
        self,
        task: Task,
        timeout: float | None = None,
        answer: Answer | None = None,
        longest: float | None = None,
    ) -> Answer:
        """Start to answer: return once a small answer is whole, or the first piece of a large one is there.

        Args:
            task: what to do.
            timeout: seconds that it may take, if less than the settings allow.
            answer: takes the answer; the caller may cancel it.
            longest: seconds that it may take, for tasks of our own, in place of the settings' limit.

        Raises:
            ServiceBusy: too many queries wait already, or no place became free in time.
            QueryTimeout: it took too long and was ended.
            QueryError: it is wrong, refused, or needs more than allowed.
            StoreError: the store cannot be read.
        """
        answer = answer or Answer()
        most = longest or self._settings.query_timeout
        limit = min(timeout or most, most)
        worker = self._taken() or await self._place(min(limit, _LONGEST_WAIT))
        worker.ask(task, answer, limit, self.state())
        try:
            await answer.begun()
        except asyncio.CancelledError:
            answer.cancel()
            raise
        return answer

    async def run(self, task: Task, timeout: float | None = None) -> bytes:
        """Answer as a whole; raises what `open` raises."""
        return await (await self.open(task, timeout)).whole()

    async def value(self, task: Task, longest: float | None = None) -> object:
        """Do a task that returns a value; raises what `open` raises."""
        answer = await self.open(task, longest=longest)
        await answer.whole()
        return answer.value

    def select(self, query: str, timeout: float | None = None) -> Solutions:
        """Answer a SELECT query as terms, for a thread other than the event loop's; raises what `open` raises."""
        return results.solutions(self.wait(Query(query), timeout))

    def wait(self, task: Task, timeout: float | None = None) -> bytes:
        """Answer as a whole, for a thread other than the event loop's; raises what `open` raises."""
        assert self._loop is not None
        return asyncio.run_coroutine_threadsafe(self.run(task, timeout), self._loop).result()

    def _taken(self) -> Worker | None:
        while self._idle:
            worker = self._idle.pop()
            if not worker.gone:
                return worker
        return None

    async def _place(self, patience: float) -> Worker:
        loop = asyncio.get_running_loop()
        if len(self._waiting) >= self._settings.query_queue and self.size >= self._most:
            raise ServiceBusy("too many queries wait already: try again in a few seconds")
        place: asyncio.Future[Worker] = loop.create_future()
        self._waiting.append(place)
        growth = loop.call_later(0 if self.size < _READY else _GROWTH, self._grow_for, place)
        try:
            return await asyncio.wait_for(place, patience)
        except TimeoutError:
            raise ServiceBusy("other queries took all places for too long: try again in a few seconds") from None
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._free(place.result())
            raise
        finally:
            growth.cancel()
            with contextlib.suppress(ValueError):
                self._waiting.remove(place)

    def _grow_for(self, place: asyncio.Future[Worker]) -> None:
        """Start a worker for a query that waits; while workers still become free, it waits some more."""
        assert self._loop is not None
        if place.done() or self._closed or self.size >= self._most:
            return
        if self.size >= _READY and self._loop.time() - self._last_freed < _GROWTH:
            self._loop.call_later(_GROWTH, self._grow_for, place)
        else:
            self._background()

    def _background(self) -> None:
        assert self._loop is not None
        task = self._loop.create_task(self._grow())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _grow(self) -> None:
        self._starting += 1
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
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def _gone(self, worker: Worker) -> None:
        self._alive.discard(worker)
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


def role_of(settings: Settings, *, writes: bool = False, networked: bool = False) -> Role:
    """Return what a worker process may do by the settings."""
    from servanda.graph.opening import is_service

    return Role(
        location=settings.store,
        memory=settings.writer_memory if writes else settings.query_memory,
        largest=settings.max_answer_bytes,
        writes=writes,
        networked=networked or is_service(settings.store),
        services=settings.federation if networked else (),
    )
