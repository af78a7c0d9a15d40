from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from servanda.errors import ReadError
from servanda.loaders.document import Document, Metadata, Period, SectionKind
from servanda.loaders.read import read, read_bytes
from servanda.settings import Settings

SHARED = Path(__file__).parents[3] / "shared"
TEXT = "The Government of Mali adopted a law. Mali ratified the protocol together with the police.\n"


def assert_sections_hold_all(document: Document) -> None:
    end = 0
    for section in document.sections:
        assert section.start >= end
        assert not document.text[end : section.start].strip()
        end = section.end
    assert not document.text[end:].strip()


def test_options_go_before_sidecar_file_name_and_text(tmp_path: Path) -> None:
    path = tmp_path / "mli-2010-interim.txt"
    path.write_text(TEXT, encoding="utf-8")
    plain = read(path).metadata
    assert (plain.country, plain.date, plain.series, plain.language) == ("MLI", "2010", "interim", "en")
    assert (plain.author, plain.source) == ("U.S. Department of State", "mli-2010-interim.txt")
    assert plain.title == "Trafficking in Persons Interim Assessment, Mali, 2010"
    (tmp_path / "mli-2010-interim.meta.json").write_text(json.dumps({"date": "2010-02-24", "title": "Beside"}))
    assert read(path).metadata == replace(plain, date="2010-02-24", title="Beside")
    given = read(path, Metadata(title="Given", country="sen")).metadata
    assert (given.title, given.country, given.date) == ("Given", "SEN", "2010-02-24")


def test_a_report_with_any_name_is_told_by_its_text() -> None:
    document = read_bytes(TEXT.encode(), "notes on the law.txt")
    assert document.name == "notes on the law"
    assert document.metadata == Metadata(
        title="notes on the law", country="MLI", language="en", source="notes on the law.txt"
    )


def test_a_yearly_series_covers_its_year_unless_the_date_is_that_of_publication() -> None:
    by_name = read_bytes(TEXT.encode(), "mli-2016-crhrp.txt").metadata
    assert by_name.period == Period("2016-01-01", "2016-12-31", "calendar year 2016")
    assert read_bytes(TEXT.encode(), "mli-2016-crhrp.txt", Metadata(date="2017-03-03")).metadata.period is None


def test_a_web_page_of_a_report_site_is_read_with_its_facts() -> None:
    body = (
        "<h1>Mali: Interim Assessment</h1><table><tr><th>Publisher</th><td>Department of State</td></tr>"
        "<tr><th>Publication Date</th><td>24 February 2010</td></tr></table>"
        "<p>This assessment covers the time between May and November.</p><h2>Prosecution</h2>"
        "<p>Officials arrested offenders.</p>"
        "<h2>Disclaimer</h2><p>The views expressed do not necessarily reflect those of this site.</p>"
    )
    document = read_bytes(f"<!DOCTYPE html><html><body>{body}</body></html>".encode(), "download")
    metadata = document.metadata
    assert (metadata.title, metadata.country, metadata.date) == ("Mali: Interim Assessment", "MLI", "2010-02-24")
    assert metadata.publisher == metadata.author == "Department of State"
    assert metadata.period == Period("2009-05-01", "2009-11-30", "between May and November")
    kinds = [section.kind for section in document.sections]
    assert kinds == [
        SectionKind.HEADING,
        SectionKind.FURNITURE,
        SectionKind.INTRODUCTION,
        SectionKind.HEADING,
        SectionKind.NARRATIVE,
        SectionKind.DISCLAIMER,
    ]
    assert_sections_hold_all(document)


def test_a_report_in_another_language_is_recognisable() -> None:
    assert (
        read_bytes("Le gouvernement du Mali a adopté une loi contre la traite.".encode(), "a.txt").metadata.language
        == "fr"
    )


@pytest.mark.parametrize(
    "text",
    [
        TEXT.upper() * 20,
        "Year\tCases\n2019\t12\n2020\t15\n",
        "The ministry of the state met the police in the capital. " * 40_000,
        "اعتمدت الحكومة العراقية قانونا لمكافحة الاتجار بالبشر في عام ٢٠١٢.\n",
    ],
    ids=["capitals", "table", "two-megabyte-paragraph", "right-to-left"],
)
def test_odd_texts_are_read_unchanged(text: str) -> None:
    document = read_bytes(text.encode(), "odd.txt")
    assert document.text == text
    assert document.sections
    assert_sections_hold_all(document)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b" \n", "empty"),
        ("a.html", b"<html><script>alert(1)</script></html>", "holds no text"),
        ("a.pdf", b"no PDF", "named .pdf but no PDF file"),
        ("a.docx", b"no DOCX", "named .docx but no DOCX file"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest", "save it as DOCX"),
        ("a.rtf", b"{\\rtf1 text}", "RTF"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0", "binary"),
        ("zzz-2020-wfcl.txt", TEXT.encode(), "unknown country code 'ZZZ'"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line_that_names_the_file(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    message = str(caught.value)
    assert message.startswith(Path(name).stem)
    assert reason in message
    assert "\n" not in message


def test_too_much_is_refused_by_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr("servanda.loaders.read.settings", lambda: Settings(max_report_characters=50))
    with pytest.raises(ReadError, match="91 characters of text, more than 50: split it"):
        read(path)
    monkeypatch.setattr("servanda.loaders.read.settings", lambda: Settings(max_report_bytes=50))
    with pytest.raises(ReadError, match="SERVANDA_MAX_REPORT_BYTES"):
        read(path)


def test_folders_missing_files_and_broken_sidecars_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="this is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="No such file"):
        read(tmp_path / "missing.txt")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.meta.json").write_text("{")
    with pytest.raises(ReadError, match=r"a\.meta\.json: broken JSON"):
        read(tmp_path / "a.txt")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated reports lie beside the repository")
def test_annotated_reports_keep_their_offsets_and_their_narrative() -> None:
    for path in sorted((SHARED / "gold" / "dev").glob("*.txt")):
        document = read(path)
        assert document.text == path.read_text(encoding="utf-8")
        assert_sections_hold_all(document)
        narrative = [document.text[s.start : s.end] for s in document.narrative]
        for statement in json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["statements"]:
            assert any(statement["quote"] in part for part in narrative), (path.name, statement["quote"])
