"""How fast reports are extracted, beside the bare spaCy pipeline on the same texts in the same run.

    python -m benchmarks.extraction FOLDER --reports 60 --runs 5

The bare pipeline is the official model with all its components, which finds entities but no actors, instruments or
statements. Both read the narratives of the same reports, turn by turn, so that a busy machine slows both; the median of
the ratios of processor time counts. Prints words per second, the ratio and the highest memory.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import spacy

from benchmarks.load import run
from servanda.loaders.document import Document
from servanda.loaders.extract.model import CARRIER, load
from servanda.loaders.extract.pipeline import RuleExtractor
from servanda.loaders.read import SUFFIXES, read

_EXTRACT_ALL = """
import sys
from pathlib import Path
from servanda.loaders.extract.pipeline import RuleExtractor
from servanda.loaders.read import read
extractor = RuleExtractor()
for name in sys.argv[1:]:
    extractor.extract(read(Path(name)))
"""


class Took(NamedTuple):
    """Seconds by the clock, and seconds of processor time."""

    clock: float
    processor: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of reports")
    parser.add_argument("--reports", type=int, default=60, help="reports, evenly spread over the folder (default: 60)")
    parser.add_argument("--runs", type=int, default=5, help="turns of both pipelines (default: 5)")
    chosen = parser.parse_args()
    files = spread(reports_in(chosen.folder), chosen.reports)
    documents = [read(path) for path in files]
    words = sum(len(text.split()) for document in documents for text in narratives(document))
    machine = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    print(f"{len(files)} reports, {words:,} words of narrative; {machine}")
    compare(documents, words, chosen.runs)
    memory = run_memory(files)
    print(f"highest memory of one process that extracts them all: {memory / 1e6:,.0f} MB")


def reports_in(folder: Path) -> list[Path]:
    """Return the reports of a folder, in the order of their names."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)


def spread(files: Sequence[Path], count: int) -> list[Path]:
    """Return so many of the files, at equal distances."""
    step = max(1.0, len(files) / count)
    return [files[int(place * step)] for place in range(min(count, len(files)))]


def narratives(document: Document) -> list[str]:
    """Return the texts that both pipelines read."""
    return [document.text[section.start : section.end] for section in document.narrative]


def compare(documents: Sequence[Document], words: int, runs: int) -> None:
    """Let the bare pipeline and the extractor take turns, and print the medians."""
    bare = spacy.load(_model_folder())
    extractor = RuleExtractor()
    texts = [text for document in documents for text in narratives(document)]

    def parse() -> None:
        for _ in bare.pipe(texts, batch_size=64):
            pass

    def extract() -> None:
        for document in documents:
            extractor.extract(document)

    _ = timed(lambda: bare(texts[0])), timed(lambda: extractor.extract(documents[0]))  # both loaded and warm
    turns = [(timed(parse), timed(extract)) for _ in range(runs)]
    for name, side in (("bare spaCy pipeline", 0), ("rule extractor", 1)):
        clock = statistics.median(turn[side].clock for turn in turns)
        processor = statistics.median(turn[side].processor for turn in turns)
        print(f"{name}: {words / processor:,.0f} words a second of processor time, {words / clock:,.0f} by the clock")
    ratios = [theirs.processor / ours.processor for theirs, ours in turns]
    print(f"ratio of speeds: median {statistics.median(ratios):.2f}, from {min(ratios):.2f} to {max(ratios):.2f}")


def timed(work: Callable[[], object]) -> Took:
    """Return what some work takes."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def run_memory(files: Sequence[Path]) -> int:
    """Return the bytes of memory that a process which extracts files takes at its highest."""
    return run(sys.executable, "-c", _EXTRACT_ALL, *map(str, files)).memory


def _model_folder() -> Path:
    """Return the folder of the model whose files `load` has checked."""
    load()
    spec = find_spec(CARRIER)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / f"{CARRIER}-{version(CARRIER)}"


if __name__ == "__main__":
    main()
