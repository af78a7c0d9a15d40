"""What becomes of each report that is to be loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Loaded:
    """The report is in the store now, in the place of its earlier version if there was one."""

    path: Path
    report: str
    """IRI of the report."""
    statements: int
    """How many statements it makes."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The store holds what the report would give."""

    path: Path
    report: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """The report's graph violates shapes, so it was not stored; an earlier version stays as it was."""

    path: Path
    report: str
    reasons: tuple[str, ...]
    """What is wrong, a line for each violation."""

    @property
    def reason(self) -> str:
        """Return the first reason, and how many more there are."""
        more = len(self.reasons) - 1
        return self.reasons[0] + (f" (and {more} more)" if more else "")


@dataclass(frozen=True, slots=True)
class Failed:
    """The report could not be read."""

    path: Path
    reason: str


Event = Loaded | Unchanged | Quarantined | Failed
