"""The commands of the README are run, and what it shows is what they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from servanda.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def sessions() -> list[tuple[str, list[str]]]:
    """Return the commands that the README shows with the lines that follow them."""
    shown: list[tuple[str, list[str]]] = []
    for block in re.findall(r"^```console\n(.*?)^```", README, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("$ servanda "):
                shown.append((line.removeprefix("$ servanda "), []))
            else:
                shown[-1][1].append(line)
    return shown


def test_commands_print_what_the_readme_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("servanda", "tests"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    assert len(sessions()) >= 6
    for command, lines in sessions():
        result = CliRunner().invoke(app, shlex.split(command), prog_name="servanda")
        assert result.exit_code == 0, (command, result.output)
        printed = result.stdout.splitlines()
        for line in lines:
            start = line.partition("…")[0]
            assert any(found.startswith(start) and (found == line or "…" in line) for found in printed), (command, line)


def test_what_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", README):
        assert (ROOT / target).exists(), target


def test_the_readme_names_only_targets_that_make_knows() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= set(targets)
