from __future__ import annotations

from pathlib import Path

from .conftest import Run


def test_a_backup_becomes_the_same_store_again(run: Run, store: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "b.nq.gz", "--store", store).exit_code == 0
    assert run("restore", tmp_path / "b.nq.gz", "--store", tmp_path / "again").exit_code == 0
    dumps = [run("export", "--format", "nquads", "--store", s).stdout for s in (store, tmp_path / "again")]
    assert sorted(dumps[0].splitlines()) == sorted(dumps[1].splitlines()) != []


def test_nothing_is_overwritten(run: Run, store: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "b.nq.gz", "--store", store)
    again = run("backup", tmp_path / "b.nq.gz", "--store", store)
    assert again.exit_code == 2 and "exists" in again.stderr
    over = run("restore", tmp_path / "b.nq.gz", "--store", store)
    assert over.exit_code == 2 and "exists" in over.stderr


def test_a_damaged_backup_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b.nq.gz").write_bytes(b"no backup")
    result = run("restore", tmp_path / "b.nq.gz", "--store", tmp_path / "again")
    assert result.exit_code == 1 and result.stderr.count("\n") == 1
    assert not (tmp_path / "again").exists()
