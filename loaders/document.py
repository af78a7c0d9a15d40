"""A report as the pipeline sees it: clean text, its sections, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class SectionKind(StrEnum):
    """What a stretch of a report's text is; only the narrative is extracted from."""

    NARRATIVE = "narrative"
    HEADING = "heading"
    INTRODUCTION = "introduction"
    DISCLAIMER = "disclaimer"
    FURNITURE = "furniture"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch `text[start:end]` of one kind, with the heading it stands under."""

    kind: SectionKind
    start: int
    end: int
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time; dates are ISO 8601 (`2009`, `2009-05`, `2009-05-01`), `label` is the wording of the report."""

    start: str | None
    end: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a report besides its text."""

    title: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-3 of the state that the report is about."""
    date: str | None = None
    """Date of publication or year of the report, ISO 8601 as precise as known."""
    series: str | None = None
    """Short name of the report series: `wfcl`, `monitorlabor`, `tipsummary`, `interim` …"""
    publisher: str | None = None
    author: str | None = None
    period: Period | None = None
    """The assessment period."""
    baseline: str | None = None
    """IRI or name of the report whose deficiencies this one revisits."""
    language: str | None = None
    """BCP 47 tag."""
    source: str | None = None
    """File name or address that the text came from."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report: `name` is its file's stem, `text` the clean text that every offset counts in (Unicode code points)."""

    name: str
    text: str
    sections: tuple[Section, ...]
    metadata: Metadata
    notes: tuple[str, ...] = ()
    """One-line warnings of the reader: text in a wrong encoding, garbled characters."""

    @property
    def sha256(self) -> str:
        """Return the hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def narrative(self) -> tuple[Section, ...]:
        """Return the sections that are extracted from, in order."""
        return tuple(s for s in self.sections if s.kind is SectionKind.NARRATIVE)
