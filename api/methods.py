"""Methods that every address has beside its own: HEAD wherever there is GET, and OPTIONS.

Source: RFC 9110 (HTTP Semantics), sections 9.3.2 (HEAD), 9.3.7 (OPTIONS) and 10.2.1 (Allow).
"""

from __future__ import annotations

from fastapi import Response
from starlette.routing import Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_OF_FILES = ("GET", "HEAD")


class Methods:
    """ASGI middleware that answers HEAD and OPTIONS where no route does."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass the request on."""
        if scope["type"] != "http" or scope["method"] not in ("HEAD", "OPTIONS") or _is_routed(scope, scope["method"]):
            await self._app(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self._head(scope, receive, send)
        elif found := allowed(scope):
            await Response(status_code=204, headers={"Allow": found})(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _head(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as to GET, without the body; an answer that never ends is over with its headers."""
        is_over = False

        async def send_head(message: Message) -> None:
            nonlocal is_over
            if message["type"] == "http.response.start":
                await send(message)
            elif not is_over:
                is_over = True
                await send({"type": "http.response.body", "body": b""})

        as_get = {**scope, "method": "GET"}
        await self._app(as_get, receive, send_head)
        scope["route"] = as_get.get("route")


def allowed(scope: Scope) -> str:
    """Return the methods of an address, as the Allow header has them; empty where there is no such address."""
    found = [method for method in _METHODS if _is_routed(scope, method)]
    if found and "GET" in found and "HEAD" not in found:
        found.insert(1, "HEAD")
    return ", ".join(dict.fromkeys([*found, "OPTIONS"])) if found else ""


def _is_routed(scope: Scope, method: str) -> bool:
    asked = {**scope, "method": method, "root_path": scope.get("app_root_path", scope.get("root_path", ""))}
    for route in scope["app"].routes:
        if route.matches(dict(asked))[0] == Match.FULL:
            return not isinstance(route, Mount) or method in _OF_FILES
    return False
