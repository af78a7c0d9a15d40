"""Statements and the classes of their activities."""

from __future__ import annotations

import pytest
from rdflib import Graph

from servanda.loaders.map import map_report
from servanda.loaders.statements import activity_class
from servanda.ontology.vocab import RDF, SV

from .documents import IRIS, actor, document, extraction, said


@pytest.mark.parametrize(
    ("modality", "polarity", "by_author", "expected"),
    [
        ("actual", "affirmed", True, SV.Occurrence),
        ("actual", "negated", True, SV.NonOccurrence),
        ("actual", "affirmed", False, SV.ClaimedActivity),
        ("actual", "negated", False, SV.ClaimedNonOccurrence),
        *(
            ("planned", polarity, who, SV.PlannedActivity)
            for polarity in ("affirmed", "negated")
            for who in (True, False)
        ),
        *(("recommended", "affirmed", who, SV.RecommendedActivity) for who in (True, False)),
    ],
)
def test_the_class_follows_modality_then_speaker_then_polarity(
    modality: str, polarity: str, by_author: bool, expected: object
) -> None:
    assert activity_class(modality, polarity, by_author) == expected


def graph_of(*statements: dict[str, object]) -> Graph:
    read = document("NGOs and the State Department said that the ministry trained police and the army in May.")
    actors = [
        actor("a1", "Ministry of Justice", "Ministry"),
        actor("a2", "police", "Agency"),
        actor("a3", "the army", "Agency"),
        actor("a4", "NGOs", "NGO"),
        actor("a5", "U.S. Department of State", "Ministry", country="USA"),
    ]
    return map_report(read, extraction(read, actors=actors, statements=list(statements)), IRIS)


TOLD = "the ministry trained police and the army"


def test_what_is_said_twice_is_one_statement_and_what_differs_is_two() -> None:
    same = [said(f"s{n}", TOLD, "train", ["a1"], recipients=["a2", "a3"]) for n in (1, 2)]
    assert len(set(graph_of(*same).subjects(RDF.type, SV.Statement))) == 1
    for other in ({"recipients": ["a2"]}, {"date": "2010-05"}, {"polarity": "negated"}, {"attributed_to": "a4"}):
        graph = graph_of(same[0], same[1] | other)
        assert len(set(graph.subjects(RDF.type, SV.Statement))) == 2, other


def test_what_the_author_is_made_to_say_is_the_authors_statement() -> None:
    for speaker, expected in (("a4", SV.ClaimedActivity), ("a5", SV.Occurrence)):
        graph = graph_of(said("s1", TOLD, "train", ["a1"], attributed_to=speaker))
        assert list(graph.subjects(RDF.type, expected))
