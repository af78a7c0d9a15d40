"""Stable, readable IRIs of data: the same thing gets the same IRI in every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rdflib import URIRef

_APOSTROPHES = str.maketrans({"'": None, "’": None, "ʼ": None, "`": None})
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ı": "i"}
)
_LONGEST_SLUG = 80


def slug(text: str) -> str:
    """Return text as lower-case words joined by hyphens: accents and a leading article dropped, other scripts kept.

    Long text is cut at 80 characters and closed with a digest, so that different text never shares a slug by its cut.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    words = re.findall(r"\w+", plain.replace("_", " "))
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    joined = "-".join(words) or "x" + digest(text)
    return joined if len(joined) <= _LONGEST_SLUG else f"{joined[:_LONGEST_SLUG].rstrip('-')}-{digest(joined)}"


def digest(*parts: str) -> str:
    """Return eight hexadecimal digits that stand for the parts in their order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of data below one base."""

    base: str = "https://w3id.org/servanda/id/"

    def __call__(self, *path: str) -> URIRef:
        """Return the IRI of a path below the base."""
        return URIRef(self.base + "/".join(path))

    def report(self, name: str, series: str | None, country: str | None, date: str | None) -> URIRef:
        """Return a report's IRI: by series, country and date where all are known, else by its document name."""
        if series and country and date:
            return self("report", slug(series), country.lower(), date)
        return self("report", "document", slug(name))

    def within(self, report: URIRef, *path: str) -> URIRef:
        """Return the IRI of something that exists only in one report."""
        return URIRef("/".join((str(report), *path)))

    def passage(self, report: URIRef, start: int, end: int) -> URIRef:
        """Return a passage's IRI, by its offsets."""
        return self.within(report, "passage", f"{start}-{end}")

    def statement(self, report: URIRef, start: int, end: int, kind: str, content: Sequence[str]) -> URIRef:
        """Return a statement's IRI, by its passage, activity type and a digest of its role content."""
        return self.within(report, "statement", f"{start}-{end}-{kind}-{digest(*content)}")

    def graph(self, *path: str) -> URIRef:
        """Return the IRI of a named graph: `registry`, `authority`, `reviews`, `ties`, `ontology`, `shapes`."""
        return self("graph", *path)

    def report_graph(self, report: URIRef) -> URIRef:
        """Return the IRI of a report's own graph."""
        return self("graph", str(report).removeprefix(self.base))

    def country(self, iso3: str) -> URIRef:
        """Return a country's IRI."""
        return self("country", iso3.lower())

    def actor(self, country: str | None, name: str, qualifier: str = "") -> URIRef:
        """Return a named actor's IRI, by country (`int` for none) and normalised name.

        `qualifier` keeps apart bodies of different type that share a name.
        """
        return self("actor", (country or "int").lower(), slug(name) + (f"-{qualifier}" if qualifier else ""))

    def instrument(self, jurisdiction: str | None, name: str) -> URIRef:
        """Return a named instrument's IRI, by jurisdiction (`int` for none) and normalised name or number."""
        return self("instrument", (jurisdiction or "int").lower(), slug(name))

    def obligation(self, country: str, instrument: URIRef) -> URIRef:
        """Return the IRI of what a state is bound to by an instrument, whoever tells of it."""
        return self("commitment", country.lower(), str(instrument).rpartition("/")[2])

    def tie(self, source: URIRef, kind: str, target: URIRef) -> URIRef:
        """Return the IRI of a tie between two actors."""
        return self("tie", kind, digest(str(source), str(target)) + digest(str(target), kind, str(source)))

    def link(self, subject: URIRef, scheme: str, identifier: str) -> URIRef:
        """Return the IRI of the record of a link to an external dataset."""
        return self("link", scheme, digest(str(subject), identifier) + digest(identifier, str(subject)))
