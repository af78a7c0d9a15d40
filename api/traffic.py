"""Requests and their answers, counted and logged.

Source of the metrics' form: Prometheus, metric and label naming.
"""

from __future__ import annotations

import logging
import time
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from servanda.api.answer import Begun
from servanda.api.guard import counted_by
from servanda.api.pool import QueryPool

_LOG = logging.getLogger("servanda.access")
_SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_UNKNOWN = "(no route)"
Answered = tuple[str, str, int]
"""Method, route and status of an answer."""


class _Times:
    """How long the answers of a route took: their number up to each bound, and their sum in seconds."""

    __slots__ = ("numbers", "total")

    def __init__(self) -> None:
        self.numbers = [0] * (len(_SECONDS) + 1)
        self.total = 0.0


class Metrics(Collector):
    """The numbers that the service tells of itself.

    They are plain numbers, counted in the one thread of the event loop, and put into Prometheus' form when asked for:
    its own counters would take a good part of the time of a small request.
    """

    def __init__(self, pool: QueryPool) -> None:
        """Count for one application."""
        self.registry = CollectorRegistry()
        self.under_way = 0
        """Number of requests that are being answered."""
        self._pool = pool
        self._requests: dict[Answered, int] = {}
        self._times: dict[str, _Times] = {}
        self._bytes = 0
        self.registry.register(self)

    def note(self, answered: Answered, path: str, client: tuple[str, int] | None, size: int, seconds: float) -> None:
        """Count an answer of so many bytes to a request for a path, and log it."""
        self._requests[answered] = self._requests.get(answered, 0) + 1
        if (times := self._times.get(answered[1])) is None:
            times = self._times[answered[1]] = _Times()
        times.numbers[bisect_left(_SECONDS, seconds)] += 1
        times.total += seconds
        self._bytes += size
        if _LOG.isEnabledFor(logging.INFO):
            extra = {
                "method": answered[0],
                "path": path,
                "status": answered[2],
                "milliseconds": round(seconds * 1000, 1),
                "bytes": size,
                "client": counted_by(client),
            }
            record = _LOG.makeRecord(_LOG.name, logging.INFO, __file__, 0, "request", (), None, extra=extra)
            _LOG.handle(record)  # as `info` does, without looking for the line of the call

    def collect(self) -> Iterator[Metric]:
        """Yield the numbers as Prometheus has them."""
        requests = CounterMetricFamily("servanda_requests", "Requests answered.", labels=("method", "route", "status"))
        for (method, route, status), number in self._requests.items():
            requests.add_metric((method, route, str(status)), number)
        yield requests
        about = "Time from a request to the end of its answer."
        seconds = HistogramMetricFamily("servanda_request_seconds", about, labels=("route",))
        for route, times in self._times.items():
            seconds.add_metric((route,), _cumulative(times.numbers), times.total)
        yield seconds
        yield CounterMetricFamily("servanda_answer_bytes", "Bytes of answers.", self._bytes)
        pool = self._pool
        for name, text, value in (
            ("servanda_requests_under_way", "Requests being answered.", self.under_way),
            ("servanda_queries_running", "Queries that workers answer now.", pool.busy),
            ("servanda_queries_waiting", "Queries that wait for a worker.", pool.queued),
            ("servanda_workers", "Worker processes.", pool.size),
            ("servanda_queries_ended", "Workers ended in the middle of a query: for time, memory or a lost client.",
             pool.ended),
        ):  # fmt: skip
            yield GaugeMetricFamily(name, text, value)


def _cumulative(numbers: list[int]) -> list[tuple[str, float]]:
    bounds = [*map(floatToGoString, _SECONDS), "+Inf"]
    return list(zip(bounds, accumulate(numbers), strict=True))


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
        begun = Begun.of(scope)
        at, status, size = begun.at if begun else time.perf_counter(), 0, 0

        async def observed(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        self._metrics.under_way += 1
        try:
            await self._app(scope, receive, observed)
        finally:
            self._metrics.under_way -= 1
            answered = scope["method"], getattr(scope.get("route"), "path", _UNKNOWN), status or 500
            self._metrics.note(answered, scope["path"], scope.get("client"), size, time.perf_counter() - at)
