"""What every request meets first: a rate limit for its client. And what every answer carries: headers for safety."""

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

from servanda.api.answer import Begun
from servanda.api.headers import RAW
from servanda.api.problems import problem
from servanda.errors import UsageError
from servanda.settings import Settings

OPEN_RATE = "1200/minute"
"""Rate of requests of one client where the service listens to more than this machine and the settings name none."""
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

    def admits(self, client: tuple[str, int] | None) -> bool:
        """Count a request of a client, and return whether it may send it."""
        return self._rate is None or self._limiter.hit(self._rate, counted_by(client))

    def refusal(self, scope: Scope) -> Response | None:
        """Count a request, and return the answer to it where its client has sent too many."""
        client = scope.get("client")
        if self._rate is None or scope["path"].startswith(_UNLIMITED) or self.admits(client):
            return None
        reset, _ = self._limiter.get_window_stats(self._rate, counted_by(client))
        wait = max(1, math.ceil(reset - time.time()))
        told = f"you have sent more than {self._rate}: wait {wait} seconds"
        return problem(Request(scope), 429, told, {"Retry-After": str(wait)})


class Guard:
    """ASGI middleware that does both; the client of a request whose answer was begun before was counted then."""

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

        refusal = None if Begun.of(scope) else self._rate.refusal(scope)
        return await (refusal or self._app)(scope, receive, guarded)


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


def counted_by(client: tuple[str, int] | None) -> str:
    """Return what a client is counted by: its address, or the network of an IPv6 address, which one client owns."""
    return _network(client[0] if client else "")


@lru_cache(maxsize=1024)
def _network(host: str) -> str:
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
