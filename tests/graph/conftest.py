"""Stores for the tests: every test of behaviour runs over all backends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servanda.graph.embedded import EmbeddedStore
from servanda.graph.remote import RemoteStore
from servanda.graph.store import Store
from servanda.settings import Settings
from tests.graph import servers

BACKENDS = ("memory", "disk", "oxigraph", "virtuoso")
OpenRemote = Callable[[], RemoteStore]


@pytest.fixture(scope="session")
def oxigraph_url() -> Iterator[str]:
    with servers.oxigraph() as url:
        yield url


@pytest.fixture(scope="session")
def virtuoso_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> str:
    """The name of each kind of store."""
    return str(request.param)


@pytest.fixture
def store(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if backend in ("memory", "disk"):
        with EmbeddedStore(None if backend == "memory" else tmp_path / "store") as made:
            yield made
    else:
        with remote(backend, request) as made:
            yield made


def remote(backend: str, request: pytest.FixtureRequest) -> RemoteStore:
    """Open the service of a backend, emptied."""
    opened = RemoteStore(request.getfixturevalue(f"{backend}_url"), service_settings(backend))
    opened.update("; ".join(f"DROP SILENT GRAPH <{graph}>" for graph in opened.graphs()) or "DROP ALL")
    return opened


def service_settings(backend: str) -> Settings:
    """Return the settings that open the service of a backend."""
    if backend == "virtuoso":
        return Settings(store_user=servers.VIRTUOSO_USER, store_password=servers.VIRTUOSO_PASSWORD)
    return Settings()
