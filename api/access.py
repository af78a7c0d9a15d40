"""Who may write: the bearer of the token in the settings.

Source: RFC 6750 (Bearer Token Usage).
"""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from servanda.errors import QueryRefused

_BEARER = HTTPBearer(auto_error=False, description="the token that the service was started with, SERVANDA_TOKEN")


def writer_only(request: Request, given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> None:
    """Let only the bearer of the token pass; the comparison takes the same time for every wrong one.

    Raises:
        QueryRefused: the service has no token, so nobody writes.
        HTTPException: the token is missing or wrong (401).
    """
    check(request, given.credentials if given is not None else "", "send 'Authorization: Bearer TOKEN'")


def check(request: Request, token: str, remedy: str) -> None:
    """Let a token pass, or say why it does not and what to do.

    Raises:
        QueryRefused, HTTPException: as `writer_only`.
    """
    known: str = request.app.state.settings.token
    if not known:
        raise QueryRefused("nothing can be written over HTTP here: start the service with SERVANDA_TOKEN set")
    if not hmac.compare_digest(token.encode(), known.encode()):
        told = "the token is wrong" if token else "writing needs a token"
        raise HTTPException(401, f"{told}: {remedy}", {"WWW-Authenticate": "Bearer"})


WriterOnly = Depends(writer_only)
"""The dependency of every route that writes."""
