"""A place for tasks: a worker process, and the orders that it was given, each with its time limit."""

from __future__ import annotations

import asyncio
import pickle
from collections import deque
from collections.abc import Callable
from typing import cast

from servanda.api import wire
from servanda.api.answer import Answer
from servanda.api.channel import Channel
from servanda.api.order import Order
from servanda.api.worker import Role
from servanda.errors import QueryExcess, QueryTimeout, ServandaError, ServiceBusy

_BRIEF = 0.3  # seconds after which a task gives way to others
_MOST = 4  # orders at once
_GLANCE = 0.005  # seconds after which no order waits behind the one before it
_GRACE = 0.3  # seconds in which a process has to give back what is asked back
_LOST = "nobody waits for the answer any more: ask again"


def _nothing(_: object) -> None:
    pass


class Place:
    """A worker process, which does one order after the other.

    Orders may be sent ahead, so that the process goes on to the next without waiting for us. They are asked back as
    soon as the one before them is not done at once: only small ones wait for each other, and only for milliseconds.

    Args:
        role: what the process may do.
        when_free: called after each order, and when the process has given back those that were asked back.
        when_gone: called once, when the process has ended or was ended.
        when_returned: called with orders that were sent ahead and did not get their turn.
    """

    def __init__(
        self,
        role: Role,
        when_free: Callable[[Place], None] = _nothing,
        when_gone: Callable[[Place], None] = _nothing,
        when_returned: Callable[[list[Order]], None] = _nothing,
    ) -> None:
        """Make the place; `open` starts the process."""
        self._role = role
        self._when_free = when_free
        self._when_gone = when_gone
        self._when_returned = when_returned
        self._orders: deque[Order] = deque()  # the first is being done
        self._begun = 0.0  # since then
        self._asks_back = False  # until the process has told that it gave back what was sent ahead
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.Handle | None = None
        self._rings = 0.0  # when that timer ends
        self._channel = Channel(self._hear, self._lose)
        self.gone = False

    async def open(self) -> None:
        """Start the process, and wait until it is ready for its first order, or gone."""
        await self._channel.open(self._role)

    @property
    def lost(self) -> asyncio.Future[None]:
        """Done once the connection to the process is closed: the loop must not end before."""
        return self._channel.lost

    @property
    def is_idle(self) -> bool:
        """Whether the process has nothing to do."""
        return not (self._orders or self._asks_back or self.gone)

    @property
    def ahead(self) -> int:
        """Number of orders that wait for the one that is being done."""
        return max(len(self._orders) - 1, 0)

    @property
    def has_room(self) -> bool:
        """Whether an order can be given: the process is idle, or seems to do small ones."""
        if self._asks_back or self.gone or len(self._orders) >= _MOST:
            return False
        return not self._orders or self._loop.time() < self._begun + _GLANCE

    def give(self, order: Order, state: str | None = None) -> None:
        """Give an order, to be done after those that were given before.

        `state` is the state of the store that the answer must show, where it is known.
        """
        order.answer.on_cancel = lambda: self._cancel(order)
        self._orders.append(order)
        if len(self._orders) == 1:
            self._begin()
        else:
            self._look_at(self._begun + _GLANCE)
        self._channel.send(wire.pickled(wire.TASK, (order.task, state)))

    def kill(self, error: ServandaError | None = None) -> None:
        """End the process at once, whatever it does; what it is doing fails, and what waits behind that is returned."""
        if self.gone:
            return
        ahead = self._taken_back()
        present = self._ended() if self._orders else None
        self._channel.kill()
        self._leave(ahead)
        if present is not None:
            present.end(error or QueryTimeout(_LOST))

    def retire(self) -> None:
        """Let the process end by itself, now that it has done an order or has none; what waits is returned."""
        if not self.gone:
            ahead = list(self._orders)
            self._orders.clear()
            self._channel.close()
            self._leave(ahead)

    async def finish(self) -> None:
        """Let the process give back its files where it is idle, else end it; wait until it is gone."""
        if self._orders:
            self.kill(ServiceBusy("the service ends: ask again later"))
        else:
            self.retire()
        await self._channel.end()

    def _lose(self) -> None:
        """Treat a process that ended by itself as one that asked for too much: the system or its limit ended it."""
        self.kill(QueryExcess("this needs more memory, or is nested deeper, than a request may be: narrow it"))

    def _hear(self, kind: int, content: bytes) -> None:
        """Hand on what the process tells."""
        if kind == wire.GIVEN_BACK:
            self._asks_back = False
            if not self._orders:
                self._go_on()
        elif not self._orders:  # the process was ended, or did what was asked back a moment too late
            return
        elif kind == wire.WHOLE:
            media_type, _, whole = content.partition(b"\0")
            answer = self._ended()
            self._go_on()  # before the answer goes to its client: the process need not wait for that
            answer.complete(media_type.decode(), whole)
        elif kind == wire.BEGIN:
            self._orders[0].answer.media_type = content.decode()
        elif kind == wire.CHUNK:
            self._orders[0].answer.feed(content)
        else:
            outcome = cast("wire.Outcome", pickle.loads(content))
            answer = self._ended()
            self._go_on(outcome.heavy)
            answer.end(outcome.error, outcome.value)

    def _begin(self) -> None:
        self._begun = self._loop.time()
        self._look_at(self._next_look())

    def _ended(self) -> Answer:
        """Return the answer to the order that was being done."""
        answer = self._orders.popleft().answer
        answer.on_cancel = None
        return answer

    def _go_on(self, is_heavy: bool = False) -> None:
        """Turn to the next order, or go."""
        if self.gone:
            return
        process = self._channel.process
        if is_heavy or (process is not None and not process.hasten()):
            self.retire()
            return
        if self._orders or self._asks_back:
            self._begin()
        if not self._asks_back:
            self._when_free(self)

    def _cancel(self, order: Order) -> None:
        """Do without an answer; ends the process where that is what it does."""
        if self._orders and self._orders[0] is order:
            self.kill()
        elif order in self._orders:
            order.answer.end(QueryTimeout(_LOST))
            self._ask_back()

    def _ask_back(self) -> None:
        """Have everything back that was sent ahead."""
        returned = self._taken_back()
        self._asks_back = True
        self._channel.send(wire.packed(wire.ASK_BACK, wire.NUMBER.pack(len(returned))))
        self._when_returned([order for order in returned if not order.answer.ended])

    def _taken_back(self) -> list[Order]:
        return [self._orders.pop() for _ in range(self.ahead)][::-1]

    def _look_at(self, when: float) -> None:
        """Look at the orders at a time; one timer serves many small ones, for timers cost more than such an order."""
        if self._timer is not None:
            if self._rings <= when:
                return
            self._timer.cancel()
        self._rings = when
        self._timer = self._loop.call_at(when, self._look)

    def _next_look(self) -> float:
        if not self._orders:
            return self._begun + _GRACE
        return min(self._orders[0].until, self._begun + (_GLANCE if self.ahead else _BRIEF))

    def _look(self) -> None:
        self._timer = None
        if not self._orders and not self._asks_back:
            return None
        now = self._loop.time()
        if not self._orders:
            late = now >= self._begun + _GRACE
            return self.kill() if late else self._look_at(self._next_look())
        present = self._orders[0]
        if now >= present.until:
            told = f"this took longer than {present.limit:g} seconds and was ended: narrow it"
            return self.kill(QueryTimeout(told))
        if self.ahead and now >= self._begun + _GLANCE:
            self._ask_back()
        if now < self._begun + _BRIEF:
            return self._look_at(self._next_look())
        self._slow(present)
        return self._look_at(present.until)

    def _slow(self, present: Order) -> None:
        """Let others come first: whoever asks something small shall not wait for this order."""
        present.answer.slow()
        if self._channel.process is not None and not self._role.writes:
            self._channel.process.slow()

    def _leave(self, ahead: list[Order]) -> None:
        self.gone = True
        if self._timer is not None:
            self._timer.cancel()
        if ahead:
            self._when_returned(ahead)
        self._when_gone(self)
