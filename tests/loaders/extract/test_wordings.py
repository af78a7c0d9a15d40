"""Wordings of one name are equal, and those of different names are not."""

import pytest

from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.wordings import head, is_bare, is_plural, key, keys


def _mention(name: str, rule: str = "name:agency") -> Mention:
    return Mention(0, len(name), "actor", "Agency", name, rule)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ministry of Labour", "ministry of labor"),
        ("the ministry's", "ministry"),
        ("Child Agency (CA)", "child agency"),
        ("2020 Child Protection Code", "the Child Protection Code"),
        ("Plan to Combat Trafficking", "Plan against Trafficking"),
        ("domestic NGOs", "local NGOs"),
        ("human rights organizations", "human rights groups"),
    ],
)
def test_wordings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Ministry of Justice", "Ministry of Health"), ("local NGOs", "international NGOs")]
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_keys_give_acronyms_inside_and_after_a_name() -> None:
    assert "onac" in keys(_mention("Office of the Coordinator (ONAC)"))
    assert {"osh act", "occupational safety and health act"} <= set(
        keys(_mention("Occupational Safety and Health (OSH) Act"))
    )


def test_keys_turn_offices_round() -> None:
    assert "prosecutor general's office" in keys(_mention("Office of the Prosecutor General"))
    assert "interior ministry" in keys(_mention("Ministry of the Interior"))


def test_short_keys_are_left_out_on_request() -> None:
    assert list(keys(_mention("Office of the Coordinator (ONAC)"), short=False)) == ["office of the coordinator"]


def test_head_number_and_bareness() -> None:
    mention = _mention("the inspectors", "described:inspector+number")
    assert (head(mention), is_plural(mention), is_bare(mention)) == ("inspector", True, True)
    assert not is_bare(_mention("labor inspectors", "described:inspector"))
    assert not is_plural(_mention("labor inspector", "described:inspector"))
