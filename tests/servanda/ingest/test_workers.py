"""Processes that prepare: one that ends without a word costs its own report alone."""

from __future__ import annotations

from pathlib import Path

from servanda.graph.embedded import EmbeddedStore
from servanda.ingest import Failed, Loaded, ingest
from servanda.settings import Settings
from tests.servanda.ingest.scripted import Scripted, write


def test_a_report_that_ends_its_process_fails_alone(tmp_path: Path) -> None:
    paths = [
        write(tmp_path, f"mli-{year}-test", "crash" if year == 2011 else "The Ministry of Justice trained police.")
        for year in range(2010, 2014)
    ]
    with EmbeddedStore() as store:
        events = list(ingest(paths, store, Settings(), 2, Scripted()))
    assert [event.path for event in events] == paths
    assert [type(event) for event in events] == [Loaded, Failed, Loaded, Loaded]
    assert isinstance(events[1], Failed) and "ended without a word" in events[1].reason
