"""The way to a worker process: a socket that frames go over, and the process at its other end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import cast

from servanda.api import wire
from servanda.api.process import Process
from servanda.api.worker import Role

FAREWELL = 5.0
"""Seconds that a connection may take to close."""


class Channel(asyncio.Protocol):
    """The way to a worker process.

    Args:
        when_told: called with each frame that comes from the process.
        when_lost: called once the connection is closed.
    """

    def __init__(self, when_told: Callable[[int, bytes], None], when_lost: Callable[[], None]) -> None:
        """Make our end; `open` starts the process."""
        self._when_told = when_told
        self._when_lost = when_lost
        self._frames = wire.Frames()
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self.lost: asyncio.Future[None] = self._loop.create_future()
        """Done once the connection is closed: the loop must not end before."""
        self.process: Process | None = None

    async def open(self, role: Role) -> None:
        """Start the process, and wait until it is ready, or has ended."""
        ours, theirs = socket.socketpair()
        try:
            self.process = await asyncio.to_thread(Process, role, theirs)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        ours.setblocking(False)
        await self._loop.create_unix_connection(lambda: self, sock=ours)
        await self._ready

    def send(self, frame: bytes) -> None:
        """Send a frame."""
        assert self._transport is not None
        self._transport.write(frame)

    def close(self) -> None:
        """Close the connection: the process ends when it next looks for something to do."""
        if self._transport is not None:
            self._transport.close()

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        if self.process is not None:
            self.process.kill()
        if self._transport is not None:
            self._transport.abort()

    async def end(self) -> None:
        """Wait until the process is gone, and the connection closed."""
        process, self.process = self.process, None
        if process is not None:
            await asyncio.to_thread(process.reap)
        await asyncio.wait([self.lost], timeout=FAREWELL)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to write."""
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the process go, in the background."""
        if not self._ready.done():
            self._ready.set_result(None)
        self._when_lost()
        if self.process is not None:
            self._loop.run_in_executor(None, self.process.reap)
            self.process = None
        self.lost.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Hand on what the process writes."""
        for kind, content in self._frames.feed(data):
            if kind == wire.READY:
                self._ready.set_result(None)
            else:
                self._when_told(kind, content)
