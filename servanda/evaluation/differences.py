"""Where an extraction and the annotation disagree, one line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal

from servanda.evaluation.comparison import Comparison, entry_pairs, speaker, unmatched_assessments
from servanda.evaluation.matching import entries, roles
from servanda.ontology.exchange import Actor, Assessment, Instrument, Statement


class Fault(StrEnum):
    """What is wrong with an extraction."""

    MISSED = "missed"
    FALSE = "false"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Difference:
    """One disagreement."""

    doc: str
    fault: Fault
    subject: str
    """What it is about: `actor`, `instrument`, `type`, `statement`, a role, `polarity` …, `assessment`."""
    detail: str
    start: int | None = None
    """Where in the text, if it has one place."""
    end: int | None = None

    def to_json(self) -> dict[str, str | int | None]:
        """Return it as plain JSON values."""
        return asdict(self)


def differences(comparison: Comparison) -> list[Difference]:
    """Return all disagreements: actors, instruments, statements and their parts, assessments."""
    return [
        *_entries(comparison, "actors"),
        *_entries(comparison, "instruments"),
        *_statements(comparison),
        *_assessments(comparison),
    ]


def statement_faults(comparison: Comparison, wanted: Statement, found: Statement) -> list[tuple[Fault, str, str]]:
    """Return what is wrong with a matched statement: fault, what about, and the wrong or missing value."""
    matching = comparison.matching
    names = {entry.id: entry.name for entry in entries(comparison.gold.annotation)}
    strays = {f"?{entry.id}": entry.name for entry in entries(comparison.system)}
    ours, theirs = roles(wanted), matching.gold_roles(found)
    faults = [(Fault.MISSED, role, names[entry]) for role, entry in sorted(ours - theirs)]
    faults += [(Fault.FALSE, role, (names | strays)[entry]) for role, entry in sorted(theirs - ours)]
    said = speaker(found, matching)
    pairs = {
        "polarity": (wanted.polarity, found.polarity),
        "modality": (wanted.modality, found.modality),
        "attribution": tuple((names | strays)[s] if s else "" for s in (wanted.attributed_to, said)),
        "date": (wanted.date or "", found.date or ""),
    }
    faults += [
        (Fault.WRONG, quality, f"{got or 'none'}, not {right or 'none'}")
        for quality, (right, got) in pairs.items()
        if right != got
    ]
    return faults


def _entries(comparison: Comparison, kind: Literal["actors", "instruments"]) -> Iterator[Difference]:
    annotation, system = comparison.gold.annotation, comparison.system
    pairs = entry_pairs(kind, annotation, system, comparison.matching)
    known = {wanted.id for wanted, _ in pairs}
    matched = {found.id for _, found in pairs}
    noun = kind.removesuffix("s")
    unmatched: list[tuple[Fault, Actor | Instrument]] = [
        *((Fault.MISSED, entry) for entry in getattr(annotation, kind) if entry.id not in known),
        *((Fault.FALSE, entry) for entry in getattr(system, kind) if entry.id not in matched),
    ]
    for fault, entry in unmatched:
        yield Difference(comparison.doc, fault, noun, f"{entry.type}: {entry.name}")
    for wanted, found in pairs:
        if wanted.type != found.type:
            detail = f"{found.name}: {found.type}, not {wanted.type}"
            yield Difference(comparison.doc, Fault.WRONG, f"{noun} type", detail)


def _statements(comparison: Comparison) -> Iterator[Difference]:
    pairs = comparison.matching.statements
    known, matched = {wanted.id for wanted, _ in pairs}, {found.id for _, found in pairs}
    for statement in comparison.gold.annotation.statements:
        if statement.id not in known:
            yield _at(comparison, Fault.MISSED, "statement", f"{statement.type}: {statement.quote}", statement)
    for statement in comparison.system.statements:
        if statement.id not in matched:
            yield _at(comparison, Fault.FALSE, "statement", f"{statement.type}: {statement.quote}", statement)
    for wanted, found in pairs:
        for fault, subject, value in statement_faults(comparison, wanted, found):
            yield _at(comparison, fault, subject, f"{value} ({wanted.type}: {wanted.quote})", wanted)


def _assessments(comparison: Comparison) -> Iterator[Difference]:
    missed, false = unmatched_assessments(comparison.gold, comparison.system)
    for fault, assessments, places in (
        (Fault.MISSED, comparison.gold.annotation.assessments, missed),
        (Fault.FALSE, comparison.system.assessments, false),
    ):
        for place in places:
            yield _at(comparison, fault, "assessment", assessments[place].rating, assessments[place])


def _at(comparison: Comparison, fault: Fault, subject: str, detail: str, place: Statement | Assessment) -> Difference:
    return Difference(comparison.doc, fault, subject, detail, place.start, place.end)
