"""How fast the store takes in a large file, beside the engine's own loader; and what it then needs to be read.

    python -m benchmarks.load --quads 1000000

Prints quads per second of `oxigraph load` and of the store, their ratio, memory and disk.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import synthesis

_LOAD = """
import sys
from servanda.graph.embedded import EmbeddedStore
with EmbeddedStore(sys.argv[2]) as store, open(sys.argv[1], "rb") as data:
    store.bulk_load(data, "application/n-quads")
"""
_WATCH = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.stdout.buffer.write(done.stdout)
sys.exit(done.returncode)
"""
_READ = """
import json, sys, time
from servanda.graph.embedded import EmbeddedStore
took = {}
with EmbeddedStore.open_reader(sys.argv[1]) as store:
    for name, query in json.loads(sys.argv[2]).items():
        begun = time.perf_counter()
        rows = len(store.select(query).rows)
        took[name] = (rows, round(time.perf_counter() - begun, 3))
print(json.dumps(took))
"""
_PREFIX = "PREFIX sv: <https://w3id.org/servanda/ontology#> "
QUERIES = {
    "all quads counted": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    "partners of one actor": _PREFIX
    + "SELECT DISTINCT ?b { <https://w3id.org/servanda/id/actor/aaz/body-0> sv:partneredWith ?b }",
    "activities by type": _PREFIX + "SELECT ?t (COUNT(DISTINCT ?a) AS ?n) { ?a sv:activityType ?t } GROUP BY ?t",
}


class Run(NamedTuple):
    """What a process took: seconds, seconds of processor time, and bytes of memory at its highest."""

    seconds: float
    processor: float
    memory: int
    output: str


def run(*command: str) -> Run:
    """Run a command to its end."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _WATCH, *command], stdout=subprocess.PIPE, text=True, check=True)
    seconds = time.perf_counter() - begun
    first, _, output = done.stdout.partition("\n")
    processor, kilobytes = first.split()
    return Run(seconds, float(processor), int(kilobytes) * 1024, output)


def size(folder: Path) -> int:
    """Return the bytes of a folder's files, hard links counted once."""
    return sum({file.stat().st_ino: file.stat().st_size for file in folder.rglob("*") if file.is_file()}.values())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quads", type=int, default=1_000_000, help="at least so many quads (default: 1,000,000)")
    parser.add_argument("--runs", type=int, default=1, help="runs of each loader; the fastest counts (default: 1)")
    parser.add_argument("--folder", type=Path, help="where the files go (default: a temporary folder)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=chosen.folder) as name:
        measure(Path(name), chosen.quads, chosen.runs)


def measure(folder: Path, least: int, runs: int) -> None:
    """Measure both loaders on the same file in turn, then what reading takes, and print."""
    data = folder / "reports.nq"
    scale = synthesis.write(data, least)
    print(f"{scale.reports:,} reports, {scale.quads:,} quads, {data.stat().st_size / 1e6:,.0f} MB of N-Quads")
    loader = str(Path(sys.executable).with_name("oxigraph"))
    taken: dict[str, list[Run]] = {"oxigraph load": [], "servanda": []}
    for number in range(runs):
        there, here = str(folder / f"oxigraph-{number}"), str(folder / f"servanda-{number}")
        taken["oxigraph load"].append(run(loader, "load", "--location", there, "--file", str(data)))
        taken["servanda"].append(run(sys.executable, "-c", _LOAD, str(data), here))
    fastest = {who: min(all_runs, key=lambda done: done.seconds) for who, all_runs in taken.items()}
    for who, done in fastest.items():
        times = f"{done.seconds:.1f} s, {done.processor:.1f} s of processor time"
        print(f"{who}: {times}, {scale.quads / done.seconds:,.0f} quads/s, {done.memory / 1e6:,.0f} MB memory")
    theirs, ours = fastest["oxigraph load"], fastest["servanda"]
    print(
        f"ratio: {theirs.seconds / ours.seconds:.2f} by time, {theirs.processor / ours.processor:.2f} by processor time"
    )
    print(f"disk: {size(folder / 'servanda-0') / scale.quads:.0f} bytes a quad")
    read = run(sys.executable, "-c", _READ, str(folder / "servanda-0"), json.dumps(QUERIES))
    for name, (rows, seconds) in json.loads(read.output).items():
        print(f"{name}: {rows} rows in {seconds} s")
    print(f"a reader's memory: {read.memory / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
