"""A whole folder of reports through the pipeline: how long it takes, what failed, and what was quarantined and why.

    python -m benchmarks.corpus FOLDER --jobs 2 --store /tmp/store

Without --store the reports are only extracted, and every quotation and mention is checked against its text; with it
they are loaded into a new store as `servanda ingest` does. The order of the reports mixes their series, so that a run
which is cut off (Ctrl-C) tells something of all.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks.extraction import reports_in
from servanda.errors import ServandaError
from servanda.graph.embedded import EmbeddedStore
from servanda.ingest import Event, Loaded, Quarantined, ingest
from servanda.ingest.events import Failed
from servanda.loaders.extract.pipeline import RuleExtractor
from servanda.loaders.read import read
from servanda.ontology import exchange
from servanda.settings import Settings

T = TypeVar("T")
_SHOWN = 15
_VARIABLE = re.compile(r"\S*\d\S*|“[^”]*”|'[^']*'|\"[^\"]*\"")
"""What differs between two faults of one kind: what holds a digit, or stands in quotation marks."""


class Extracted(NamedTuple):
    """What came of one report."""

    path: Path
    words: int = 0
    statements: int = 0
    fault: str = ""
    notices: tuple[str, ...] = ()


_extractor = RuleExtractor()


def extracted(path: Path) -> Extracted:
    """Extract a report and check all offsets of the outcome."""
    try:
        document = read(path)
        extraction = _extractor.extract(document)
        exchange.check(extraction, document.text)
    except ServandaError as error:
        return Extracted(path, fault=str(error))
    except Exception as fault:  # what must not happen is what the run is for
        return Extracted(path, fault=f"CRASH {type(fault).__name__}: {fault}")
    for actor in extraction.actors:
        if stray := [m for m in actor.mentions if not document.text[m.start : m.end].strip()]:
            return Extracted(path, fault=f"CRASH mention of nothing at {stray[0].start}")
    return Extracted(path, len(document.text.split()), len(extraction.statements), "", extraction.notices)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of reports")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--store", type=Path, help="folder of a new store to load the reports into")
    parser.add_argument("--every", type=int, default=1, help="take every n-th report only")
    chosen = parser.parse_args()
    files = sorted(reports_in(chosen.folder), key=lambda path: hashlib.sha256(path.name.encode()).digest())
    files = files[:: chosen.every]
    begun = time.perf_counter()
    done = loaded(files, chosen.store, chosen.jobs) if chosen.store else read_only(files, chosen.jobs)
    seconds = time.perf_counter() - begun
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{done:,} of {len(files):,} files in {seconds:,.0f} s with {chosen.jobs} jobs", end="; ")
    print(f"highest memory of a process {memory / 1e3:,.0f} MB")


def loaded(files: Sequence[Path], place: Path, jobs: int) -> int:
    """Load reports into a store, tell what became of them, and return how many were done."""
    with EmbeddedStore(place) as store:
        events = watched(ingest(files, store, Settings(), jobs), len(files))
    tell_events(events)
    return len(events)


def read_only(files: Sequence[Path], jobs: int) -> int:
    """Extract reports, tell what came of them, and return how many were done."""
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    rows = watched(pool.map(extracted, files, chunksize=4), len(files))
    pool.shutdown(wait=False, cancel_futures=True)
    tell_extracted(rows)
    return len(rows)


def watched(items: Iterator[T], total: int) -> list[T]:
    """Collect items until they end or the user has seen enough, and say now and then how far they are."""
    seen: list[T] = []
    try:
        for item in items:
            seen.append(item)
            if len(seen) % 100 == 0:
                print(f"{len(seen):,} of {total:,}", file=sys.stderr, flush=True)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what was seen is told, however often the user asks to stop
        print(f"interrupted after {len(seen):,} of {total:,}", file=sys.stderr)
    return seen


def tell_events(events: Sequence[Event]) -> None:
    """Print what became of the reports that were loaded."""
    print(", ".join(f"{count:,} {name}" for name, count in Counter(type(e).__name__ for e in events).most_common()))
    print(f"{sum(e.statements for e in events if isinstance(e, Loaded)):,} statements")
    tell("failed", [(e.path, e.reason) for e in events if isinstance(e, Failed)])
    tell("quarantined", [(e.path, reason) for e in events if isinstance(e, Quarantined) for reason in e.reasons])


def tell_extracted(rows: Sequence[Extracted]) -> None:
    """Print what became of the reports that were extracted."""
    print(f"{sum(row.words for row in rows):,} words, {sum(row.statements for row in rows):,} statements")
    tell("failed", [(row.path, row.fault) for row in rows if row.fault])
    tell("notices", [(row.path, notice) for row in rows for notice in row.notices])


def tell(what: str, faults: Sequence[tuple[Path, str]]) -> None:
    """Print faults by kind, the commonest first, each with a report that has it."""
    print(f"{what}: {len({path for path, _ in faults}):,} reports, {len(faults):,} reasons")
    kinds = Counter(_VARIABLE.sub("…", fault) for _, fault in faults)
    examples = {_VARIABLE.sub("…", fault): (path, fault) for path, fault in reversed(faults)}
    for kind, count in kinds.most_common(_SHOWN):
        path, fault = examples[kind]
        print(f"  {count:,} × such as {path.name}: {' '.join(fault.split())[:300]}")


if __name__ == "__main__":
    main()
