"""Decisions: what people judged of sentences that may tell of a wish, as every derivation follows it.

A sentence that a person found to tell of a wish counts as surely as one that the rules find; one that was found not to
is passed over, also where the rules were sure. What the status is, the rules still judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from rdflib import URIRef

from servanda.graph.reviews import PASSAGE, Decision, records
from servanda.graph.store import Store
from servanda.ingest.fulfilment.findings import Finding
from servanda.ontology.iris import Iris

POSITIVE, NEGATIVE = "positive", "negative"
SETTLED = 0.6
"""Share of a wish that a sentence has which a person found to tell of it: enough for an act to fulfil it."""
Places = Mapping[str, str]
"""Judgements by the IRIs of the passages that were judged."""
Decided = Mapping[URIRef, Places]
"""Judgements by wish."""


def decisions(store: Store, iris: Iris) -> Decided:
    """Return what people decided on the sentences of a store; what was left open does not count."""
    found: dict[URIRef, dict[str, str]] = defaultdict(dict)
    for record in records(store, iris):
        if isinstance(record, Decision) and record.is_match and record.judgement in (POSITIVE, NEGATIVE):
            found[record.subject][str(record.object)] = record.judgement
    return found


def of_reports(decided: Decided, reports: Iterable[str]) -> Decided:
    """Return the decisions on sentences of some reports."""
    known = set(reports) if decided else set()
    kept = {
        wish: {place: said for place, said in places.items() if place.partition(PASSAGE)[0] in known}
        for wish, places in decided.items()
    }
    return {wish: places for wish, places in kept.items() if places}


def judgement(decided: Places, report: URIRef, finding: Finding) -> str | None:
    """Return what was decided on the sentence of a finding."""
    return decided.get(f"{report}{PASSAGE}{finding.sentence.start}-{finding.sentence.end}") if decided else None


def settled(decided: Places, report: URIRef, sure: Iterable[Finding], perhaps: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a report that count: the sure ones but those refused, and those that people accepted."""

    def said(finding: Finding) -> str | None:
        return judgement(decided, report, finding)

    accepted = [replace(f, score=1.0, share=max(f.share, SETTLED)) for f in perhaps if said(f) == POSITIVE]
    return [*(finding for finding in sure if said(finding) is None), *accepted]
