"""What is known about a report: what was given, its sidecar, its file name, and its text, in that order."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace

from servanda.errors import ReadError
from servanda.loaders.content import Content
from servanda.loaders.dates import assessment_period, is_date, iso_date
from servanda.loaders.document import Metadata, Period, Section, SectionKind
from servanda.loaders.language import language_of
from servanda.loaders.series import known_series
from servanda.loaders.states import state_in, state_of
from servanda.ontology import authority

_FIELDS = tuple(field.name for field in fields(Metadata))
_NAME = re.compile(r"([a-z]{3})-(\d{4})-([a-z][a-z0-9-]*)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HEAD = 20_000
"""Characters of a text in which its period is looked for."""


def from_sidecar(data: bytes, name: str) -> Metadata:
    """Return the metadata of a sidecar file: a JSON object with the fields of `Metadata`.

    `period` is an object with start, end and label, or two dates of ISO 8601 apart by a slash.

    Raises:
        ReadError: the file is no such object, or a value in it cannot be used.
    """
    try:
        table = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ReadError(f"{name}: broken JSON ({str(error).splitlines()[0]}): correct or remove the file") from None
    if not isinstance(table, dict):
        raise ReadError(f"{name}: must hold one JSON object with fields such as title, country and date")
    unknown = sorted(set(table) - set(_FIELDS))
    if unknown:
        raise ReadError(f"{name}: unknown field {unknown[0]!r}: the fields are {', '.join(_FIELDS)}")
    values: dict[str, str] = {}
    for field, value in table.items():
        if field == "period" or value is None:
            continue
        if not isinstance(value, str):
            raise ReadError(f"{name}: {field} is {value!r}: it must be text in quotation marks")
        values[field] = value
    return checked(Metadata(period=_period(table.get("period"), name), **values), name)


def _period(value: object, name: str) -> Period | None:
    if value is None:
        return None
    if isinstance(value, str):
        first, _, last = value.partition("/")
        return Period(first, last or first, value)
    if isinstance(value, Mapping) and set(value) <= {"start", "end", "label"}:
        start, end, label = (value.get(key) for key in ("start", "end", "label"))
        if all(part is None or isinstance(part, str) for part in (start, end, label)):
            return Period(start, end, label or f"{start or '..'}/{end or '..'}")
    raise ReadError(f'{name}: period must be "START/END" or an object with start, end and label')


def from_name(stem: str) -> Metadata:
    """Return what a file name of the form `iso3-year-series` tells; nothing for any other name."""
    match = _NAME.fullmatch(stem.lower())
    return Metadata(country=match[1].upper(), date=match[2], series=match[3]) if match else Metadata()


def checked(metadata: Metadata, where: str) -> Metadata:
    """Return metadata with its country as an upper-case code.

    Args:
        metadata: values from outside.
        where: where they come from, for messages.

    Raises:
        ReadError: a country, date or language that does not exist.
    """
    period = metadata.period or Period(None, None, "")
    dates = {"date": metadata.date, "start of period": period.start, "end of period": period.end}
    for field, value in dates.items():
        if value is not None and not is_date(value):
            raise ReadError(f"{where}: {field} {value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")
    if metadata.language is not None and not _LANGUAGE.fullmatch(metadata.language):
        raise ReadError(f"{where}: language {metadata.language!r} is no language tag: write en, fr, pt-BR …")
    if metadata.country is None:
        return metadata
    code = metadata.country.upper()
    if authority.country(code) is None:
        code = authority.country_of(metadata.country) or ""
    if not code:
        raise ReadError(
            f"{where}: unknown country code {metadata.country!r}: use ISO 3166-1 alpha-3, such as MLI for Mali"
        )
    return replace(metadata, country=code)


def merged(first: Metadata, second: Metadata) -> Metadata:
    """Return the first metadata, its gaps filled from the second."""
    gaps = {
        field: value
        for field in _FIELDS
        if getattr(first, field) is None and (value := getattr(second, field)) is not None
    }
    return replace(first, **gaps)


def completed(known: Metadata, stem: str, content: Content, sections: tuple[Section, ...]) -> Metadata:
    """Fill the gaps of what was given, from the file's name, from what its format says, from its text, from its series.

    Raises:
        ReadError: the file's name is of the form `iso3-year-series` with an unknown country code.
    """
    named = from_name(stem)
    if known.country is None:
        named = checked(named, stem)
    known = merged(known, named)
    known = merged(known, _from_text(known, content, sections))
    return merged(known, _from_series(known, stem))


def _from_text(known: Metadata, content: Content, sections: tuple[Section, ...]) -> Metadata:
    clues, text = content.clues, content.text
    running = "\n".join(text[s.start : s.end] for s in sections if s.kind is SectionKind.NARRATIVE)[:_HEAD]
    introductions = "\n".join(text[s.start : s.end] for s in sections if s.kind is SectionKind.INTRODUCTION)
    title = clues.get("title") or None
    country = None
    if known.country is None:
        country = authority.country_of(clues.get("country", "")) or state_in(title or "") or state_of(running)
    return Metadata(
        title=title,
        country=country,
        date=iso_date(clues.get("date", "")),
        publisher=clues.get("publisher"),
        author=clues.get("author"),
        period=assessment_period(f"{introductions}\n{running}", known.date or iso_date(clues.get("date", ""))),
        language=language_of(running or text),
    )


def _from_series(known: Metadata, stem: str) -> Metadata:
    """Return what follows from the series that a report belongs to; a report without title is named by its file."""
    series = known_series().get(known.series or "")
    if series is None:
        return Metadata(title=stem, author=known.publisher)
    country = authority.country(known.country) if known.country else None
    year = (known.date or "")[:4]
    title = ", ".join(part for part in (series.title, country.name if country else "", year) if part)
    # The date of publication tells nothing of the year that is covered; a bare year is that of the edition.
    covers = series.calendar_year and len(known.date or "") == len("2020")
    period = Period(f"{year}-01-01", f"{year}-12-31", f"calendar year {year}") if covers else None
    baseline = series.baseline(known.date or "")
    return Metadata(title=title, publisher=series.publisher, author=series.author, period=period, baseline=baseline)
