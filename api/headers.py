"""Headers of every answer.

Source: OWASP Secure Headers Project; Fetch Standard, WHATWG (CORS protocol).
"""

from __future__ import annotations

from collections.abc import Iterable

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Headers of every answer that does not set them itself, for safety."""
EXPOSED = ("Retry-After", "Content-Length", "ETag", "Location", "Link")
"""Headers of answers that scripts of other sites may read."""
Raw = tuple[bytes, bytes]
RAW: list[Raw] = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
"""`HEADERS` as ASGI has them."""


def written(headers: Iterable[Raw]) -> bytes:
    """Return headers as they go over the wire."""
    return b"".join(b"%s: %s\r\n" % header for header in headers)


HERE = written([*RAW, (b"vary", b"Origin")])
"""Headers of every answer to a request that no page of another site sends, as they go over the wire."""
ABROAD = HERE + written(
    [(b"access-control-allow-origin", b"*"), (b"access-control-expose-headers", ", ".join(EXPOSED).encode())]
)
"""The same where one does."""
