from __future__ import annotations

from typing import Any

from servanda.evaluation.ties import ties
from servanda.ontology.exchange import Statement


def made(type: str, **more: Any) -> Statement:
    return Statement("s", "q", 0, 1, type, **more)


def test_agents_and_partners_are_partners_of_each_other() -> None:
    found = ties([made("convene", agents=("b", "a"), partners=("c",))], str)
    assert found == {("a", "b", "partner"), ("a", "c", "partner"), ("b", "c", "partner")}


def test_the_kind_of_a_tie_to_a_recipient_follows_the_activity() -> None:
    for activity, kind in (("request", "request"), ("fund", "support"), ("refer", "act")):
        assert ties([made(activity, agents=("a",), recipients=("b",))], str) == {("a", "b", kind)}


def test_only_what_was_done_ties() -> None:
    denied = made("convene", agents=("a",), partners=("b",), polarity="negated")
    planned = made("convene", agents=("a",), partners=("b",), modality="planned")
    assert ties([denied, planned], str) == set()


def test_actors_are_compared_under_the_given_names() -> None:
    assert ties([made("train", agents=("a",), recipients=("b",))], str.upper) == {("A", "B", "support")}
