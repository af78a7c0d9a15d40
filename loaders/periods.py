"""Times as reports give them, turned into stretches of days with their precision.

The exchange form writes dates as ISO 8601 with the additions of the annotation guidelines: `2009-late`, `2020/..`
(since) and `2010/2012` (from, to). The slash and the two dots are those of EDTF (ISO 8601-2:2019); the thirds of a year
are ours: early is January to April, mid is May to August, late is September to December.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from rdflib import Graph, Literal, URIRef

from servanda.loaders.document import Period as ReportPeriod
from servanda.ontology.iris import Iris, slug
from servanda.ontology.vocab import RDF, SV, XSD, concept

_THIRDS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_DATE = re.compile(r"(\d{4})(?:-(?:(early|mid|late)|(\d{2})(?:-(\d{2}))?))?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day of a time, either open (None), and how exactly the report gives it."""

    start: date | None
    end: date | None
    precision: str
    """A concept of the scheme `precision`: day, month, part-of-year, year or interval."""


def stretch(text: str) -> Stretch | None:
    """Return what a date of the exchange form means, or None where it is no such date."""
    if "/" not in text:
        return _simple(text)
    first, _, last = text.partition("/")
    start, end = _simple(first), _simple(last)
    if (start is None and first not in ("", "..")) or (end is None and last not in ("", "..")) or start is end is None:
        return None
    begin, close = start.start if start else None, end.end if end else None
    if begin and close and begin > close:
        return None
    return Stretch(begin, close, "interval")


def _simple(text: str) -> Stretch | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, third, month, day = match.groups()
    try:
        if third:
            first, last = _THIRDS[third]
            return _months(int(year), first, last, "part-of-year")
        if month is None:
            return _months(int(year), 1, 12, "year")
        if day is None:
            return _months(int(year), int(month), int(month), "month")
        exact = date(int(year), int(month), int(day))
        return Stretch(exact, exact, "day")
    except ValueError:
        return None


def _months(year: int, first: int, last: int, precision: str) -> Stretch:
    return Stretch(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)


def add_period(graph: Graph, iris: Iris, report: URIRef, edtf: str, label: str | None = None) -> URIRef:
    """Add a period to a report's graph and return its IRI; a date that cannot be read keeps its wording alone."""
    found = stretch(edtf)
    period = iris.within(report, "period", edtf.replace("/", "_").replace("..", "open") if found else slug(edtf))
    graph.add((period, RDF.type, SV.Period))
    graph.add((period, SV.label, Literal(label or edtf)))
    if found is None:
        return period
    graph.add((period, SV.edtf, Literal(edtf)))
    graph.add((period, SV.precision, concept("precision", found.precision)))
    for term, day in ((SV.start, found.start), (SV.end, found.end)):
        if day is not None:
            graph.add((period, term, Literal(day.isoformat(), datatype=XSD.date)))
    return period


def add_assessment_period(graph: Graph, iris: Iris, report: URIRef, period: ReportPeriod) -> URIRef:
    """Add a report's assessment period and return its IRI."""
    edtf = f"{period.start or '..'}/{period.end or '..'}"
    return add_period(graph, iris, report, edtf if stretch(edtf) else period.label, period.label)


def date_literal(text: str) -> Literal:
    """Return a date as a literal of its own precision: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`, else a string."""
    kinds = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}
    found = stretch(text)
    return Literal(text, datatype=kinds.get(found.precision) if found else None, normalize=False)
