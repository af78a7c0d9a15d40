"""The rules as data."""

from __future__ import annotations

import pytest

from servanda.ingest.fulfilment.features import features
from servanda.ingest.fulfilment.rules import hints, topics


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("min(?:es?|ing)\\b(?! age)|quarr\\w+", ("min", "quarr")),
        ("domestic (?:work|labou?r)", ("domestic ",)),
        ("costs? of school|[a-z]+ fees", (" of school", " fees")),
        ("colou?r|fees?", ("colo", "fee")),
        ("drugs?|[a-z]+", ()),
    ],
)
def test_the_letters_that_a_pattern_needs(pattern: str, expected: tuple[str, ...]) -> None:
    assert hints(pattern) == expected


def test_hints_leave_no_topic_out() -> None:
    texts = [
        "Costs of uniforms and other school-related fees keep girls in rural areas out of school.",
        "Accede to the Optional Protocol on the Sale of Children, and ratify ILO C. 182.",
        "Children work in mines, quarries, and on farms; many are trafficked for sexual exploitation.",
    ]
    for text in texts:
        fitting = {f"#{name}" for name, pattern in topics().patterns.items() if pattern.search(text.lower())}
        assert fitting == {name for name in features(text) if name.startswith("#")}
