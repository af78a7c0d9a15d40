from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

ROWS = [
    {"iso3": "MLI", "year": "2012", "country": "Mali", "area": "Legal_Framework", "action": "Ratify ILO C. 189."},
    {"iso3": "MLI", "year": "2012", "country": "Mali", "area": "Enforcement", "action": "Train labor inspectors."},
    {"iso3": "XXX", "year": "2012", "country": "Nowhere", "area": "Enforcement", "action": "Train them."},
]
MAPPING = """
kind = "pledge"
[columns]
country = "who"
year = "when"
text = "what"
[report]
title = "Pledges of {country}, {year}"
series = "pledges"
publisher = "The Council"
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "actions.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return path


def test_a_table_is_loaded_and_its_faulty_rows_are_told(run: Run, table: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = run("ingest", table, "--store", store)
    assert first.exit_code == 0 and "1 loaded" in first.stdout, first.stderr
    assert "row 3: left out: iso3 is no state: 'XXX'" in " ".join(first.stderr.split())
    assert "1 unchanged" in run("ingest", table, "--store", store).stdout
    query = "PREFIX sv: <https://w3id.org/servanda/ontology#> SELECT (COUNT(*) AS ?n) { ?r a sv:Recommendation }"
    assert run("query", "-", "--store", store, "--format", "csv", input=query).stdout.splitlines()[1] == "2"


def test_a_table_of_ones_own_is_loaded_by_a_mapping(run: Run, tmp_path: Path) -> None:
    table, mapping, store = tmp_path / "own.csv", tmp_path / "own.toml", tmp_path / "store"
    table.write_text("who,when,what\nMali,2012,Open a shelter\n", encoding="utf-8")
    assert "no mapping fits" in run("ingest", table, "--store", store).stderr
    mapping.write_text(MAPPING, encoding="utf-8")
    result = run("ingest", table, "--mapping", mapping, "--store", store)
    assert result.exit_code == 0 and "1 loaded" in result.stdout, result.stderr


def test_a_mapping_without_a_table_or_that_is_none_is_told(run: Run, table: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("The government trained police.", encoding="utf-8")
    assert run("ingest", tmp_path / "report.txt", "--mapping", tmp_path / "m.toml").exit_code == 2
    missing = run("ingest", table, "--mapping", tmp_path / "m.toml")
    assert missing.exit_code == 1 and "m.toml" in missing.stderr
    (tmp_path / "m.toml").write_text("kind = 1", encoding="utf-8")
    assert "kind" in run("ingest", table, "--mapping", tmp_path / "m.toml").stderr
