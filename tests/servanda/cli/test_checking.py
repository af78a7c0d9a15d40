from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from .conftest import Run

BAD = """@prefix sv: <https://w3id.org/servanda/ontology#> .
<https://example.org/tie> a sv:Tie ."""


def test_violations_are_shown_and_end_in_exit_code_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(BAD, encoding="utf-8")
    result = run("validate", file)
    assert result.exit_code == 1
    assert "Violation" in result.stdout and "https://example.org/tie" in result.stdout
    assert result.stderr == ""


def test_the_report_comes_as_rdf(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text(BAD, encoding="utf-8")
    result = run("validate", file, "--format", "turtle")
    assert result.exit_code == 1
    assert "ValidationReport" in result.stdout and len(Graph().parse(data=result.stdout, format="turtle")) > 3
    out = tmp_path / "report.json"
    assert run("validate", file, "--format", "json", "--out", out).exit_code == 1
    assert out.read_text(encoding="utf-8").startswith("[")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<https://example.org/a> <https://example.org/b> 1 ."),
        ("a.nt", "<https://example.org/a> <https://example.org/b> <https://example.org/c> ."),
        ("a.nq", "<https://example.org/a> <https://example.org/b> <https://example.org/c> <https://example.org/g> ."),
        ("a.trig", "GRAPH <https://example.org/g> { <https://example.org/a> <https://example.org/b> 1 }"),
        ("a.jsonld", '{"@id": "https://example.org/a", "https://example.org/b": 1}'),
        ("a.rdf", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'),
        ("noending", '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'),
        ("nothing.ttl", "# a comment"),
    ],
)
def test_every_syntax_is_read(run: Run, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("validate", tmp_path / name)
    assert result.exit_code == 0, result.stderr
    assert "no violations" in result.stdout


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ttl", b"<https://example.org/a> <https://example.org/b>\n  oops ."),
        ("a.nq", b"<https://example.org/a> <https://example.org/b> ."),
        ("a.jsonld", b'{"@id": '),
        ("a.rdf", b"<rdf:RDF>\n<open>"),
        ("binary.ttl", bytes(range(256))),
        ("zeros.ttl", b"<\0a\0>\0"),
        ("remote.jsonld", b'{"@context": "https://example.org/context", "a": 1}'),
        ("table.csv", b"a,b\n1,2\n"),
        ("noending", b"plain words"),
        ("latin.ttl", '<https://example.org/a> <https://example.org/b> "é" .'.encode("latin-1")),
    ],
)
def test_broken_rdf_gets_one_line_that_names_the_file(run: Run, tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("validate", tmp_path / name)
    assert result.exit_code == 1 and result.stdout == ""
    assert name in result.stderr and "cannot be parsed" in result.stderr and result.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_an_empty_file_is_told(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "empty.ttl").write_text(text, encoding="utf-8")
    result = run("validate", tmp_path / "empty.ttl")
    assert result.exit_code == 1 and result.stdout == ""
    assert "empty.ttl: is empty" in result.stderr and result.stderr.count("\n") == 1


def test_an_unknown_ending_is_explained(run: Run, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("a,b\n", encoding="utf-8")
    assert ".ttl" in run("validate", tmp_path / "table.csv").stderr


def test_a_place_of_a_fault_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b"<https://example.org/a> <https://example.org/b>\n  oops .")
    assert "line 2" in run("validate", tmp_path / "a.ttl").stderr


def test_the_store_is_checked(run: Run, store: Path) -> None:
    result = run("validate", "--store", store)
    assert result.exit_code == 1 and "tie" in result.stdout  # no statement stands behind the tie


def test_a_missing_file_and_too_much_are_told(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("validate", tmp_path / "none.ttl").exit_code == 1
    assert run("validate", tmp_path / "none.ttl", "--store", store).exit_code == 2
    assert run("validate", tmp_path).exit_code == 1
