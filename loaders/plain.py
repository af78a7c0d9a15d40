"""Plain text, kept as it is: offsets of annotations made on a text file hold in the document."""

from __future__ import annotations

from servanda.loaders.content import Content, paragraphs_of
from servanda.loaders.decoding import decode


def read_plain(data: bytes, name: str) -> Content:
    """Read a text file; only its byte order mark and foreign line ends are changed.

    Raises:
        ReadError: the file is no text, or in an encoding that cannot be told.
    """
    text, notes = decode(data, name)
    return Content(text, tuple(paragraphs_of(text)), notes=notes)
