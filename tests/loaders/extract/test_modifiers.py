"""What a text names only before a noun may be an actor, if nothing else speaks of it."""

import pytest

from servanda.loaders.extract.mention import Mention
from servanda.loaders.extract.model import load
from servanda.loaders.extract.modifiers import modifiers
from servanda.loaders.extract.parse import tag
from servanda.loaders.extract.words import words_of

POLICE = Mention(0, 6, "actor", "Agency", "police", "described:police", named=False)


def _names(text: str, known: tuple[Mention, ...] = ()) -> list[tuple[str, str]]:
    spans = [(0, len(text))]
    return [(m.name, m.type) for m in modifiers(words_of(tag(text, spans, load().language), spans), known)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("There were media reports of police misconduct.", [("media", "CivilSociety"), ("police", "Agency")]),
        ("They trained police officers.", []),
        ("The police acted.", []),
    ],
)
def test_finds_what_only_modifies_a_noun(text: str, names: list[tuple[str, str]]) -> None:
    assert _names(text) == names


def test_leaves_out_what_is_spoken_of_otherwise() -> None:
    assert _names("They saw police misconduct.", (POLICE,)) == []
