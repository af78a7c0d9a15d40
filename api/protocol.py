"""HTTP on one connection: what uvicorn does, with bounds on what comes in, and an even shorter way for known answers.

A head is bounded in size and time, and a body in the time between its pieces: else a client could fill the memory, or
hold connections, without ever sending a request.
"""

from __future__ import annotations

import asyncio
import time
from http import HTTPStatus
from typing import Any, cast

from starlette.types import Scope
from uvicorn import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from servanda.api.answering import Whole, tag
from servanda.api.cache import AnswerCache
from servanda.api.routes import sparql
from servanda.api.shortcut import PROTOCOL, Service, headers_of

MOST_HEAD = 1 << 17
"""Bytes that the address and the headers of a request may have."""
HEAD_PATIENCE = 20.0
"""Seconds that they may take to come in."""
BODY_PATIENCE = 60.0
"""Seconds that may lie between two pieces of a body."""
_PREFIX = sparql.PATH.encode() + b"?"
_OTHER_WAY = frozenset((b"content-length", b"transfer-encoding", b"if-none-match", b"expect", b"upgrade", b"forwarded"))
_FORWARDED = b"x-forwarded-"


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
        self._service = config.app if isinstance(config.app, Service) else None
        self._head = 0  # bytes of a head that is not whole
        self._in_head = self._in_body = self._is_answered = False
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request, but not for ever."""
        super().connection_made(transport)
        self._patience = self.loop.call_later(HEAD_PATIENCE, self._lose_patience)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._wait(None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes in, up to a bound."""
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

    def on_message_begin(self) -> None:
        """Note that a head begins."""
        self._in_head, self._head = True, 0
        super().on_message_begin()
        cast("dict[str, object]", self.scope)[PROTOCOL] = self

    def on_headers_complete(self) -> None:
        """Answer at once what is known already, or let the application answer."""
        self._in_head, self._in_body = False, True
        begun = time.perf_counter()
        if (known := self._known()) is not None:
            self._is_answered = True
            self._send(known, begun)
        else:
            super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """Hand on a piece of a body; a request that is answered already has none."""
        if not self._is_answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Note that the request is whole."""
        self._in_body = False
        if self._is_answered:
            self._is_answered = False
        else:
            super().on_message_complete()

    def _known(self) -> Whole | None:
        """Return the answer to the request where it was given before, and may be given without looking at it closer."""
        service = self._service
        if service is None or not self.url.startswith(_PREFIX) or self.parser.get_method() != b"GET":
            return None
        is_free = self.cycle is None or self.cycle.response_complete
        if not is_free or self.flow.write_paused or self.parser.get_http_version() != "1.1":
            return None
        if not service.state.rate.is_free:
            return None
        host = accept = None
        for name, value in self.headers:
            if name in _OTHER_WAY or name.startswith(_FORWARDED):
                return None
            if name == b"host":
                host = value if host is None else host + b", " + value
            elif name == b"accept":
                accept = value if accept is None else accept + b", " + value
        cache: AnswerCache[Whole] = service.state.cache
        asked = (self.url[len(_PREFIX) :],)
        place = f"{self.scheme}://{None if host is None else host.decode('latin-1')}{sparql.PATH}"
        return cache.get(
            tag(service.state.generation(), place, None if accept is None else accept.decode("latin-1"), asked)
        )

    def _send(self, known: Whole, begun: float) -> None:
        assert self._service is not None
        keeps = self.parser.should_keep_alive()
        self._write(known, is_abroad=any(name == b"origin" for name, _ in self.headers), keeps=keeps)
        scope = {"method": "GET", "path": sparql.PATH, "route": sparql.Route, "client": self.client}
        self._service.state.metrics.note(scope, 200, len(known.body), time.perf_counter() - begun)
        if not keeps:
            self.transport.close()
        self.on_response_complete()

    def write_answer(self, scope: Scope, response: Whole, *, is_abroad: bool) -> bool:
        """Write the answer that the application has made, at once; False where the connection is not ready for it."""
        cycle = self.cycle
        if cycle.scope is not scope or cycle.response_started or cycle.disconnected or self.flow.write_paused:
            return False
        self._write(response, is_abroad=is_abroad, keeps=cycle.keep_alive)
        cycle.response_started = cycle.response_complete = True
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        return True

    def _write(self, response: Whole, *, is_abroad: bool, keeps: bool) -> None:
        lines = [b"HTTP/1.1 200 OK\r\n"]
        for name, value in self.server_state.default_headers:
            lines += (name, b": ", value, b"\r\n")
        if (head := response.heads.get(is_abroad)) is None:
            given = headers_of(response, is_abroad=is_abroad)
            head = response.heads[is_abroad] = b"".join(b"%s: %s\r\n" % header for header in given)
        lines += (head, b"\r\n" if keeps else b"connection: close\r\n\r\n", bytes(response.body))
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
