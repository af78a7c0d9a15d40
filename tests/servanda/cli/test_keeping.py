from __future__ import annotations

from pathlib import Path

from tests.graph import servers

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


def test_compacting_keeps_the_quads_and_says_the_sizes(run: Run, store: Path, tmp_path: Path) -> None:
    before = run("export", "--format", "nquads", "--store", store).stdout
    result = run("compact", "--store", store)
    assert result.exit_code == 0 and "MB now" in result.stderr
    assert run("export", "--format", "nquads", "--store", store).stdout == before
    assert run("compact", "--store", tmp_path / "none").exit_code == 1
    assert run("compact", "--store", "http://127.0.0.1:1/sparql").exit_code == 2


def test_a_service_is_a_store_for_every_command(run: Run, store: Path, tmp_path: Path) -> None:
    with servers.oxigraph() as url:
        run("backup", tmp_path / "b.nq.gz", "--store", store)
        assert run("restore", tmp_path / "b.nq.gz", "--store", url).exit_code == 0
        assert run("restore", tmp_path / "b.nq.gz", "--store", url).exit_code == 2
        for command in (
            ("export", "--format", "nquads"),
            ("export", "--format", "csv"),
            ("query", "-", "--format", "csv"),
            ("validate", "--format", "json"),
        ):
            query = "SELECT DISTINCT ?p { ?s ?p ?o } ORDER BY ?p" if "query" in command else None
            answers = [run(*command, "--store", place, input=query) for place in (store, url)]
            assert answers[0].exit_code == answers[1].exit_code, command
            if "validate" not in command:
                assert sorted(answers[0].stdout.split("\n")) == sorted(answers[1].stdout.split("\n")), command
        assert run("backup", tmp_path / "again.nq.gz", "--store", url).exit_code == 0
    gone = run("query", "-", "--store", url, input="ASK {}")
    assert gone.exit_code == 1 and "does not answer" in gone.stderr and gone.stderr.count("\n") == 1
