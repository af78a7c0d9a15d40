"""Answers of workers, sent over HTTP: small ones with their length, large ones as they come."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from servanda.api.answer import Answer
from servanda.api.cache import AnswerCache
from servanda.api.pool import QueryPool
from servanda.api.refusal import mentions_service, unescaped
from servanda.api.tasks import Query
from servanda.api.worker import Task
from servanda.errors import ServandaError

_LOG = logging.getLogger(__name__)
_GLANCE = 0.1  # seconds after which we begin to listen whether the client goes away
_NAMES = ("NOW", "RAND", "UUID", "BNODE")  # in the names of functions that differ at each call
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b")


class Streamed(Response):
    """An answer that is sent while it comes in.

    Where it fails half-way the connection is closed without the end of the body, so that no client takes a part for
    the whole.
    """

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        """Send an answer that has begun."""
        super().__init__(b"", headers=dict(headers), media_type=answer.media_type)
        del self.headers["content-length"]
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        listener = asyncio.create_task(_listen(receive, self._answer))
        try:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            async for piece in self._answer:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        except ServandaError as fault:
            _LOG.warning("an answer was cut off: %s", fault)
        finally:
            listener.cancel()


async def answered(
    request: Request,
    task: Task,
    *,
    timeout: float | None = None,
    longest: float | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Do a task for a request and return its answer; the task ends when its client goes away.

    An answer with an entity tag is kept, and not made again while the tag is the same.

    Raises:
        ServandaError: whatever the task raises before the first piece of its answer.
    """
    given = {"Vary": "Accept", **(headers or {})}
    key = given.get("ETag")
    cache: AnswerCache = request.app.state.cache
    if (kept := cache.get(key)) is not None:
        return Response(kept.content, headers=given, media_type=kept.media_type)
    pool = _pool(request, task)
    answer = Answer()
    whole = request.scope.get("http_version") == "1.0" or request.method == "HEAD"
    listener: list[asyncio.Task[None]] = []
    listening = asyncio.get_running_loop().call_later(
        _GLANCE, lambda: listener.append(asyncio.create_task(_listen(request.receive, answer)))
    )
    try:
        await pool.open(task, timeout, answer, longest)
        content = await answer.whole() if whole or answer.ended else None
    finally:
        listening.cancel()
        for listens in listener:
            listens.cancel()
    if content is None:
        return Streamed(answer, given)
    cache.keep(key, answer.media_type, content)
    return Response(content, headers=given, media_type=answer.media_type)


def etag_of(request: Request, *asked: object) -> str | None:
    """Return the entity tag of the answer to a request, which changes with the store; None where nothing tells it."""
    state = request.app.state.generation()
    if state is None or any(isinstance(part, str) and _may_change(part) for part in asked):
        return None
    about = (state, request.headers.get("host"), request.scope["path"], asked, request.headers.get("accept"))
    digest = hashlib.sha256(repr(about).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def _may_change(query: str) -> bool:
    """Return whether a query's answer may differ from call to call, by the functions in it."""
    folded = (unescaped(query) if "\\" in query else query).upper()
    return any(name in folded for name in _NAMES) and _CHANGING.search(folded) is not None


def is_known(request: Request, etag: str | None) -> bool:
    """Return whether the client has an answer already.

    Source: RFC 9110, section 13.1.2 (If-None-Match).
    """
    known = request.headers.get("if-none-match")
    if known is None or etag is None:
        return False
    return known.strip() == "*" or etag.removeprefix("W/") in {
        tag.strip().removeprefix("W/") for tag in known.split(",")
    }


def _pool(request: Request, task: Task) -> QueryPool:
    pool: QueryPool = request.app.state.pool
    federation: QueryPool | None = request.app.state.federation
    if federation is not None and isinstance(task, Query) and mentions_service(task.text):
        return federation
    return pool


async def _listen(receive: Receive, answer: Answer) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    answer.cancel()
