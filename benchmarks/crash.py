"""Ends `servanda ingest` by `kill -9` at random moments and looks at what is left.

`python benchmarks/crash.py [KILLS]`

After each kill the store must open and hold every report wholly or not at all, with exactly the registry and the ties
that follow from these reports; a second run must complete it to what a run without interruption gives. Reports are
those that come with the program, or the files of a folder named by `--reports`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from servanda import samples
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import Store
from servanda.ingest import ingest
from servanda.loaders.document import Document
from servanda.loaders.extract.extractor import Extractor
from servanda.loaders.extract.pipeline import RuleExtractor
from servanda.ontology.exchange import Extraction, Software
from servanda.ontology.iris import Iris
from servanda.ontology.vocab import DCTERMS, SV
from servanda.settings import Settings

APART = tuple(str(Iris().graph(name)) for name in ("authority", "ontology", "shapes"))
"""Graphs that hold nothing of a report."""


def main() -> int:
    """Run the kills and return the number of those that left something wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=50)
    parser.add_argument("--reports", type=Path, help="folder of reports")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    files = sorted(options.reports.iterdir()) if options.reports else samples.paths()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch)
        extractor = Remembering()
        started = time.monotonic()
        run(place / "whole", files, options.jobs)
        seconds = time.monotonic() - started
        with EmbeddedStore(place / "whole") as opened:
            whole = state(opened)
        print(f"{len(files)} files in {seconds:.1f} s, {sum(map(len, whole.values()))} quads of reports")
        wrong = sum(
            not survives(place, files, options.jobs, chance.uniform(0, seconds), whole, extractor)
            for _ in range(options.kills)
        )
    print(f"{options.kills} kills, {wrong} left something wrong")
    return wrong


class Remembering:
    """The rule extractor, which reads each document once only."""

    def __init__(self) -> None:
        """Start with an empty memory."""
        self._rules, self._read = RuleExtractor(), dict[str, Extraction]()

    @property
    def software(self) -> Software:
        """Return what the rule extractor is."""
        return self._rules.software

    def software_for(self, document: Document) -> Software:
        """Return what the rule extractor is."""
        return self._rules.software

    def extract(self, document: Document) -> Extraction:
        """Return what the document tells."""
        if document.sha256 not in self._read:
            self._read[document.sha256] = self._rules.extract(document)
        return self._read[document.sha256]


def survives(
    place: Path, files: list[Path], jobs: int, moment: float, whole: dict[str, set[str]], extractor: Extractor
) -> bool:
    """Kill a run at a moment, complete it by another, and return whether both left what they must."""
    store = place / "store"
    shutil.rmtree(store, ignore_errors=True)
    run(store, files, jobs, moment)
    with EmbeddedStore(store) as opened, EmbeddedStore() as alone:
        left = state(opened)
        graphs = {graph for graph in left if "/graph/report/" in graph}
        halves = [graph for graph in graphs if left[graph] != whole[graph]]
        names = reports(opened)
        list(ingest([file for file in files if file.stem in names], alone, Settings(), 1, extractor))
        expected = state(alone)
        list(ingest(files, opened, Settings(), 1, extractor))
        good = not halves and left == expected and state(opened) == whole
    print(f"killed after {moment:6.2f} s: {len(graphs)} of {len(files)}, {'good' if good else 'WRONG'}", flush=True)
    return good


def run(store: Path, files: list[Path], jobs: int, moment: float | None = None) -> None:
    """Run `servanda ingest`, and kill it with its workers after some seconds if a moment is given."""
    command = [sys.executable, "-m", "servanda", "ingest", "--store", str(store), "--jobs", str(jobs), *map(str, files)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def state(store: Store) -> dict[str, set[str]]:
    """Return what every graph of reports holds, as lines."""
    return {graph: triples(store, graph) for graph in store.graphs() if graph not in APART}


def triples(store: Store, graph: str) -> set[str]:
    """Return a graph as lines."""
    return set(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}").splitlines())


def reports(store: Store) -> set[str]:
    """Return the names of the reports in a store."""
    rows = store.select(f"SELECT ?name {{ ?r a <{SV.Report}> ; <{DCTERMS.identifier}> ?name }}").rows
    return {str(row["name"]) for row in rows}


if __name__ == "__main__":
    sys.exit(main())
