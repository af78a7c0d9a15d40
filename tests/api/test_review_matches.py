"""Sentences that may tell what became of a recommendation, judged over HTTP and by the command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from servanda.cli import app
from servanda.graph.embedded import EmbeddedStore
from servanda.settings import Settings
from tests.api.conftest import served
from tests.servanda.ingest.fulfilment.reports import load_reports, load_table
from tests.servanda.ingest.fulfilment.test_decisions import PERHAPS, WISH

TOKEN = "a token for the tests of reviews"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store in which one sentence may tell of a wish."""
    with EmbeddedStore(tmp_path / "store") as made:
        load_table(made, tmp_path, {2014: [WISH]})
        load_reports(made, tmp_path, {2016: PERHAPS})
    return tmp_path / "store"


@pytest.fixture
def editors(store: Path) -> Iterator[httpx.Client]:
    with served(Settings(store=str(store), token=TOKEN)) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield client


def status(client: httpx.Client) -> str:
    (wish,) = client.get("/api/recommendations?country=MLI").json()["recommendations"]
    return str(wish["status"])


def test_a_match_is_listed_accepted_counted_and_taken_back(editors: httpx.Client) -> None:
    assert httpx.get(f"{editors.base_url}/api/review/matches").status_code == 401
    answer = editors.get("/api/review/matches?country=mli").json()
    (match,) = answer["matches"]
    assert answer["total"] == 1 and match["sentence"] == PERHAPS and match["asked"] == WISH
    assert editors.get("/api/review/matches?country=NER").json() == {"matches": [], "total": 0}
    before = status(editors)
    decision = {"subject": match["wish"], "object": match["passage"], "judgement": "positive"}
    kept = editors.post("/api/review/records", json={"by": "Ada", "decisions": [decision]}).json()
    assert status(editors) in ("partly", "fulfilled") and before in ("noEvidence", "notStarted")
    assert editors.get("/api/review/matches").json()["total"] == 0
    (record,) = editors.get("/api/review/records?kind=decision").json()["records"]
    assert record == kept["records"][0] and record["object"] == match["passage"]
    assert editors.delete(f"/api/review/records/{record['iri']}").status_code == 200
    assert status(editors) == before and editors.get("/api/review/matches").json()["total"] == 1
    wrong = {**decision, "subject": "recommendation/none"}
    assert editors.post("/api/review/records", json={"by": "Ada", "decisions": [wrong]}).status_code == 404


def test_matches_go_out_as_a_table_and_come_back_judged(store: Path, tmp_path: Path) -> None:
    run, out = CliRunner(), tmp_path / "sentences.csv"

    def review(*options: str) -> str:
        result = run.invoke(app, ["review", "--store", str(store), *options])
        assert result.exit_code == 0, result.output
        return result.output

    shown = review("--fulfilment")
    assert WISH in shown and PERHAPS in shown and "/passage/" in shown
    review("--fulfilment", "--country", "MLI", "--out", str(out))
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8")))
    assert PERHAPS in row["object_name"] and WISH in row["subject_name"] and not row["judgement"]
    review("--tells", row["subject"], row["object"])
    review("--fulfilment", "--out", str(out))
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
    review("--tells-not", row["subject"], row["object"], "--reason", "another shelter")
    decided = tmp_path / "decided.csv"
    review("--decided", "--out", str(decided))
    (record,) = csv.DictReader(io.StringIO(decided.read_text(encoding="utf-8")))
    assert (record["judgement"], record["reason"]) == ("negative", "another shelter")
    review("--undo", record["record"])
    review("--csv", str(decided), "--by", "Ada")
    review("--fulfilment", "--out", str(out))
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
