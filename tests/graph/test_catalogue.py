from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from servanda.graph.catalogue import NAME, page, write
from servanda.graph.embedded import EmbeddedStore
from servanda.graph.library import library

DOCS = Path(__file__).parents[2] / "docs"


def test_page_is_up_to_date(tmp_path: Path) -> None:
    assert DOCS.joinpath(NAME).read_text(encoding="utf-8") == page(), "make reference"
    write(tmp_path)
    assert tmp_path.joinpath(NAME).read_text(encoding="utf-8") == page()


def test_every_query_is_on_the_page_with_its_columns() -> None:
    sections = dict(re.findall(r'<a id="([\w-]+)"></a>\n(.*?)(?=<a id=|\Z)', page(), re.DOTALL))
    assert set(sections) == set(library())
    for name, section in sections.items():
        (columns,) = re.findall(r"^Columns: (.+)\.$", section, re.MULTILINE)
        with EmbeddedStore() as store:
            answer = store.select(library()[name].body)
        assert re.findall(r"`(\w+)`", columns) == list(answer.variables)
        assert f"## {library()[name].title}" in section and library()[name].description in section


@pytest.mark.parametrize("line", re.findall(r"^servanda query .+$", page(), re.MULTILINE))
def test_commands_on_the_page_run(line: str) -> None:
    _, _, name, *params = shlex.split(line)
    values = dict(param.split("=", 1) for param in params if param != "--param")
    assert library()[name].fill(values)


@pytest.mark.parametrize("address", re.findall(r"^curl .+/api/queries/([^']+)'$", page(), re.MULTILINE))
def test_addresses_on_the_page_are_answered(address: str) -> None:
    name, _, query = address.partition("?")
    values = dict(parse_qsl(query))
    assert values.pop("format") == "csv"
    assert library()[name].fill(values)
