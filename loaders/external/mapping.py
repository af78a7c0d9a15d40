"""Tables with a declarative mapping: a TOML file says what each row is about and what its columns say of it.

    [subject]
    template = "https://example.org/law/{number}"   # or: country = "iso3", or: instrument = "title" with of = "iso3"
    type = "sv:Law"

    [[properties]]
    predicate = "skos:prefLabel"
    column = "title"

    [[properties]]
    predicate = "sv:jurisdiction"
    column = "iso3"
    as = "country"

`as` is one of literal (the default), iri, country, instrument, date, integer and decimal; `value` in the place of
`column` gives every row the same. Empty cells say nothing.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rdflib import Graph, Literal, URIRef

from servanda.errors import DataError, ReadError
from servanda.graph.citations.canonical import canonical
from servanda.graph.citations.reading import citations
from servanda.loaders.external.dataset import Dataset
from servanda.ontology import authority
from servanda.ontology.authority_graph import date_literal
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import PREFIXES, RDF, XSD

_IRI = re.compile(r"https?://[^\s<>\"{}|^`\\]+")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
Row = Mapping[str, str]


def read_mapping(path: Path) -> dict[str, Any]:
    """Read a mapping file.

    Raises:
        ReadError: it cannot be read.
        DataError: it is no TOML, or lacks what a mapping needs.
    """
    try:
        mapping = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ReadError(f"{path}: cannot be read ({fault.strerror}): check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise DataError(f"{path}: this is no TOML: {fault}") from None
    subject = mapping.get("subject")
    if not isinstance(subject, dict) or len({"template", "country", "instrument"} & set(subject)) != 1:
        raise DataError(f"{path}: [subject] needs one of template, country and instrument: add it")
    if not isinstance(mapping.get("properties"), list):
        raise DataError(f"{path}: there is no [[properties]]: say what the columns mean")
    return mapping


def mapped_table(path: Path, text: str, mapping: Mapping[str, Any], iris: Iris) -> Dataset:
    """Return what a table says, by a mapping; separators may be commas, semicolons or tabs.

    Raises:
        DataError: the mapping names a column or a form that does not exist, or a cell is not of its form.
    """
    separator = max("\t;,", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=None), delimiter=separator)
    columns = {column.strip() for column in reader.fieldnames or ()}
    _check_columns(path, mapping, columns)
    graph, notices = Graph(), []
    for row in reader:
        place = f"{path}, line {reader.line_num}"
        cells = {(key or "").strip(): (value or "").strip() for key, value in row.items() if isinstance(value, str)}
        subject = _subject(mapping["subject"], cells, iris)
        if subject is None:
            notices.append(f"{place}: it is not known what this row is about; left out")
            continue
        if kind := mapping["subject"].get("type"):
            graph.add((subject, RDF.type, _term(place, kind)))
        for item in mapping["properties"]:
            value = str(item["value"]) if "value" in item else cells.get(item["column"], "")
            if value:
                form = item.get("as", "literal")
                graph.add((subject, _term(place, item["predicate"]), _FORMS[form](place, value, cells, iris)))
    return Dataset(str(mapping.get("name") or path.stem), graph, path.name, tuple(notices))


def _check_columns(path: Path, mapping: Mapping[str, Any], columns: set[str]) -> None:
    subject = mapping["subject"]
    used = [subject[key] for key in ("country", "instrument", "of") if key in subject]
    used += re.findall(r"\{([^}]+)\}", subject.get("template", ""))
    for item in mapping["properties"]:
        if "predicate" not in item or ("column" in item) == ("value" in item):
            raise DataError(
                f"{path}: a property of the mapping needs predicate and one of column and value: correct it"
            )
        if item.get("as", "literal") not in _FORMS:
            raise DataError(f"{path}: as = {item['as']!r} is unknown: use one of {', '.join(_FORMS)}")
        used += [item["column"]] if "column" in item else []
    if missing := [column for column in used if column not in columns]:
        there = ", ".join(sorted(columns))
        raise DataError(f"{path}: the mapping names the column {missing[0]!r}, and the table has {there}")


def _subject(told: Mapping[str, Any], cells: Row, iris: Iris) -> URIRef | None:
    if "template" in told:
        text = re.sub(r"\{([^}]+)\}", lambda m: quote(cells.get(m[1], ""), safe=""), told["template"])
        return URIRef(text) if _IRI.fullmatch(text) else None
    if "country" in told:
        state = authority.state_code(cells.get(told["country"], ""))
        return iris.country(state) if state else None
    return _instrument(cells.get(told["instrument"], ""), authority.state_code(cells.get(told.get("of", ""), "")), iris)


def _term(place: str, name: str) -> URIRef:
    prefix, _, rest = name.partition(":")
    if prefix in PREFIXES:
        return URIRef(PREFIXES[prefix] + rest)
    if _IRI.fullmatch(name):
        return URIRef(name)
    raise DataError(f"{place}: {name!r} is neither an IRI nor has a known prefix: use one of {', '.join(PREFIXES)}")


def _instrument(value: str, state: str | None, iris: Iris) -> URIRef | None:
    """Return the IRI of the instrument that a cell cites, or None."""
    found = citations(value, state)
    return canonical(found[0], iris) if len(found) == 1 else None


def _iri(place: str, value: str, _: Row, __: Iris) -> URIRef:
    if not _IRI.fullmatch(value):
        raise DataError(f"{place}: {value!r} is no IRI: correct the cell or its form in the mapping")
    return URIRef(value)


def _country(place: str, value: str, _: Row, iris: Iris) -> URIRef:
    state = authority.state_code(value)
    if state is None:
        raise DataError(f"{place}: {value!r} is no country that is known: use its name or ISO 3166-1 alpha-3 code")
    return iris.country(state)


def _cited(place: str, value: str, cells: Row, iris: Iris) -> URIRef | Literal:
    return _instrument(value, None, iris) or Literal(value)


def _date(place: str, value: str, _: Row, __: Iris) -> Literal:
    if not _DATE.fullmatch(value):
        raise DataError(f"{place}: {value!r} is no date: use 2012, 2012-07 or 2012-07-12")
    return date_literal(value)


def _numeric(datatype: URIRef, pattern: str) -> Callable[[str, str, Row, Iris], Literal]:
    def term(place: str, value: str, _: Row, __: Iris) -> Literal:
        if not re.fullmatch(pattern, value):
            raise DataError(f"{place}: {value!r} is no number: correct the cell or its form in the mapping")
        return Literal(value, datatype=datatype)

    return term


_FORMS: dict[str, Callable[[str, str, Row, Iris], URIRef | Literal]] = {
    "literal": lambda _, value, __, ___: Literal(value),
    "iri": _iri,
    "country": _country,
    "instrument": _cited,
    "date": _date,
    "integer": _numeric(XSD.integer, r"[+-]?\d+"),
    "decimal": _numeric(XSD.decimal, r"[+-]?\d+(?:\.\d+)?"),
}
