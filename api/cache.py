"""Small answers, kept as long as the store is what it was.

A key holds the state of the store, so a change makes all earlier answers unreachable; the least used ones go first.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

LARGEST = 1 << 16
"""Bytes of an answer above which it is not kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and its media type."""

    media_type: str
    content: bytes


class AnswerCache:
    """Answers by whatever tells them apart."""

    def __init__(self, size: int) -> None:
        """Keep at most so many bytes; 0 for nothing."""
        self._size = size
        self._held = 0
        self._kept: OrderedDict[str, Kept] = OrderedDict()

    def get(self, key: str | None) -> Kept | None:
        """Return an answer that is kept."""
        if key is None or (found := self._kept.get(key)) is None:
            return None
        self._kept.move_to_end(key)
        return found

    def keep(self, key: str | None, media_type: str, content: bytes) -> None:
        """Keep an answer, unless it is large, or its key is None: then it may differ the next time."""
        if key is None or len(content) > min(LARGEST, self._size):
            return
        if (before := self._kept.pop(key, None)) is not None:
            self._held -= len(before.content)
        self._kept[key] = Kept(media_type, content)
        self._held += len(content)
        while self._held > self._size:
            _, dropped = self._kept.popitem(last=False)
            self._held -= len(dropped.content)
