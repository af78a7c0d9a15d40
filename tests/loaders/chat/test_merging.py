from __future__ import annotations

from servanda.loaders.chat.grounding import grounded
from servanda.loaders.chat.merging import Merger
from servanda.ontology.exchange import Span

TEXT = "The Ministry of Health met. The ministry met the police.\nThe Ministry of Health trained the Police."


def answer(ministry: str, police: str, quote: str, kind: str) -> dict[str, object]:
    return {
        "actors": [
            {"id": "x", "name": police, "type": "Agency", "country": "MLI", "aliases": [police]},
            {"id": "y", "name": ministry, "type": "Ministry", "country": "MLI", "aliases": [ministry], "part_of": "x"},
        ],
        "statements": [{"id": "s", "quote": quote, "type": kind, "agents": ["y"], "recipients": ["x"]}],
    }


def merged() -> Merger:
    merger = Merger(TEXT)
    cut = TEXT.index("\n")
    for piece, given in (
        (Span(0, cut), answer("Ministry of Health", "police", "The ministry met the police", "convene")),
        (Span(cut, len(TEXT)), answer("Ministry of Health", "Police", "trained the Police", "train")),
    ):
        merger.add(grounded(given, TEXT, piece.start, piece.end), piece)
    return merger


def test_one_name_of_one_type_is_one_actor() -> None:
    merger = merged()
    assert [actor.name for actor in merger.actors] == ["police", "Ministry of Health"]
    assert merger.actors[0].aliases == ("police", "Police")
    assert [TEXT[m.start : m.end] for m in merger.actors[1].mentions] == ["Ministry of Health"] * 2
    assert merger.actors[1].part_of == merger.actors[0].id


def test_statements_follow_the_text_and_point_to_the_merged_actors() -> None:
    merger = merged()
    assert [(s.id, s.type) for s in merger.statements] == [("s1", "convene"), ("s2", "train")]
    assert {s.agents for s in merger.statements} == {(merger.actors[1].id,)}


def test_an_answer_given_twice_adds_nothing() -> None:
    merger = merged()
    before = merger.statements, merger.actors
    piece = Span(0, TEXT.index("\n"))
    given = answer("Ministry of Health", "police", "The ministry met the police", "convene")
    merger.add(grounded(given, TEXT, piece.start, piece.end), piece)
    assert merger.statements == before[0] and len(merger.actors) == len(before[1])


def test_no_merger_makes_an_actor_a_part_of_itself() -> None:
    merger = merged()
    turned = answer("Ministry of Health", "police", "The ministry met the police", "convene")
    turned["actors"][0]["part_of"], turned["actors"][1]["part_of"] = "y", None  # type: ignore[index]
    merger.add(grounded(turned, TEXT, 0, TEXT.index("\n")), Span(0, TEXT.index("\n")))
    assert merger.actors[0].part_of is None
