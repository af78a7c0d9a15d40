"""The answering of queries, and of whatever else only reads the store, in worker processes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from servanda.api.answer import Answer
from servanda.api.order import Order
from servanda.api.places import Places
from servanda.api.tasks import Query
from servanda.api.worker import Task, role_of
from servanda.graph import results
from servanda.graph.store import Solutions
from servanda.settings import Settings


class QueryPool:
    """Answers queries in worker processes, each for a limited time and with limited memory.

    It lives in one event loop, between `start` and `close`; `select` and `wait` may be called from other threads.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        state: Callable[[], str | None] = lambda: None,
        most: int | None = None,
        networked: bool = False,
    ) -> None:
        """Plan the processes; none starts yet.

        Args:
            settings: the store, and all bounds.
            state: tells the state of the store that answers must show, where it is known.
            most: number of workers, where it is not the settings' own.
            networked: whether workers may call the services that the settings allow.
        """
        self.state = state
        """Tells the state that answers show; what is kept of them belongs to what this told before they were asked."""
        self._longest = settings.query_timeout
        role = role_of(settings, networked=networked)
        self._places = Places(role, most or settings.query_workers, settings.query_queue, state)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def start(self, ready: int = 1) -> None:
        """Start workers ahead of the first query."""
        self._loop = asyncio.get_running_loop()
        await self._places.start(ready)

    async def close(self) -> None:
        """End all workers, also those that are at work: their queries fail."""
        await self._places.close()

    @property
    def busy(self) -> int:
        """Number of workers that are at work."""
        return self._places.busy

    @property
    def size(self) -> int:
        """Number of workers."""
        return self._places.size

    @property
    def queued(self) -> int:
        """Number of queries that wait."""
        return self._places.queued

    @property
    def ended(self) -> int:
        """Number of workers that ended in the middle of a query."""
        return self._places.ended

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
        assert self._loop is not None
        most = longest or self._longest
        self._places.give(Order(task, answer, min(timeout or most, most), self._loop.time()))

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
