from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda import __version__

from .conftest import Run

COMMANDS = ("demo", "extract", "ingest", "serve", "query", "validate", "export", "evaluate", "backup", "restore")
SERVANDA = (sys.executable, "-m", "servanda")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    shown = run(command, "--help")
    assert shown.exit_code == 0
    assert "Example" in shown.stdout and f"servanda {command}" in shown.stdout


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").stdout == f"servanda {__version__}\n"


@pytest.mark.parametrize(
    "args",
    [
        ("nonsense",),
        ("query", "--format", "docx", "x.rq"),
        ("query",),
        ("query", "--no-such-option"),
        ("export",),
        ("export", "--format", "png"),
        ("ingest",),
        ("serve", "--port", "99999"),
        ("ingest", "--jobs", "0", "x.txt"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, args: tuple[str, ...]) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("servanda: ") and result.stderr.count("\n") == 1


def test_verbose_shows_where_an_error_arose_wherever_it_stands(run: Run, tmp_path: Path) -> None:
    short = run("backup", tmp_path / "b", "--store", tmp_path / "none")
    assert short.exit_code == 1 and "Traceback" not in short.stderr
    for args in (("--verbose", "backup"), ("backup", "--verbose")):
        long = run(*args, tmp_path / "b", "--store", tmp_path / "none")
        assert long.exit_code == 1 and "Traceback" in long.stderr
        assert long.stderr.splitlines()[-1] == short.stderr.strip()


def test_the_module_runs_as_a_process_and_stands_a_closed_pipe(store: Path) -> None:
    query = "SELECT ?i ?j WHERE { VALUES ?i { %s } VALUES ?j { %s } }" % ((" ".join(map(str, range(400))),) * 2)
    process = subprocess.Popen(
        [*SERVANDA, "query", "-", "--store", str(store), "--format", "csv"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    process.stdin.write(query.encode())
    process.stdin.close()
    assert process.stdout.readline().strip() == b"i,j"
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait() == 0


def test_the_service_runs_until_it_is_interrupted(store: Path) -> None:
    import httpx

    process = subprocess.Popen(
        [*SERVANDA, "serve", "--store", str(store), "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    with process.stdout as output, process.stderr as errors:
        address = output.readline().decode().split(" at ")[1].split()[0]
        deadline = time.monotonic() + 30
        while True:
            try:
                answer = httpx.get(f"{address}sparql", params={"query": "ASK {}"}, trust_env=False, timeout=30.0)
                break
            except httpx.ConnectError:
                assert time.monotonic() < deadline
                time.sleep(0.05)
        assert answer.json()["boolean"] is True
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(timeout=30) in (0, 130, -signal.SIGINT)
        assert b"Traceback" not in errors.read()


def test_an_interrupted_query_ends_at_once_and_without_a_traceback(store: Path) -> None:
    patterns = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12))
    process = subprocess.Popen(
        [*SERVANDA, "query", "-", "--store", str(store)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin
    process.stdin.write(f"SELECT (COUNT(*) AS ?n) {{ {patterns} }}".encode())
    process.stdin.close()
    process.stdin = None
    while not any((store / "checkpoints").glob("reader-*")):  # the query begins
        time.sleep(0.05)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)
    assert process.returncode in (130, -signal.SIGINT)
    assert output == b"" and b"Traceback" not in errors
