"""Whether the service is well, and what it has done."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import generate_latest
from pydantic import BaseModel, Field

from servanda import __version__
from servanda.api.pool import QueryPool
from servanda.api.routes.documented import problems
from servanda.api.tasks import Query
from servanda.api.traffic import Metrics

router = APIRouter(tags=["service"])
_PATIENCE = 5.0  # seconds
_METRICS = "text/plain; version=0.0.4; charset=utf-8"


class Health(BaseModel):
    """A service that is well."""

    status: str = Field(examples=["ok"])
    version: str = Field(examples=["0.1.0"])
    writable: bool = Field(description="whether the bearer of the token may write")


@router.get(
    "/health", summary="Tell whether the store can be read", responses=problems(_503="the store cannot be read")
)
async def health(request: Request) -> Health:
    """Answer once a query came through."""
    pool: QueryPool = request.app.state.pool
    await pool.run(Query("SELECT (1 AS ?one) {}"), _PATIENCE)
    return Health(status="ok", version=__version__, writable=bool(request.app.state.settings.token))


@router.get(
    "/metrics",
    summary="Return counts and times for Prometheus",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(request: Request) -> Response:
    """Return the metrics of this process."""
    counted: Metrics = request.app.state.metrics
    return Response(generate_latest(counted.registry), media_type=_METRICS)
