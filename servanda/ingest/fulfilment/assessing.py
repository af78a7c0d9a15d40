"""Assessments: the statuses of a country's wishes over its reports, and the candidates that people should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from servanda.ingest.fulfilment.decisions import Places, judgement, settled
from servanda.ingest.fulfilment.findings import PERHAPS, SURE, Finding, Kind, findings
from servanda.ingest.fulfilment.gathering import Asked, Later, is_later
from servanda.ingest.fulfilment.judgement import (
    NO_EVIDENCE,
    NOT_STARTED,
    OVERDUE,
    PARTLY,
    UNDERWAY,
    Standing,
    after,
    together,
)  # fmt: skip
from servanda.ingest.fulfilment.reading import Reading
from servanda.ingest.fulfilment.wishes import Wish, wishes


@dataclass(frozen=True, slots=True)
class Assessed:
    """The status of a wish from a report on, until a later assessment."""

    wish: URIRef
    status: str
    report: URIRef
    issued: str
    support: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may tell of a wish that nothing surer tells of."""

    wish: URIRef
    report: URIRef
    finding: Finding


def assess(asked: Asked, reports: Sequence[Later], decided: Places | None = None) -> Iterator[Assessed | Candidate]:
    """Yield the statuses of a wish, where one changes and where it was last told again, and a candidate.

    Args:
        asked: the wish.
        reports: the reports of its country in the order of their dates; only those later than its own count.
        decided: what people decided on sentences that may tell of it.
    """
    later = [report for report in reports if is_later(report.issued, asked.issued)]
    parts = wishes(asked.text) if later else ()  # of the many that no report follows, none is read
    if not parts:
        return
    before = _before(asked, reports)
    decided = decided or {}
    days = {
        told.issued: told for told in _statuses(asked, parts, later, before, decided)
    }  # the last report of a day counts
    yield from days.values()
    if list(days.values())[-1].status in (NO_EVIDENCE, NOT_STARTED):
        yield from _candidate(asked, parts, later, before, decided)


def _statuses(
    asked: Asked, parts: Sequence[Wish], later: Sequence[Later], before: Sequence[Reading], decided: Places
) -> Iterator[Assessed]:
    standings = [Standing() for _ in parts]
    status, told_again = "", None
    for report in later:
        told = (_told(asked, part, report, before, decided) for part in parts)
        standings = [after(*each) for each in zip(parts, standings, told, strict=True)]
        now = _status(standings, asked, report)
        support = tuple(dict.fromkeys(f for standing in standings for f in standing.support))
        if now != status:
            if told_again is not None:
                yield told_again
            yield Assessed(asked.iri, now, report.report, report.issued, support)
            status, told_again = now, None
        elif support:
            told_again = Assessed(asked.iri, now, report.report, report.issued, support)
    if told_again is not None:
        yield told_again


def _told(asked: Asked, part: Wish, report: Later, before: Sequence[Reading], decided: Places) -> Sequence[Finding]:
    """Return the findings of a report on a part of a wish, as people's decisions on its sentences stand."""
    since = asked.issued[:4]
    sure = findings(part, report.reading, before, since=since)
    if not any(place.startswith(f"{report.report}/") for place in decided):
        return sure
    return settled(decided, report.report, sure, findings(part, report.reading, before, PERHAPS, since))


def _before(asked: Asked, reports: Sequence[Later]) -> list[Reading]:
    """Return the latest report of each series up to a wish: what they say already is no news."""
    latest = {report.series: report.reading for report in reports if not is_later(report.issued, asked.issued)}
    return list(latest.values())


def _status(standings: Sequence[Standing], asked: Asked, report: Later) -> str:
    status = together(standings)
    if asked.due and is_later(report.issued, asked.due) and status in (NO_EVIDENCE, NOT_STARTED, UNDERWAY, PARTLY):
        return OVERDUE
    return status


def _candidate(
    asked: Asked, parts: Sequence[Wish], later: Sequence[Later], before: Sequence[Reading], decided: Places
) -> Iterator[Candidate]:
    """Yield the likest sentence that is not sure enough and would tell of an act, if there is one."""
    best: Candidate | None = None
    for report in later:
        for part in parts:
            for finding in findings(part, report.reading, before, PERHAPS, asked.issued[:4]):
                is_open = finding.score < SURE and judgement(decided, report.report, finding) is None
                tells = is_open and finding.kinds & {Kind.DONE, Kind.MET, Kind.ABANDONED}
                if tells and (best is None or finding.score > best.finding.score):
                    best = Candidate(asked.iri, report.report, finding)
    if best is not None:
        yield best
