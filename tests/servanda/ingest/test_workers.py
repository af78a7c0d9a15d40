"""Processes that prepare, and reports that share a transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
from servanda.ingest import Failed, Loaded, Quarantined, Unchanged, ingest, ingest_table
from servanda.settings import Settings, settings
from tests.servanda.ingest.scripted import Scripted, write
from tests.servanda.ingest.test_ingest import quads

TRAINED = "The Ministry of Justice trained police."


class Watched(EmbeddedStore):
    """A store that notes how many reports each transaction puts in."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: list[int] = []

    def apply(self, changes: Iterable[GraphChange]) -> None:
        changes = list(changes)
        self.reports.append(sum(change.replaces and "/graph/report/" in change.graph for change in changes))
        super().apply(changes)


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


def test_reports_that_are_ready_together_share_a_transaction(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"mli-{year}-test", TRAINED, f"The ILO trained NGO {year}.") for year in range(1980, 2020)]
    with Watched() as together, EmbeddedStore() as one_by_one:
        events = list(ingest(paths, together, Settings(), 1, Scripted()))
        for path in paths:
            list(ingest([path], one_by_one, Settings(), 1, Scripted()))
        assert [type(event) for event in events] == [Loaded] * 40
        assert sum(together.reports) == 40 and 1 < max(together.reports) <= 16
        assert quads(together) == quads(one_by_one)


def test_a_group_tells_of_each_of_its_reports(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    paths = [
        write(tmp_path, "mli-2010-test", TRAINED),
        write(tmp_path, "mli-2011-test", "stumble"),
        write(tmp_path, "mli-2012-test", "invalid", TRAINED),
        write(tmp_path / "other", "mli-2010-test", TRAINED),
        write(tmp_path, "mli-2013-test", TRAINED),
    ]
    with EmbeddedStore() as store:
        events = list(ingest(paths, store, Settings(), 1, Scripted()))
        assert [type(event) for event in events] == [Loaded, Failed, Quarantined, Unchanged, Loaded]
        assert [event.path for event in events] == paths
        again = list(ingest(paths, store, Settings(), 1, Scripted()))
    assert [type(event) for event in again] == [Unchanged, Failed, Quarantined, Unchanged, Unchanged]


def test_a_table_gives_the_same_with_any_number_of_processes(tmp_path: Path) -> None:
    rows = [
        {"iso3": iso3, "year": str(year), "country": iso3, "area": "Legal", "action": f"Ratify the {name} Convention."}
        for iso3 in ("MLI", "KEN", "ALB")
        for year in (2010, 2011)
        for name in ("Palermo", "Minimum Age")
    ]
    path = tmp_path / "actions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with EmbeddedStore() as alone, EmbeddedStore() as shared:
        for store, jobs in ((alone, 1), (shared, 2)):
            table, events = ingest_table(path, store, Settings(), jobs=jobs)
            assert [type(event) for event in events] == [Loaded] * 6 and len(table.documents) == 6
        assert quads(alone) == quads(shared)
        _, events = ingest_table(path, shared, Settings(), jobs=2)
        assert [type(event) for event in events] == [Unchanged] * 6


def test_workers_go_by_the_settings_of_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [write(tmp_path, f"mli-{year}-test", TRAINED) for year in (2010, 2011)]
    with EmbeddedStore() as store:
        assert {type(event) for event in ingest(paths, store, Settings(), 2, Scripted())} == {Loaded}
        monkeypatch.setenv("SERVANDA_MAX_REPORT_CHARACTERS", "50")
        settings.cache_clear()
        events = list(ingest(paths, store, Settings(), 2, Scripted()))
    monkeypatch.undo()
    settings.cache_clear()
    assert all(isinstance(event, Failed) and "more than 50" in event.reason for event in events)
