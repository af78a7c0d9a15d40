from __future__ import annotations

import re
from collections import defaultdict

from servanda.loaders.read import read
from servanda.samples import paths

NAME = re.compile(r"[a-z]{3}-\d{4}-[a-z]+")


def test_there_are_short_reports_of_several_states_years_and_formats() -> None:
    documents = [read(path) for path in paths()]
    years = defaultdict(set)
    for document in documents:
        assert document.metadata.country and document.metadata.date
        years[document.metadata.country].add(document.metadata.date[:4])
    assert len(documents) >= 8
    assert len(years) >= 6
    assert max(map(len, years.values())) >= 2
    assert {path.suffix for path in paths()} >= {".txt", ".html", ".docx"}


def test_each_sample_reads_without_a_note_and_says_who_speaks() -> None:
    for path in paths():
        document = read(path)
        assert NAME.fullmatch(document.name)
        assert document.notes == ()
        assert document.metadata.language == "en"
        assert document.metadata.publisher == "Servanda"
        assert document.metadata.author not in (None, "Servanda")
        assert document.metadata.title is not None
        assert "re-told" in document.metadata.title
        words = sum(len(document.text[s.start : s.end].split()) for s in document.narrative)
        assert 120 <= words <= 400, (path.name, words)


def test_no_two_samples_share_series_country_and_date() -> None:
    keys = [(d.metadata.series, d.metadata.country, d.metadata.date) for d in map(read, paths())]
    assert len(keys) == len(set(keys))
