from __future__ import annotations

from pathlib import Path

import httpx

from servanda.settings import Settings

from .conftest import served


def test_the_service_is_well_while_its_store_can_be_read(client: httpx.Client, tmp_path: Path) -> None:
    assert client.get("/health").json()["status"] == "ok"
    with served(Settings(store=str(tmp_path), query_workers=1)) as other:
        answer = other.get("/health")
    assert answer.status_code == 503 and "not a Servanda store" in answer.json()["detail"]
    assert int(answer.headers["retry-after"]) > 0
