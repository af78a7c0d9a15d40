"""The reports in the store."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from servanda.api import summary

router = APIRouter()


@router.get("/api/reports", summary="List the reports in the store")
def list_reports(request: Request) -> dict[str, list[dict[str, Any]]]:
    """Return every report with its title, country, date, publisher and number of statements."""
    return {"reports": summary.reports(request.app.state.pool.select)}
