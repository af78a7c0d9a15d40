"""The answer to a query while it comes in from a worker: kept until its client takes it, however slowly.

The worker never waits for a client: it is free for the next query as soon as it has written the answer here.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import IO

from starlette.types import Scope

from servanda.errors import ServandaError

BEGUN = "servanda.begun"
"""Key of `Begun` in a request's scope."""
_IN_MEMORY = 16 << 20  # bytes that wait in memory; more go to a temporary file
_PIECE = 1 << 18  # bytes handed on at once


class Answer:
    """Bytes from a worker, with the media type that it chose, and in the end an error or a value."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.media_type = ""
        self.value: object = None
        self.size = 0
        self.error: ServandaError | None = None
        self.ended = False
        self.on_cancel: Callable[[], None] | None = None
        """Ends the query."""
        self.on_slow: Callable[[], None] | None = None
        """Called once where the answer is long in coming."""
        self.on_news: Callable[[], None] | None = None
        """Called where something has come in, or nothing more will."""
        self._waiting: deque[bytes] = deque()
        self._held = 0  # bytes of what waits in memory
        self._overflow: IO[bytes] | None = None
        self._taken = 0  # bytes of the overflow
        self._news: asyncio.Future[None] | None = None

    def feed(self, data: bytes) -> None:
        """Add what the worker has written."""
        self.size += len(data)
        if self._overflow is None and self._held + len(data) <= _IN_MEMORY:
            self._waiting.append(data)
            self._held += len(data)
        else:
            if self._overflow is None:
                self._overflow = tempfile.TemporaryFile()  # noqa: SIM115 (closed in `_close`)
            self._overflow.seek(0, 2)
            self._overflow.write(data)
        self._tell()

    def end(self, error: ServandaError | None = None, value: object = None) -> None:
        """Say that nothing more comes."""
        if not self.ended:
            self.ended, self.error, self.value = True, error, value
            self._tell()

    def complete(self, media_type: str, data: bytes) -> None:
        """Take a small answer as a whole."""
        self.media_type, self.size, self.ended = media_type, len(data), True
        self._waiting.append(data)
        self._held = len(data)
        self._tell()

    def slow(self) -> None:
        """Say that it takes long."""
        if self.on_slow is not None:
            told, self.on_slow = self.on_slow, None
            told()

    def cancel(self) -> None:
        """Say that nobody waits any more, which ends the query."""
        if not self.ended and self.on_cancel is not None:
            self.on_cancel()
        self._close()

    async def begun(self) -> None:
        """Wait for the first piece of a large answer, or the end of a small one; who no longer waits ends the query.

        Raises:
            ServandaError: there is no answer.
        """
        try:
            while not self.size and not self.ended:
                await self._changed()
        except asyncio.CancelledError:
            self.cancel()
            raise
        if self.ended and self.error is not None:
            raise self.error

    async def whole(self) -> bytes:
        """Wait for the end and return everything.

        Raises:
            ServandaError: the query failed.
        """
        try:
            while not self.ended:
                await self._changed()
            if self.error is not None:
                raise self.error
            return self.all()
        finally:
            self._close()

    def all(self) -> bytes:
        """Return everything that has come in and was not taken yet."""
        pieces = list(iter(self.take, b""))
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the answer as it comes.

        Raises:
            ServandaError: the query failed, perhaps after a part of the answer.
        """
        try:
            while True:
                if piece := self.take():
                    yield piece
                elif self.ended:
                    break
                else:
                    await self._changed()
            if self.error is not None:
                raise self.error
        finally:
            self._close()

    def take(self) -> bytes:
        """Return what has come in and was not taken yet; a part of it where it is large."""
        if self._waiting:
            pieces = [self._waiting.popleft()]
            size = len(pieces[0])
            while self._waiting and size + len(self._waiting[0]) <= _PIECE:
                pieces.append(self._waiting.popleft())
                size += len(pieces[-1])
            self._held -= size
            return pieces[0] if len(pieces) == 1 else b"".join(pieces)
        if self._overflow is None:
            return b""
        self._overflow.seek(self._taken)
        piece = self._overflow.read(_PIECE)
        self._taken += len(piece)
        return piece

    async def _changed(self) -> None:
        self._news = asyncio.get_running_loop().create_future()
        await self._news

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)
        if self.on_news is not None:
            self.on_news()

    def _close(self) -> None:
        if self._overflow is not None:
            self._overflow.close()
            self._overflow = None
            self._waiting.clear()


@dataclass(frozen=True, slots=True)
class Begun:
    """The answer to a request that was asked for before the request came to the application.

    Attributes:
        answer: what has come of it so far.
        tag: its entity tag, of the state of the store in which it was asked for.
        at: when the request came in, by the counter of `time.perf_counter`.
    """

    answer: Answer
    tag: str | None
    at: float

    @staticmethod
    def of(scope: Scope) -> Begun | None:
        """Return what belongs to a request; None where the application begins itself."""
        found: Begun | None = scope.get(BEGUN)
        return found
