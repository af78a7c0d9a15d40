from __future__ import annotations

import pytest

from tests.loaders.extract.telling import document, extractor


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("The ministries have not drafted, published, or implemented any plans.", "implemented", "VBN"),
        ("International human rights groups operated without government restriction in Mali.", "operated", "VBD"),
        ("The agency will train officers, maintain a shelter, and create a fund.", "maintain", "VB"),
        ("The plan was adopted in May and entered into force in June.", "entered", "VBD"),
        ("The ministry will hire inspectors and support staff.", "support", "NN"),
        ("A special anticorruption attorney investigated and prosecuted corruption cases.", "investigated", "VBD"),
    ],
)
def test_form_of_a_coordinated_verb(text: str, word: str, tag: str) -> None:
    (token,) = [token for token in extractor().parsed(document(text)).doc if token.text == word]
    assert token.tag_ == tag
