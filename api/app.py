"""The HTTP service as a FastAPI application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.staticfiles import StaticFiles

from servanda import __version__
from servanda.api import problems
from servanda.api.answering import Whole
from servanda.api.cache import AnswerCache
from servanda.api.guard import Guard, Rate
from servanda.api.headers import EXPOSED
from servanda.api.jobs import Jobs
from servanda.api.known import KnownNames
from servanda.api.methods import Methods
from servanda.api.networks import Networks
from servanda.api.opened import Generation
from servanda.api.pages import STATIC
from servanda.api.pool import QueryPool
from servanda.api.routes import (
    actors,
    boards,
    countries,
    explorer,
    exports,
    fulltext,
    graphs,
    health,
    ingest,
    instruments,
    linked,
    listings,
    network,
    pages,
    queries,
    reader,
    reconcile,
    review,
    search,
    sparql,
    things,
    ties,
    update,
    upload,
)
from servanda.api.routes.documented import PROBLEMS
from servanda.api.routes.documented import problems as problems_documented
from servanda.api.shortcut import Shortcut
from servanda.api.traffic import Metrics, Traffic
from servanda.api.writer import Writer
from servanda.settings import Settings

DESCRIPTION = """A knowledge graph of actors and commitments, read from the reports in which governments' promises are
monitored. Reading is open; writing needs the token that the service was started with."""
ROUTES = (
    explorer,
    sparql,
    update,
    graphs,
    health,
    network,
    ties,
    search,
    queries,
    instruments,
    listings,
    countries,
    fulltext,
    exports,
    ingest,
    upload,
    review,
    actors,
    boards,
    linked,
    reconcile,
    things,
    reader,
    pages,
)
"""Modules of routes; of routes that fit an address, the first answers."""
_FEDERATED = 2  # queries that may call other services at once


def create_app(settings: Settings) -> FastAPI:
    """Return the service over the store that the settings name."""
    state = Generation(settings.store)
    pool = QueryPool(settings, state=state)
    federation = QueryPool(settings, state=state, most=_FEDERATED, networked=True) if settings.federation else None
    writer = Writer(settings, state.changed)
    jobs = Jobs(settings, writer)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if settings.token:
            await writer.start()
            jobs.start()
        await pool.start()
        if federation is not None:
            await federation.start(0)
        yield
        for part in (jobs, pool, federation, writer):
            if part is not None:
                await part.close()

    app = FastAPI(
        title="Servanda",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        responses={**PROBLEMS, **problems_documented(_404="there is no such thing")},
        docs_url=None,  # FastAPI's own pages load scripts from other hosts
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.generation = state
    app.state.cache = cache = AnswerCache[Whole](settings.cache_bytes)
    app.state.pool = pool
    app.state.federation = federation
    app.state.writer = writer
    app.state.jobs = jobs
    app.state.known = known = KnownNames(settings, pool)
    app.state.networks = Networks(settings, pool, known)
    app.state.indexing = asyncio.Lock()
    app.state.statistics = None
    app.state.metrics = metrics = Metrics(pool)
    rate = Rate(settings)
    app.state.shortcut = Shortcut(pool, cache, state, rate, metrics, federates=federation is not None)
    _guard(app, rate, metrics)
    problems.install(app)
    for module in ROUTES:
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _guard(app: FastAPI, rate: Rate, metrics: Metrics) -> None:
    """Put what looks at every request before the routes: numbers and logs, limits, other sites' scripts."""
    app.add_middleware(Methods)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
    )
    app.add_middleware(Guard, rate=rate)
    app.add_middleware(Traffic, metrics=metrics)
