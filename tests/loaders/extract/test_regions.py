"""Governments below the state are agencies of their own, not the state's government."""

import pytest

from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import tag
from servanda.loaders.extract.recogniser import recognise
from servanda.loaders.extract.regions import regions
from servanda.loaders.extract.words import words_of


def _names(text: str) -> list[str]:
    spans = [(0, len(text))]
    return [m.name for m in regions(words_of(tag(text, spans, load().language), spans), frozenset())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("In May the Government of Zanzibar drafted a bill.", ["Government of Zanzibar"]),
        ("The Government of the National Capital Territory agreed.", ["Government of the National Capital Territory"]),
        ("The Bihar government trained teachers.", ["Bihar government"]),
        ("The state of Bahia adopted a plan.", ["state of Bahia"]),
        ("Last year Sindh Province passed an act.", ["Sindh Province"]),
        ("Sindh Province is poor.", []),
        ("Children in Sindh Province worked in kilns.", []),
        ("The federal government agreed.", []),
        ("The Government of the Republic agreed.", []),
        ("President Evo Morales spoke. The Morales government agreed.", []),
    ],
)  # fmt: skip
def test_finds_governments_of_regions(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_a_region_is_not_the_government_and_a_country_is_no_region() -> None:
    text = "The Government of Zanzibar and the Government of Niger agreed with the Malian government."
    found = recognise(text, [(0, len(text))], "TZA", tag(text, [(0, len(text))], load().language))
    assert [(m.name, m.type, m.country) for m in found] == [
        ("Government of Zanzibar", "Agency", None),
        ("Government of Niger", "Government", "NER"),
        ("Malian government", "Government", "MLI"),
    ]
