from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from .conftest import Run

LABELS = "SELECT ?label { ?a <http://www.w3.org/2000/01/rdf-schema#label> ?label } ORDER BY ?label"


@pytest.mark.parametrize(
    ("format", "start"),
    [("csv", "label"), ("tsv", "?label"), ("json", '{"head"'), ("xml", "<?xml"), ("table", "┏")],
)
def test_answers_come_in_every_format(run: Run, store: Path, tmp_path: Path, format: str, start: str) -> None:
    file = tmp_path / "labels.rq"
    file.write_text(LABELS, encoding="utf-8")
    result = run("query", file, "--store", store, "--format", format)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith(start) and "Ministry of Justice" in result.stdout


def test_a_query_from_standard_input_is_csv_where_nobody_looks(run: Run, store: Path) -> None:
    result = run("query", "-", "--store", store, input=LABELS)
    assert list(csv.reader(io.StringIO(result.stdout))) == [["label"], ["Ministry of Justice"], ["Police"]]


def test_a_graph_is_turtle_by_default_and_no_table(run: Run, store: Path) -> None:
    query = "CONSTRUCT WHERE { ?a a <https://w3id.org/servanda/ontology#Ministry> }"
    assert "Ministry" in run("query", "-", "--store", store, input=query).stdout
    refused = run("query", "-", "--store", store, "--format", "csv", input=query)
    assert refused.exit_code == 2 and "turtle" in refused.stderr


def test_a_file_is_written_whole_or_not_at_all(run: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "answer.json"
    assert run("query", "-", "--store", store, "--format", "json", "--out", out, input=LABELS).exit_code == 0
    assert len(json.loads(out.read_text(encoding="utf-8"))["results"]["bindings"]) == 2
    before = out.read_bytes()
    assert run("query", "-", "--store", store, "--out", out, input="SELECT broken").exit_code == 1
    assert out.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["answer.json", "store"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "no query"),
        (b"CLEAR ALL", "no query"),
        (b"INSERT DATA { <a:a> <a:b> <a:c> }", "no query"),
        (b"SELECT ?s { ?s ?p", "SPARQL"),
        (b"ASK { ?s ?p '\xff' }", "UTF-8"),
        (bytes(range(256)), "UTF-8"),
    ],
)
def test_what_is_no_query_is_refused_in_one_line(run: Run, store: Path, text: bytes, words: str) -> None:
    result = run("query", "-", "--store", store, input=text)
    assert result.exit_code == 1
    assert words in result.stderr and result.stderr.count("\n") == 1 and result.stdout == ""


def test_stores_that_are_none_are_told(run: Run, tmp_path: Path) -> None:
    missing = run("query", "-", "--store", tmp_path / "none", input=LABELS)
    assert missing.exit_code == 1 and "servanda ingest" in missing.stderr
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("Dear Sir", encoding="utf-8")
    other = run("query", "-", "--store", tmp_path / "letters", input=LABELS)
    assert other.exit_code == 1 and "not a Servanda store" in other.stderr
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["a.txt"]


def test_parameters_are_for_named_queries(run: Run, store: Path) -> None:
    result = run("query", "-", "--param", "country=MLI", "--store", store, input=LABELS)
    assert result.exit_code == 2 and "--param" in result.stderr


def test_graphs_in_json_ld_use_the_terms_of_the_context(run: Run, store: Path) -> None:
    query = "CONSTRUCT { ?t ?p ?o } WHERE { ?t a <https://w3id.org/servanda/ontology#Tie> ; ?p ?o }"
    result = run("query", "-", "--format", "jsonld", "--store", store, input=query)
    assert result.exit_code == 0
    node = json.loads(result.stdout)
    assert node["type"] == "Tie" and node["tieSource"] == "https://w3id.org/servanda/id/one"
