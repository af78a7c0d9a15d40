"""Judgement: the status of a wish from what later reports tell, by fixed rules.

Silence is noEvidence. A gap restated is notStarted, after a preparatory step underway. A claim alone is underway. An
official act is fulfilled, and so is a number that is met; with a gap beside it, or for a wish of degree that is not
said to be met, partly. What recurs counts by its last state. Where later reports are silent the last explicit
statement stands. A body that was abolished is abandoned. A reporter who was not told makes a wish to publish
notStarted, and one to enforce unverifiable.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from servanda.ingest.fulfilment.findings import Finding, Kind
from servanda.ingest.fulfilment.wishes import Wish

NO_EVIDENCE, NOT_STARTED, UNDERWAY, PARTLY = "noEvidence", "notStarted", "underway", "partly"
FULFILLED, ABANDONED, UNVERIFIABLE, OVERDUE = "fulfilled", "abandoned", "unverifiable", "overdue"
_FULL = 0.6
"""Share of what a wish is about that an act must be about, to fulfil it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How things stand with one wish after a report."""

    status: str = NO_EVIDENCE
    is_prepared: bool = False
    """Whether a report told of a step on the way."""
    is_acted: bool = False
    """Whether a report told of an official act for a part or all of it."""
    is_reached: bool = False
    """Whether a report told of the number that was asked for."""
    support: tuple[Finding, ...] = ()
    """What the status rests on, of the report that changed it or told it again."""


def after(wish: Wish, before: Standing, told: Sequence[Finding]) -> Standing:
    """Return how things stand after a report, from how they stood and what the report tells."""
    if not told:
        return replace(before, support=())
    by_kind = {kind: [f for f in told if kind in f.kinds] for kind in Kind}
    acts, met, reached = by_kind[Kind.DONE], by_kind[Kind.MET], by_kind[Kind.REACHED]
    is_prepared = before.is_prepared or bool(by_kind[Kind.PREPARED] or by_kind[Kind.CLAIMED])
    is_acted = before.is_acted or bool(acts or met)

    def stands(status: str, support: Iterable[Finding]) -> Standing:
        return Standing(status, is_prepared, is_acted, before.is_reached or bool(reached), tuple(support))

    if by_kind[Kind.ABANDONED]:
        return stands(ABANDONED, by_kind[Kind.ABANDONED])
    if reached or before.is_reached:
        return stands(FULFILLED, reached)
    gaps, untold = by_kind[Kind.GAP], by_kind[Kind.UNTOLD]
    if met and not (gaps and acts):
        return stands(FULFILLED, met)
    if acts:
        done = max(f.share for f in acts)
        is_full = done >= _FULL and not wish.act.broad
        if not wish.is_of_degree:
            gaps = [f for f in gaps if f.share >= done]
        if gaps or (untold and wish.act.silent == NOT_STARTED) or not is_full:
            return stands(PARTLY, [*acts, *gaps, *untold])
        return stands(FULFILLED, acts)
    if gaps or (untold and wish.act.silent == NOT_STARTED):
        if before.is_acted and not wish.act.recurring:
            return stands(PARTLY, [*gaps, *untold])
        return stands(UNDERWAY if is_prepared else NOT_STARTED, [*gaps, *by_kind[Kind.PREPARED], *untold])
    if on_the_way := [*by_kind[Kind.PREPARED], *by_kind[Kind.CLAIMED]]:
        if before.status in (FULFILLED, PARTLY):
            return stands(before.status, on_the_way)
        return stands(UNDERWAY, on_the_way)
    if untold and before.status in (NO_EVIDENCE, UNVERIFIABLE):
        return stands(UNVERIFIABLE, untold)
    return stands(before.status, ())


def together(standings: Sequence[Standing]) -> str:
    """Return the status of a recommendation from those of the wishes that it was split into."""
    told = {standing.status for standing in standings}
    if len(told) == 1:
        return told.pop()
    if told & {FULFILLED, PARTLY}:
        return PARTLY
    for status in (UNDERWAY, NOT_STARTED, UNVERIFIABLE, ABANDONED):
        if status in told:
            return status
    return NO_EVIDENCE
