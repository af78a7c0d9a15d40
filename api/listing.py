"""Pages of things in the store, for `/api`: a query each, filters as its parameters, cursors in place of offsets.

A cursor names the last thing of a page. The next page begins after it, whatever was added or removed meanwhile.
"""

from __future__ import annotations

import base64
import binascii
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from servanda.api import models
from servanda.errors import UsageError
from servanda.graph.library import NamedQuery, read
from servanda.graph.store import Row
from servanda.ontology.iris import Iris

PAGE, LARGEST_PAGE = 50, 1000
"""Number of things on a page, by default and at most."""
_BETWEEN, _WITHIN = "\x1f", "\x1e"  # between the members of a list, and an IRI and its label
_HIDDEN = frozenset({"after", "page"})
_PAGES: dict[str, tuple[type[BaseModel], type[BaseModel]]] = {
    "reports": (models.Report, models.Reports),
    "passages": (models.Passage, models.Passages),
    "actors": (models.Actor, models.Actors),
    "instruments": (models.Instrument, models.Instruments),
    "statements": (models.Statement, models.Statements),
    "commitments": (models.Commitment, models.Commitments),
    "recommendations": (models.Recommendation, models.Recommendations),
    "gaps": (models.Gap, models.Gaps),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A kind of things, and how they are listed."""

    name: str
    query: NamedQuery
    item: type[BaseModel]
    page: type[BaseModel]

    def text(self, values: Mapping[str, str], cursor: str | None, limit: int, iris: Iris) -> str:
        """Return the query for a page and one thing more, which tells whether there is a next one.

        Raises:
            UsageError: a filter or the cursor makes no sense.
        """
        filters = [parameter.name for parameter in self.query.parameters if parameter.name not in _HIDDEN]
        if unknown := sorted(values.keys() - set(filters)):
            takes = ", ".join([*filters, "cursor", "limit"])
            raise UsageError(f"{self.name} has no parameter {unknown[0]!r}: it takes {takes}")
        given = {**values, "page": str(limit + 1)}
        if cursor is not None:
            given["after"] = decoded(cursor)
        return self.query.fill(given, iris)

    def made(self, rows: Sequence[Row], limit: int) -> BaseModel:
        """Return the page that the rows of the query's answer make."""
        found = [row for row in rows if "iri" in row]
        items = [self.item.model_validate(self._fields(row)) for row in found[:limit]]
        following = encoded(str(found[limit - 1]["iri"])) if len(found) > limit else None
        return self.page.model_validate({self.name: items, "next": following})

    def table(self, page: BaseModel) -> str:
        """Return a page as CSV; lists are joined by semicolons."""
        out = io.StringIO()
        writer = csv.writer(out)
        names = list(self.item.model_fields)
        writer.writerow(names)
        for item in getattr(page, self.name):
            writer.writerow([_cell(getattr(item, name)) for name in names])
        return out.getvalue()

    def _fields(self, row: Row) -> dict[str, Any]:
        return {
            name: _value(str(row[name]), self.item.model_fields[name].annotation, name)
            for name in self.item.model_fields
            if name in row and str(row[name])
        }


@cache
def listings() -> dict[str, Listing]:
    """Return all listings by name."""
    folder = files("servanda.api").joinpath("listings")
    return {
        name: Listing(name, read(name, folder.joinpath(f"{name}.rq").read_text(encoding="utf-8")), item, page)
        for name, (item, page) in _PAGES.items()
    }


def encoded(iri: str) -> str:
    """Return the cursor that names a thing."""
    return base64.urlsafe_b64encode(iri.encode()).decode().rstrip("=")


def decoded(cursor: str) -> str:
    """Return the thing that a cursor names.

    Raises:
        UsageError: the text is no cursor.
    """
    try:
        return base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("utf-8")
    except (binascii.Error, ValueError):
        raise UsageError(f"cursor is {cursor!r}: take it from the page before") from None


def _value(text: str, annotation: Any, name: str) -> object:  # noqa: ANN401 (a field's type)
    if get_origin(annotation) is list:
        members = [member for member in text.split(_BETWEEN) if member]
        return [_named(member) for member in members] if get_args(annotation) == (models.Named,) else members
    if name == "country":
        return text.rsplit("/", 1)[-1].upper()
    return text


def _named(member: str) -> models.Named:
    iri, _, label = member.partition(_WITHIN)
    return models.Named(iri=iri, label=label or None)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(_cell(member) for member in value)
    if isinstance(value, models.Named):
        return value.label or value.iri
    return "" if value is None else str(value)
