from __future__ import annotations

import pytest

from servanda.loaders.tables.wishes import action_type, instruments


@pytest.mark.parametrize(
    ("wish", "kind"),
    [
        ("Ratify ILO C. 182", "ratify"),
        ("Consider ratifying the Convention against Torture", "ratify"),
        ("Provide training for labor inspectors on child labor laws", "train"),
        ("Publish data on the number of inspections", "report"),
        ("Continue to investigate allegations of torture", "investigate"),
        ("Establish a referral mechanism between police and shelters", "establish"),
        ("Adopt a national action plan", "enact"),
        ("Hope for the best", "other"),
        ("", "other"),
    ],
)
def test_a_wish_asks_for_what_its_first_telling_verb_says(wish: str, kind: str) -> None:
    assert action_type(wish) == kind


def test_well_known_instruments_are_found_by_names_that_mean_one_of_them() -> None:
    text = "Ratify the Convention on the Rights of the Child and the OP-CAT, and implement the convention."
    found = [(text[span.start : span.end], entry.type) for span, entry in instruments(text)]
    assert ("Convention on the Rights of the Child", "Treaty") in found
    assert ("OP-CAT", "Treaty") in found
    assert all(name != "convention" for name, _ in found)


def test_the_case_of_an_acronym_counts() -> None:
    assert not list(instruments("He was crc to them."))
