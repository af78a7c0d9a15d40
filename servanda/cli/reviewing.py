"""The command by which people judge what may be one, and correct what was read wrongly."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from servanda.cli.options import OutOption, StoreOption, location
from servanda.cli.output import console, notices, writing
from servanda.errors import DataError, ReadError, UsageError
from servanda.graph.opening import open_store
from servanda.graph.records import (
    COLUMNS,
    DECIDED_COLUMNS,
    candidate_rows,
    from_table,
    iri,
    match_rows,
    record_rows,
    values,
)
from servanda.graph.records import table as csv
from servanda.graph.reviews import Correction, Decision, Record, records
from servanda.graph.store import Store
from servanda.ontology.iris import Iris
from servanda.settings import settings

_SHOWN = 20


def review(
    store: StoreOption = None,
    same: Annotated[
        tuple[str, str] | None, typer.Option("--same", help="These two are one; the first goes by the second's IRI.")
    ] = None,
    different: Annotated[tuple[str, str] | None, typer.Option("--different", help="These two are not one.")] = None,
    unsure: Annotated[tuple[str, str] | None, typer.Option("--unsure", help="It is left open.")] = None,
    tells: Annotated[
        tuple[str, str] | None, typer.Option("--tells", help="Of this WISH the sentence PASSAGE tells what became.")
    ] = None,
    tells_not: Annotated[
        tuple[str, str] | None, typer.Option("--tells-not", help="Of this WISH the sentence PASSAGE tells nothing.")
    ] = None,
    correct: Annotated[
        tuple[str, str, str] | None,
        typer.Option("--correct", help="Correct THING PROPERTY VALUES, such as a statement's `type train`."),
    ] = None,
    undo: Annotated[str | None, typer.Option("--undo", help="Take back a decision or correction, by its IRI.")] = None,
    csv_file: Annotated[Path | None, typer.Option("--csv", help="Take in a table of decisions or corrections.")] = None,
    decided: Annotated[bool, typer.Option("--decided", help="List what was decided, not what is open.")] = False,
    fulfilment: Annotated[
        bool, typer.Option("--fulfilment", help="List sentences that may tell what became of a recommendation.")
    ] = False,
    country: Annotated[str | None, typer.Option("--country", help="Candidates of one state (ISO alpha-3).")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Candidates that are listed.")] = _SHOWN,
    reason: Annotated[str, typer.Option("--reason", help="Why you decide so.")] = "",
    by: Annotated[str | None, typer.Option("--by", help="Who decides; the user of this machine if not given.")] = None,
    out: OutOption = None,
) -> None:
    """List pairs of actors or instruments that may be one, judge them, and correct what was read wrongly.

    With --fulfilment it lists the sentences that may tell what became of a recommendation or commitment, where nothing
    surer does. They are judged by --tells and --tells-not, or in the table; the statuses follow at once.

    Pairs on which most statements hang come first, with the IRIs that --same and --different take. Every decision and
    correction is a record in the store, holds for reports that are loaded later, and can be taken back with all that
    followed from it. With --out the list is a CSV table; fill in its column `judgement` (positive, negative, unsure)
    and take it in with --csv. A table of corrections has the columns target, property, values (several apart by a
    space).

    Examples:
    `servanda review --country MLI`

    `servanda review --out pairs.csv` and then `servanda review --csv pairs.csv`

    `servanda review --same actor/mli/ministry-of-law actor/mli/ministry-of-justice --reason "renamed in 2011"`

    `servanda review --fulfilment --country MLI --out sentences.csv`

    `servanda review --correct report/wfcl/mli/2019/statement/12-80-train-1a2b3c4d spurious ""`

    `servanda review --decided` and then `servanda review --undo decision/c535ed00d5b9ffe0`
    """
    iris = Iris(settings().base_iri)
    signed = (by or getpass.getuser(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    taken: list[Record] = []
    for judgement, pair in (
        ("positive", same), ("negative", different), ("unsure", unsure), ("positive", tells), ("negative", tells_not),
    ):  # fmt: skip
        if pair is not None:
            taken.append(Decision(iri(pair[0], iris), iri(pair[1], iris), judgement, *signed, reason))
    if correct is not None:
        target, name, given = correct
        taken.append(Correction(iri(target, iris), name, values(given.split(), name, iris), *signed, reason))
    if csv_file is not None:
        taken += read_table(csv_file, iris, *signed)
    if taken or undo is not None:
        return _change(location(store), taken, undo, iris)
    with open_store(location(store), read_only=True) as opened:
        asked = (opened, iris, country.upper() if country else None, limit if out is None else None)
        if decided:
            rows = record_rows(records(opened, iris), iris)
        else:
            rows = _open_matches(*asked) if fulfilment else _open_rows(*asked)
    return _list(rows, decided, out)


def read_table(path: Path, iris: Iris, by: str, at: str) -> list[Record]:
    """Return the decisions or corrections of a CSV table; rows without a judgement are passed over.

    Raises:
        ReadError: the file cannot be read.
        DataError, UsageError: it lacks a column, or a row makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise ReadError(f"{path}: cannot be read ({fault}): give a CSV file in UTF-8") from None
    try:
        return from_table(text, iris, by, at)
    except (DataError, UsageError) as fault:
        raise type(fault)(f"{path}: {fault}") from None


