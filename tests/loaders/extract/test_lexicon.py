"""The word lists are sound: every file loads, and no list contradicts the types of the guidelines."""

import re

import pytest

from servanda.loaders.extract.lexicon import heads, index, plural, table, word_sets

ACTORS = {
    "Government", "Ministry", "Agency", "Legislature", "Court", "Official", "InternationalBody", "NGO", "CivilSociety",
    "Company", "Person",
}  # fmt: skip
INSTRUMENTS = {"Treaty", "Agreement", "Law", "Bill", "ModelLaw", "Regulation", "Plan", "Procedure"}


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("ministry", "ministries"), ("office", "offices"), ("attorney", "attorneys"), ("congress", "congresses"),
        ("member of parliament", "members of parliament"),
    ],
)  # fmt: skip
def test_plural(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_index_tells_the_lengths_by_the_last_word() -> None:
    assert index(["police", "border police"]) == {"police": frozenset({1, 2})}


@pytest.mark.parametrize(("name", "types"), [("actors_heads.toml", ACTORS), ("instruments_heads.toml", INSTRUMENTS)])
def test_heads_have_known_types_and_manners(name: str, types: set[str]) -> None:
    for row in table(name)["heads"]:
        assert row["type"] in types
        assert row["small"] in {"never", "modified", "any", "bare"}
        assert all(word == word.lower() for word in row["words"])


@pytest.mark.parametrize("name", ["actors_words.toml", "instruments_words.toml", "coreference.toml"])
def test_word_lists_are_lists_of_words(name: str) -> None:
    assert all(words and all(isinstance(word, str) for word in words) for words in word_sets(name).values())


def test_patterns_of_types_are_regular_expressions() -> None:
    for row in table("actors_types.toml")["types"]:
        re.compile(row["pattern"])
        assert row["type"] in ACTORS


def test_acronyms_are_filed_by_state_and_type() -> None:
    for state, types in table("actors_acronyms.toml").items():
        assert state == "any" or re.fullmatch("[A-Z]{3}", state)
        assert types.keys() <= ACTORS


def test_heads_know_their_number() -> None:
    assert [h.is_plural for h in heads("actors_heads.toml")["inspectors"]] == [True]
    assert [h.is_plural for h in heads("actors_heads.toml")["inspector"]] == [False]
