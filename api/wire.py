"""Frames on the socket between the service and a worker process.

A frame is a byte for its kind, the length of its content as four bytes, and the content.

Towards the worker go tasks, and `ASK_BACK` with a number: so many of the last tasks are not to be done, as far as they
are not begun. From the worker comes `READY`, once; then for each task, in their order, either `WHOLE`, a small answer
after its media type and a zero byte, or `BEGIN` with the media type (for answers that have one), `CHUNK`s of the
answer, `END` with an `Outcome`; and for each `ASK_BACK` `GIVEN_BACK`, after which nothing comes of those tasks.
Tasks and outcomes are pickled: both ends are this program.
"""

from __future__ import annotations

import pickle
import socket
import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from servanda.errors import ServandaError

TASK, READY, BEGIN, CHUNK, END, WHOLE, ASK_BACK, GIVEN_BACK = range(8)
HEADER = struct.Struct("!BI")
NUMBER = struct.Struct("!I")
Frame = tuple[int, bytes]
_LARGEST = 1 << 16  # bytes taken from the socket at once


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a task: what it returned, or why it failed; `heavy` after a process has grown by a task."""

    value: object = None
    error: ServandaError | None = None
    heavy: bool = False


DONE = Outcome()
"""The end of a task that went well and returned nothing."""


def packed(kind: int, content: bytes) -> bytes:
    """Return a frame as bytes."""
    return HEADER.pack(kind, len(content)) + content


def pickled(kind: int, value: object) -> bytes:
    """Return a frame that holds a Python object."""
    return packed(kind, pickle.dumps(value))


class Frames:
    """Bytes as they come in, cut into frames; a `CHUNK` may come out in several pieces, so that none is held up."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._pending = b""
        self._left = 0  # bytes of a chunk that are still to come

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Take bytes in, and yield what is whole now."""
        if self._pending:
            data, self._pending = self._pending + data, b""
        start = 0
        while start < len(data):
            if self._left:
                piece = data[start : start + self._left] if start or len(data) > self._left else data
                self._left -= len(piece)
                start += len(piece)
                yield CHUNK, piece
                continue
            if len(data) - start < HEADER.size:
                break
            kind, length = HEADER.unpack_from(data, start)
            if kind == CHUNK:
                self._left = length
                start += HEADER.size
                continue
            end = start + HEADER.size + length
            if len(data) < end:
                break
            yield kind, data[start + HEADER.size : end]
            start = end
        self._pending = data[start:]


class Inbox:
    """The tasks that a worker was given, in their order, as long as they are not asked back."""

    def __init__(self, connection: socket.socket) -> None:
        """Take them from a socket."""
        self._connection = connection
        self._data = bytearray()
        self._tasks: deque[bytes] = deque()

    def take(self) -> bytes:
        """Wait for a task.

        Raises:
            EOFError: the other end is gone.
        """
        if self._tasks:  # given some time ago
            while self._receive(socket.MSG_DONTWAIT):
                pass
        while not self._tasks:
            self._receive()
        return self._tasks.popleft()

    def _receive(self, flags: int = 0) -> bool:
        try:
            more = self._connection.recv(_LARGEST, flags)
        except BlockingIOError:
            return False
        if not more:
            raise EOFError
        data = self._data
        data += more
        while len(data) >= HEADER.size:
            kind, length = HEADER.unpack_from(data)
            if len(data) < (end := HEADER.size + length):
                break
            if kind == ASK_BACK:
                (number,) = NUMBER.unpack_from(data, HEADER.size)
                for _ in range(min(number, len(self._tasks))):  # fewer where some were taken meanwhile
                    self._tasks.pop()
                self._connection.sendall(packed(GIVEN_BACK, b""))
            else:
                self._tasks.append(bytes(memoryview(data)[HEADER.size : end]))
            del data[:end]
        return True