def _change(place: str, taken: Sequence[Record], undo: str | None, iris: Iris) -> None:
    from servanda.ingest.reviewing import decide, withdraw

    with open_store(place) as opened:
        changed = decide(opened, taken, iris) if taken else 0
        if undo is not None:
            changed += withdraw(opened, [iri(undo, iris)], iris)
    kept = f"{_counted(len(taken), 'record')} kept" if taken else "taken back"
    notices().print(f"{kept}, {_counted(changed, 'report')} changed")


def _open_rows(store: Store, iris: Iris, country: str | None, limit: int | None) -> list[dict[str, str]]:
    from servanda.graph.candidates import candidates

    return candidate_rows(candidates(store, iris, records(store, iris), country)[:limit])


def _open_matches(store: Store, iris: Iris, country: str | None, limit: int | None) -> list[dict[str, str]]:
    from servanda.graph.matches import matches

    return match_rows(matches(store, iris, records(store, iris), country)[:limit])


def _list(rows: Sequence[dict[str, str]], decided: bool, out: Path | None) -> None:
    if out is not None:
        with writing(out) as file:
            file.write(csv(rows, DECIDED_COLUMNS if decided else COLUMNS).encode("utf-8"))
        return
    if not rows:
        console().print("nothing was decided yet" if decided else "no candidates: nothing in the store is only alike")
    for row in rows:  # one below the other: names and IRIs are too long to stand side by side, or to be broken
        short = {name: value.replace(settings().base_iri, "") for name, value in row.items()}
        for line in _decided(short) if decided else _open(short):
            console().print(line, soft_wrap=True)


def _open(row: dict[str, str]) -> tuple[str, ...]:
    """Return a candidate as lines: names or sentences, why they belong together, and the IRIs that the options take."""
    if "value" not in row:
        told = f"  score {row['score']}: {row['why']}"
        return row["subject_name"], f"  {row['object_name']} ?", told, f"  {row['subject']} {row['object']}"
    return (
        f"{row['subject_name']} = {row['object_name']} ?",
        f"  {_counted(int(row['value']), 'statement')}, score {row['score']}: {row['why']}",
        f"  {row['subject']} {row['object']}",
    )


def _decided(row: dict[str, str]) -> tuple[str, ...]:
    """Return a record as lines: what was decided, who did so when and why, and the IRI that --undo takes."""
    if "judgement" in row:
        what = f"{row['judgement']}: {row['subject']} {row['object']}"
    else:
        what = f"{row['property']}: {row['target']} {row['values']}".rstrip()
    why = f": {row['reason']}" if row["reason"] else ""
    return what, f"  {row['by']}, {row['at']}{why}", f"  {row['record']}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


COMMANDS = (review,)
