from __future__ import annotations

import pytest

from servanda.errors import DataError, NotFound
from servanda.loaders.tables.mapping import bundled, mapping_for, read_mapping

GOOD = """
kind = "recommendation"
[columns]
country = "state"
year = "y"
text = "what"
[report]
title = "Advice to {country}, {year}"
series = "advice"
publisher = "The Council"
"""


def test_a_mapping_names_the_columns_and_the_reports() -> None:
    mapping = read_mapping(GOOD, "advice.toml")
    assert (mapping.name, mapping.kind, mapping.author) == ("advice", "recommendation", "The Council")
    assert mapping.fits(["state", "y", "what", "more"]) and not mapping.fits(["state", "y"])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('kind = "recommendation"', 'kind = "wish"', "kind"),
        ('text = "what"', "", "lacks text"),
        ('text = "what"', 'text = "what"\ncolour = "c"', "colour"),
        ("[report]", "[elsewhere]", "report"),
        ("{country}", "{nation}", "title"),
        ('kind = "recommendation"', "kind = ", "TOML"),
        ('year = "y"', "year = 3", "columns"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told(old: str, new: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read_mapping(GOOD.replace(old, new), "advice.toml")


def test_the_bundled_mapping_that_fits_best_is_taken() -> None:
    assert {mapping.name for mapping in bundled()} == {"dol-suggested-actions", "upr-pledges", "upr-recommendations"}
    assert mapping_for(["iso3", "year", "country", "area", "action"], "x.csv").name == "dol-suggested-actions"
    with pytest.raises(NotFound, match="dol-suggested-actions"):
        mapping_for(["a", "b"], "x.csv")
