"""A stretch of text cut where marked spans begin and end, so that spans which overlap can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise


class Verdict(IntEnum):
    """How a span compares with the other side; where spans overlap the highest shows."""

    NONE = 0
    RIGHT = 1
    DIFFERS = 2
    ALONE = 3
    """Only this side has it: missed, or false."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown: a statement, by its verdict, or the mention of an actor or instrument, by its label."""

    start: int
    end: int
    verdict: Verdict = Verdict.NONE
    label: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two cuts."""

    text: str
    verdict: Verdict
    label: str


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """Return the pieces of `text[start:end]`; together they are that text."""
    inside = [m for m in marks if m.start < end and m.end > start]
    cuts = sorted({start, end, *(c for m in inside for c in (m.start, m.end) if start < c < end)})
    return [_piece(text, one, other, inside) for one, other in pairwise(cuts)]


def stretches(text: str, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """Return the lines of a text that are not blank; lines that a statement spans come together."""
    inner = [(m.start, m.end) for m in marks if m.verdict and "\n" in text[m.start : m.end]]
    found: list[tuple[int, int]] = []
    start = end = 0
    for line in text.splitlines(keepends=True):
        end += len(line)
        if any(one < end < other for one, other in inner):
            continue
        if text[start:end].strip():
            found.append((start, end))
        start = end
    return found


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    over = [m for m in marks if m.start <= start and m.end >= end]
    label = min((m for m in over if m.label), key=lambda m: m.end - m.start, default=Mark(0, 0)).label
    return Piece(text[start:end], max((m.verdict for m in over), default=Verdict.NONE), label)
