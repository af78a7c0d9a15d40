"""What `docs/stores.md` says must be so."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer.main

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


def test_sizes_follow_from_what_a_report_makes() -> None:
    """The table multiplies the figures of the text: 2,100 quads a report, and bytes and microseconds a quad."""
    rows = re.findall(
        r"^\| ([\d,]+) \| ([\d.]+) (m|b)illion \| ([\d.]+) GB \| ([\d.]+) GB \| ([\d.]+) GB \|", TEXT, re.M
    )
    assert len(rows) == 3
    for reports, number, unit, *sizes in rows:
        quads = float(number) * (1e6 if unit == "m" else 1e9)
        assert quads == pytest.approx(int(reports.replace(",", "")) * 2100, rel=0.05)
        assert [float(size) * 1e9 / quads for size in sizes] == pytest.approx([200, 325, 265], rel=0.05)
