"""The places for tasks: a few kept ready, more when they are needed, and a bounded queue before them."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial

from servanda.api.channel import FAREWELL
from servanda.api.order import Order
from servanda.api.place import Place
from servanda.api.worker import Role
from servanda.errors import ServandaError, ServiceBusy

_READY = 2  # places that are kept
_GROWTH = 0.03  # seconds that an order waits for a place before another is made
_LONGEST_WAIT = 10.0  # seconds that it waits at all
_RETIREMENT = 15.0  # seconds between looks whether there are more places than needed
_ENDS = "the service ends: ask again later"
_LOST = "nobody waits for the answer any more: ask again"
_LATE = "other queries took all places for too long: try again in a few seconds"
_FULL = "too many queries wait already: try again in a few seconds"


class Places:
    """Places for tasks, in one event loop, between `start` and `close`.

    Args:
        role: what the worker processes may do.
        most: number of places.
        queue: number of orders that may wait while all places are taken.
        state: tells the state of the store that answers must show, where it is known.
    """

    def __init__(self, role: Role, most: int, queue: int, state: Callable[[], str | None]) -> None:
        """Plan the places; no process starts yet."""
        self._role = role
        self._most = most
        self._longest = queue
        self._state = state
        self._loop: asyncio.AbstractEventLoop | None = None
        self._alive: set[Place] = set()
        self._idle: list[Place] = []
        self._starting = 0
        self._waiting: deque[Order] = deque()
        self._last_freed = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._leaving: set[asyncio.Future[None]] = set()
        self._closed = False
        self.ended = 0
        """Number of worker processes that ended in the middle of a task."""

    async def start(self, ready: int) -> None:
        """Make places ahead of the first order."""
        self._loop = asyncio.get_running_loop()
        self._timer = self._loop.call_later(_RETIREMENT, self._retire)
        await asyncio.gather(*(self._growth() for _ in range(min(ready, self._most))))

    async def close(self) -> None:
        """End all processes, also those that are at work: their tasks fail."""
        self._closed = True
        for timer in (self._timer, self._watch):
            if timer is not None:
                timer.cancel()
        while self._waiting:
            self._dismiss(self._waiting[0], _ENDS)
        await asyncio.gather(*(place.finish() for place in list(self._alive)))
        for task in list(self._tasks):
            with contextlib.suppress(ServandaError, OSError):
                await task
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=FAREWELL)

    @property
    def busy(self) -> int:
        """Number of places where something is done."""
        return len(self._alive) - len(self._idle)

    @property
    def size(self) -> int:
        """Number of places."""
        return len(self._alive) + self._starting

    @property
    def queued(self) -> int:
        """Number of orders that wait for a place, or at one for the order before them."""
        return len(self._waiting) + sum(place.ahead for place in self._alive)

    def give(self, order: Order) -> None:
        """Have an order done at the next free place.

        Raises:
            ServiceBusy: too many wait already.
        """
        place = self._idle_place()
        if place is None:
            if self.queued >= self._longest + self._most - self.size:
                raise ServiceBusy(_FULL)
            if self.size < min(_READY, self._most):
                self._background()
            if not self._waiting:
                roomy = (place for place in self._alive if place.has_room)
                place = min(roomy, key=lambda place: place.ahead, default=None)
        if place is not None:
            place.give(order, self._state())
        else:
            self._enqueue(order)
            self._waiting.append(order)

    def _idle_place(self) -> Place | None:
        while self._idle:
            place = self._idle.pop()
            if not place.gone:
                return place
        return None

    def _enqueue(self, order: Order) -> None:
        assert self._loop is not None
        order.answer.on_cancel = partial(self._dismiss, order, _LOST)
        if self._watch is None:
            self._watch = self._loop.call_later(_GROWTH, self._look)

    def _dismiss(self, order: Order, why: str) -> None:
        self._waiting.remove(order)
        order.answer.end(ServiceBusy(why))

    def _look(self) -> None:
        """Turn away what has waited too long, and make places for the rest unless some become free by themselves."""
        assert self._loop is not None
        now = self._loop.time()
        self._watch = self._loop.call_later(_GROWTH, self._look) if self._waiting else None
        late = [order for order in self._waiting if now - order.since >= _GROWTH]
        for order in late:
            if now >= order.since + min(order.limit, _LONGEST_WAIT):
                self._dismiss(order, _LATE)
            else:
                order.answer.slow()
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
        place = Place(self._role, self._free, self._gone, self._returned)
        try:
            await place.open()
        finally:
            self._starting -= 1
        if place.gone:  # it did not even start
            return
        self._alive.add(place)
        if self._closed:
            place.kill()
        else:
            self._free(place)

    def _free(self, place: Place) -> None:
        assert self._loop is not None
        self._last_freed = self._loop.time()
        while self._waiting and place.has_room:
            place.give(self._waiting.popleft(), self._state())
        if place.is_idle:
            self._idle.append(place)

    def _returned(self, orders: list[Order]) -> None:
        """Find other places for what was sent ahead in vain; where there is none, it comes before all that waits."""
        while orders and not self._closed and (place := self._idle_place()) is not None:
            place.give(orders.pop(0), self._state())
        for order in reversed(orders):
            if self._closed:
                order.answer.end(ServiceBusy(_ENDS))
            else:
                self._enqueue(order)
                self._waiting.appendleft(order)

    def _gone(self, place: Place) -> None:
        self._alive.discard(place)
        self._leaving.add(place.lost)
        place.lost.add_done_callback(self._leaving.discard)
        self.ended += place not in self._idle and not self._closed
        with contextlib.suppress(ValueError):
            self._idle.remove(place)
        if not self._closed and self.size < self._most and (self._waiting or self.size < _READY):
            self._background()

    def _retire(self) -> None:
        assert self._loop is not None
        if len(self._idle) > _READY:
            self._idle[0].retire()
        self._timer = self._loop.call_later(_RETIREMENT, self._retire)
