"""HTTP on one connection: what uvicorn does, with bounds on what comes in, and a short way for small queries.

A head is bounded in size and time, and a body in the time between its pieces: else a client could fill the memory, or
hold connections, without ever sending a request.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Any, cast

from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from servanda.api.answer import BEGUN, Begun
from servanda.api.answering import Whole
from servanda.api.heads import Head
from servanda.api.shortcut import BEGINNING, Errand, Shortcut

MOST_HEAD = 1 << 17
"""Bytes that the address and the headers of a request may have."""
HEAD_PATIENCE = 20.0
"""Seconds that they may take to come in."""
BODY_PATIENCE = 60.0
"""Seconds that may lie between two pieces of a body."""


class Protocol(HttpToolsProtocol):
    """One connection."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Take what uvicorn gives."""
        super().__init__(config, server_state, app_state, _loop)
        state = getattr(config.app, "state", None)
        self._shortcut: Shortcut | None = getattr(state, "shortcut", None)
        self._errand: Errand | None = None  # a request on the short way
        self._begun: Begun | None = None  # the answer to the request that is parsed next
        self._head = 0  # bytes of a head that is not whole
        self._in_head = self._in_body = self._is_ending = False
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, but not for ever."""
        super().connection_made(transport)
        self._patience = self.loop.call_later(HEAD_PATIENCE, self._lose_patience)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._wait(None)
        if self._errand is not None:
            self._errand.lose()
            self._errand = None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes in, up to a bound."""
        if self._errand is not None:
            self._errand.leave()  # the usual way keeps the order of requests that do not wait for answers
        elif data.startswith(BEGINNING) and self._is_free and (errand := self._short(data)) is not None:
            self._errand = None if errand.is_over else errand
            return
        self._feed(data)

    def _feed(self, data: bytes) -> None:
        was_in_head = self._in_head
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > MOST_HEAD:
                self._refuse(431)
            elif not was_in_head:
                self._wait(HEAD_PATIENCE)
        elif self._in_body:
            self._wait(BODY_PATIENCE)
        elif self._patience is not None:
            self._wait(None)

    @property
    def _is_free(self) -> bool:
        """Whether no request is under way, so that the next may be answered at once."""
        is_idle = self.cycle is None or self.cycle.response_complete
        return is_idle and not (self._in_head or self._in_body or self.flow.write_paused or self.transport.is_closing())

    def _short(self, data: bytes) -> Errand | None:
        """Let a request take the short way where it can."""
        self._unset_keepalive_if_required()
        if self._patience is not None:
            self._wait(None)
        return self._shortcut.take(self, data) if self._shortcut is not None else None

    def send(self, response: Whole, head: Head) -> None:
        """Write the answer to a request on the short way."""
        self._errand = None
        if self.transport.is_closing():
            return
        keeps = head.keeps and not self._is_ending
        self._write(response, is_abroad=head.is_abroad, keeps=keeps)
        if not keeps:
            self.transport.close()
        self.on_response_complete()

    def resume(self, data: bytes, begun: Begun) -> None:
        """Let a request go on the usual way."""
        self._errand, self._begun = None, begun
        self._feed(data)

    def on_message_begin(self) -> None:
        """Note that a head begins."""
        self._in_head, self._head = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Let the application answer, with what was begun before."""
        self._in_head, self._in_body = False, True
        if self._begun is not None:
            cast("dict[str, object]", self.scope)[BEGUN] = self._begun
            self._begun = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Note that the request is whole."""
        self._in_body = False
        super().on_message_complete()

    def shutdown(self) -> None:
        """Close the connection, after the answer that is under way."""
        self._is_ending = True
        if self._errand is None:
            super().shutdown()

    def _write(self, response: Whole, *, is_abroad: bool, keeps: bool) -> None:
        lines = [b"HTTP/1.1 200 OK\r\n"]
        for name, value in self.server_state.default_headers:
            lines += (name, b": ", value, b"\r\n")
        lines += (response.head(is_abroad), b"\r\n" if keeps else b"connection: close\r\n\r\n", bytes(response.body))
        self.transport.write(b"".join(lines))

    def _wait(self, seconds: float | None) -> None:
        if self._patience is not None:
            self._patience.cancel()
        self._patience = None if seconds is None else self.loop.call_later(seconds, self._lose_patience)

    def _lose_patience(self) -> None:
        self._patience = None
        self._refuse(408)

    def _refuse(self, status: int) -> None:
        """Answer a request that does not come in, and close the connection; where an answer has begun, only that."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            told = HTTPStatus(status).phrase.encode()
            head = b"HTTP/1.1 %d %s\r\ncontent-type: text/plain\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
            self.transport.write(head % (status, told, len(told)) + told)
        self.transport.close()
