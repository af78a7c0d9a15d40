"""How long `servanda ingest` takes with one job and with more, and whose time it is.

    python -m benchmarks.ingestion FOLDER --reports 29
    python -m benchmarks.ingestion TABLE.jsonl

Loads reports, evenly spread over a folder, or a table, into a new store with each number of jobs, then once again.
By the clock a busy machine hides what more jobs bring, so processor time is told as well: that of the main process,
which writes to the store one report after the other, and that of all others, which can be shared out.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.extraction import reports_in, spread

_PACE = 0.1
"""Seconds between two looks at the processes."""
_TICKS = os.sysconf("SC_CLK_TCK")


class Took(NamedTuple):
    """Seconds by the clock, and seconds of processor time of the main process and of the others."""

    clock: float
    main: float
    others: float

    def __str__(self) -> str:
        """Tell it in one line."""
        shares = f"{self.main:.1f} s of processor time in the main process, {self.others:.1f} s in others"
        return f"{self.clock:.1f} s by the clock, {shares}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path, help="folder of reports, or a table")
    parser.add_argument("--reports", type=int, default=60, help="reports of the folder (default: 60)")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of jobs (default: 1 2)")
    chosen = parser.parse_args()
    files = spread(reports_in(chosen.place), chosen.reports) if chosen.place.is_dir() else [chosen.place]
    print(f"{len(files)} file(s), {os.cpu_count()} processors", flush=True)
    found = {jobs: loaded(files, jobs) for jobs in chosen.jobs}
    first, last = found[chosen.jobs[0]], found[chosen.jobs[-1]]
    processors = min(os.cpu_count() or 1, chosen.jobs[-1])
    print(f"{chosen.jobs[-1]} jobs are {first.clock / last.clock:.2f} times as fast as {chosen.jobs[0]} by the clock")
    bound = (first.main + first.others) / max((last.main + last.others) / processors, last.main)
    print(f"by processor time, {processors} processors that are always busy would make it {bound:.2f} times")


def loaded(files: Sequence[Path], jobs: int) -> Took:
    """Load files into a new store and then again, print what both took, and return the first."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "servanda", "ingest", "--store", f"{folder}/store", "--jobs", str(jobs)]
        took, again = (timed([*command, *map(str, files)]) for _ in range(2))
    print(f"{jobs} job(s): {took}; load {os.getloadavg()[0]:.1f}", flush=True)
    print(f"   again: {again}", flush=True)
    return took


def timed(command: Sequence[str]) -> Took:
    """Run a command in a session of its own, and add up the processor time of all processes of the session."""
    begun, used = time.perf_counter(), dict[int, float]()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None:
            used |= processor_times(process.pid)
            time.sleep(_PACE)
    clock = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:4])} ended with exit code {process.returncode}")
    main_time = used.pop(process.pid, 0.0)
    return Took(clock, main_time, sum(used.values()))


def processor_times(session: int) -> dict[int, float]:
    """Return the seconds of processor time of the processes of a session, by process (proc(5))."""
    found: dict[int, float] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[3]) == session:
            found[int(entry.parent.name)] = (int(fields[11]) + int(fields[12])) / _TICKS
    return found


if __name__ == "__main__":
    main()
