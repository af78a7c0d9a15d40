from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from servanda.errors import ExchangeError
from servanda.ontology.exchange import Span, dumps, from_json, parsed, to_json

TEXT = "The Ministry of Labor asked the ILO for help. It made some progress."
DATA: dict[str, Any] = {
    "doc": "xyz-2020-note",
    "country": "ALB",
    "actors": [
        {
            "id": "a1", "name": "Ministry of Labor", "type": "Ministry", "country": "ALB", "part_of": None,
            "aliases": ["The Ministry of Labor"],
        },
        {
            "id": "a2", "name": "ILO", "type": "InternationalBody", "country": None, "part_of": None,
            "aliases": ["the ILO"],
        },
    ],
    "instruments": [],
    "statements": [
        {
            "id": "s1", "quote": "The Ministry of Labor asked the ILO for help", "type": "request",
            "agents": ["a1"], "partners": [], "recipients": ["a2"], "instruments": [],
            "polarity": "affirmed", "modality": "actual", "attributed_to": None, "date": None, "quantity": None,
        }
    ],
    "assessments": [{"subject": "a1", "rating": "some progress", "quote": "It made some progress"}],
}  # fmt: skip


def changed(**changes: Any) -> dict[str, Any]:
    data = copy.deepcopy(DATA)
    for path, value in changes.items():
        *steps, last = path.split("__")
        place: Any = data
        for step in steps:
            place = place[int(step)] if step.isdigit() else place[step]
        place[last] = value
    return data


def test_an_annotation_without_offsets_gets_those_of_its_quotation() -> None:
    statement = from_json(DATA, TEXT).statements[0]
    assert TEXT[statement.start : statement.end] == statement.quote


def test_writing_and_reading_give_the_same_extraction() -> None:
    extraction = from_json(DATA, TEXT)
    assert from_json(json.loads(dumps(extraction)), TEXT) == extraction
    assert dumps(extraction) == dumps(from_json(to_json(extraction), TEXT))


def test_spans_are_read_as_spans() -> None:
    extraction = from_json(changed(actors__0__mentions=[{"start": 0, "end": 21}]), TEXT)
    assert extraction.actors[0].mentions == (Span(0, 21),)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"actors__0__type": "Ministery"}, "Ministery"),
        ({"actors__0__part_of": "a9"}, "a9"),
        ({"statements__0__agents": ["a7"]}, "a7"),
        ({"statements__0__instruments": ["i1"]}, "i1"),
        ({"statements__0__attributed_to": "a8"}, "a8"),
        ({"statements__0__polarity": "maybe"}, "maybe"),
        ({"statements__0__quote": "Nothing of the kind"}, "Nothing of the kind"),
        ({"statements__0__confidence": 1.5}, "confidence"),
        ({"assessments__0__subject": "a3"}, "a3"),
        ({"country": "Albania"}, "country"),
        ({"surprise": 1}, "surprise"),
        ({"actors__1__id": "a1"}, "given twice"),
    ],
)
def test_a_document_that_cannot_be_right_is_refused_with_its_reason(change: dict[str, Any], reason: str) -> None:
    with pytest.raises(ExchangeError, match=reason):
        from_json(changed(**change), TEXT)


def test_offsets_that_do_not_fit_the_quotation_are_refused() -> None:
    with pytest.raises(ExchangeError, match="the text at 1-45"):
        from_json(changed(statements__0__start=1, statements__0__end=45), TEXT)


@pytest.mark.parametrize("raw", ["{", b"\xff\xfe{}", "[]", "null", "[" * 100_000])
def test_what_is_no_json_object_is_no_exchange_document(raw: str | bytes) -> None:
    with pytest.raises(ExchangeError, match="exchange document"):
        parsed(raw)
