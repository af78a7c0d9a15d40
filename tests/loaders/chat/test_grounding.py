from __future__ import annotations

import copy
from typing import Any

import pytest

from servanda.loaders.chat.grounding import CONFIDENCE, Grounded, grounded

from .conftest import ANSWER, TEXT


def changed(place: str, number: int, **changes: Any) -> dict[str, Any]:
    answer = copy.deepcopy(ANSWER)
    answer[place][number] |= changes
    return answer


def kept(answer: dict[str, Any]) -> Grounded:
    return grounded(answer, TEXT, 0, len(TEXT))


def test_what_the_text_bears_out_is_kept_in_its_own_words() -> None:
    found = kept(ANSWER)
    assert not +found.refused
    assert [actor.name for actor in found.actors][-1] == "Albania’s government"
    assert found.actors[0].part_of == "a5"
    trained = found.statements[1]
    assert trained.quote == "the ministry trained\n12 police officers"
    assert trained.quantity == "12 police officers" and trained.confidence == CONFIDENCE
    assert all(TEXT[s.start : s.end] == s.quote for s in found.statements)
    assert found.statements[2].attributed_to == "a4"
    assert found.assessments[0].rating == "no progress"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (changed("statements", 0, quote="The ministry asked for more"), "quotation that is not in the text"),
        (changed("statements", 0, quote=TEXT * 10), "quotation that is not in the text"),
        (changed("statements", 0, agents=["a9"]), "points to an unknown"),
        (changed("statements", 0, instruments=["a1"]), "points to an unknown"),
        (changed("statements", 0, attributed_to="a9"), "points to an unknown"),
        (changed("statements", 0, type="bribe"), "breaks the schema"),
        (changed("statements", 0, polarity="maybe"), "breaks the schema"),
        (changed("statements", 0, modality=None), "breaks the schema"),
        (changed("statements", 0, agents="a1"), "breaks the schema"),
        (changed("statements", 0, quote=["x"]), "breaks the schema"),
    ],
)
def test_a_statement_that_is_not_borne_out_is_refused_alone(answer: dict[str, Any], reason: str) -> None:
    found = kept(answer)
    assert [s.id for s in found.statements] == ["s2", "s3"]
    assert [count for why, count in found.refused.items() if reason in why] == [1]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (changed("actors", 2, name="Secret Police", aliases=["Secret Police"]), "actor that is not in the text"),
        (changed("actors", 2, name="the", aliases=["they"]), "actor that is not in the text"),
        (changed("actors", 2, type="Secret"), "breaks the schema"),
        (changed("actors", 2, id="a1"), "given twice"),
        (changed("actors", 2, country="Albania"), "breaks the schema"),
    ],
)
def test_a_refused_actor_takes_its_statements_with_it(answer: dict[str, Any], reason: str) -> None:
    found = kept(answer)
    assert [s.id for s in found.statements] == ["s1", "s2"]
    assert any(reason in why for why in found.refused)


def test_a_claim_never_becomes_a_fact() -> None:
    """The speaker is not in the text, so the claim is refused and not passed on without its speaker."""
    found = kept(changed("actors", 3, name="Ministers", aliases=["ministers"]))
    assert "s3" not in {s.id for s in found.statements}


def test_parts_that_are_not_borne_out_are_left_out() -> None:
    answer = changed("statements", 1, date="soon", quantity="200 officers")
    answer["actors"][0] |= {"aliases": ["The Ministry of Labor", "Labour Office"], "country": "XXX", "part_of": "a77"}
    found = kept(answer)
    assert found.actors[0].aliases == ("The Ministry of Labor",)
    assert found.actors[0].country is None and found.actors[0].part_of is None
    assert found.statements[1].date is None and found.statements[1].quantity is None
    assert found.refused["alias that is not in the text"] == 1


@pytest.mark.parametrize("loop", [("a1", "a1"), ("a2", "a1")])
def test_no_actor_is_a_part_of_itself(loop: tuple[str, str]) -> None:
    answer = copy.deepcopy(ANSWER)
    answer["actors"][0]["part_of"], answer["actors"][1]["part_of"] = loop
    parents = {actor.id: actor.part_of for actor in kept(answer).actors}
    assert not (parents["a1"] == "a2" and parents["a2"] == "a1") and parents["a1"] != "a1"


@pytest.mark.parametrize(
    "date", ["2009", "2009-11", "2009-11-05", "2009-late", "2010/2012", "2020/..", "../2012", "2009-11-05/2009-12"]
)
def test_dates_of_the_guidelines_are_kept(date: str) -> None:
    assert kept(changed("statements", 0, date=date)).statements[0].date == date


@pytest.mark.parametrize("date", ["2009-13", "09", "..", "2009/2010/2011", "2009-11-05T00:00:00Z"])
def test_other_dates_are_left_out(date: str) -> None:
    assert kept(changed("statements", 0, date=date)).statements[0].date is None


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"actors": None, "statements": "s", "instruments": {}, "assessments": 7},
        {"actors": [None, 1, [], {}], "statements": [[ANSWER]], "surprise": {"deep": [[[[]]]]}},
    ],
)
def test_an_answer_of_any_shape_is_survived(answer: dict[str, Any]) -> None:
    found = kept(answer)
    assert not found.actors and not found.statements


def test_a_quotation_given_twice_means_its_two_places() -> None:
    text = "The police met. The police met."
    answer = {
        "actors": [{"id": "a", "name": "police", "type": "Agency", "aliases": ["police"]}],
        "statements": [{"id": i, "quote": "The police met", "type": "convene", "agents": ["a"]} for i in ("x", "y")],
    }
    assert [s.start for s in grounded(answer, text, 0, len(text)).statements] == [0, 16]


def test_only_the_piece_that_was_asked_about_counts() -> None:
    assert (
        grounded(ANSWER, TEXT, TEXT.index("With UNICEF"), len(TEXT)).refused["quotation that is not in the text"] == 1
    )
