"""The HTTP service as a FastAPI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from servanda import __version__
from servanda.api import problems
from servanda.api.pool import QueryPool
from servanda.api.routes import pages, queries, reports, sparql
from servanda.settings import Settings

DESCRIPTION = """A knowledge graph of actors and commitments, read from the reports in which governments' promises are
monitored. Reading is open; nothing can be written over HTTP."""


def create_app(settings: Settings) -> FastAPI:
    """Return the service over the store that the settings name; the store is opened with the first query."""
    pool = QueryPool(settings.store, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        pool.start()
        yield
        pool.close()

    app = FastAPI(
        title="Servanda",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,  # FastAPI's own pages load scripts from other hosts
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.pool = pool
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["Retry-After", "Content-Length"],
    )
    problems.install(app)
    for module in (sparql, queries, reports, pages):
        app.include_router(module.router)
    return app
