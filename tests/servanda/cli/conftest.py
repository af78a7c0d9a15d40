from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from servanda.cli import app
from servanda.graph.embedded import EmbeddedStore

Run = Callable[..., Result]
DATA = """
@prefix sv: <https://w3id.org/servanda/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <https://w3id.org/servanda/id/> .
<https://w3id.org/servanda/id/graph/registry> {
  :one a sv:Actor, sv:Ministry ; rdfs:label "Ministry of Justice" .
  :two a sv:Actor, sv:Agency ; rdfs:label "Police" .
}
<https://w3id.org/servanda/id/graph/ties> {
  :tie a sv:Tie ; sv:tieKind <https://w3id.org/servanda/vocab/tie-kind/partner> ;
    sv:tieSource :one ; sv:tieTarget :two ; sv:weight 1 .
}
"""


@pytest.fixture
def run() -> Run:
    """Run a command as the console script does; the result has exit code, stdout and stderr."""

    def invoke(*args: str | Path, input: bytes | str | None = None) -> Result:
        return CliRunner().invoke(app, [str(arg) for arg in args], input=input, prog_name="servanda")

    return invoke


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(io.BytesIO(DATA.encode()), "application/trig")
    return tmp_path / "store"
