"""Entities of RDF/XML: abbreviations that a document declares, which a hostile one lets grow beyond all memory."""

from __future__ import annotations

import re

from servanda.errors import DataError

_NESTED = re.compile(rb"<!ENTITY[^>]*&(?!#)")  # they grow exponentially
_DECLARED = re.compile(rb"""<!ENTITY\s+([^\s%"']+)\s+(?:"([^"]*)"|'([^']*)')""")
_USED = re.compile(rb"&([^\s&;#]+);")
_MOST = 16 << 20  # bytes that the entities of a document may add to it


def refuse_bombs(data: bytes) -> None:
    """Check that a document does not become far larger when its entities are written out.

    Raises:
        DataError: it does, or declares entities of entities.
    """
    if b"<!ENTITY" not in data:
        return
    if _NESTED.search(data):
        raise DataError("this RDF/XML declares entities of entities, which are not expanded: write them out")
    lengths = {match[1]: len(match[2] or match[3] or b"") for match in _DECLARED.finditer(data)}
    if sum(lengths.get(match[1], 0) for match in _USED.finditer(data)) > _MOST:
        raise DataError(f"the entities of this RDF/XML add more than {_MOST} bytes to it: write them out")
