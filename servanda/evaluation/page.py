"""The error report: every report's text with the annotation and the extraction side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from servanda.evaluation.comparison import Comparison, entry_pairs
from servanda.evaluation.differences import Fault, statement_faults
from servanda.evaluation.evaluation import Evaluation
from servanda.evaluation.figures import MEANINGS
from servanda.evaluation.gold import occurrences
from servanda.evaluation.marking import Mark, Piece, Verdict, pieces, stretches
from servanda.evaluation.matching import entries
from servanda.ontology.exchange import ROLES, Actor, Assessment, Extraction, Instrument, Statement


@dataclass(frozen=True, slots=True)
class _Card:
    """One statement as one side has it."""

    id: str
    type: str
    quote: str
    facts: tuple[tuple[str, str], ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """A statement on either side, one of which may be lacking, and what is wrong with it."""

    gold: _Card | None
    system: _Card | None
    faults: tuple[tuple[Fault, str, str], ...]
    place: int

    @property
    def verdict(self) -> Verdict:
        if self.gold is None or self.system is None:
            return Verdict.ALONE
        return Verdict.DIFFERS if self.faults else Verdict.RIGHT


@dataclass(frozen=True, slots=True)
class _Row:
    """A stretch of the text on both sides, and the statements that begin in it."""

    gold: list[Piece]
    system: list[Piece]
    pairs: list[_Pair]

    @property
    def differs(self) -> bool:
        return any(pair.verdict is not Verdict.RIGHT for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An actor or instrument on either side."""

    kind: str
    gold: Actor | Instrument | None
    system: Actor | Instrument | None

    @property
    def verdict(self) -> Verdict:
        if self.gold is None or self.system is None:
            return Verdict.ALONE
        return Verdict.RIGHT if self.gold.type == self.system.type else Verdict.DIFFERS


@dataclass(frozen=True, slots=True)
class _Report:
    comparison: Comparison
    rows: list[_Row]
    entries: list[_Entry]
    assessments: tuple[tuple[Assessment, ...], tuple[Assessment, ...]]


def error_page(evaluation: Evaluation) -> str:
    """Return the error report as one HTML page that needs nothing from elsewhere."""
    return _template().render(
        evaluation=evaluation,
        reports=[_report(comparison) for comparison in evaluation.comparisons],
        meanings=MEANINGS,
        Verdict=Verdict,
    )


@cache
def _template() -> Template:
    source = files("servanda.evaluation").joinpath("report.html").read_text(encoding="utf-8")
    made = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.from_string(source)


def _report(comparison: Comparison) -> _Report:
    annotation, system = comparison.gold.annotation, comparison.system
    pairs = sorted(_pairs(comparison), key=lambda pair: pair.place)
    verdicts: tuple[dict[str, Verdict], dict[str, Verdict]] = (
        {pair.gold.id: pair.verdict for pair in pairs if pair.gold},
        {pair.system.id: pair.verdict for pair in pairs if pair.system},
    )
    text = comparison.gold.document.text
    ours, theirs = (_marks(side, text, known) for side, known in zip((annotation, system), verdicts, strict=True))
    rows = [
        _Row(
            pieces(text, start, end, ours),
            pieces(text, start, end, theirs),
            [pair for pair in pairs if start <= pair.place < end],
        )
        for start, end in stretches(text, [*ours, *theirs])
    ]
    return _Report(comparison, rows, list(_entries(comparison)), (annotation.assessments, system.assessments))


def _pairs(comparison: Comparison) -> Iterator[_Pair]:
    annotation, system = comparison.gold.annotation, comparison.system
    matched = comparison.matching.statements
    known, used = {wanted.id for wanted, _ in matched}, {found.id for _, found in matched}
    ours, theirs = _names(annotation), _names(system)
    for wanted, found in matched:
        faults = tuple(statement_faults(comparison, wanted, found))
        yield _Pair(_card(wanted, ours), _card(found, theirs, found.confidence), faults, wanted.start)
    for wanted in annotation.statements:
        if wanted.id not in known:
            yield _Pair(_card(wanted, ours), None, (), wanted.start)
    for found in system.statements:
        if found.id not in used:
            yield _Pair(None, _card(found, theirs, found.confidence), (), found.start)


def _names(side: Extraction) -> Mapping[str, str]:
    return {entry.id: entry.name for entry in entries(side)}


def _card(statement: Statement, names: Mapping[str, str], confidence: float | None = None) -> _Card:
    listed = [(role, "; ".join(names[i] for i in getattr(statement, role))) for role in ROLES]
    said = names[statement.attributed_to] if statement.attributed_to else None
    single = [
        ("polarity", statement.polarity if statement.polarity != "affirmed" else None),
        ("modality", statement.modality if statement.modality != "actual" else None),
        ("attributed to", said),
        ("date", statement.date),
        ("quantity", statement.quantity),
        ("rule", statement.rule),
    ]
    facts = tuple((name, value) for name, value in (*listed, *single) if value)
    return _Card(statement.id, statement.type, statement.quote, facts, confidence)


def _marks(side: Extraction, text: str, verdicts: Mapping[str, Verdict]) -> list[Mark]:
    marks = [Mark(s.start, s.end, verdicts[s.id]) for s in side.statements]
    for entry in entries(side):
        spans = entry.mentions or [span for alias in entry.aliases for span in occurrences(text, alias)]
        marks += [Mark(span.start, span.end, label=f"{entry.type}: {entry.name}") for span in spans]
    return marks


def _entries(comparison: Comparison) -> Iterator[_Entry]:
    annotation, system = comparison.gold.annotation, comparison.system
    for kind in ("actors", "instruments"):
        pairs = entry_pairs(kind, annotation, system, comparison.matching)
        known, used = {wanted.id for wanted, _ in pairs}, {found.id for _, found in pairs}
        yield from (_Entry(kind, wanted, found) for wanted, found in pairs)
        yield from (_Entry(kind, entry, None) for entry in getattr(annotation, kind) if entry.id not in known)
        yield from (_Entry(kind, None, entry) for entry in getattr(system, kind) if entry.id not in used)
