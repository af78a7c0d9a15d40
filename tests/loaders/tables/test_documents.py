from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.loaders.tables.documents import Table, read_table
from servanda.ontology.exchange import check, from_json, to_json

SHARED = Path(__file__).parents[4] / "shared" / "data"
ROWS = [
    {"iso3": "MLI", "year": "2012", "country": "Mali", "area": "Legal_Framework", "action": "Ratify ILO C. 189."},
    {"iso3": "MLI", "year": "2012", "country": "Mali", "area": "Enforcement", "action": "Train labor inspectors."},
    {"iso3": "MLI", "year": "2012", "country": "Mali", "area": "Legal_Framework", "action": "Adopt a decree."},
    {"iso3": "MLI", "year": "2012", "country": "Mali", "area": "Enforcement", "action": "Train labor inspectors."},
    {"iso3": "TGO", "year": "2013", "country": "Togo", "area": "Enforcement", "action": "Publish data."},
    {"iso3": "???", "year": "2013", "country": "?", "area": "Enforcement", "action": "Publish data."},
]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    path = tmp_path / "actions.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return read_table(path)


def test_there_is_a_document_for_each_country_and_year(table: Table) -> None:
    assert [made.document.name for made in table.documents] == ["mli-2012-wfcl-actions", "tgo-2013-wfcl-actions"]
    assert table.documents[0].document.text == (
        "Legal Framework\n\nRatify ILO C. 189.\n\nAdopt a decree.\n\nEnforcement\n\nTrain labor inspectors."
    )
    assert table.used == 4


def test_rows_left_out_are_told_by_number(table: Table) -> None:
    assert [(fault.number, fault.reason.split(":")[0]) for fault in table.faults] == [
        (4, "repeats row 2"),
        (6, "iso3 is no state"),
    ]


def test_every_row_is_a_recommended_statement_whose_words_stand_in_the_text(table: Table) -> None:
    for made in table.documents:
        check(made.extraction(), made.document.text)
        assert from_json(to_json(made.extraction()), made.document.text) == made.extraction()
    said = {statement.quote: statement for statement in table.documents[0].extraction().statements}
    assert {quote: statement.type for quote, statement in said.items()} == {
        "Ratify ILO C. 189.": "ratify",
        "Adopt a decree.": "enact",
        "Train labor inspectors.": "train",
    }
    assert {statement.modality for statement in said.values()} == {"recommended"}
    assert said["Ratify ILO C. 189."].instruments == ("i1",)


def test_a_table_is_read_the_same_twice(table: Table, tmp_path: Path) -> None:
    assert read_table(tmp_path / "actions.jsonl") == table


@pytest.mark.skipif(not SHARED.is_dir(), reason="the tables are not beside the repository")
@pytest.mark.parametrize(
    ("name", "used", "left_out"),
    [
        ("upr_recommendations.jsonl", 28_380, 0),
        ("dol_suggested_actions.jsonl", 16_960, 1),
        ("upr_voluntary_pledges.csv", 945, 2),
    ],
)
def test_the_real_tables_are_read_whole(name: str, used: int, left_out: int) -> None:
    table = read_table(SHARED / name)
    assert (table.used, len(table.faults)) == (used, left_out)
