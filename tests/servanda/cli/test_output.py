from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.cli.output import writing
from servanda.errors import StoreError

from .conftest import Run


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for a few kilobytes."""
    place = tmp_path / "small"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(place)], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    with writing(target) as out:
        out.write(b"half")
        assert not target.exists()
    assert target.read_bytes() == b"half"


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), writing(target) as out:
        out.write(b"new")
        raise ZeroDivisionError
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]


def test_files_get_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    with writing(tmp_path / "a") as out:
        out.write(b"")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_full_disk_is_told_and_leaves_nothing(full_disk: Path) -> None:
    with pytest.raises(StoreError, match="disk is full"), writing(full_disk / "a") as out:
        out.write(b"x" * 100_000)
    assert list(full_disk.iterdir()) == []


def test_a_command_on_a_full_disk_ends_in_one_line(run: Run, store: Path, full_disk: Path) -> None:
    query = f"SELECT ?i ?j {{ VALUES ?i {{ {' '.join(map(str, range(2000)))} }} ?s ?p ?j }}"
    result = run("query", "-", "--store", store, "--out", full_disk / "answer.csv", input=query)
    assert result.exit_code == 1
    assert "disk is full" in result.stderr and result.stderr.count("\n") == 1
    assert list(full_disk.iterdir()) == []
