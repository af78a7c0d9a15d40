"""The JSON Schema of the exchange form is sound, mirrors the classes, and takes annotated reports."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from servanda.ontology import exchange
from servanda.ontology.vocab import ACTOR_TYPES, INSTRUMENT_TYPES

ROOT = Path(__file__).parents[2]
SCHEMA: dict[str, Any] = json.loads((ROOT / "ontology" / "exchange.schema.json").read_text(encoding="utf-8"))
GOLD = sorted((ROOT.parent / "shared" / "gold" / "dev").glob("*.json"))


def test_the_schema_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("actor", exchange.Actor), ("instrument", exchange.Instrument), ("statement", exchange.Statement),
        ("assessment", exchange.Assessment), ("software", exchange.Software), ("span", exchange.Span),
    ],
)  # fmt: skip
def test_the_schema_has_the_fields_of_the_classes(place: str, kind: type[Any]) -> None:
    assert set(SCHEMA["$defs"][place]["properties"]) == {field.name for field in fields(kind)}


def test_the_schema_has_the_fields_of_an_extraction_and_annotators_notes() -> None:
    assert set(SCHEMA["properties"]) == {field.name for field in fields(exchange.Extraction)} | {"notes"}


def test_types_are_those_of_the_vocabulary() -> None:
    assert SCHEMA["$defs"]["actor"]["properties"]["type"]["enum"] == list(ACTOR_TYPES)
    assert SCHEMA["$defs"]["instrument"]["properties"]["type"]["enum"] == list(INSTRUMENT_TYPES)


@pytest.mark.skipif(not GOLD, reason="no annotated reports beside the repository")
def test_annotated_reports_are_taken() -> None:
    for path in GOLD:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        extraction = exchange.from_json(json.loads(path.read_text(encoding="utf-8")), text)
        assert extraction.statements, path.name
