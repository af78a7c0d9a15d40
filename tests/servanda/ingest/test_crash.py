"""Loading that is ended by `kill -9` leaves whole reports, and goes on where it was."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.ingest import ingest
from servanda.ontology.vocab import SV
from servanda.settings import Settings
from tests.servanda.ingest.scripted import Scripted, write
from tests.servanda.ingest.test_ingest import quads

ROOT = Path(__file__).parents[3]


def reports(folder: Path) -> list[Path]:
    """Reports that share actors and ties, so that all write to the same graphs; enough for several transactions."""
    told = [
        "The Ministry of Justice trained police with Free Children NGO.",
        "The ILO trained the Ministry of Justice.",
    ]
    return [write(folder, f"mli-{year}-test", *told, f"NGO {year} trained police.") for year in range(1980, 2020)]


def killed(store: Path, files: list[Path], after: int, pause: float) -> None:
    """Load, and end the process some time after it told of a number of reports."""
    command = [sys.executable, "-m", "tests.servanda.ingest.loading", str(store), "1", *map(str, files)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}, start_new_session=True
    ) as process:
        assert process.stdout is not None
        for _ in range(after + 1):
            process.stdout.readline()
        time.sleep(pause)
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("seed", range(2))
def test_every_report_is_there_whole_or_not_at_all(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    files = reports(tmp_path)
    killed(tmp_path / "store", files, chance.randint(0, 20), chance.random() / 5)
    with EmbeddedStore(tmp_path / "store") as left, EmbeddedStore() as fresh, EmbeddedStore() as all_of_them:
        there = {str(row["name"]) for row in left.select(
            f"SELECT ?name {{ ?r a <{SV.Report}> ; <http://purl.org/dc/terms/identifier> ?name }}").rows}  # fmt: skip
        list(ingest([file for file in files if file.stem in there], fresh, Settings(), 1, Scripted()))
        assert quads(left) <= quads(fresh)
        assert {line for line in quads(fresh) if "graph/authority" not in line} <= quads(left)
        list(ingest(files, left, Settings(), 1, Scripted()))
        list(ingest(files, all_of_them, Settings(), 1, Scripted()))
        assert quads(left) == quads(all_of_them)
