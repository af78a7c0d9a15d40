"""The explorer, as it comes without scripts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from servanda.settings import Settings
from tests.graph.network.conftest import AGENCY, DATA, JUSTICE, POLICE

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
    assert 'role="img"' in page and rows(page) == ties
    assert page.count("<line ") == ties


def test_what_is_chosen_stays_chosen_and_goes_into_the_files(client: httpx.Client) -> None:
    page = client.get("/?country=MLI&kind=partner&status=claimed").text
    assert re.search(r'<option value="MLI"[^>]* selected>', page)
    assert len(re.findall(r'name="(?:kind|status|type)" value="\w+" checked', page)) == 2
    assert "format=gexf" in page and "/api/network?country=MLI&amp;kind=partner&amp;status=claimed&amp;format" in page


def test_an_actor_can_be_put_in_the_middle(client: httpx.Client) -> None:
    page = client.get(f"/?focus={quote(str(JUSTICE), safe='')}&hops=1").text
    assert 0 < rows(page) <= 3


def test_a_filter_that_fits_nothing_says_so(client: httpx.Client) -> None:
    page = client.get("/?country=FRA").text
    assert "No tie fits" in page and 'role="img"' not in page


def test_countries_can_stand_for_their_actors(client: httpx.Client) -> None:
    page = client.get("/?group=country").text
    assert "international bodies" in page and 'href="/?country=NER"' in page and "/ties/" not in page


def test_a_way_between_two_actors_is_shown(client: httpx.Client) -> None:
    page = client.get("/", params={"source": str(POLICE), "target": str(AGENCY)}).text
    assert rows(page) == 2 and "World Aid" in page


def test_an_actor_without_ties_is_told_on_the_page(client: httpx.Client) -> None:
    page = client.get("/", params={"focus": str(POLICE), "country": "NER"})
    assert page.status_code == 200 and 'role="alert"' in page.text and "has no tie here" in page.text


def test_the_page_brings_the_data_that_the_interface_gives(client: httpx.Client) -> None:
    page = client.get("/?status=claimed").text
    found = re.search(r'<script type="application/json" id="network">(.*?)</script>', page)
    assert found is not None and json.loads(found[1]) == client.get("/api/network?status=claimed&limit=60").json()


def test_years_are_told_from_the_first_to_the_last(client: httpx.Client) -> None:
    found = re.search(r'data-years="([^"]+)"', client.get("/").text)
    assert found is not None
    years = json.loads(unescape(found[1]))
    assert [year for year, _ in years] == list(range(years[0][0], years[-1][0] + 1)) and years[0][1] and years[-1][1]


@pytest.mark.parametrize(
    ("asked", "actors"),
    [
        ({"size": "betweenness", "country": "NER"}, 2),
        ({"focus": str(JUSTICE), "hops": "1", "colour": "country"}, 3),
        ({"source": str(POLICE), "target": str(AGENCY), "group": "country"}, 3),
    ],
)
def test_the_files_of_a_view_hold_what_it_is_a_part_of(
    client: httpx.Client, asked: dict[str, str], actors: int
) -> None:
    found = re.search(r'data-file="gexf"[^>]* href="([^"]+)"', client.get("/", params=asked).text)
    assert found is not None
    file = client.get(unescape(found[1]))
    assert file.status_code == 200 and file.text.count("<node ") == actors
