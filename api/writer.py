"""The one writer of the service: a process of its own that holds the store open for writing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from servanda.api.answer import Answer
from servanda.api.order import Order
from servanda.api.place import Place
from servanda.api.worker import Task, role_of
from servanda.errors import ServiceBusy
from servanda.settings import Settings


class Writer:
    """Does changes to the store one after the other; readers see each before its caller hears that it is done.

    A change that takes too long ends with its process: the store holds either all of a change or nothing of it.
    """

    def __init__(self, settings: Settings, changed: Callable[[], None] = lambda: None) -> None:
        """Make a writer; its process starts with the first change, or with `start`.

        `changed` is called after each change.
        """
        self._changed = changed
        self._settings = settings
        self._place: Place | None = None
        self._lock = asyncio.Lock()
        self._waiting = 0
        self._closed = False

    async def start(self) -> None:
        """Start the process."""
        async with self._lock:
            await self._ready()

    async def close(self) -> None:
        """End the process; a change under way is lost as a whole."""
        self._closed = True
        if self._place is not None and not self._place.gone:
            await self._place.finish()

    async def run(self, task: Task, timeout: float | None = None) -> object:
        """Do a change and return what it returns; it goes on when the caller goes away.

        Args:
            task: the change.
            timeout: seconds that it may take, if less than the settings allow.

        Raises:
            ServiceBusy: too many changes wait already.
            QueryTimeout: the change took too long and was ended.
            QueryError: it is wrong or refused.
            DataError: its RDF cannot be parsed.
            StoreError: the store cannot be written.
        """
        limit = min(timeout or self._settings.update_timeout, self._settings.update_timeout)
        if self._waiting >= self._settings.query_queue:
            raise ServiceBusy("too many changes wait already: try again in a few seconds")
        return await asyncio.shield(asyncio.ensure_future(self._run(task, limit)))

    async def _run(self, task: Task, limit: float) -> object:
        self._waiting += 1
        try:
            async with self._lock:
                answer = Answer()
                place = await self._ready()
                place.give(Order(task, answer, limit, asyncio.get_running_loop().time()))
                await answer.begun()
                await answer.whole()
                return answer.value
        finally:
            self._waiting -= 1
            self._changed()

    async def _ready(self) -> Place:
        if self._closed:
            raise ServiceBusy("the service ends: send the change again later")
        if self._place is None or self._place.gone:
            self._place = Place(role_of(self._settings, writes=True))
            await self._place.open()
        return self._place
