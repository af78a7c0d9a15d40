"""The command by which people judge what may be one, and correct what was read wrongly."""

from __future__ import annotations

import csv
import getpass
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rdflib import URIRef

from servanda.cli.options import OutOption, StoreOption, location
from servanda.cli.output import console, notices, table, writing
from servanda.errors import DataError, ReadError, UsageError
from servanda.graph.opening import open_store
from servanda.graph.reviews import Correction, Decision, Record, records
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.settings import settings

if TYPE_CHECKING:
    from servanda.graph.candidates import Candidate

COLUMNS = (
    "subject",
    "object",
    "judgement",
    "reason",
    "by",
    "at",
    "score",
    "value",
    "subject_name",
    "object_name",
    "why",
)
"""Columns of a table of candidates and decisions; a table to take in needs the first three."""
_CORRECTION_COLUMNS = ("target", "property", "values")
_SHOWN = 20


def review(
    store: StoreOption = None,
    same: Annotated[
        tuple[str, str] | None, typer.Option("--same", help="These two are one; the first goes by the second's IRI.")
    ] = None,
    different: Annotated[tuple[str, str] | None, typer.Option("--different", help="These two are not one.")] = None,
    unsure: Annotated[tuple[str, str] | None, typer.Option("--unsure", help="It is left open.")] = None,
    correct: Annotated[
        tuple[str, str, str] | None,
        typer.Option("--correct", help="Correct THING PROPERTY VALUES, such as a statement's `type train`."),
    ] = None,
    undo: Annotated[str | None, typer.Option("--undo", help="Take back a decision or correction, by its IRI.")] = None,
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Take in a table of decisions or corrections.")] = None,
    decided: Annotated[bool, typer.Option("--decided", help="List what was decided, not what is open.")] = False,
    country: Annotated[str | None, typer.Option("--country", help="Candidates of one state (ISO alpha-3).")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Candidates that are listed.")] = _SHOWN,
    reason: Annotated[str, typer.Option("--reason", help="Why you decide so.")] = "",
    by: Annotated[str | None, typer.Option("--by", help="Who decides; the user of this machine if not given.")] = None,
    out: OutOption = None,
) -> None:
    """List pairs of actors or instruments that may be one, judge them, and correct what was read wrongly.

    Pairs on which most statements hang come first. Every decision and correction is a record in the store, holds for
    reports that are loaded later, and can be taken back with all that followed from it. With --out the list is a CSV
    table; fill in its column `judgement` (positive, negative, unsure) and take it in with --csv. A table of corrections
    has the columns target, property, values (several apart by a space).

    Examples:
    `servanda review --country MLI`

    `servanda review --out pairs.csv` and then `servanda review --csv pairs.csv`

    `servanda review --same actor/mli/ministry-of-law actor/mli/ministry-of-justice --reason "renamed in 2011"`

    `servanda review --correct report/wfcl/mli/2019/statement/12-80-train-1a2b3c4d spurious ""`
    """
    iris = Iris(settings().base_iri)
    signed = (by or getpass.getuser(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    taken: list[Record] = []
    for judgement, pair in (("positive", same), ("negative", different), ("unsure", unsure)):
        if pair is not None:
            taken.append(Decision(_iri(pair[0], iris), _iri(pair[1], iris), judgement, *signed, reason))
    if correct is not None:
        target, name, values = correct
        taken.append(Correction(_iri(target, iris), name, _values(values, name, iris), *signed, reason))
    if csv_file is not None:
        taken += read_table(csv_file, iris, *signed)
    if taken or undo is not None:
        return _change(location(store), taken, undo, iris)
    with open_store(location(store), read_only=True) as opened:
        rows = [_decided_row(record, iris) for record in records(opened, iris)] if decided else _open_rows(
            opened, iris, country, limit if out is None else None
        )  # fmt: skip
    return _list(rows, decided, out)


def read_table(path: Path, iris: Iris, by: str, at: str) -> list[Record]:
    """Return the decisions or corrections of a CSV table; rows without a judgement are passed over.

    Raises:
        ReadError: the file cannot be read.
        DataError: it lacks a column.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except (OSError, UnicodeDecodeError) as fault:
        raise ReadError(f"{path}: cannot be read ({fault}): give a CSV file in UTF-8") from None
    header = set(rows[0]) if rows else set(COLUMNS)
    if set(_CORRECTION_COLUMNS) <= header:
        return [
            Correction(
                _iri(row["target"], iris), row["property"], _values(row["values"] or "", row["property"], iris),
                row.get("by") or by, row.get("at") or at, row.get("reason") or "",
            )
            for row in rows
        ]  # fmt: skip
    if missing := [column for column in COLUMNS[:3] if column not in header]:
        raise DataError(f"{path}: the column {missing[0]} is missing: a table has {', '.join(COLUMNS[:3])}")
    return [
        Decision(
            _iri(row["subject"], iris), _iri(row["object"], iris), row["judgement"].strip(), row.get("by") or by,
            row.get("at") or at, row.get("reason") or "", float(row["score"]) if row.get("score") else None,
        )
        for row in rows
        if (row["judgement"] or "").strip()
    ]  # fmt: skip


def _change(place: str, taken: Sequence[Record], undo: str | None, iris: Iris) -> None:
    from servanda.ingest.reviewing import decide, withdraw

    with open_store(place) as opened:
        changed = decide(opened, taken, iris) if taken else 0
        if undo is not None:
            changed += withdraw(opened, [_iri(undo, iris)], iris)
    kept = f"{len(taken)} records kept" if taken else "taken back"
    notices().print(f"{kept}, {changed} reports changed")


def _open_rows(store: Store, iris: Iris, country: str | None, limit: int | None) -> list[dict[str, str]]:
    from servanda.graph.candidates import candidates

    found = candidates(store, iris, records(store, iris), country.upper() if country else None)
    return [_open_row(candidate) for candidate in found[:limit]]


def _open_row(found: Candidate) -> dict[str, str]:
    return {
        "subject": found.subject.iri,
        "object": found.object.iri,
        "score": f"{found.score:.3f}",
        "value": str(found.value),
        "subject_name": found.subject.name,
        "object_name": found.object.name,
        "why": ", ".join(found.reasons),
    }


def _decided_row(record: Record, iris: Iris) -> dict[str, str]:
    row = {"record": str(record.iri(iris)), "reason": record.reason, "by": record.by, "at": record.at}
    if isinstance(record, Correction):
        return row | {"target": str(record.target), "property": record.property, "values": " ".join(record.values)}
    score = "" if record.score is None else f"{record.score:.3f}"
    return row | {
        "subject": str(record.subject), "object": str(record.object), "judgement": record.judgement, "score": score
    }  # fmt: skip


def _list(rows: Sequence[dict[str, str]], decided: bool, out: Path | None) -> None:
    if out is not None:
        columns = (*COLUMNS, "record", *_CORRECTION_COLUMNS) if decided else COLUMNS
        with writing(out) as file:
            file.write(_csv(rows, columns).encode("utf-8"))
        return
    if not rows:
        console().print("nothing was decided yet" if decided else "no candidates: nothing in the store is only alike")
        return
    names = ("record", "judgement", "property", "values", "by", "at", "reason") if decided else (
        "value", "score", "subject_name", "object_name", "why", "subject", "object"
    )  # fmt: skip
    shown = table(*names)
    for row in rows:
        shown.add_row(*(row.get(name, "").removeprefix(settings().base_iri) for name in names))
    console().print(shown)


def _csv(rows: Iterable[dict[str, str]], columns: Sequence[str]) -> str:
    text = io.StringIO()
    made = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    made.writeheader()
    made.writerows(rows)
    return text.getvalue()


def _iri(given: str, iris: Iris) -> URIRef:
    """Return an IRI that may be written without the base of all data."""
    text = given.strip()
    if not text:
        raise UsageError("an IRI is empty: name two actors or instruments, such as actor/mli/ministry-of-justice")
    return URIRef(text if text.startswith(("http://", "https://")) else iris.base + text)


def _values(given: str, name: str, iris: Iris) -> tuple[str, ...]:
    parts = given.split()
    return tuple(parts) if name in ("type", "spurious") else tuple(str(_iri(part, iris)) for part in parts)


COMMANDS = (review,)
