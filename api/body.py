"""Bodies of requests, read up to a limit."""

from __future__ import annotations

from collections.abc import Collection
from email.message import Message

from fastapi import Request
from starlette.exceptions import HTTPException

from servanda.errors import UsageError

FORM = "application/x-www-form-urlencoded"


def media_type_of(request: Request, allowed: Collection[str] = ()) -> str:
    """Return the media type of a body, without its parameters.

    Raises:
        HTTPException: it is none of those allowed, not in UTF-8, or compressed (415).
    """
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    media_type = header.get_content_type() if request.headers.get("content-type", "").strip() else ""
    if allowed and media_type not in allowed:
        raise HTTPException(415, f"the body must be {' or '.join(allowed)}: set Content-Type")
    charset = header.get_param("charset")
    if isinstance(charset, str) and charset.lower().replace("-", "") not in {"utf8", "usascii"}:
        raise HTTPException(415, f"the body is in {charset}: send it in UTF-8")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(415, "compressed bodies are not read: send it as it is, without Content-Encoding")
    return media_type


async def read(request: Request, limit: int) -> bytes:
    """Return a body.

    Raises:
        HTTPException: it is larger than `limit` bytes (413).
    """
    refuse_larger(request, limit, needs_length=False)
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise _too_large(limit)
    return bytes(data)


def refuse_larger(request: Request, limit: int, *, needs_length: bool = True) -> None:
    """Check the length that a request says its body has.

    Raises:
        HTTPException: it is more than `limit` bytes (413), or is not said and `needs_length` (411).
    """
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise _too_large(limit)
    if needs_length and not length.isdigit():
        raise HTTPException(411, "the length of the body is not known: send Content-Length")


def _too_large(limit: int) -> HTTPException:
    return HTTPException(413, f"the request is larger than {limit} bytes: send less at once", {"Connection": "close"})


async def read_text(request: Request, limit: int) -> str:
    """Return a body as text.

    Raises:
        HTTPException: it is larger than `limit` bytes (413).
        UsageError: it is not UTF-8.
    """
    try:
        return (await read(request, limit)).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("the body is not UTF-8: send it in that encoding") from None
