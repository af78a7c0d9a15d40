"""The explorer, as it comes without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from servanda.settings import Settings
from tests.graph.network.conftest import DATA, JUSTICE

from .conftest import fill, served


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("explorer") / "store"
    fill(folder, DATA)
    with served(Settings(store=str(folder))) as client:
        yield client


def rows(page: str) -> int:
    return page.count("<tr>") - page.count("<thead>")


@pytest.mark.parametrize(
    ("query", "ties"), [("", 3), ("country=NER", 1), ("status=claimed&status=planned", 5), ("min_weight=2", 1)]
)
def test_the_network_is_a_picture_and_a_table(client: httpx.Client, query: str, ties: int) -> None:
    page = client.get(f"/?{query}").text
    assert "<svg" in page and rows(page) == ties
    assert page.count("<line ") == ties


def test_what_is_chosen_stays_chosen_and_goes_into_the_files(client: httpx.Client) -> None:
    page = client.get("/?country=MLI&kind=partner&status=claimed").text
    assert '<option value="MLI" selected>' in page
    assert len(re.findall(r'name="(?:kind|status|type)" value="\w+" checked', page)) == 2
    assert "format=gexf" in page and "/api/network?country=MLI&amp;kind=partner&amp;status=claimed&amp;format" in page


def test_an_actor_can_be_put_in_the_middle(client: httpx.Client) -> None:
    page = client.get(f"/?focus={quote(str(JUSTICE), safe='')}&hops=1").text
    assert 0 < rows(page) <= 3


def test_a_filter_that_fits_nothing_says_so(client: httpx.Client) -> None:
    page = client.get("/?country=FRA").text
    assert "No tie fits" in page and "<svg" not in page
