"""Stores for the tests: every test of behaviour runs over all backends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.store import Store


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    with EmbeddedStore(None if request.param == "memory" else tmp_path / "store") as made:
        yield made
