"""The short way of a query by GET: most are small, and take less time than the application's own way to its routes.

What the application does before and after every request is done here for small answers; any other answer takes its way
through the application, which then does it.
"""

from __future__ import annotations

import logging
import time
from typing import Protocol

from fastapi import FastAPI, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from servanda.api.answering import Whole
from servanda.api.guard import ANSWER, RAW, Rate, answer_of
from servanda.api.problems import FAULT, problem, status_of
from servanda.api.routes import sparql
from servanda.api.traffic import BEGUN, Metrics
from servanda.errors import ServandaError

EXPOSED = ("Retry-After", "Content-Length", "ETag", "Location", "Link")
"""Headers of answers that scripts of other sites may read."""
_LOG = logging.getLogger(__name__)
_HEADERS = [*RAW, (b"vary", b"Origin")]
_HEADERS_ABROAD = [
    *_HEADERS,
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
]


PROTOCOL = "servanda.protocol"
"""Key of what writes whole answers to the connection of a request, in the request's scope."""


class Writes(Protocol):
    """What writes whole answers to a connection."""

    def write_answer(self, scope: Scope, response: Whole, *, is_abroad: bool) -> bool:
        """Write the answer to a request; False where it must take the usual way."""


def headers_of(response: Whole, *, is_abroad: bool) -> list[tuple[bytes, bytes]]:
    """Return all headers of an answer to a request, which a page of another site may have sent."""
    return response.raw_headers + (_HEADERS_ABROAD if is_abroad else _HEADERS)


class Service(FastAPI):
    """The application, with the short way before it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"] == sparql.PATH and scope["method"] == "GET":
            scope[BEGUN] = time.perf_counter()
            scope["app"], scope["route"] = self, sparql.Route
            response = await self._answer(scope, receive, send)
            if isinstance(response, Whole):
                return await self._finish(scope, response, send)
            scope[ANSWER] = response
        return await super().__call__(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> Response:
        rate: Rate = self.state.rate
        if (refusal := rate.refusal(scope)) is not None:
            return refusal
        metrics: Metrics = self.state.metrics
        request = Request(scope, receive, send)
        metrics.under_way.inc()
        try:
            return await sparql.get(request)
        except ServandaError as error:
            return problem(request, status_of(error), str(error))
        except Exception:  # as the application does with faults on its routes
            _LOG.exception("a query could not be answered")
            return problem(request, 500, FAULT)
        finally:
            metrics.under_way.dec()

    async def _finish(self, scope: Scope, response: Whole, send: Send) -> None:
        is_abroad = any(name == b"origin" for name, _ in scope["headers"])
        connection: Writes | None = scope.get(PROTOCOL)
        if connection is None or not connection.write_answer(scope, response, is_abroad=is_abroad):
            headers = headers_of(response, is_abroad=is_abroad)
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": response.body})
        self.state.metrics.note(scope, 200, len(response.body), time.perf_counter() - scope[BEGUN])


class Answered:
    """ASGI middleware that sends an answer that was made already."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, or pass the request on."""
        await (answer_of(scope) or self._app)(scope, receive, send)
