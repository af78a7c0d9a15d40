from __future__ import annotations

from jsonschema import Draft202012Validator

from servanda.loaders.chat.question import LISTS, answer_schema, exchange_schema, instructions
from servanda.ontology.exchange import from_json

from .conftest import ANSWER, TEXT


def test_the_schema_is_one_that_strict_endpoints_take() -> None:
    Draft202012Validator.check_schema(answer_schema())
    for part in (answer_schema(), *(answer_schema()["properties"][name]["items"] for name in LISTS)):
        assert part["additionalProperties"] is False and part["required"] == list(part["properties"])


def test_an_answer_of_that_form_is_an_exchange_document() -> None:
    assert Draft202012Validator(answer_schema()).is_valid(ANSWER)
    plain = TEXT.replace("’", "'").replace("\n12", " 12")
    from_json({"doc": "x", **ANSWER}, plain)


def test_the_instructions_name_every_type_and_value() -> None:
    told = instructions()
    definitions = exchange_schema()["$defs"]
    for kind, names in (("actor", ["type"]), ("instrument", ["type"]), ("statement", ["type", "polarity", "modality"])):
        for name in names:
            assert [value for value in definitions[kind]["properties"][name]["enum"] if value not in told] == []
