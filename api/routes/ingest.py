"""Reports sent to be loaded, as jobs with progress; for the bearer of the token.

The name of a job cannot be guessed: who knows it may follow the job without the token, as an `EventSource` must.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel
from starlette.datastructures import FormData, UploadFile

from servanda.api import body
from servanda.api.access import WriterOnly
from servanda.api.job import Job
from servanda.api.jobs import Jobs
from servanda.api.routes.documented import CHANGES, problems

router = APIRouter(tags=["ingestion"])
_MULTIPART = "multipart/form-data"
_MOST_FILES = 100
_MISSING = problems(_404="there is no such job")


class JobList(BaseModel):
    """All jobs, the newest first."""

    jobs: list[Job]


@router.post(
    "/api/ingest",
    summary="Send reports to be loaded",
    status_code=202,
    dependencies=[WriterOnly],
    response_model=Job,
    responses=CHANGES,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _MULTIPART: {
                    "schema": {
                        "type": "object",
                        "required": ["file"],
                        "properties": {
                            "file": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}
                        },
                    }
                }
            },
        }
    },
)
async def ingest(request: Request) -> Response:
    """Take reports (text, HTML, PDF, DOCX), with their NAME.meta.json if they have one; Location is the job."""
    async with form_of(request) as form:
        job = await _jobs(request).add(await files_of(form))
    address = request.url.replace(path=f"/api/jobs/{job.id}", query="")
    return JSONResponse(job.model_dump(mode="json"), 202, {"Location": str(address)})


@router.get("/api/jobs", summary="List the jobs", dependencies=[WriterOnly], responses=CHANGES)
async def list_jobs(request: Request) -> JobList:
    """Return all jobs that are still told of."""
    return JobList(jobs=_jobs(request).all())


@router.get("/api/jobs/{id}", summary="Tell how far a job is", responses=_MISSING)
async def get_job(request: Request, id: str) -> Job:
    """Return a job."""
    return _jobs(request).get(id)


@router.get(
    "/api/jobs/{id}/events",
    summary="Follow a job by server-sent events",
    response_class=EventSourceResponse,
    responses=_MISSING,
)
async def follow_job(
    request: Request,
    job: Annotated[Job, Depends(get_job)],
    last_event_id: Annotated[int, Header(description="number of files settled", ge=-1)] = -1,
) -> AsyncIterator[ServerSentEvent]:
    """Send the job whenever another of its files is settled (`progress`), and when it is over (`over`)."""
    async for state in _jobs(request).progress(job.id, last_event_id):
        yield ServerSentEvent(data=state, event="over" if state.is_over else "progress", id=str(state.settled))


@router.delete("/api/jobs/{id}", summary="Cancel what waits of a job", dependencies=[WriterOnly], responses=CHANGES)
async def cancel_job(request: Request, id: str) -> Job:
    """Take the files that wait out of the job."""
    return await _jobs(request).cancel(id)


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """Give the form with files that a request holds; what is large of it waits on disk.

    Raises:
        HTTPException: it is none, or larger than the settings allow.
    """
    limit = request.app.state.settings.max_upload_bytes
    body.media_type_of(request, (_MULTIPART,))
    body.refuse_larger(request, limit)
    async with request.form(max_files=_MOST_FILES, max_part_size=limit) as form:
        yield form


async def files_of(form: FormData) -> list[tuple[str, bytes]]:
    """Return name and content of the files of a form; the field in which none was chosen is passed over."""
    parts = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
    return [(part.filename or "", await part.read()) for part in parts if part.filename or part.size]


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs
