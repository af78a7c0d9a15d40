from __future__ import annotations

import httpx


def test_reports_are_listed_with_their_statements(client: httpx.Client) -> None:
    assert client.get("/api/reports").json() == {
        "reports": [
            {
                "iri": "https://w3id.org/servanda/id/report/one",
                "title": "First report",
                "country": "MLI",
                "date": None,
                "publisher": None,
                "statements": 1,
            }
        ]
    }
