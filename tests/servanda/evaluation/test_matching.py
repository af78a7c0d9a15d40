from __future__ import annotations

import copy

import pytest

from servanda.evaluation.gold import Gold, read_gold
from servanda.evaluation.matching import match, overlap, wording
from servanda.ontology.exchange import Span, from_json

from .conftest import GOLD, TEXT, Write, actor, statement


@pytest.mark.parametrize(
    ("expression", "plain"),
    [
        ("The  Ministry\nof Labor’s", "ministry of labor"),
        ("the", "the"),
        ("(ILO),", "ilo"),
        ("Their offices", "offices"),
        ("a the b", "the b"),
        ("", ""),
    ],
)
def test_only_what_counts_of_a_wording_is_kept(expression: str, plain: str) -> None:
    assert wording(expression) == plain


def test_overlap_is_a_share_of_the_shorter_stretch() -> None:
    assert overlap(Span(0, 10), Span(5, 25)) == 0.5
    assert overlap(Span(0, 10), Span(2, 4)) == 1.0
    assert overlap(Span(0, 10), Span(10, 20)) == 0.0


@pytest.fixture
def gold(write: Write) -> Gold:
    return read_gold(write())[0][0]


def test_each_actor_is_matched_once_with_the_one_that_shares_most(gold: Gold) -> None:
    data = copy.deepcopy(GOLD)
    data["actors"] = [actor("x", "ministry", "Agency"), actor("y", "Ministry of Labor", "Agency", "the ministry")]
    data["statements"], data["assessments"] = [], []
    assert match(gold, from_json(data, TEXT)).actors == {"y": "a1"}


def test_of_two_statements_in_one_place_the_one_with_the_right_roles_is_matched(gold: Gold) -> None:
    data = copy.deepcopy(GOLD)
    quote = "With UNICEF, the ministry trained the police"
    data["statements"] = [
        statement("p", "train", quote, agents=["a3"]),
        statement("q", "train", "the ministry trained the police", agents=["a1"], recipients=["a4"]),
        statement("r", "train", "made some progress", agents=["a1"]),
    ]
    matching = match(gold, from_json(data, TEXT))
    assert [(wanted.id, found.id) for wanted, found in matching.statements] == [("s2", "q")]
