"""What `docs/stores.md` says must be so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

from benchmarks import synthesis
from servanda.cli import app
from servanda.graph.services import services
from servanda.settings import PREFIX, Settings

TEXT = (Path(__file__).parents[2] / "docs" / "stores.md").read_text(encoding="utf-8")


def test_deviations_are_those_of_the_table_of_services() -> None:
    rows = re.findall(r"^\| (.*) \| (.*) \| (.*) \|$", TEXT.partition("<!-- deviations")[2].partition("\n## ")[0], re.M)
    known = [(s.name, what, handled) for s in services().values() for what, handled in s.deviations]
    assert rows[1:] == known


@pytest.mark.parametrize("command", sorted(set(re.findall(r"servanda ([a-z]+) ", TEXT))))
def test_commands_exist(command: str) -> None:
    assert command in typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("variable", sorted(set(re.findall(r"SERVANDA_[A-Z_]+", TEXT))))
def test_settings_exist(variable: str) -> None:
    assert variable.removeprefix(PREFIX).lower() in {field.name for field in fields(Settings)}


def test_a_report_has_as_many_quads_as_is_reckoned() -> None:
    lines = [line for line in synthesis.quads(10) if "/graph/registry" not in line]
    assert 930 < len(lines) / 10 < 990
    assert synthesis.STATEMENTS == 40
