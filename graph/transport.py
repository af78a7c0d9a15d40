"""Requests to a SPARQL service: authentication, time limits, retries, and errors of one line.

What only reads is sent again, with growing pauses, when the service does not answer or says that it is busy. A write is
sent again only where it cannot have reached the service: a second copy of an update may not mean the same.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self

import httpx

from servanda import __version__
from servanda.errors import QueryError, QueryTimeout, StoreError, UsageError
from servanda.settings import Settings

_IN_MEMORY = 16 << 20  # bytes of an answer above which it goes through a temporary file
_CHUNK = 1 << 16  # bytes
_CONNECT = 10.0  # seconds
_PAUSE = 0.5  # seconds before the first repetition; doubled for each further one
_LONGEST_PAUSE = 30.0  # seconds
_BUSY = frozenset({429, 502, 503, 504})
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_LINE = 300  # characters of a service's message that we show

Body = bytes | Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, headers (names in lower case), and body, whose file the caller closes."""

    status: int
    headers: Mapping[str, str]
    body: IO[bytes]

    def __enter__(self) -> Self:
        """Return the reply."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the body."""
        self.body.close()


class Transport:
    """Sends requests to one service; threads may share it.

    Args:
        settings: the credentials, limits and number of retries.
        digest: whether the service wants HTTP Digest in place of Basic.

    Raises:
        UsageError: there is a password without a user.
    """

    def __init__(self, settings: Settings, *, digest: bool = False) -> None:
        """Make the client; nothing is sent yet."""
        if settings.store_password and not settings.store_user:
            raise UsageError("SERVANDA_STORE_PASSWORD is set without SERVANDA_STORE_USER: set both")
        headers = {"User-Agent": f"servanda/{__version__}"}
        auth: httpx.Auth | None = None
        if settings.store_token:
            headers["Authorization"] = f"Bearer {settings.store_token}"
        elif settings.store_user:
            scheme = httpx.DigestAuth if digest else httpx.BasicAuth
            auth = scheme(settings.store_user, settings.store_password)
        limit = httpx.Timeout(settings.store_timeout, connect=min(_CONNECT, settings.store_timeout))
        self._client = httpx.Client(auth=auth, headers=headers, timeout=limit)
        self._retries = settings.store_retries

    def read(self, method: str, url: str, accept: str, **request: Mapping[str, str | list[str]]) -> Reply:
        """Send what only reads (`params`, `data`), again where the service does not answer.

        Raises:
            QueryError, QueryTimeout: the service finds the query wrong, or ended it.
            StoreError: it does not answer, or refuses.
        """
        for attempt in range(self._retries + 1):
            is_last = attempt == self._retries
            try:
                reply = self._sent(self._client.build_request(method, url, headers={"Accept": accept}, **request))  # type: ignore[arg-type]
            except httpx.TransportError as fault:
                if is_last or isinstance(fault, httpx.UnsupportedProtocol):
                    raise _unreachable(url, fault) from None
                _pause(attempt, None)
                continue
            if reply.status in _BUSY and not is_last:
                reply.body.close()
                _pause(attempt, reply.headers.get("retry-after"))
                continue
            return _checked(reply, url)
        raise AssertionError("the last attempt returns or raises")

    def write(self, method: str, url: str, media_type: str, body: Body) -> None:
        """Send what changes the store; again only where the service cannot have got it.

        Raises:
            QueryError: the service finds it wrong.
            StoreError: it does not answer, which leaves open whether it did what was asked, or refuses.
        """
        for attempt in range(self._retries + 1):
            try:
                request = self._client.build_request(method, url, headers={"Content-Type": media_type}, content=body)
                _checked(self._sent(request), url).body.close()
                return
            except _NOT_SENT as fault:
                if attempt == self._retries or not isinstance(body, bytes):
                    raise _unreachable(url, fault) from None
                _pause(attempt, None)
            except httpx.TransportError as fault:
                raise _unreachable(url, fault, "; whether it wrote is not known: look, then do it again") from None

    def probe(self, url: str, **request: Mapping[str, str]) -> Reply:
        """Send a request whose answer may be of any status, to learn what answers there.

        Raises:
            StoreError: nothing does.
        """
        try:
            return self._sent(self._client.build_request("POST", url, **request))  # type: ignore[arg-type]
        except httpx.TransportError as fault:
            raise _unreachable(url, fault) from None

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _sent(self, request: httpx.Request) -> Reply:
        body = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (closed by the receiver)
        try:
            response = self._client.send(request, stream=True)
            try:
                for chunk in response.iter_bytes(_CHUNK):
                    body.write(chunk)
            finally:
                response.close()
        except BaseException:
            body.close()
            raise
        body.seek(0)
        return Reply(response.status_code, {name.lower(): value for name, value in response.headers.items()}, body)


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """Yield the rest of an open file in pieces."""
    while chunk := file.read(_CHUNK):
        yield chunk


def _checked(reply: Reply, url: str) -> Reply:
    """Return a reply that is a success, else raise what its status means."""
    if reply.status < 300:
        return reply
    with reply:
        text = message(reply.body.read(_LINE * 4).decode("utf-8", "replace"))
    if reply.status in (401, 403):
        raise StoreError(
            f"{url} refuses ({reply.status}): set SERVANDA_STORE_USER and SERVANDA_STORE_PASSWORD, "
            "or SERVANDA_STORE_TOKEN"
        )
    if reply.status in (404, 405, 410) or reply.status < 400:
        raise StoreError(f"{url} is no endpoint for this ({reply.status}): check the URL of the store")
    if reply.status in (408, 504):
        raise QueryTimeout(f"the store ended the query after its time limit: narrow it ({text})")
    if reply.status in (400, 413, 414, 422) or _is_fault_of_query(text):
        raise QueryError(f"the store finds this wrong: {text}")
    raise StoreError(f"{url} failed with status {reply.status}: {text}")


def _is_fault_of_query(text: str) -> bool:
    """Return whether Virtuoso says in a reply of status 500 that the query is wrong or too costly."""
    return text.startswith(("Virtuoso 37000", "Virtuoso 22", "Virtuoso 42000"))


def message(text: str) -> str:
    """Return what a service says of a failure in one line, without the query that some repeat."""
    line = " ".join(text.partition("SPARQL query:")[0].split())
    return line[:_LINE] or "it gives no reason"


def _pause(attempt: int, retry_after: str | None) -> None:
    """Wait before a repetition: as long as the service says, else twice as long each time, with some chance."""
    seconds = _PAUSE * 2**attempt * (0.75 + random.random() / 2)
    if retry_after is not None and retry_after.isdigit():
        seconds = float(retry_after)
    time.sleep(min(seconds, _LONGEST_PAUSE))


def _unreachable(url: str, fault: httpx.TransportError, then: str = "") -> StoreError:
    why = "it took too long" if isinstance(fault, httpx.TimeoutException) else str(fault) or type(fault).__name__
    return StoreError(f"{url} does not answer ({why}){then or ': check the URL, and that the service runs'}")
