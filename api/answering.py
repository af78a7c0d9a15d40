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

from servanda.api.answer import Answer, Begun
from servanda.api.cache import AnswerCache
from servanda.api.headers import ABROAD, HERE, written
from servanda.api.pool import QueryPool
from servanda.api.refusal import mentions_service, unescaped
from servanda.api.tasks import Query
from servanda.api.worker import Task
from servanda.errors import ServandaError

_LOG = logging.getLogger(__name__)
_NAMES = ("NOW", "RAND", "UUID", "BNODE")  # in the names of functions that differ at each call
_CHANGING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b")


class Whole(Response):
    """An answer that is all there; it may be sent many times."""

    def __init__(self, content: bytes, media_type: str, headers: Mapping[str, str]) -> None:
        """Send some bytes."""
        self.status_code = 200
        self.background = None
        self.media_type = media_type
        self.body = content
        self.raw_headers = [(b"vary", b"Accept")]
        self.raw_headers += [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        self._heads: dict[bool, bytes] = {}
        self.raw_headers += [(b"content-length", b"%d" % len(content)), (b"content-type", media_type.encode())]

    def head(self, is_abroad: bool) -> bytes:
        """Return its headers as they go over the wire, for pages of other sites or not, with those of every answer."""
        if (head := self._heads.get(is_abroad)) is None:
            head = self._heads[is_abroad] = written(self.raw_headers) + (ABROAD if is_abroad else HERE)
        return head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": 200, "headers": [*self.raw_headers]})
        await send({"type": "http.response.body", "body": self.body})


class Streamed(Response):
    """An answer that is sent while it comes in.

    Where it fails half-way the connection is closed without the end of the body, so that no client takes a part for
    the whole.
    """

    def __init__(self, answer: Answer, headers: Mapping[str, str]) -> None:
        """Send an answer that has begun."""
        super().__init__(b"", headers={"Vary": "Accept", **headers}, media_type=answer.media_type)
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
    given = headers or {}
    key = given.get("ETag")
    cache: AnswerCache[Whole] = request.app.state.cache
    if (kept := cache.get(key)) is not None:
        return kept
    begun = Begun.of(request.scope)
    answer = begun.answer if begun is not None else Answer()
    at_once = request.scope["http_version"] == "1.0" or request.scope["method"] == "HEAD"
    listening: list[asyncio.Task[None]] = []
    answer.on_slow = lambda: listening.append(asyncio.create_task(_listen(request.receive, answer)))
    try:
        if begun is None:
            await _pool(request, task).open(task, timeout, answer, longest)
        else:
            await answer.begun()
        content = await answer.whole() if at_once or answer.ended else None
    finally:
        answer.on_slow = None
        for listens in listening:
            listens.cancel()
    if content is None:
        return Streamed(answer, given)
    response = Whole(content, answer.media_type, given)
    cache.keep(key, response, len(content))
    return response


def validity(tag: str | None) -> dict[str, str]:
    """Return the headers of an answer with an entity tag, by which its client can ask whether it is still good."""
    return {"ETag": tag, "Cache-Control": "no-cache"} if tag else {"Cache-Control": "no-store"}


def etag_of(request: Request, *asked: object) -> str | None:
    """Return the entity tag of the answer to a request, which changes with the store; None where nothing tells it."""
    if any(isinstance(part, str) and may_change(part) for part in asked):
        return None
    return tag_of(request, *asked)


def tag_of(request: Request, *asked: object) -> str | None:
    """Return the same for what is known not to change from call to call."""
    scope = request.scope
    place = f"{scope['scheme']}://{header(scope, b'host')}{scope['path']}"
    return tag(request.app.state.generation(), place, header(scope, b"accept"), asked)


def tag(state: str | None, place: str, accept: str | None, asked: tuple[object, ...]) -> str | None:
    """Return the entity tag of the answer at an address in a state of the store; None where that is not known."""
    if state is None:
        return None
    about = repr((state, place, accept, asked)).encode()
    return f'W/"{hashlib.blake2b(about, digest_size=16).hexdigest()}"'


def header(scope: Scope, name: bytes) -> str | None:
    """Return a header of a request, joined where it is repeated (RFC 9110, section 5.3); None where it is missing."""
    found = [value for given, value in scope["headers"] if given == name]
    return b", ".join(found).decode("latin-1") if found else None


def may_change(query: str) -> bool:
    """Return whether a query's answer may differ from call to call, by the functions in it."""
    folded = (unescaped(query) if "\\" in query else query).upper()
    return any(name in folded for name in _NAMES) and _CHANGING.search(folded) is not None


def is_known(request: Request, etag: str | None) -> bool:
    """Return whether the client has an answer already.

    Source: RFC 9110, section 13.1.2 (If-None-Match).
    """
    known = header(request.scope, b"if-none-match")
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
