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
    token: str = request.app.state.settings.token
    if not token:
        raise QueryRefused("nothing can be written over HTTP here: start the service with SERVANDA_TOKEN set")
    if given is None or not hmac.compare_digest(given.credentials.encode(), token.encode()):
        told = "the token is wrong" if given is not None else "writing needs a token"
        raise HTTPException(401, f"{told}: send 'Authorization: Bearer TOKEN'", {"WWW-Authenticate": "Bearer"})


WriterOnly = Depends(writer_only)
"""The dependency of every route that writes."""
