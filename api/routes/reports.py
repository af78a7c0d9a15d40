"""The reports in the store, and whether the service is well."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from servanda import __version__
from servanda.api import summary

router = APIRouter()


@router.get("/api/reports", summary="List the reports in the store")
def list_reports(request: Request) -> dict[str, list[dict[str, Any]]]:
    """Return every report with its title, country, date, publisher and number of statements."""
    return {"reports": summary.reports(request.app.state.pool.select)}


@router.get("/health", summary="Tell whether the store can be read")
def health(request: Request) -> dict[str, str]:
    """Answer once a query came through; 503 where it does not."""
    request.app.state.pool.select("SELECT (1 AS ?one) WHERE {}", 5.0)
    return {"status": "ok", "version": __version__}
