from __future__ import annotations

import pytest

from servanda.api.negotiation import GRAPHS, TABLES, choose, named, offers
from servanda.errors import UsageError

OFFERS = ("application/sparql-results+json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, OFFERS[0]),
        ("", OFFERS[0]),
        ("*/*", OFFERS[0]),
        ("*", OFFERS[0]),
        ("text/*", "text/csv"),
        ("text/csv;q=0.1, text/turtle;q=0.9", "text/turtle"),
        ("text/turtle;q=0.5, */*;q=0.4", "text/turtle"),
        ("text/*;q=0.5, text/csv;q=0", "text/turtle"),
        ("TEXT/CSV ; Q=1", "text/csv"),
        ("text/csv;q=high, text/turtle;q=0.1", "text/turtle"),
        ("text/csv;charset=utf-8", "text/csv"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("nonsense", None),
    ],
)
def test_the_most_wanted_type_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


def test_the_form_of_a_query_decides_what_is_offered() -> None:
    assert offers("SELECT") is TABLES and offers("ASK") is TABLES and offers(None) is TABLES
    assert offers("CONSTRUCT") is GRAPHS and offers("DESCRIBE") is GRAPHS


def test_short_names_stand_for_types_that_suit_the_form() -> None:
    assert named("json", TABLES) == "application/sparql-results+json"
    assert named("json", GRAPHS) == "application/ld+json"
    with pytest.raises(UsageError, match="turtle"):
        named("csv", GRAPHS)
    with pytest.raises(UsageError, match="'docx'"):
        named("docx", TABLES)
