"""Heads of requests, each read once: a client sends the same headers with every request.

A head is known again by its bytes. The parser of the service has read those bytes before, so nothing passes here that
it would not let pass.
"""

from __future__ import annotations

from dataclasses import dataclass

import httptools

_END = b"\r\n\r\n"
_LINE = b"GET / HTTP/1.1\r\n"
_LONGEST, _MOST = 1 << 12, 256  # bytes of a head that is kept, and number of those
_OTHER_WAY = frozenset(
    (
        b"content-length", b"transfer-encoding",  # it has a body
        b"if-none-match", b"expect", b"upgrade", b"forwarded",  # the answer may be another
        b"authorization", b"cookie",  # not to be kept
    )
)  # fmt: skip
_FORWARDED = b"x-forwarded-"


@dataclass(frozen=True, slots=True)
class Head:
    """What the headers of a plain request say.

    Attributes:
        host: the host that it asks.
        accept: the media types that its client accepts.
        is_abroad: whether a page of another site may have sent it.
        keeps: whether the connection stays open.
    """

    host: str
    accept: str | None
    is_abroad: bool
    keeps: bool


class Heads:
    """The heads of plain requests that were read before, a bounded number."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[bytes, Head] = {}

    def read(self, head: bytes) -> Head | None:
        """Return what the bytes after the first line of a request say; None where they are no plain, whole head."""
        if (known := self._known.get(head)) is not None:
            return known
        if len(head) > _LONGEST or not head.endswith(_END):
            return None
        if (found := _read(head)) is not None:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[head] = found
        return found


class _Reader:
    """What the parser tells."""

    def __init__(self) -> None:
        self.parser = httptools.HttpRequestParser(self)
        self.begun = self.ended = 0
        self.keeps = False
        self.headers: dict[bytes, bytes] = {}

    def on_message_begin(self) -> None:
        self.begun += 1

    def on_header(self, name: bytes, value: bytes) -> None:
        name = name.lower()
        before = self.headers.get(name)
        self.headers[name] = value if before is None else before + b", " + value  # RFC 9110, section 5.3

    def on_headers_complete(self) -> None:
        self.keeps = self.parser.should_keep_alive()

    def on_message_complete(self) -> None:
        self.ended += 1


def _read(head: bytes) -> Head | None:
    reader = _Reader()
    try:
        reader.parser.feed_data(_LINE + head)
    except (httptools.HttpParserError, httptools.HttpParserUpgrade):
        return None
    if (reader.begun, reader.ended) != (1, 1):
        return None
    headers = reader.headers
    if b"host" not in headers or any(name in _OTHER_WAY or name.startswith(_FORWARDED) for name in headers):
        return None
    accept = headers.get(b"accept")
    return Head(
        host=headers[b"host"].decode("latin-1"),
        accept=None if accept is None else accept.decode("latin-1"),
        is_abroad=b"origin" in headers,
        keeps=reader.keeps,
    )
