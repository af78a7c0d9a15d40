"""The rules against samples that a reader annotated before any run of the rules on them.

`statuses.tsv`: 20 recommendations of each of ten countries, drawn at random (seed 20261126) from those with nine years
of reports and of suggested actions, with the status that the reports to 2021 give; `also` is a second status that a
careful reader would let pass. A later draw (seed 20261127) adds twelve of each of fourteen other countries, but those
that ask for nothing ("N/A"). `fulfilled.tsv`: 100 recommendations of all countries, in random order (seed 99), of
which a reader found that a later report tells of their fulfilment. The rules were tuned, and the weights of `bearing`
learned, on the `tuning` and `development` parts alone; `held` and `fresh` were measured only.

`repeats.tsv`: 60 recommendations of as many countries (seed 20261128) that the year before does not have word for word,
each with the three of that year that share most of its words, and whether they ask the same.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from rdflib import URIRef

from servanda.ingest.fulfilment.assessing import Assessed, assess
from servanda.ingest.fulfilment.gathering import Asked, Later
from servanda.ingest.fulfilment.judgement import FULFILLED, NO_EVIDENCE, PARTLY
from servanda.ingest.fulfilment.reading import read
from servanda.ingest.fulfilment.repeats import LEAST, likeness

HERE = Path(__file__).parent
SHARED = HERE.parents[3].parent / "shared"
TABLE = SHARED / "data" / "dol_suggested_actions.jsonl"
REPORTS = SHARED / "reports" / "dol-wfcl"

pytestmark = pytest.mark.skipif(not (TABLE.exists() and REPORTS.exists()), reason="the shared reports are not here")


def sample(name: str, half: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file, delimiter="\t") if row["half"] == half]


@cache
def actions() -> list[dict[str, str]]:
    return [json.loads(line) for line in TABLE.read_text(encoding="utf-8").splitlines()]


@cache
def reports(country: str) -> list[Later]:
    found = []
    for path in sorted(REPORTS.glob(f"{country.lower()}-*-wfcl.txt")):
        text = path.read_text(encoding="utf-8")
        found.append(Later(URIRef(f"urn:{path.name}"), path.name[4:8], "wfcl", text, read(text)))
    return found


def judged(row: dict[str, str]) -> Iterator[str]:
    """Yield the statuses of a sampled recommendation in their order."""
    action = actions()[int(row["row"]) - 1]
    assert (action["iso3"], action["year"]) == (row["country"], row["year"])
    asked = Asked(URIRef("urn:wish"), action["action"], URIRef("urn:table"), row["year"], "actions", True)
    yield from (r.status for r in assess(asked, reports(row["country"])) if isinstance(r, Assessed))


@pytest.mark.parametrize(
    ("half", "size", "least_strict", "least"),
    [("tuning", 100, 0.68, 0.84), ("development", 82, 0.7, 0.86), ("held", 100, 0.74, 0.82), ("fresh", 82, 0.46, 0.75)],
)
def test_statuses(half: str, size: int, least_strict: float, least: float) -> None:
    rows = [(row, list(judged(row))[-1]) for row in sample("statuses.tsv", half)]
    strict = [row["status"] == status for row, status in rows]
    lenient = [status in (row["status"], row["also"]) for row, status in rows]
    told = [right for (_, status), right in zip(rows, lenient, strict=True) if status != NO_EVIDENCE]
    assert len(rows) == size
    assert sum(strict) / len(strict) >= least_strict
    assert sum(lenient) / len(lenient) >= least
    assert sum(told) / len(told) >= 0.8  # of those that rest on a sentence


@pytest.mark.parametrize("half", ["tuning", "held"])
def test_fulfilled_recommendations_are_found(half: str) -> None:
    rows = [set(judged(row)) for row in sample("fulfilled.tsv", half)]
    assert sum(FULFILLED in statuses for statuses in rows) / len(rows) >= 0.65
    assert sum(bool(statuses & {FULFILLED, PARTLY}) for statuses in rows) / len(rows) >= 0.85


@pytest.mark.parametrize(("half", "size"), [("tuning", 90), ("held", 90)])
def test_repeats(half: str, size: int) -> None:
    pairs = [(wish(row["row"]), wish(row["earlier"]), row["same"] == "yes") for row in sample("repeats.tsv", half)]
    told = [(likeness(one, other) >= LEAST, same) for one, other, same in pairs]
    right = sum(said and same for said, same in told)
    assert len(pairs) == size
    assert right / sum(said for said, _ in told) >= 0.85
    assert right / sum(same for _, same in told) >= 0.8


def wish(row: str) -> str:
    return actions()[int(row) - 1]["action"]
