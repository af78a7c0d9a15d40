"""What the engine raises, turned into our errors with one line of text."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from servanda.errors import DataError, QueryError, StoreError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY = "read-write instances"  # the engine's words for a write to a checkpoint
_THING = re.compile(r'"(?:[^"\\]|\\.)*"|\[[^\]]*\]|\w+')  # what a parser expects: text, a class of characters, a word
_MOST_THINGS = 12
_FULL_TEXTS = ("No space left", "File too large", "quota exceeded")


def reason(fault: Exception) -> str:
    """Return the cause of an operating system's or engine's error in one line, with what to do about it."""
    text = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    if (isinstance(fault, OSError) and fault.errno in _FULL) or any(sign in text for sign in _FULL_TEXTS):
        return "the disk is full: make room, then try again"
    if _READ_ONLY in text:
        return "it is open to read only: open it to write"
    return " ".join(text.split()) or type(fault).__name__


def readable(text: str) -> str:
    """Return the parser's message with those of the things it expected that mean something to people."""
    told, expected, things = text.partition("expected one of ")
    if not expected:
        return text
    kept = [thing for thing in _THING.findall(things) if thing.isalpha() or thing.startswith('"')]
    more = ", …" if len(kept) > _MOST_THINGS else ""
    return f"{told}expected one of {', '.join(kept[:_MOST_THINGS])}{more}" if kept else told.rstrip(": ")


@contextmanager
def storing(what: str) -> Iterator[None]:
    """Raise `StoreError` where the machine or the engine fails to do what `what` says."""
    try:
        yield
    except (OSError, RuntimeError, ValueError) as fault:
        raise StoreError(f"cannot {what}: {reason(fault)}") from fault


class running:  # noqa: N801 (used as a function; a class, since every query goes through it)
    """Raise `QueryError` where a query or update is wrong, `StoreError` where the disk fails it."""

    __slots__ = ()

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and turn a fault into our error."""
        if isinstance(fault, SyntaxError):
            raise QueryError(f"this is not SPARQL 1.1: {readable(reason(fault))}") from fault
        if isinstance(fault, OSError):
            raise StoreError(f"cannot answer: {reason(fault)}") from fault
        if isinstance(fault, RuntimeError | ValueError):
            if _READ_ONLY in str(fault):
                raise StoreError(f"cannot write to the store: {reason(fault)}") from None
            raise QueryError(f"this cannot be evaluated: {reason(fault)}") from fault


@contextmanager
def reading_data() -> Iterator[None]:
    """Raise `DataError` for RDF that cannot be parsed."""
    try:
        yield
    except (SyntaxError, ValueError) as fault:
        raise DataError(f"this RDF cannot be parsed: {reason(fault)}") from fault
