from __future__ import annotations

import gzip
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.errors import DataError, NotFound, StoreError, UsageError
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.opening import open_store, restore
from servanda.graph.store import GraphChange

CHANGE = GraphChange("urn:g", "<urn:s> <urn:p> <urn:o> .")


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    with EmbeddedStore() as store:
        store.apply([CHANGE])
        store.backup(tmp_path / "backup.nq.gz")
    return tmp_path / "backup.nq.gz"


def test_opens_folders_and_memory(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s")) as store:
        store.apply([CHANGE])
    with open_store(tmp_path / "s", read_only=True) as store:
        assert store.size() == 1
        with pytest.raises(StoreError):
            store.apply([CHANGE])
    with open_store(":memory:") as store:
        assert store.size() == 0
    with pytest.raises(NotFound):
        open_store(tmp_path / "none", read_only=True)
    assert not (tmp_path / "none").exists()


def test_restore_makes_a_folder(tmp_path: Path, backup: Path) -> None:
    restore(backup, tmp_path / "new")
    with open_store(tmp_path / "new") as store:
        assert store.graphs() == ["urn:g"]
    with pytest.raises(UsageError, match="exists"):
        restore(backup, tmp_path / "new")


def test_a_damaged_backup_restores_nothing(tmp_path: Path, backup: Path) -> None:
    whole = backup.read_bytes()
    cut, foreign, wrong = tmp_path / "cut", tmp_path / "foreign", tmp_path / "wrong"
    cut.write_bytes(whole[:-9])
    foreign.write_bytes(b"PK\x03\x04 something else")
    wrong.write_bytes(gzip.compress(b"<urn:s> <urn:p> <urn:o> <urn:g> .\n<urn:s> nonsense\n"))
    for file in (cut, foreign, wrong):
        with pytest.raises(DataError):
            restore(file, tmp_path / "new")
    with pytest.raises(NotFound):
        restore(tmp_path / "none", tmp_path / "new")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["backup.nq.gz", "cut", "foreign", "wrong"]


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with EmbeddedStore() as store, pytest.raises(StoreError, match="cannot write the backup"):
        store.backup(tmp_path / "none" / "backup.nq.gz")
    assert list(tmp_path.iterdir()) == []


RESTORES = """
import sys
from pathlib import Path
from servanda.graph.opening import restore
print("begun", flush=True)
restore(Path(sys.argv[1]), sys.argv[2])
print("done", flush=True)
"""


@pytest.mark.parametrize("milliseconds", [0, 60, 200])
def test_killed_in_the_middle_of_a_restore_there_is_no_store_or_a_whole_one(tmp_path: Path, milliseconds: int) -> None:
    with EmbeddedStore() as store:
        store.apply([GraphChange("urn:g", "".join(f"<urn:s{n}> <urn:p> <urn:o{n % 99}> .\n" for n in range(30_000)))])
        store.backup(tmp_path / "b.nq.gz")
    process = subprocess.Popen(
        [sys.executable, "-c", RESTORES, str(tmp_path / "b.nq.gz"), str(tmp_path / "s")], stdout=subprocess.PIPE
    )
    assert process.stdout is not None and process.stdout.readline() == b"begun\n"
    time.sleep(milliseconds / 1000)
    process.kill()
    process.communicate()
    if not (tmp_path / "s").exists():
        restore(tmp_path / "b.nq.gz", tmp_path / "s")
    with open_store(tmp_path / "s") as store:
        assert store.size() == 30_000
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["b.nq.gz", "s"]
