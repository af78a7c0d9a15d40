"""What every request meets first: a rate limit for its client. And what every answer carries: headers for safety.

Source of the headers: OWASP Secure Headers Project.
"""

from __future__ import annotations

import ipaddress
import math
import time
from functools import lru_cache

from fastapi import Request, Response
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.api.problems import problem
from servanda.errors import UsageError
from servanda.settings import Settings

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Headers of every answer that does not set them itself."""
OPEN_RATE = "1200/minute"
"""Rate of requests of one client where the service listens to more than this machine and the settings name none."""
RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
"""The same as ASGI has them."""
ANSWER = "servanda.answer"
"""Key of that answer in a request's scope."""
_UNLIMITED = ("/health", "/static/")


class Rate:
    """The requests of each client, counted against the rate that it may keep."""

    def __init__(self, settings: Settings) -> None:
        """Start to count.

        Raises:
            UsageError: the settings' rate is none.
        """
        self._rate = rate_of(settings)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    @property
    def is_free(self) -> bool:
        """Whether clients may send as many requests as they like."""
        return self._rate is None

    def refusal(self, scope: Scope) -> Response | None:
        """Count a request, and return the answer to it where its client has sent too many."""
        if self._rate is None or scope["path"].startswith(_UNLIMITED):
            return None
        client = client_of(scope)
        if self._limiter.hit(self._rate, client):
            return None
        reset, _ = self._limiter.get_window_stats(self._rate, client)
        wait = max(1, math.ceil(reset - time.time()))
        told = f"you have sent more than {self._rate}: wait {wait} seconds"
        return problem(Request(scope), 429, told, {"Retry-After": str(wait)})


class Guard:
    """ASGI middleware that does both, but for requests whose answer is there already: their client was counted."""

    def __init__(self, app: ASGIApp, rate: Rate) -> None:
        """Guard an application."""
        self._app = app
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless its client has sent too many."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message["headers"] = list(message["headers"])
                given = {name for name, _ in headers}
                headers += [header for header in RAW if header[0] not in given]
            await send(message)

        refusal = None if answer_of(scope) else self._rate.refusal(scope)
        return await (refusal or self._app)(scope, receive, guarded)


def answer_of(scope: Scope) -> Response | None:
    """Return the answer to a request where it was made before the request came to the application."""
    found: Response | None = scope.get(ANSWER)
    return found


def rate_of(settings: Settings) -> RateLimitItem | None:
    """Return the rate that one client may keep; None for any.

    Raises:
        UsageError: the setting is no rate.
    """
    named = settings.rate_limit or ("" if _is_loopback(settings.host) else OPEN_RATE)
    if named in {"", "none"}:
        return None
    try:
        return parse(named)
    except ValueError:
        raise UsageError(f"SERVANDA_RATE_LIMIT is {named!r}: give a rate such as 600/minute, or none") from None


def client_of(scope: Scope) -> str:
    """Return what a client is counted by: its address, or the network of an IPv6 address, which one client owns."""
    return _counted_by(str((scope.get("client") or ("",))[0]))


@lru_cache(maxsize=1024)
def _counted_by(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(address) if address.version == 4 else str(ipaddress.ip_network(f"{address}/64", strict=False))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
