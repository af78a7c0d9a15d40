"""Targets of links: the external datasets that identify instruments, bodies and countries, and their IRI patterns.

A scheme has an IRI where its publisher gives the thing itself one, and a page where there is only a page about it.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from servanda.errors import DataError

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_REFUGEES = "V"
"""Chapter of the UN Treaty Collection whose treaties have a page of another name."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to identify things in one external dataset."""

    name: str
    label: str
    identifier: str
    """Regular expression that a whole identifier matches."""
    iri_pattern: str
    """Pattern of the IRI of the thing itself; empty where the dataset has none."""
    page_pattern: str
    """Pattern of the address of a page about the thing; empty where there is none."""

    def accepts(self, identifier: str) -> bool:
        """Return whether a text is an identifier of this scheme."""
        return re.fullmatch(self.identifier, identifier) is not None

    def iri(self, identifier: str) -> str | None:
        """Return the IRI of the thing itself, or None.

        Raises:
            DataError: the identifier is none of this scheme.
        """
        return self._filled(self.iri_pattern, identifier)

    def page(self, identifier: str) -> str | None:
        """Return the address of a page about the thing, or None.

        Raises:
            DataError: the identifier is none of this scheme.
        """
        return self._filled(self.page_pattern, identifier)

    def _filled(self, pattern: str, identifier: str) -> str | None:
        if not self.accepts(identifier):
            raise DataError(f"{identifier!r} is no identifier of the scheme {self.name}: expected {self.identifier}")
        if not pattern:
            return None
        values = {"id": identifier}
        if self.name == "untc":
            chapter = identifier.split("-")[0]
            values["chapter"] = str(arabic(chapter))
            if chapter == _REFUGEES:
                pattern = pattern.replace("ViewDetails.", "ViewDetailsII.")
        if self.name == "us-pl":
            values["congress"], values["number"] = identifier.split("-")
        return pattern.format(**values)


def arabic(roman: str) -> int:
    """Return the value of a Roman numeral below 90."""
    digits = [_ROMAN[letter] for letter in roman]
    following = [*digits[1:], 0]
    return sum(-one if one < after else one for one, after in zip(digits, following, strict=True))


@cache
def schemes() -> dict[str, Scheme]:
    """Return all schemes by their names."""
    text = files("servanda.ontology").joinpath("authority", "schemes.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {r["scheme"]: Scheme(r["scheme"], r["label"], r["identifier"], r["iri"], r["page"]) for r in rows}


def scheme(name: str) -> Scheme:
    """Return a scheme by its name.

    Raises:
        DataError: there is none of this name.
    """
    try:
        return schemes()[name]
    except KeyError:
        raise DataError(f"there is no link scheme {name!r}: use one of {', '.join(schemes())}") from None
