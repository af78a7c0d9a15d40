"""The page on the service names its settings, with the defaults that they have."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from servanda.settings import PREFIX, Settings

PAGE = (Path(__file__).parents[2] / "docs" / "service.md").read_text(encoding="utf-8")
KNOWN = {PREFIX + known.name.upper(): getattr(Settings(), known.name) for known in fields(Settings)}


def test_every_setting_on_the_page_exists() -> None:
    assert set(re.findall(rf"{PREFIX}\w+", PAGE)) <= set(KNOWN)


def test_numbers_on_the_page_are_the_defaults() -> None:
    told = dict(re.findall(rf"^\| `({PREFIX}\w+)` \| (\d+) \|", PAGE, re.MULTILINE))
    assert len(told) > 8
    for name, value in told.items():
        assert float(value) == float(KNOWN[name]), name
