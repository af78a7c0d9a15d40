"""One report's extraction against its annotation: the counts of every measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from servanda.evaluation.figures import MEANINGS, Figure
from servanda.evaluation.gold import Gold, occurrences
from servanda.evaluation.matching import Matching, match, overlap, roles, wording
from servanda.evaluation.ties import PARTNER, ties
from servanda.ontology.exchange import Actor, Extraction, Instrument, Span, Statement

_Entries = Sequence[Actor | Instrument]
_Pairs = Sequence[tuple[Statement, Statement]]

MARKS: Mapping[str, Callable[[Statement], bool]] = {
    "negated": lambda s: s.polarity == "negated",
    "planned": lambda s: s.modality != "actual",
    "attributed": lambda s: bool(s.attributed_to),
}
"""What sets a statement apart from a plain report of what was done."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An extraction beside the annotation of the same report."""

    gold: Gold
    system: Extraction
    matching: Matching
    figures: Mapping[str, Figure]
    """A count for each measure of `figures.MEANINGS`."""
    types: Mapping[str, Mapping[str, Figure]]
    """Counts by type, under `actors`, `instruments` and `statements`."""

    @property
    def doc(self) -> str:
        """Return the report's name."""
        return self.gold.document.name


def compare(gold: Gold, system: Extraction) -> Comparison:
    """Count what an extraction has right, by the rules of the annotation guidelines."""
    matching = match(gold, system)
    annotation = gold.annotation
    found = {
        **_entries("actors", annotation.actors, system.actors, matching.actors),
        "aliases": _aliases(annotation.actors, system.actors, matching),
        **_entries("instruments", annotation.instruments, system.instruments, matching.instruments),
        "statements": Figure(len(matching.statements), len(system.statements), len(annotation.statements)),
        "roles": _roles(annotation, system, matching),
        **_ties(annotation, system, matching),
        **_qualities(matching),
        **_marks(annotation, system, matching.statements),
        "assessments": _assessments(gold, system),
    }
    types = {
        "actors": _by_type(annotation.actors, system.actors, entry_pairs("actors", annotation, system, matching)),
        "instruments": _by_type(
            annotation.instruments, system.instruments, entry_pairs("instruments", annotation, system, matching)
        ),
        "statements": _by_type(annotation.statements, system.statements, matching.statements),
    }
    return Comparison(gold, system, matching, {name: found[name] for name in MEANINGS}, types)


def entry_pairs(
    kind: Literal["actors", "instruments"], annotation: Extraction, system: Extraction, matching: Matching
) -> list[tuple[Actor | Instrument, Actor | Instrument]]:
    """Return the matched actors or instruments: the annotation's, then the extraction's."""
    known: dict[str, Actor | Instrument] = {entry.id: entry for entry in getattr(annotation, kind)}
    pairs: Mapping[str, str] = getattr(matching, kind)
    return [(known[pairs[entry.id]], entry) for entry in getattr(system, kind) if entry.id in pairs]


def unmatched_assessments(gold: Gold, system: Extraction) -> tuple[list[int], list[int]]:
    """Return the places of the annotation's and the extraction's judgements whose rating the other side lacks."""
    text = gold.document.text
    wanted = [occurrences(text, a.rating) for a in gold.annotation.assessments]
    found = [occurrences(text, a.rating) for a in system.assessments]

    def lacking(ours: list[tuple[Span, ...]], theirs: list[tuple[Span, ...]]) -> list[int]:
        return [
            i
            for i, places in enumerate(ours)
            if not any(overlap(one, other) for one in places for there in theirs for other in there)
        ]

    return lacking(wanted, found), lacking(found, wanted)


def _entries(kind: str, gold: _Entries, system: _Entries, pairs: Mapping[str, str]) -> dict[str, Figure]:
    types = {entry.id: entry.type for entry in gold}
    right = sum(types[pairs[entry.id]] == entry.type for entry in system if entry.id in pairs)
    return {
        kind: Figure(right, len(system), len(gold)),
        f"{kind}_any": Figure(len(pairs), len(system), len(gold)),
    }


def _aliases(gold: Sequence[Actor], system: Sequence[Actor], matching: Matching) -> Figure:
    wanted = {(wording(alias), actor.id) for actor in gold for alias in actor.aliases}
    found = {(wording(alias), matching.gold_id("agents", actor.id)) for actor in system for alias in actor.aliases}
    return Figure(len(wanted & found), len(found), len(wanted))


def _roles(annotation: Extraction, system: Extraction, matching: Matching) -> Figure:
    """Count roles; a statement that is missed or false costs its roles."""
    right = sum(len(roles(wanted) & matching.gold_roles(found)) for wanted, found in matching.statements)
    return Figure(
        right, sum(len(roles(s)) for s in system.statements), sum(len(roles(s)) for s in annotation.statements)
    )


def _ties(annotation: Extraction, system: Extraction, matching: Matching) -> dict[str, Figure]:
    wanted = ties(annotation.statements, lambda actor: actor)
    found = ties(system.statements, lambda actor: matching.gold_id("agents", actor))
    partners = [{tie for tie in side if tie[2] == PARTNER} for side in (wanted & found, found, wanted)]
    return {
        "ties": Figure(len(wanted & found), len(found), len(wanted)),
        "partners": Figure(*map(len, partners)),
    }


def _qualities(matching: Matching) -> dict[str, Figure]:
    """Count how often matched statements agree; the date only where one side gives one."""
    pairs = matching.statements
    dated = [(wanted, found) for wanted, found in pairs if wanted.date or found.date]
    agree = {
        "polarity": sum(wanted.polarity == found.polarity for wanted, found in pairs),
        "modality": sum(wanted.modality == found.modality for wanted, found in pairs),
        "attribution": sum(wanted.attributed_to == speaker(found, matching) for wanted, found in pairs),
    }
    return {
        **{name: Figure(right, len(pairs), len(pairs)) for name, right in agree.items()},
        "date": Figure(sum((w.date or "") == (f.date or "") for w, f in dated), len(dated), len(dated)),
    }


def speaker(statement: Statement, matching: Matching) -> str | None:
    """Return, in the annotation's ids, whom one of the extraction's statements is attributed to."""
    return matching.gold_id("agents", statement.attributed_to) if statement.attributed_to else None


def _marks(annotation: Extraction, system: Extraction, pairs: _Pairs) -> dict[str, Figure]:
    return {
        name: Figure(
            sum(marked(wanted) and marked(found) for wanted, found in pairs),
            sum(map(marked, system.statements)),
            sum(map(marked, annotation.statements)),
        )
        for name, marked in MARKS.items()
    }


def _assessments(gold: Gold, system: Extraction) -> Figure:
    wanted, found = len(gold.annotation.assessments), len(system.assessments)
    missed, _ = unmatched_assessments(gold, system)
    return Figure(min(wanted - len(missed), found), found, wanted)


def _by_type(
    gold: Sequence[Actor | Instrument | Statement],
    system: Sequence[Actor | Instrument | Statement],
    pairs: Sequence[tuple[Actor | Instrument | Statement, Actor | Instrument | Statement]],
) -> dict[str, Figure]:
    counts: defaultdict[str, Figure] = defaultdict(Figure)
    for entry in gold:
        counts[entry.type] += Figure(wanted=1)
    for entry in system:
        counts[entry.type] += Figure(found=1)
    for wanted, found in pairs:
        counts[found.type] += Figure(right=wanted.type == found.type)
    return {name: counts[name] for name in sorted(counts)}
