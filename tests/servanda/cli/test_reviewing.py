"""`servanda review`: listing, judging, tables, taking back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from servanda.cli.reviewing import read_table
from servanda.errors import DataError, ReadError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.reviews import Correction, Decision
from servanda.ingest import foundation, ingest
from servanda.ontology.iris import Iris
from servanda.settings import Settings
from tests.servanda.ingest.scripted import Scripted, write
from tests.servanda.ingest.test_ingest import quads

from .conftest import Run

IRIS = Iris()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a ministry under two names."""
    paths = [
        write(
            tmp_path, "mli-2010-test", "The Ministry of Labor trained NGO A.", "The Ministry of Labor trained NGO B."
        ),
        write(tmp_path, "mli-2011-test", "The Ministry of Labor and Social Affairs trained NGO A."),
    ]
    with EmbeddedStore(tmp_path / "store") as made:
        list(ingest(paths, made, Settings(), 1, Scripted()))
    return tmp_path / "store"


def held(store: Path) -> set[str]:
    with EmbeddedStore(store) as opened:
        return quads(opened)


def test_candidates_go_out_as_a_table_and_come_back_judged(run: Run, store: Path, tmp_path: Path) -> None:
    before, pairs = held(store), tmp_path / "pairs.csv"
    listed = run("review", "--store", store)
    assert "Ministry of Labor and Social Affairs" in listed.stdout and "has all words of" in listed.stdout
    assert "  actor/mli/ministry-of-labor-and-social-affairs actor/mli/ministry-of-labor\n" in listed.stdout
    assert run("review", "--store", store, "--out", pairs, "--country", "mli").exit_code == 0
    with pairs.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ministries = [row for row in rows if "ministry-of-labor" in row["subject"]]
    assert [(row["value"], float(row["score"]) > 0.75) for row in ministries] == [("1", True)]
    ministries[0]["judgement"] = "positive"
    with pairs.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    taken = run("review", "--store", store, "--csv", pairs, "--by", "Aminata")
    assert taken.exit_code == 0 and "1 record kept, 1 report changed" in taken.stderr
    assert "Social Affairs" not in run("review", "--store", store).stdout
    decided = run("review", "--store", store, "--decided")
    assert (
        "Aminata" in decided.stdout
        and f"positive: {ministries[0]['subject'].removeprefix(IRIS.base)} " in decided.stdout
    )
    out = tmp_path / "decided.csv"
    run("review", "--store", store, "--decided", "--out", out)
    with out.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert run("review", "--store", store, "--undo", row["record"]).exit_code == 0
    assert held(store) == before


def test_one_decision_at_a_time(run: Run, store: Path) -> None:
    one, other = "actor/mli/ministry-of-labor-and-social-affairs", "actor/mli/ministry-of-labor"
    for option in ("--unsure", "--different", "--same"):
        assert run("review", "--store", store, option, one, other, "--reason", "x").exit_code == 0
    wrong = run("review", "--store", store, "--same", one, one)
    assert wrong.exit_code == 2 and "itself" in wrong.stderr and wrong.stderr.count("\n") == 1
    unknown = run("review", "--store", store, "--undo", "decision/none")
    assert unknown.exit_code == 1 and unknown.stderr.count("\n") == 1
    made = run("review", "--store", store, "--correct", other, "type", "Agency")
    assert made.exit_code == 0 and "2 reports changed" in made.stderr


def test_a_store_without_reports_says_so(run: Run, tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as made:
        foundation.lay(made, IRIS)
    assert "no candidates" in run("review", "--store", tmp_path / "store").stdout
    assert "nothing was decided" in run("review", "--store", tmp_path / "store", "--decided").stdout


def test_tables_of_both_kinds_are_read_and_broken_ones_told(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("subject,object,judgement\na/b,a/c,negative\na/b,a/d,\n", encoding="utf-8-sig")
    assert read_table(path, IRIS, "me", "now") == [Decision(IRIS("a", "b"), IRIS("a", "c"), "negative", "me", "now")]
    path.write_text("target,property,values\nx/statement/1-2-a-b,agents,a/b a/c\n", encoding="utf-8")
    assert read_table(path, IRIS, "me", "now") == [
        Correction(IRIS("x", "statement", "1-2-a-b"), "agents", (str(IRIS("a", "b")), str(IRIS("a", "c"))), "me", "now")
    ]
    path.write_text("subject,other\na,b\n", encoding="utf-8")
    with pytest.raises(DataError, match="object"):
        read_table(path, IRIS, "me", "now")
    with pytest.raises(ReadError):
        read_table(tmp_path / "none.csv", IRIS, "me", "now")
