from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from servanda.api.guard import OPEN_RATE, counted_by, rate_of
from servanda.api.headers import HEADERS
from servanda.errors import UsageError
from servanda.settings import Settings

from .conftest import served


@pytest.mark.parametrize("path", ["/health", "/sparql?query=ASK{}", "/nowhere", "/docs", "/static/servanda.css"])
def test_every_answer_has_headers_for_safety(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert all(name in headers for name in HEADERS)


def test_a_client_that_sends_too_much_is_told_when_to_come_back(store_folder: Path) -> None:
    with served(Settings(store=str(store_folder), rate_limit="3/minute")) as client:
        statuses = [client.get("/sparql?query=ASK{}").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 429, 429]
        refused = client.get("/sparql?query=ASK{}")
        assert 0 < int(refused.headers["retry-after"]) <= 60 and refused.json()["status"] == 429
        assert client.get("/health").status_code == 200


def test_only_a_service_for_other_machines_has_a_rate_by_default() -> None:
    assert rate_of(Settings()) is None and rate_of(Settings(host="localhost")) is None
    assert rate_of(Settings(host="0.0.0.0", rate_limit="none")) is None
    opened = rate_of(Settings(host="0.0.0.0"))
    assert opened is not None and opened.amount == int(OPEN_RATE.split("/")[0])
    with pytest.raises(UsageError, match="SERVANDA_RATE_LIMIT"):
        rate_of(replace(Settings(), rate_limit="often"))


def test_clients_are_told_apart_by_address_and_network() -> None:
    assert counted_by(("192.0.2.7", 1)) == "192.0.2.7"
    one, other = counted_by(("2001:db8::1", 1)), counted_by(("2001:db8::2", 1))
    assert one == other != counted_by(("2001:db8:1::1", 1))
    assert counted_by(None) == ""
