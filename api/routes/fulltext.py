"""Full-text search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool

from servanda.api import models
from servanda.api.fulltext import MakeIndex, find, index_path
from servanda.api.parameters import OnlyDescribed
from servanda.api.pool import QueryPool
from servanda.api.routes.documented import PROBLEMS

router = APIRouter(tags=["things"], dependencies=[OnlyDescribed])


@router.get("/api/fulltext", summary="Search labels, titles and passages for words", responses=PROBLEMS)
async def search_text(
    request: Request,
    q: Annotated[str, Query(description="words, the last perhaps only begun", max_length=500, examples=["justice"])],
    kind: Annotated[
        Literal["actor", "instrument", "report", "passage"] | None, Query(description="only things of this kind")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="number of things at most")] = 50,
) -> models.Search:
    """Find actors and instruments by their labels, reports by their titles, passages by their words."""
    return models.Search.model_validate({"results": await found(request, q, kind or "", limit)})


async def found(request: Request, words: str, kind: str, limit: int) -> list[dict[str, str | None]]:
    """Return what `find` finds, in an index that is made now where the store has changed."""
    path = index_path(request.app.state.settings.store, request.app.state.generation())
    if not path.is_file():
        pool: QueryPool = request.app.state.pool
        async with request.app.state.indexing:
            path = Path(str(await pool.value(MakeIndex(), longest=request.app.state.settings.update_timeout)))
    return await run_in_threadpool(find, path, words, kind, limit)
