"""What `docs/network.md` and the notebook say must be so; the notebook runs on the sample reports."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from servanda.api.app import create_app
from servanda.cli import app
from servanda.graph.network.files import FORMATS
from servanda.knowledge import Narrowing
from servanda.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "network.md").read_text(encoding="utf-8")


def test_addresses_and_their_parameters_exist() -> None:
    api = create_app(Settings(store="/nowhere")).openapi()["paths"]
    known = {re.sub(r"\{\w+\}", "x", path): path for path in api}
    for address in re.findall(r"`(/api/[^`]*)`", TEXT):
        path, _, query = address.partition("?")
        path = re.sub(r"^(/api/actors/).*(/ego)$", r"\1x\2", re.sub(r"^(/api/ties/).*", r"\1x", path))
        assert path in known, address
        parameters = {one["name"] for one in api[known[path]]["get"]["parameters"]}
        assert set(re.findall(r"(\w+)=", query)) <= parameters, address
    assert set(re.findall(r"`(\w+)`(?=[,;]| \()", TEXT.partition("as a file: ")[2].splitlines()[0])) <= set(FORMATS)


def test_filters_are_those_of_both_interfaces() -> None:
    parameters = create_app(Settings(store="/nowhere")).openapi()["paths"]["/api/network"]["get"]["parameters"]
    rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|", TEXT.partition("## Filters")[2].partition("\n## ")[0], re.M)
    assert {name for row in rows for name in re.findall(r"(\w+)=", row[0])} == {
        one["name"] for one in parameters
    } - {"limit", "format", "group"}  # fmt: skip
    assert {name for row in rows for name in re.findall(r"(\w+)=", row[1])} == set(Narrowing.__annotations__)


def test_functions_exist() -> None:
    names = re.findall(r"`(measures|affiliation|change|paths)\.(\w+)`", TEXT)
    assert len(names) > 12
    for module, name in names:
        assert callable(getattr(import_module(f"servanda.graph.network.{module}"), name))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with the demonstration's store."""
    folder = tmp_path_factory.mktemp("notebook")
    made = CliRunner().invoke(app, ["demo", "--no-serve", "--store", str(folder / "servanda-demo")])
    assert made.exit_code == 0, made.output
    return folder


def test_the_notebook_runs(samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(samples)
    names: dict[str, object] = {}
    for cell in json.loads((DOCS / "python.ipynb").read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    told = capsys.readouterr().out
    assert "who-partnered-with-whom: Who partnered with whom" in told
    assert re.search(r"[1-9]\d* actors, [1-9]\d* ties", told)
