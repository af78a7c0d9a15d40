from __future__ import annotations

import random
from typing import Any

from servanda.api.marked import Paragraph, paragraphs
from servanda.ontology.exchange import Extraction, from_json

TEXT = "A heading\n\nThe ministry asked the UN office for help,\nand the office agreed.\n\nNothing else."


def extraction(*statements: tuple[str, str], **mentions: str) -> Extraction:
    data: dict[str, Any] = {"doc": "x", "country": "MLI", "instruments": [], "assessments": []}
    data["actors"] = [
        {
            "id": key, "name": name, "type": "Agency", "country": "MLI", "part_of": None, "aliases": [name],
            "mentions": [{"start": TEXT.index(name), "end": TEXT.index(name) + len(name)}],
        }
        for key, name in mentions.items()
    ]  # fmt: skip
    data["statements"] = [
        {
            "id": key, "quote": quote, "type": "request", "agents": [], "partners": [], "recipients": [],
            "instruments": [], "polarity": "affirmed", "modality": "actual", "attributed_to": None, "date": None,
            "quantity": None,
        }
        for key, quote in statements
    ]  # fmt: skip
    return from_json(data, TEXT)


def told(paragraph: Paragraph) -> str:
    return "".join(segment.text for run in paragraph.runs for segment in run.segments)


def test_paragraphs_hold_the_whole_text_and_headings_are_told() -> None:
    found = list(paragraphs(TEXT, extraction()))
    assert [told(p) for p in found] == TEXT.split("\n\n")
    assert [p.heading for p in found] == [True, False, False]


def test_a_name_is_a_segment_and_the_innermost_of_nested_ones_counts() -> None:
    found = list(paragraphs(TEXT, extraction(a1="the UN office", a2="UN")))[1]
    marked = [(s.text, s.entity) for run in found.runs for s in run.segments if s.entity]
    assert marked == [("the ", "a1"), ("UN", "a2"), (" office", "a1")]


def test_statements_that_overlap_share_a_run_and_each_opens_once() -> None:
    found = list(paragraphs(TEXT, extraction(("s1", "ministry asked the UN office"), ("s2", "the UN office for help"))))
    runs = [("".join(s.text for s in run.segments), run.statements, run.opens) for run in found[1].runs]
    assert runs[1:4] == [
        ("ministry asked ", ("s1",), ("s1",)),
        ("the UN office", ("s1", "s2"), ("s2",)),
        (" for help", ("s2",), ()),
    ]


def test_offsets_are_those_of_the_text() -> None:
    for paragraph in paragraphs(TEXT, extraction(("s1", "asked the UN"), a1="office")):
        for run in paragraph.runs:
            assert TEXT[run.start : run.end] == "".join(segment.text for segment in run.segments)


def test_any_marks_leave_the_words_as_they_are() -> None:
    dice = random.Random(7)
    for _ in range(50):
        edges = [sorted(dice.sample(range(len(TEXT) + 1), 2)) for _ in range(6)]
        quotes = [(f"s{i}", TEXT[a:b]) for i, (a, b) in enumerate(edges)]
        found = list(paragraphs(TEXT, extraction(*quotes)))
        assert [told(p) for p in found] == TEXT.split("\n\n")
