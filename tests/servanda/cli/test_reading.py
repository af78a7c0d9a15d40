from __future__ import annotations

import json
from pathlib import Path

import pytest

from servanda.cli.reading import reports_in
from servanda.errors import NotFound, UsageError
from servanda.loaders.document import Document
from servanda.loaders.stored import StoredExtractor
from servanda.ontology.exchange import Extraction

from .conftest import Run

TEXT = (
    "The Government of Mali worked with a local NGO to open a shelter. The Ministry of Justice trained police. "
    "Officials claimed that they arrested offenders in 2009, but the government was unable to provide data.\n"
)


def test_folders_stand_for_their_reports_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "notes.meta.json", "sub/c.PDF"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in reports_in([tmp_path])] == ["a.html", "b.txt", "c.PDF"]


def test_paths_that_hold_no_report_are_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(reports_in([tmp_path / "none.txt"]))
    with pytest.raises(UsageError, match="no report"):
        list(reports_in([tmp_path]))


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_missing_file_is_told_before_anything_is_read(run: Run, tmp_path: Path, command: str) -> None:
    result = run(command, tmp_path / "none.txt")
    assert result.exit_code == 1 and "none.txt" in result.stderr and result.stderr.count("\n") == 1


def test_a_missing_folder_of_annotations_is_told(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", tmp_path / "none")
    assert result.exit_code == 1 and "no folder" in result.stderr


def test_extractions_go_to_standard_output_or_a_folder(run: Run, tmp_path: Path) -> None:
    report = tmp_path / "mli-2010-test.txt"
    report.write_text(TEXT, encoding="utf-8")
    printed = run("extract", report, report)
    assert printed.exit_code == 0, printed.stderr
    documents = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [document["doc"] for document in documents] == ["mli-2010-test"] * 2
    assert run("extract", report, "--out", tmp_path / "out").exit_code == 0
    assert json.loads((tmp_path / "out" / "mli-2010-test.json").read_text(encoding="utf-8")) == documents[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
        ("binary.txt", bytes(range(256)) * 40),
        ("broken.pdf", b"%PDF-1.7 nothing"),
        ("broken.docx", b"PK\x03\x04nothing"),
    ],
)
def test_files_that_are_no_reports_are_told_and_the_others_read(
    run: Run, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "mli-2010-test.txt").write_text(TEXT, encoding="utf-8")
    result = run("extract", tmp_path / name, tmp_path / "mli-2010-test.txt")
    assert result.exit_code == 1
    assert name in result.stderr and result.stderr.count("\n") == 1
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["mli-2010-test"]


def test_ingest_loads_passes_over_and_reports_failures(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "mli-2010-test.txt").write_text(TEXT, encoding="utf-8")
    first = run("ingest", folder, "--store", tmp_path / "store")
    assert first.exit_code == 0 and "1 loaded" in first.stdout, first.stderr
    assert "1 unchanged" in run("ingest", folder, "--store", tmp_path / "store").stdout
    (folder / "empty.txt").write_bytes(b"")
    failed = run("ingest", folder, "--store", tmp_path / "store")
    assert failed.exit_code == 1 and "1 failed" in failed.stdout and "empty.txt" in failed.stderr


def test_the_demonstration_shows_what_the_samples_tell(run: Run, tmp_path: Path) -> None:
    result = run("demo", "--no-serve", "--store", tmp_path / "demo")
    assert result.exit_code == 0, result.stderr
    assert "statements" in result.stdout and "the sentence that says so" in result.stdout


STORED = {
    "doc": "mli-2010-test",
    "actors": [{"id": "a1", "name": "Ministry of Justice", "type": "Ministry", "country": "MLI"}],
    "instruments": [],
    "statements": [{"id": "s1", "quote": "The Ministry of Justice trained police", "type": "train", "agents": ["a1"]}],
    "assessments": [],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "mli-2010-test.txt").write_text(TEXT, encoding="utf-8")
    (folder / "mli-2010-test.json").write_text(json.dumps(STORED), encoding="utf-8")
    return folder


