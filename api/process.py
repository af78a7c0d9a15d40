"""A worker process as the service sees it: a socket to give tasks to and take answers from, and a deadline."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import pickle
import socket
from collections.abc import Callable
from typing import cast

from servanda.api import wire
from servanda.api.answer import Answer
from servanda.api.worker import Role, Task, work
from servanda.errors import QueryExcess, QueryTimeout, ServandaError, ServiceBusy

# A server process that has our modules loaded already forks workers within milliseconds; a fork of the service itself
# would copy locks that other threads hold.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["servanda.api.worker", "servanda.api.tasks", "servanda.api.changes", "servanda.api.exports"]
)
_BRIEF = 0.3  # seconds after which a task gives way to others
FAREWELL = 5.0
"""Seconds that a connection may take to close."""
_USUAL, _SLOWED = 0, 10  # niceness before and from then on


class Worker(asyncio.Protocol):
    """A worker process; it does one task at a time.

    Args:
        when_free: called after each task that ended by itself.
        when_gone: called once, when the process has ended or was ended.
    """

    def __init__(self, when_free: Callable[[Worker], None], when_gone: Callable[[Worker], None]) -> None:
        """Make our end; `start` makes the process."""
        self._when_free = when_free
        self._when_gone = when_gone
        self._frames = wire.Frames()
        self._transport: asyncio.Transport | None = None
        self._answer: Answer | None = None
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._begun = self._end_at = self._limit = (
            0.0  # of the present task: when, until when, seconds that it may take
        )
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self.lost: asyncio.Future[None] = self._loop.create_future()
        """Done once the connection is closed: the loop must not end before."""
        self._is_slowed = False
        self._writes = False
        self._process: multiprocessing.context.ForkServerProcess | None = None
        self.gone = False

    @classmethod
    async def start(
        cls, role: Role, when_free: Callable[[Worker], None], when_gone: Callable[[Worker], None]
    ) -> Worker:
        """Return a new process that waits for its first task."""
        ours, theirs = socket.socketpair()
        worker = cls(when_free, when_gone)
        worker._writes = role.writes
        try:
            worker._process = await asyncio.to_thread(_started, role, theirs)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.setblocking(False)
        await asyncio.get_running_loop().create_unix_connection(lambda: worker, sock=ours)
        await worker._ready
        return worker

    def ask(self, task: Task, answer: Answer, limit: float, state: str | None = None, waited: float = 0.0) -> None:
        """Give a task; `answer` takes what comes of it, at the latest after `limit` seconds.

        `state` is the state of the store that the answer must show, where it is known; of the limit, `waited` seconds
        have gone by already.
        """
        assert self._transport is not None
        self._answer = answer
        answer.on_cancel = self.kill
        self._begun, self._limit = self._loop.time(), limit
        self._end_at = self._begun + limit - waited
        self._look_at(min(self._end_at, self._begun + _BRIEF))
        self._transport.write(wire.pickled(wire.TASK, (task, state)))

    def kill(self, error: ServandaError | None = None) -> None:
        """End the process at once, whatever it does; its task fails."""
        if self.gone:
            return
        self.gone = True
        if self._timer is not None:
            self._timer.cancel()
        if self._answer is not None:
            told = error or QueryTimeout("nobody waits for the answer any more: ask again")
            self._released(self._answer).end(told)
        if not self._ready.done():
            self._ready.set_result(None)
        if self._process is not None:
            self._process.kill()
        if self._transport is not None:
            self._transport.abort()
        self._when_gone(self)

    def retire(self) -> None:
        """Let the process end by itself, now that it is idle."""
        if not self.gone and self._transport is not None:
            self.gone = True
            if self._timer is not None:
                self._timer.cancel()
            self._transport.close()
            self._when_gone(self)

    async def finish(self) -> None:
        """Let the process give back its files where it is idle, else end it; wait until it is gone."""
        process, self._process = self._process, None
        if self._answer is not None:
            self._process = process
            self.kill(ServiceBusy("the service ends: ask again later"))
            self._process = None
        else:
            self.retire()
        if process is not None:
            await asyncio.to_thread(_reap, process)
        await asyncio.wait([self.lost], timeout=FAREWELL)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to write."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Treat a process that ended by itself as one that asked for too much: the system or its limit ended it."""
        self.kill(QueryExcess("this needs more memory, or is nested deeper, than a request may be: narrow it"))
        if self._process is not None:
            asyncio.get_running_loop().run_in_executor(None, _reap, self._process)
            self._process = None
        self.lost.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Hand on what the process writes."""
        for kind, content in self._frames.feed(data):
            if kind == wire.READY:
                self._ready.set_result(None)
            elif self._answer is None:
                continue
            elif kind == wire.WHOLE:
                media_type, _, whole = content.partition(b"\0")
                answer = self._released(self._answer)
                self._go_on()  # before the answer goes to its client: the worker need not wait for that
                answer.complete(media_type.decode(), whole)
            elif kind == wire.BEGIN:
                self._answer.media_type = content.decode()
            elif kind == wire.CHUNK:
                self._answer.feed(content)
            else:
                self._end(self._answer, pickle.loads(content))

    def _end(self, answer: Answer, outcome: wire.Outcome) -> None:
        self._released(answer).end(outcome.error, outcome.value)
        self._go_on(outcome.heavy)

    def _go_on(self, is_heavy: bool = False) -> None:
        """Be free for the next task, or go."""
        if self.gone:
            return
        if is_heavy or not self._hasten():
            self.retire()
        else:
            self._when_free(self)

    def _released(self, answer: Answer) -> Answer:
        """Return the answer of the present task, whose end has come."""
        self._answer = answer.on_cancel = None
        return answer

    def _look_at(self, when: float) -> None:
        """Look at the task at a time; one timer serves many brief tasks, for timers cost more than such a task."""
        if self._timer is not None:
            if self._timer.when() <= when:
                return
            self._timer.cancel()
        self._timer = self._loop.call_at(when, self._look)

    def _look(self) -> None:
        self._timer = None
        if self._answer is None:
            return
        now = self._loop.time()
        if now >= self._end_at:
            self.kill(QueryTimeout(f"this took longer than {self._limit:g} seconds and was ended: narrow it"))
        elif now >= self._begun + _BRIEF:
            self._slow()
            self._look_at(self._end_at)
        else:
            self._look_at(min(self._end_at, self._begun + _BRIEF))

    def _slow(self) -> None:
        """Let others come first: whoever asks something small shall not wait for this task."""
        assert self._answer is not None
        self._answer.slow()
        if not self._writes:
            self._is_slowed = True
            self._renice(_SLOWED)

    def _hasten(self) -> bool:
        """Give the process its turn back; return False where only the system's administrator could."""
        if self._is_slowed:
            self._is_slowed = False
            return self._renice(_USUAL)
        return True

    def _renice(self, niceness: int) -> bool:
        with contextlib.suppress(OSError):
            if self._process is not None and self._process.pid is not None:
                os.setpriority(os.PRIO_PROCESS, self._process.pid, niceness)
                return True
        return False


def _started(role: Role, connection: socket.socket) -> multiprocessing.context.ForkServerProcess:
    process = _CONTEXT.Process(target=work, args=(role, connection), daemon=True)
    process.start()
    return process


def _reap(process: multiprocessing.context.ForkServerProcess) -> None:
    process.join(5.0)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()
