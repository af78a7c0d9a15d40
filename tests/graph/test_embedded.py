from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.errors import NotFound, StoreError, StoreFormat, StoreLocked
from servanda.graph import embedded
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange

GRAPH = "https://example.org/graph"
TRIPLE = '<https://example.org/s> <https://example.org/p> "%s" .\n'

WRITER = """
import sys
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import GraphChange
store = EmbeddedStore(sys.argv[1])
"""
LOADS = (
    WRITER
    + """
for n in range(100_000):
    report = f"https://example.org/report/{n % 7}"
    lines = "".join(f'<{report}/s{i}> <https://example.org/run> "{n}" .\\n' for i in range(1000))
    store.apply([GraphChange(report, lines, replaces=True)])
    print(n, flush=True)
"""
)
WAITS = WRITER + "store.update('INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }')\nprint(0, flush=True)\ninput()"
FILLS = (
    WRITER
    + """
import resource
from servanda.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))
try:
    for n in range(1000):
        report = f"https://example.org/report/{n}"
        store.apply([GraphChange(report, "".join(f'<{report}/{i}> <urn:p> "{i * n}" .\\n' for i in range(1000)))])
        print(n, flush=True)
except StoreError as error:
    print(error, flush=True)
"""
)


def start(program: str, folder: Path) -> subprocess.Popen[str]:
    """Start a process that writes to a store and wait for its first line."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "0"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_data_stays_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "store"
    with EmbeddedStore(folder) as store:
        store.apply([GraphChange(GRAPH, TRIPLE % 1)])
    assert json.loads((folder / "servanda-store.json").read_text()) == {"format": 1}
    with EmbeddedStore(folder) as store:
        assert store.size(GRAPH) == 1


def test_a_second_writer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.graph.engine._LOCK_PATIENCE", 0.1)
    with EmbeddedStore(tmp_path / "s"), pytest.raises(StoreLocked, match="another process writes"):
        EmbeddedStore(tmp_path / "s")
    process = start(WAITS, tmp_path / "s")
    try:
        with pytest.raises(StoreLocked):
            EmbeddedStore(tmp_path / "s")
    finally:
        end(process)
    with EmbeddedStore(tmp_path / "s") as store:
        assert store.size() == 1


def test_a_reader_of_an_idle_folder_sees_its_present_state(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s") as store:
        store.apply([GraphChange(GRAPH, TRIPLE % 1)])
    with EmbeddedStore.open_reader(tmp_path / "s") as one, EmbeddedStore.open_reader(tmp_path / "s") as two:
        assert one.size() == two.size() == 1
        with pytest.raises(StoreError, match="read"):
            one.apply([GraphChange(GRAPH, TRIPLE % 2)])
    assert list((tmp_path / "s" / "checkpoints").iterdir()) == []


def test_a_reader_beside_a_writer_sees_what_was_published(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s") as store:
        store.apply([GraphChange(GRAPH, TRIPLE % 1)])
        with EmbeddedStore.open_reader(tmp_path / "s") as reader:
            assert reader.size() == 0
        store.publish()
        with EmbeddedStore.open_reader(tmp_path / "s") as reader:
            assert reader.size() == 1
            store.apply([GraphChange(GRAPH, TRIPLE % 2)])
            store.publish()
            assert reader.size() == 1
            assert reader.select("SELECT * { ?s ?p ?o }").rows
        assert len(list((tmp_path / "s" / "checkpoints").iterdir())) == 1


def test_writes_are_published_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "PUBLISH_AFTER", 0.01)

    def published() -> int:
        with EmbeddedStore.open_reader(tmp_path / "s") as reader:
            return reader.size()

    with EmbeddedStore(tmp_path / "s") as store:
        store.apply([GraphChange(GRAPH, TRIPLE % 1)])
        for _ in range(1000):
            if published():
                break
            time.sleep(0.01)
        assert published() == 1


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreFormat, match="not a Servanda store"):
        EmbeddedStore(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]
    with pytest.raises(StoreFormat):
        EmbeddedStore(tmp_path / "thesis.txt")
    with pytest.raises(StoreFormat):
        EmbeddedStore.open_reader(tmp_path)
    with pytest.raises(NotFound, match="no store"):
        EmbeddedStore.open_reader(tmp_path / "none")


@pytest.mark.parametrize(("marker", "text"), [('{"format": 99}', "format 99"), ("{", "damaged"), ("[]", "damaged")])
def test_another_format_is_refused(tmp_path: Path, marker: str, text: str) -> None:
    EmbeddedStore(tmp_path / "s").close()
    (tmp_path / "s" / "servanda-store.json").write_text(marker)
    with pytest.raises(StoreFormat, match=text):
        EmbeddedStore(tmp_path / "s")


def test_a_first_start_that_was_cut_short_is_taken_up(tmp_path: Path) -> None:
    (tmp_path / "servanda-store.json.new").write_text("{")
    with EmbeddedStore(tmp_path) as store:
        assert store.size() == 0


def test_a_folder_that_cannot_be_made_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="cannot make a store in /proc/none"):
        EmbeddedStore("/proc/none")


@pytest.mark.parametrize("milliseconds", [0, 13, 31])
def test_killed_in_the_middle_of_loads_the_store_holds_whole_reports_only(tmp_path: Path, milliseconds: int) -> None:
    process = start(LOADS, tmp_path / "s")
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(9)]
    time.sleep(milliseconds / 1000)
    process.send_signal(signal.SIGKILL)
    told += process.communicate()[0].splitlines()
    with EmbeddedStore(tmp_path / "s") as store:
        found = store.select("""SELECT ?g (COUNT(*) AS ?n) (COUNT(DISTINCT ?run) AS ?runs) (SAMPLE(?run) AS ?r)
            { GRAPH ?g { ?s <https://example.org/run> ?run } } GROUP BY ?g""").rows
    assert [(str(row["n"]), str(row["runs"])) for row in found] == [("1000", "1")] * 7
    last = int(told[-1])
    assert max(int(str(row["r"])) for row in found) in (last, last + 1), "what was said to be written is there"


def test_a_full_disk_is_said_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the engine meets the same error in the same places."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    process = start(FILLS, tmp_path / "s")
    lines = process.communicate()[0].splitlines()
    assert lines[-1] == "cannot write to the store: the disk is full: make room, then try again"
    with EmbeddedStore(tmp_path / "s") as store:
        found = store.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g").rows
    assert {str(row["n"]) for row in found} == {"1000"}
    assert len(found) == len(lines)


def test_a_store_that_holds_nothing_can_be_read(tmp_path: Path) -> None:
    EmbeddedStore(tmp_path / "store").close()
    with EmbeddedStore.open_reader(tmp_path / "store") as reader:
        assert reader.size() == 0