def test_a_folder_of_extractions_is_an_extractor(run: Run, gold: Path, tmp_path: Path) -> None:
    result = run("extract", gold / "mli-2010-test.txt", "--extractor", gold, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    written = json.loads((tmp_path / "out" / "mli-2010-test.json").read_text(encoding="utf-8"))
    assert written["statements"][0]["start"] == TEXT.index("The Ministry of Justice trained")


def test_an_unknown_extractor_is_told_with_the_known_ones(run: Run, gold: Path) -> None:
    result = run("extract", gold / "mli-2010-test.txt", "--extractor", "gpt")
    assert result.exit_code == 2 and "rules, chat" in result.stderr and result.stderr.count("\n") == 1


def test_only_costs_can_be_estimated(run: Run, gold: Path) -> None:
    result = run("extract", gold / "mli-2010-test.txt", "--extractor", gold, "--estimate")
    assert result.exit_code == 2 and "--extractor chat" in result.stderr


def test_extractions_do_not_overwrite_each_other(run: Run, tmp_path: Path) -> None:
    for name in ("one/a.txt", "two/a.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    result = run("extract", tmp_path, "--out", tmp_path / "out")
    assert result.exit_code == 2 and "a.json" in result.stderr
    assert not (tmp_path / "out").exists()


def test_an_evaluation_is_a_table_json_and_a_page(run: Run, gold: Path, tmp_path: Path) -> None:
    table = run("evaluate", gold, "--extractor", gold, "--html", tmp_path / "page.html")
    assert table.exit_code == 0, table.stderr
    assert table.stdout.startswith("1 reports\n") and "1/1/1" in table.stdout
    assert "side" in (tmp_path / "page.html").read_text(encoding="utf-8")
    figures = json.loads(run("evaluate", gold, "--extractor", gold, "--format", "json").stdout)
    assert figures["statements"]["f1"] == 1.0 and figures["calibration"]["statement"]["statements"] == 1


def test_an_evaluation_tells_broken_annotations_and_failed_reports(run: Run, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    failed = run("evaluate", gold, "--extractor", tmp_path / "none", "--errors")
    assert failed.exit_code == 1 and "there is no extraction" in failed.stderr
    assert "missed statement" in failed.stdout
    (gold / "mli-2010-test.json").write_text("{", encoding="utf-8")
    broken = run("evaluate", gold)
    assert broken.exit_code == 1 and broken.stdout == ""
    assert "mli-2010-test.json" in broken.stderr and broken.stderr.count("\n") == 1


def test_a_corrected_extraction_is_loaded_anew_and_no_other(run: Run, gold: Path, tmp_path: Path) -> None:
    load = ("ingest", gold, "--extractor", gold, "--store", tmp_path / "store")
    first = run(*load)
    assert first.exit_code == 0 and "1 loaded" in first.stdout, first.stderr
    assert "1 unchanged" in run(*load).stdout
    (gold / "mli-2010-test.json").write_text(json.dumps({**STORED, "statements": []}), encoding="utf-8")
    assert "1 loaded" in run(*load).stdout


def test_a_chat_endpoint_is_asked_by_one_process(run: Run, gold: Path, tmp_path: Path) -> None:
    result = run("ingest", gold, "--extractor", "chat", "--jobs", "2", "--store", tmp_path / "store")
    assert result.exit_code == 2 and "--jobs" in result.stderr
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le gouvernement du Mali a adopté une loi contre la traite des personnes.\n", "French"),
        ("x" * 5_000, "no known"),
    ],
)
def test_a_report_in_another_language_is_refused_and_nothing_is_written(
    run: Run, tmp_path: Path, text: str, language: str
) -> None:
    (tmp_path / "mli-2010-test.txt").write_text(text, encoding="utf-8")
    result = run("extract", tmp_path / "mli-2010-test.txt", "--out", tmp_path / "out")
    assert result.exit_code == 1 and language in result.stderr and result.stderr.count("\n") == 1
    assert not list((tmp_path / "out").iterdir())


def test_what_a_reader_must_know_is_told_beside_the_extraction(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mli-2010-test.txt").write_text(TEXT.replace("NGO", "NGO (Ã‰lan)"), encoding="utf-8")
    result = run("extract", tmp_path / "mli-2010-test.txt")
    assert result.exit_code == 0 and "garbled" in result.stderr
    assert "garbled" in json.loads(result.stdout)["notices"][0]


def test_a_report_that_the_program_stumbles_over_does_not_end_the_run(
    run: Run, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(self: StoredExtractor, document: Document) -> Extraction:
        if document.name == "a":
            raise RecursionError("too deep")
        return extract(self, document)

    extract = StoredExtractor.extract
    monkeypatch.setattr(StoredExtractor, "extract", stumble)
    (gold / "a.txt").write_text(TEXT, encoding="utf-8")
    result = run("extract", gold, "--extractor", gold)
    assert result.exit_code == 1 and "a.txt: unexpected RecursionError" in result.stderr
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["mli-2010-test"]
