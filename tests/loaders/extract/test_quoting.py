from __future__ import annotations

import pytest

from tests.loaders.extract.telling import told


@pytest.mark.parametrize(
    ("text", "type_", "quote"),
    [
        ("In addition, in 2009 the police arrested ten men.", "arrest", "the police arrested ten men"),
        (
            "In cooperation with UNICEF, the Ministry of Justice trained 20 judges.",
            "train",
            "In cooperation with UNICEF, the Ministry of Justice trained 20 judges",
        ),
        (
            "The police arrested and the Ministry of Justice prosecuted ten men.",
            "prosecute",
            "the Ministry of Justice prosecuted ten men",
        ),
        ("The police arrested and prosecuted ten men.", "arrest", "The police arrested and prosecuted ten men"),
    ],
)
def test_the_shortest_stretch_with_those_who_take_part(text: str, type_: str, quote: str) -> None:
    statement = next(s for s in told(text) if s.type == type_)
    assert statement.quote == quote


def test_the_date_before_the_subject_counts_though_it_is_not_quoted() -> None:
    (statement,) = told("In March 2009, the police arrested ten men.")
    assert (statement.quote, statement.date) == ("the police arrested ten men", "2009-03")
