"""Records of reviews as people exchange them: tables of candidates, decisions and corrections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rdflib import URIRef

from servanda.errors import DataError, UsageError
from servanda.graph.reviews import ROLES, Correction, Decision, Record
from servanda.ontology.iris import Iris

if TYPE_CHECKING:
    from servanda.graph.candidates import Candidate  # its matching takes a while to load
    from servanda.graph.matches import Match

_DECISION_COLUMNS = ("subject", "object", "judgement")
_CORRECTION_COLUMNS = ("target", "property", "values")
COLUMNS = (*_DECISION_COLUMNS, "reason", "by", "at", "score", "value", "subject_name", "object_name", "why")
"""Columns of a table of candidates; a table of decisions to take in needs the first three."""
DECIDED_COLUMNS = ("record", *_DECISION_COLUMNS, *_CORRECTION_COLUMNS, "reason", "by", "at", "score")
"""Columns of a table of records; one to take in needs the columns of decisions, those of corrections, or both."""


def from_table(text: str, iris: Iris, by: str, at: str) -> list[Record]:
    """Return the decisions and corrections of a table; rows that are still open, without a judgement, are passed over.

    Args:
        text: the table as CSV with a header.
        iris: gives the base of IRIs that are written without it.
        by: who decided, where the row does not tell.
        at: when, where the row does not tell.

    Raises:
        DataError: it lacks a column, or a row does not fit the header.
        UsageError: an IRI is missing.
    """
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    try:
        rows, header = list(table), set(table.fieldnames or ())
    except csv.Error as fault:
        raise DataError(f"the table is no CSV ({fault}): save it as CSV in UTF-8") from None
    if not set(_CORRECTION_COLUMNS) <= header and (missing := [c for c in _DECISION_COLUMNS if c not in header]):
        told = f"{', '.join(_DECISION_COLUMNS)} for decisions, {', '.join(_CORRECTION_COLUMNS)} for corrections"
        raise DataError(f"the column {missing[0]} is missing: a table has {told}")
    found: list[Record] = []
    for number, row in enumerate(rows, start=2):
        if None in row:
            raise DataError(
                f"row {number} of the table has more cells than the header: put texts with commas in quotes"
            )
        record = _record({name: (value or "").strip() for name, value in row.items()}, iris, by, at, number)
        found += [record] if record is not None else []
    return found


def candidate_rows(found: Iterable[Candidate]) -> list[dict[str, str]]:
    """Return candidates as rows of `COLUMNS`; what is to be filled in is missing."""
    return [
        {
            "subject": candidate.subject.iri,
            "object": candidate.object.iri,
            "score": f"{candidate.score:.3f}",
            "value": str(candidate.value),
            "subject_name": candidate.subject.name,
            "object_name": candidate.object.name,
            "why": ", ".join(candidate.reasons),
        }
        for candidate in found
    ]


def match_rows(found: Iterable[Match]) -> list[dict[str, str]]:
    """Return wishes and sentences that may tell of them as rows of `COLUMNS`; what is to be filled in is missing."""
    return [
        {
            "subject": match.wish,
            "object": match.passage,
            "score": f"{match.score:.3f}",
            "subject_name": f"{match.asked} ({match.asked_in})",
            "object_name": f"{match.sentence} ({match.told_in})",
            "why": match.reason,
        }
        for match in found
    ]


def record_rows(found: Iterable[Record], iris: Iris) -> list[dict[str, str]]:
    """Return records as rows of `DECIDED_COLUMNS`."""
    return [_record_row(record, iris) for record in found]


def table(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> str:
    """Return rows as CSV with a header; cells that a row lacks are empty."""
    text = io.StringIO()
    made = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    made.writeheader()
    made.writerows(rows)
    return text.getvalue()


def iri(given: str, iris: Iris) -> URIRef:
    """Return an IRI that may be written without the base of all data.

    Raises:
        UsageError: it is empty, or no IRI can hold such characters.
    """
    text = given.strip()
    if not text:
        raise UsageError("an IRI is empty: name two actors or instruments, such as actor/mli/ministry-of-justice")
    if any(character.isspace() or character in '<>"{}|\\^`' for character in text):
        raise UsageError(f"{text!r} is no IRI: name something as actor/mli/ministry-of-justice")
    return URIRef(text if text.startswith(("http://", "https://")) else iris.base + text)


def values(given: Iterable[str], name: str, iris: Iris) -> tuple[str, ...]:
    """Return the values of a correction: IRIs where the property is a role."""
    return tuple(str(iri(part, iris)) if name in ROLES else part for part in given)


def _record(row: Mapping[str, str], iris: Iris, by: str, at: str, number: int) -> Record | None:
    signed = (row.get("by") or by, row.get("at") or at, row.get("reason", ""))
    if row.get("target"):
        name = row["property"]
        return Correction(iri(row["target"], iris), name, values(row["values"].split(), name, iris), *signed)
    if not row.get("judgement"):
        return None
    pair = (iri(row["subject"], iris), iri(row["object"], iris))
    try:
        score = float(row["score"]) if row.get("score") else None
    except ValueError:
        raise DataError(f"the score of row {number} is {row['score']!r}: give a number from 0 to 1, or none") from None
    return Decision(*pair, row["judgement"], *signed, score)


def _record_row(record: Record, iris: Iris) -> dict[str, str]:
    row = {"record": str(record.iri(iris)), "reason": record.reason, "by": record.by, "at": record.at}
    if isinstance(record, Correction):
        return row | {"target": str(record.target), "property": record.property, "values": " ".join(record.values)}
    score = "" if record.score is None else f"{record.score:.3f}"
    return row | {
        "subject": str(record.subject), "object": str(record.object), "judgement": record.judgement, "score": score
    }  # fmt: skip
