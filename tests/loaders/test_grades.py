"""What the ratings of reports grade, on the scales of their series."""

from __future__ import annotations

import pytest

from servanda.loaders import grades


@pytest.mark.parametrize(
    ("rating", "sentence", "tier"),
    [
        ("Tier 2 Watch List", "Tier rating: Tier 2 Watch List — Oz does not meet the standards.", "Tier 2 Watch List"),
        ("Tier 2 Watch list", "Oz remained on Tier 2 Watch list.", "Tier 2 Watch List"),
        ("Tier 3", "Oz was placed on Tier 3 after being on the Tier 2 Watch List for two years.", "Tier 3"),
        ("Tier 2 Watch List", "Oz was placed on Tier 3 after being on the Tier 2 Watch List for two years.", None),
        ("Tier 3", "Oz was granted a waiver from an otherwise required downgrade to Tier 3.", None),
        ("Tier 3", "It was spared an otherwise required downgrade to Tier 3, but is on Tier 3 now.", "Tier 3"),
        ("Tier 2", "Oz was downgraded from Tier 2 to Tier 2 Watch List.", None),
        ("Tier 2 Watch List", "Oz was downgraded from Tier 2 to Tier 2 Watch List.", "Tier 2 Watch List"),
        ("Tier 2", "Oz remained on Tier 2 Watch List.", None),
        ("some efforts", "Oz made some efforts.", None),
    ],
)
def test_a_tier_is_that_in_which_the_report_puts_the_country(rating: str, sentence: str, tier: str | None) -> None:
    assert grades.tier(rating, sentence) == tier


@pytest.mark.parametrize(
    ("rating", "sentence", "progress"),
    [
        ("a moderate advancement", "In 2017, Oz made a moderate advancement.", "moderate advancement"),
        ("no advancement", "Oz is receiving an assessment of no advancement.", "no advancement"),
        ("minimal progress", "The Government of Oz has made minimal progress.", "minimal progress"),
        ("some advancement", "The draft law made some advancement.", None),
        ("significant progress", "Oz did not make significant progress.", None),
        ("no progress", "Tier 3 - Oz made no progress in convicting offenders.", None),
        ("significant efforts", "Oz is making significant efforts.", None),
    ],
)
def test_progress_is_graded_as_its_series_does(rating: str, sentence: str, progress: str | None) -> None:
    assert grades.progress(rating, sentence) == progress


def test_grades_stand_in_the_order_of_their_scale() -> None:
    mixed = ["Tier 3", "Tier 1", "Tier 2 Watch List", "Tier 2"]
    assert sorted(mixed, key=grades.place) == ["Tier 1", "Tier 2", "Tier 2 Watch List", "Tier 3"]
    degrees = ["no advancement", "significant advancement", "minimal advancement", "moderate advancement"]
    assert [d.split()[0] for d in sorted(degrees, key=grades.place)] == ["significant", "moderate", "minimal", "no"]
    assert grades.place("some efforts") > grades.place("no progress")
