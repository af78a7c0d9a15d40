from __future__ import annotations

import logging
from pathlib import Path

import httpx
import pytest

from servanda.settings import Settings

from .conftest import TOKEN, served


def test_metrics_tell_what_was_answered(client: httpx.Client) -> None:
    client.get("/sparql?query=ASK{}")
    client.get("/nowhere")
    told = client.get("/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=")
    assert 'servanda_requests_total{method="GET",route="/sparql",status="200"}' in told.text
    assert 'status="404"' in told.text and "/nowhere" not in told.text
    assert "servanda_workers 1.0" in told.text


def test_requests_are_logged_without_what_clients_send(store_folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with served(Settings(store=str(store_folder), token=TOKEN)) as client, caplog.at_level(logging.INFO):
        client.post(
            "/update?timeout=7", content="secret words", headers={
                "Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"},
        )  # fmt: skip
        client.post("/update", content="CLEAR ALL", headers={"Authorization": "Bearer wrong-secret"})
    records = [record.__dict__ for record in caplog.records if record.name == "servanda.access"]
    assert [(record["path"], record["status"]) for record in records] == [("/update", 400), ("/update", 401)]
    assert all(record["milliseconds"] > 0 and record["bytes"] > 0 for record in records)
    for word in ("secret", TOKEN, "timeout=7"):
        assert not any(word in str(record) for record in records)
