"""Small answers, kept as long as the store is what it was.

A key holds the state of the store, so a change makes all earlier answers unreachable; the least used ones go first.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

LARGEST = 1 << 16
"""Bytes of an answer above which it is not kept."""
BESIDE = 1 << 11
"""Bytes that an answer takes beside its content: its key, its headers, its place."""
Kept = TypeVar("Kept")


class AnswerCache(Generic[Kept]):
    """Answers by whatever tells them apart."""

    def __init__(self, size: int) -> None:
        """Keep at most so many bytes; 0 for nothing."""
        self._size = size
        self._held = 0
        self._kept: OrderedDict[str, tuple[Kept, int]] = OrderedDict()

    def get(self, key: str | None) -> Kept | None:
        """Return an answer that is kept."""
        if key is None or (found := self._kept.get(key)) is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: str | None, answer: Kept, size: int) -> None:
        """Keep an answer of so many bytes, unless it is large, or its key is None: then it may differ the next time."""
        taken = size + BESIDE
        if key is None or size > LARGEST or taken > self._size:
            return
        if (before := self._kept.pop(key, None)) is not None:
            self._held -= before[1]
        self._kept[key] = answer, taken
        self._held += taken
        while self._held > self._size:
            _, (_, dropped) = self._kept.popitem(last=False)
            self._held -= dropped
