"""The page that takes reports, and the page of a job: how far it is, what was found, what was refused and why.

The token never stands in an address or a cookie. The page's script sends it in a header; where no script runs it is a
field of the form. A form of another site cannot have it, so that none can write in a reader's name.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from servanda.api.access import check
from servanda.api.job import Job
from servanda.api.jobs import Jobs
from servanda.api.pages import page
from servanda.api.problems import status_of
from servanda.api.routes.ingest import files_of, form_of
from servanda.errors import ServandaError
from servanda.loaders.read import SUFFIXES
from servanda.ontology import authority
from servanda.settings import Settings

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/upload")
def upload_page(request: Request) -> HTMLResponse:
    """Show the form for reports, or how to switch writing on."""
    return _form(request)


@router.post("/upload")
async def upload(request: Request) -> Response:
    """Take reports from the form, and lead to the page of their job."""
    try:
        async with form_of(request) as form:
            check(request, str(form.get("token") or ""), "type it as the service was given it")
            job = await _jobs(request).add(await files_of(form))
    except ServandaError as error:
        return _form(request, status_of(error), fault=str(error))
    except HTTPException as error:
        return _form(request, error.status_code, fault=error.detail)
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{id}")
async def job_page(request: Request, id: str, part: str = "") -> HTMLResponse:
    """Show a job, or, as `part=files`, only the table of its files for the script that follows it."""
    job = _jobs(request).get(id)
    if part == "files":
        return page("job_files.html", job=job)
    return page("job.html", title=_titled(job), here="/reports", job=job)


def _form(request: Request, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401 (the template's)
    settings: Settings = request.app.state.settings
    return page(
        "upload.html",
        status,
        title="Add reports",
        here="/reports",
        writable=bool(settings.token),
        limit=settings.max_upload_bytes,
        kinds=sorted(SUFFIXES),
        countries=sorted(authority.countries(), key=lambda country: country.name),
        **values,
    )


def _titled(job: Job) -> str:
    return f"{len(job.files)} report{'' if len(job.files) == 1 else 's'}, sent {job.created:%d %B %Y, %H:%M} UTC"


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs
