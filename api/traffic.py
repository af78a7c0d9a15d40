"""Requests and their answers, counted and logged.

Source of the metrics' form: Prometheus, metric and label naming.
"""

from __future__ import annotations

import logging
import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.api.guard import client_of
from servanda.api.pool import QueryPool

_LOG = logging.getLogger("servanda.access")
_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_UNKNOWN = "(no route)"
BEGUN = "servanda.begun"
"""Key of the time in a request's scope when it came in, where it was answered before it came to the application."""


class Metrics:
    """The numbers that the service tells of itself."""

    def __init__(self, pool: QueryPool) -> None:
        """Count for one application."""
        self.registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self.requests = Counter("servanda_requests", "Requests answered.", labels, registry=self.registry)
        self.seconds = Histogram(
            "servanda_request_seconds", "Time from a request to the end of its answer.", ("route",),
            buckets=_SECONDS, registry=self.registry,
        )  # fmt: skip
        self.bytes = Counter("servanda_answer_bytes", "Bytes of answers.", registry=self.registry)
        self.under_way = Gauge("servanda_requests_under_way", "Requests being answered.", registry=self.registry)
        self._counted: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        for name, text, value in (
            ("servanda_queries_running", "Queries that workers answer now.", lambda: pool.busy),
            ("servanda_queries_waiting", "Queries that wait for a worker.", lambda: pool.queued),
            ("servanda_workers", "Worker processes.", lambda: pool.size),
            ("servanda_queries_ended", "Workers ended in the middle of a query: for time, memory or a lost client.",
             lambda: pool.ended),
        ):  # fmt: skip
            Gauge(name, text, registry=self.registry).set_function(value)

    def note(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        """Count an answer and log it."""
        route = getattr(scope.get("route"), "path", _UNKNOWN)
        about = (scope["method"], route, status)
        if (counted := self._counted.get(about)) is None:
            counted = self.requests.labels(*about), self.seconds.labels(route)
            self._counted[about] = counted
        counted[0].inc()
        counted[1].observe(seconds)
        self.bytes.inc(size)
        if _LOG.isEnabledFor(logging.INFO):
            extra = {
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
                "bytes": size,
                "client": client_of(scope),
            }
            record = _LOG.makeRecord(_LOG.name, logging.INFO, __file__, 0, "request", (), None, extra=extra)
            _LOG.handle(record)  # as `info` does, without looking for the line of the call


class Traffic:
    """ASGI middleware that counts and logs."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Observe an application."""
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it was answered."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        begun, status, size = scope.get(BEGUN) or time.perf_counter(), 0, 0

        async def observed(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        with self._metrics.under_way.track_inprogress():
            try:
                await self._app(scope, receive, observed)
            finally:
                self._metrics.note(scope, status or 500, size, time.perf_counter() - begun)
