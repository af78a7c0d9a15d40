from __future__ import annotations

from typing import Any

import pytest

from servanda.loaders.tables.mapping import TableMapping, read_mapping
from servanda.loaders.tables.records import Record, record
from servanda.loaders.tables.rows import Row, RowFault

MAPPING = read_mapping(
    """
kind = "recommendation"
[columns]
country = "to"
year = "session"
text = "text"
topic = "topic"
issuers = "by"
[issuers]
in_text = true
[years]
12 = 2011
[report]
title = "{country}"
series = "s"
publisher = "p"
""",
    "m.toml",
)


def made(mapping: TableMapping = MAPPING, **cells: Any) -> Record | RowFault:
    row = {"to": "Mali", "session": 12, "text": "Ratify  the\nprotocol (France);", "topic": "The_law", "by": ""} | cells
    return record(Row(3, row), mapping)


def test_a_row_is_read_in_the_terms_of_its_mapping() -> None:
    assert made() == Record("MLI", 2011, "Ratify the protocol (France);", None, "The law", ("FRA",))


@pytest.mark.parametrize(
    ("given", "text", "issuers"),
    [
        (["Slovenia", "SWE"], "Ratify it", ("SVN", "SWE")),
        ("Chile; France", "Ratify it", ("CHL", "FRA")),
        ("", "Train them (United Kingdom of Great Britain and Northern Ireland);", ("GBR",)),
        ("", "Train them (Iran (Islamic Republic of));", ("IRN",)),
        ("", "Train them (Chad, Togo).", ("TCD", "TGO")),
        ("", "Train them (police and judges)", ()),
        ("", "Train them", ()),
    ],
)
def test_who_recommends_stands_in_a_column_or_in_brackets(given: object, text: str, issuers: tuple[str, ...]) -> None:
    found = made(by=given, text=text)
    assert isinstance(found, Record) and found.issuers == issuers


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"text": " \n"}, "text is empty"),
        ({"to": "Atlantis"}, "Atlantis"),
        ({"session": 99}, "99"),
        ({"session": None}, "no year"),
        ({"text": "x" * 30_000}, "more than"),
    ],
)
def test_why_a_row_cannot_be_used_is_told(cells: dict[str, Any], reason: str) -> None:
    found = made(**cells)
    assert isinstance(found, RowFault) and found.number == 3 and reason in found.reason
