"""The commands of the guide to questions are run on the samples, and what it shows is what they print."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from servanda.cli import app

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


def sessions() -> list[tuple[str, list[str]]]:
    """Return the commands that the guide shows with the lines that follow them."""
    blocks = re.findall(r"^```console\n\$ servanda (.*?)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    return [(command, lines.splitlines()) for command, lines in blocks]


def test_every_question_is_answered_as_the_guide_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "servanda").symlink_to(ROOT / "servanda")
    monkeypatch.chdir(tmp_path)
    assert len(sessions()) > 20
    for command, lines in sessions():
        result = CliRunner().invoke(app, shlex.split(command), prog_name="servanda")
        assert result.exit_code == 0, (command, result.output)
        printed = result.stdout.splitlines()
        for line in lines:
            start = line.removesuffix("…")
            assert any(found == line or (found.startswith(start) and line != start) for found in printed), (
                command,
                line,
            )


def test_every_question_has_its_command() -> None:
    assert len(re.findall(r"^## \d+\. .*\?$", GUIDE, re.MULTILINE)) == len(sessions()) - 1
