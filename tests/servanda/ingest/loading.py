"""Loads reports of the plain script into a store on disk: `python -m tests.servanda.ingest.loading STORE JOBS FILE…`.

Prints a line when the store is open and one for each report, so that a test can end it at a moment of its choice.
"""

from __future__ import annotations

import sys
from pathlib import Path

from servanda.graph.embedded import EmbeddedStore
from servanda.ingest import ingest
from servanda.settings import Settings
from tests.servanda.ingest.scripted import Scripted

if __name__ == "__main__":
    place, jobs, *files = sys.argv[1:]
    with EmbeddedStore(place) as opened:
        print("open", flush=True)
        for event in ingest([Path(file) for file in files], opened, Settings(), int(jobs), Scripted()):
            print(type(event).__name__, flush=True)
