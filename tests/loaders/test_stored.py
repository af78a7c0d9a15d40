from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from servanda.errors import ExchangeError, NotFound
from servanda.loaders.document import Document, Metadata
from servanda.loaders.stored import StoredExtractor
from servanda.ontology.exchange import Span

TEXT = "The police met. Later the police signed Law 5."
DOCUMENT = Document("alb-2020-note", TEXT, (), Metadata(country="ALB"))
DATA: dict[str, Any] = {
    "doc": "alb-2020-note",
    "extractor": {"name": "someone", "version": "2"},
    "actors": [{"id": "x", "name": "police", "type": "Agency", "country": "ALB", "aliases": ["the police", "police"]}],
    "instruments": [{"id": "x", "name": "Law 5", "type": "Law", "of": "ALB"}],
    "statements": [{"id": "s1", "quote": "The police met", "type": "convene", "agents": ["x"]}],
    "assessments": [],
}


def stored(folder: Path, data: Any) -> StoredExtractor:
    raw = data if isinstance(data, str) else json.dumps(data)
    (folder / "alb-2020-note.json").write_text(raw, encoding="utf-8")
    return StoredExtractor(folder)


def test_an_extraction_is_returned_with_its_places(tmp_path: Path) -> None:
    extraction = stored(tmp_path, DATA).extract(DOCUMENT)
    assert extraction.extractor.name == "someone"
    assert (extraction.text_sha256, extraction.country) == (DOCUMENT.sha256, "ALB")
    assert (extraction.statements[0].start, extraction.statements[0].end) == (0, 14)
    assert [TEXT[m.start : m.end] for m in extraction.actors[0].mentions] == ["police", "the police"]
    assert [TEXT[m.start : m.end] for m in extraction.instruments[0].mentions] == ["Law 5"]


def test_a_correction_counts_as_another_maker(tmp_path: Path) -> None:
    before = stored(tmp_path, DATA).software_for(DOCUMENT)
    assert StoredExtractor(tmp_path).software_for(DOCUMENT) == before
    assert stored(tmp_path, DATA | {"notices": ["corrected"]}).software_for(DOCUMENT) != before


def test_given_mentions_stay_as_they_are(tmp_path: Path) -> None:
    data = copy.deepcopy(DATA)
    data["actors"][0]["mentions"] = [{"start": 4, "end": 10}]
    assert stored(tmp_path, data).extract(DOCUMENT).actors[0].mentions == (Span(4, 10),)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text_sha256": "0" * 64}, "another version of the text"),
        ({"doc": "mli-2010-note"}, "another report"),
        ({"statements": [{"id": "s", "quote": "Nobody met", "type": "convene"}]}, "not in the text"),
        ({"actors": [{**DATA["actors"][0], "mentions": [{"start": 40, "end": 400}]}]}, "outside the text"),
        ({"assessments": None}, "None"),
    ],
)
def test_what_does_not_fit_the_report_is_refused(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ExchangeError, match=reason) as caught:
        stored(tmp_path, DATA | changes).extract(DOCUMENT)
    assert str(tmp_path / "alb-2020-note.json") in str(caught.value)


def test_a_broken_file_and_a_missing_one_are_told(tmp_path: Path) -> None:
    with pytest.raises(ExchangeError, match="no JSON"):
        stored(tmp_path, "{").extract(DOCUMENT)
    (tmp_path / "alb-2020-note.json").unlink()
    with pytest.raises(NotFound, match=r"alb-2020-note\.json"):
        StoredExtractor(tmp_path).extract(DOCUMENT)
    with pytest.raises(NotFound):
        StoredExtractor(tmp_path / "none")
