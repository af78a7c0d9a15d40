from __future__ import annotations

import inspect

import httpx
import pytest

from servanda import errors
from servanda.api.problems import STATUS, status_of


@pytest.mark.parametrize("error", [kind for _, kind in inspect.getmembers(errors, inspect.isclass)])
def test_every_error_has_a_status(error: type[errors.ServandaError]) -> None:
    assert 400 <= status_of(error("wrong")) < 600


def test_an_error_without_an_own_status_has_that_of_its_base() -> None:
    assert errors.StoreLocked not in STATUS and status_of(errors.StoreLocked("locked")) == STATUS[errors.StoreError]
    assert status_of(errors.QueryRefused("no")) == 403 and status_of(errors.QueryTimeout("late")) == 504


def test_an_address_where_nothing_is_says_where_to_look(client: httpx.Client) -> None:
    told = client.get("/nowhere")
    assert told.status_code == 404 and "/openapi.json" in told.json()["detail"]
    assert {"Accept", "Origin"} <= set(told.headers["vary"].split(", "))
    assert "/openapi.json" in client.get("/nowhere", headers={"Accept": "text/html"}).text


def test_a_body_of_another_kind_is_told_what_is_read(client: httpx.Client) -> None:
    told = client.post("/sparql", content="ASK {}", headers={"Content-Type": "text/plain"})
    assert told.status_code == 415
    assert "application/sparql-query" in told.text and "update" not in told.text
