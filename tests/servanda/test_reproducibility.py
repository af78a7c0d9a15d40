"""Equal reports give equal bytes, whatever the process, its hash seed and the number of jobs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "servanda" / "samples"
REPORTS = [SAMPLES / name for name in ("mli-2010-interim.txt", "civ-2020-monitorlabor.txt", "alb-2020-wfcl.html")]


def servanda(seed: int, *args: str | Path) -> bytes:
    """Run a command in a process whose sets and dictionaries are ordered by a seed, and return its output."""
    command = [sys.executable, "-m", "servanda", *map(str, args)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout


def test_two_runs_extract_the_same_bytes_in_any_order() -> None:
    forwards = servanda(1, "extract", *REPORTS).splitlines()
    backwards = servanda(2, "extract", *reversed(REPORTS)).splitlines()
    assert forwards == backwards[::-1] and len(forwards) == len(REPORTS)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[bytes]]:
    """The statements of a store into which reports were loaded, by the number of jobs."""
    folder = tmp_path_factory.mktemp("stores")
    for jobs in (1, 2):
        servanda(jobs, "ingest", *REPORTS, "--store", folder / str(jobs), "--jobs", str(jobs))
    return {
        jobs: sorted(servanda(0, "export", "--format", "nquads", "--store", folder / str(jobs)).splitlines())
        for jobs in (1, 2)
    }


def test_any_number_of_jobs_loads_the_same_graph(loaded: dict[int, list[bytes]]) -> None:
    named = {jobs: [line for line in lines if b"_:" not in line] for jobs, lines in loaded.items()}
    assert named[1] == named[2] and len(named[1]) > 1_000
    assert len(loaded[1]) == len(loaded[2])  # blank nodes of ontology and shapes have names by chance
