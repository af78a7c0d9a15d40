"""Ratification tables: which state is bound by which treaty, since when.

Two forms are read. A status table has a row for each state and is about one treaty, which its file name or a column
`treaty` names; its columns are `iso2` or `iso3`, `state party` and `signatory` (1 or 0), and `year ratification or
accession`. A list of findings is JSON with an object for each state and year, whose keys `…_Ratified` say Yes or No;
it does not tell since when, only that the state is bound in that year.

Each row gives a treaty action, and where it binds the state a legal obligation of its government.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef

from servanda.errors import DataError
from servanda.graph.citations.reading import citations
from servanda.graph.citations.treaties import by_id
from servanda.graph.description import Description
from servanda.loaders.external.dataset import Dataset
from servanda.ontology import authority
from servanda.ontology.authority_graph import date_literal, instrument_iri
from servanda.ontology.iris import Iris, digest
from servanda.ontology.vocab import DCTERMS, PROV, RDF, SV, concept

_YEAR = re.compile(r"\d{4}")
_FILE = re.compile(r"^(?:hr_status_|status_|ratifications?_)")
_RATIFIED = "_Ratified"
PARTY, SIGNED, SINCE = "state party", "signatory", "year ratification or accession"
"""Columns of a status table."""


def is_status_table(columns: Iterable[str]) -> bool:
    """Return whether a table's columns are those of a status table."""
    return {PARTY, SINCE} <= set(columns)


def status_table(path: Path, text: str, iris: Iris) -> Dataset:
    """Read a status table.

    Raises:
        DataError: its treaty is not known, or a row makes no sense.
    """
    graph, notices = Graph(), []
    by_file = _treaty(_FILE.sub("", path.stem.lower()))
    for number, row in enumerate(csv.DictReader(text.splitlines()), start=2):
        place = f"{path}, line {number}"
        treaty = _treaty(row["treaty"]) if row.get("treaty") else by_file
        if treaty is None:
            raise DataError(f"{place}: it is not known which treaty this is about: add a column treaty with its name")
        state = _state(row)
        if state is None:
            notices.append(f"{place}: {row.get('member') or row.get('iso2')!r} is no state that is known; left out")
            continue
        year = (row.get(SINCE) or "").strip()
        if year and not _YEAR.fullmatch(year):
            raise DataError(f"{place}: {year!r} is no year: correct the column {SINCE!r}")
        if row[PARTY].strip() == "1":
            _add(graph, state, treaty, "bound", year or None, iris)
        elif (row.get(SIGNED) or "").strip() == "1":
            _add(graph, state, treaty, "signature", None, iris)
    return Dataset(path.stem, graph, path.name, tuple(notices))


def findings(path: Path, rows: list[dict[str, Any]], iris: Iris) -> Dataset:
    """Read a list of findings; of several years that say Yes the first counts, as the year by which it was bound.

    Raises:
        DataError: a key names a treaty that is not known.
    """
    graph, notices, first = Graph(), set(), dict[tuple[str, str], str]()
    for row in rows:
        state = _state(row)
        if state is None:
            notices.add(f"{path}: {row.get('country') or row.get('iso3')!r} is no state that is known; left out")
            continue
        for treaty in _bound(row):
            place = (state, treaty)
            first[place] = min(first.get(place, "9999"), str(row.get("year", "9999")))
    for (state, treaty), year in first.items():
        action = _add(graph, state, treaty, "bound", None, iris)
        if _YEAR.fullmatch(year) and year != "9999":
            graph.add((action, DCTERMS.valid, date_literal(year)))
    return Dataset(path.stem, graph, path.name, tuple(sorted(notices)))


def is_findings(data: Any) -> bool:  # noqa: ANN401 (parsed JSON)
    """Return whether parsed JSON is a list of findings."""
    return (
        isinstance(data, list)
        and bool(data)
        and all(isinstance(row, dict) and "iso3" in row for row in data)
        and any(key.endswith(_RATIFIED) for row in data for key in row)
    )


def parse(path: Path, text: str) -> Any:  # noqa: ANN401
    """Return a JSON file's content.

    Raises:
        DataError: it is no JSON.
    """
    try:
        return json.loads(text)
    except ValueError as fault:
        raise DataError(f"{path}: this is no JSON: {fault}") from None


def _bound(row: Mapping[str, Any]) -> Iterator[str]:
    for key, value in row.items():
        if key.endswith(_RATIFIED) and str(value).strip().lower() == "yes":
            treaty = _treaty(key.removesuffix(_RATIFIED).lower())
            if treaty is None:
                raise DataError(f"{key} names no treaty that is known: name it as one of {', '.join(_names())}")
            yield treaty


def _state(row: Mapping[str, Any]) -> str | None:
    """Return the alpha-3 code of the state that a row is about."""
    for column in ("iso3", "iso2", "member", "country", "state"):
        if code := authority.state_code(str(row.get(column) or "")):
            return code
    return None


def _treaty(name: str) -> str | None:
    """Return the id of a treaty by its short name in tables, its id, or the way that reports cite it."""
    key = re.sub(r"\W+", "_", name.strip().lower()).strip("_")
    if key in _names():
        return _names()[key]
    if name.strip() in by_id():
        return name.strip()
    found = {citation.instrument for citation in citations(name) if citation.instrument}
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> dict[str, str]:
    text = files("servanda.loaders.external").joinpath("data", "treaties.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["names"])


def _add(graph: Graph, state: str, treaty: str, kind: str, year: str | None, iris: Iris) -> URIRef:
    party, instrument = iris.country(state), instrument_iri(by_id()[treaty], iris)
    action = iris("treaty-action", state.lower(), f"{treaty.lower()}-{kind}-{digest(state, treaty, kind, year or '')}")
    graph.add((action, RDF.type, SV.TreatyAction))
    graph.add((action, SV.treaty, instrument))
    graph.add((action, SV.party, party))
    graph.add((action, SV.treatyActionKind, concept("treaty-action", kind)))
    if year:
        graph.add((action, DCTERMS.date, date_literal(year)))
    if kind != "signature":
        graph.add((party, SV.partyTo, instrument))
        _oblige(graph, state, instrument, action, year, iris)
    return action


def _oblige(graph: Graph, state: str, instrument: URIRef, action: URIRef, year: str | None, iris: Iris) -> None:
    """Add the obligation that a treaty action gives rise to; a government that no report names is described, too."""
    node, known = iris.obligation(state, instrument), authority.country(state)
    name = f"Government of {known.name if known else state}"
    debtor = iris.actor(state, name)
    graph.add((node, RDF.type, SV.Commitment))
    graph.add((node, SV.strength, concept("commitment-strength", "legalObligation")))
    graph.add((node, SV.debtor, debtor))
    graph.add((node, SV.concerns, instrument))
    graph.add((node, PROV.wasDerivedFrom, action))
    if year:
        graph.add((node, DCTERMS.date, date_literal(year)))
    for triple in Description(debtor, SV.Government, name, country=iris.country(state)).triples():
        graph.add(triple)
