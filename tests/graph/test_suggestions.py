from __future__ import annotations

import pytest

from servanda.graph.matching.entries import Entry
from servanda.graph.suggestions import Suggestions

KNOWN = Suggestions(
    [
        Entry("urn:1", "actor", "Ministry", "Ministry of Justice", country="MLI"),
        Entry("urn:2", "actor", "Ministry", "Ministry of Justice and Human Rights", country="NER"),
        Entry("urn:3", "actor", "InternationalBody", "International Labour Organization", aliases=("ILO", "OIT")),
        Entry("urn:4", "instrument", "Law", "Justice Act", country="MLI"),
        Entry("urn:5", "actor", "NGO", "Élan vital"),
        Entry("urn:6", "actor", "Ministry", "Ministry of the Interior", country="MLI"),
    ],
    {"urn:6": 9},
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ministry of justice", ["urn:1", "urn:2"]),
        ("min", ["urn:6", "urn:1", "urn:2"]),
        ("JUST min", ["urn:1", "urn:2"]),
        ("ilo", ["urn:3"]),
        ("elan", ["urn:5"]),
        ("ustice", []),
        ("justice", ["urn:4", "urn:1", "urn:2"]),
        (" -- ", []),
    ],
)
def test_words_begin_the_words_of_a_name(typed: str, found: list[str]) -> None:
    assert [one.entry.iri for one in KNOWN.suggest(typed)] == found


def test_narrowed_to_a_family_or_country() -> None:
    assert [one.entry.iri for one in KNOWN.suggest("justice", family="instrument")] == ["urn:4"]
    assert [one.entry.iri for one in KNOWN.suggest("justice", country="NER")] == ["urn:2"]
    assert len(KNOWN.suggest("m", most=1)) == 1


def test_the_name_that_fits_is_given() -> None:
    assert [one.name for one in KNOWN.suggest("oi")] == ["OIT"]
