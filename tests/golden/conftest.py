"""A store with the bundled samples, loaded by the pipeline once for all golden tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import Store
from servanda.ingest import Loaded, ingest
from servanda.settings import Settings

SAMPLES = Path(__file__).parents[2] / "servanda" / "samples"
SUFFIXES = {".txt", ".html", ".docx"}


def sample_files() -> list[Path]:
    """Return the sample reports."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in SUFFIXES)


@pytest.fixture(scope="package")
def samples() -> Iterator[Store]:
    """A store with all samples."""
    with EmbeddedStore() as store:
        events = list(ingest(sample_files(), store, Settings()))
        assert all(isinstance(event, Loaded) for event in events), events
        yield store
