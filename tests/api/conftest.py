from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from servanda.api.app import create_app
from servanda.api.opened import MOMENT
from servanda.api.server import server_of
from servanda.graph.embedded import EmbeddedStore
from servanda.ontology.iris import Iris
from servanda.settings import Settings

IRIS = Iris()
DATA = f"""
@prefix sv: <https://w3id.org/servanda/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
GRAPH <{IRIS.graph("registry")}> {{
  <{IRIS("actor/mli/justice")}> a sv:Actor, sv:Ministry ; rdfs:label "Ministry of <b>Justice</b>" .
  <{IRIS("actor/mli/police")}> a sv:Actor, sv:Agency ; rdfs:label "Police" .
}}
GRAPH <{IRIS.graph("report/one")}> {{
  <{IRIS("report/one")}> a sv:Report ; dcterms:title "First report" ; sv:country <{IRIS.country("MLI")}> .
  <{IRIS("report/one/statement/1")}> a sv:Statement ; sv:inReport <{IRIS("report/one")}> .
}}
"""


def fill(folder: Path, data: str = DATA) -> None:
    with EmbeddedStore(folder) as store:
        store.load(io.BytesIO(data.encode()), "application/trig")


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("service") / "store"
    fill(folder)
    return folder


TOKEN = "an open secret of the tests"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def served(settings: Settings) -> Iterator[httpx.Client]:
    """Serve on a free port of this machine, as the command line does."""
    with serving(settings) as (client, _):
        yield client


@contextmanager
def serving(settings: Settings) -> Iterator[tuple[httpx.Client, FastAPI]]:
    """Serve as `served` does, and give the application too."""
    app = create_app(settings)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listening:
        listening.bind(("127.0.0.1", 0))
        server = server_of(app)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        try:
            with httpx.Client(base_url=address, timeout=60.0, trust_env=False) as client:
                yield client, app
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="session")
def client(store_folder: Path) -> Iterator[httpx.Client]:
    settings = Settings(store=str(store_folder), query_workers=1, query_timeout=30.0, max_request_bytes=10_000)
    with served(settings) as client:
        yield client


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service over two small reports, as the loader writes them."""
    folder = tmp_path_factory.mktemp("filled") / "store"
    fill(folder, Path(__file__).with_name("data.trig").read_text(encoding="utf-8"))
    with served(Settings(store=str(folder))) as client:
        assert client.get("/health").status_code == 200
        time.sleep(2 * MOMENT)  # the engine tidies its files when it is first opened, which looks like a change
        yield client


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A service that its client may write to."""
    folder = tmp_path_factory.mktemp("writable") / "store"
    fill(folder)
    settings = Settings(store=str(folder), token=TOKEN, max_upload_bytes=100_000, update_timeout=20.0)
    with served(settings) as client:
        client.headers.update(BEARER)
        yield client
