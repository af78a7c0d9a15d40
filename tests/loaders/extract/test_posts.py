"""People of a body are actors where the body is named."""

import pytest

from servanda.loaders.extract.model import load
from servanda.loaders.extract.parse import tag
from servanda.loaders.extract.recogniser import recognise


def _officials(text: str) -> set[str]:
    spans = [(0, len(text))]
    mentions = recognise(text, spans, "MLI", tag(text, spans, load().language))
    return {text[m.start : m.end] for m in mentions if m.type == "Official"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It trained members of the National Assembly.", "members of the National Assembly"),
        ("They met the deputy head of the Labor Inspectorate.", "the deputy head of the Labor Inspectorate"),
        ("It trained staff from the Ministry of Health.", "staff from the Ministry of Health"),
        ("It trained Ministry of Health staff.", "Ministry of Health staff"),
    ],
)
def test_members_and_staff_take_the_name_of_their_body(text: str, words: str) -> None:
    assert words in _officials(text)


def test_members_of_what_is_no_body_are_none() -> None:
    assert _officials("It helped members of poor families.") == set()
