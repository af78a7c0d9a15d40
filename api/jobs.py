"""Reports that were sent to be loaded: a job for each request, its files one after the other, its state on disk.

A job lives in a folder of its own, so that it outlives the service: what had not been settled when that ended is loaded
when it starts again. To load a report twice does no harm.

ID/job.json      the job's state, replaced as a whole after each file
ID/files/        the files, until the job is done
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import re
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from servanda.api.job import Job, JobFile
from servanda.api.loading import Load, Settled
from servanda.api.writer import Writer
from servanda.errors import NotFound, ServandaError, ServiceBusy, UsageError
from servanda.graph.opening import is_service
from servanda.loaders.read import SUFFIXES
from servanda.settings import Settings

_LOG = logging.getLogger(__name__)
_SIDECAR = ".meta.json"
_KEPT = 200  # jobs that are done and still told of
_MOST_WAITING = 100  # jobs


class Jobs:
    """All jobs of a service."""

    def __init__(self, settings: Settings, writer: Writer) -> None:
        """Keep the jobs beside the store, or in a folder for temporary files where that is behind a URL."""
        place = Path(tempfile.gettempdir()) / "servanda" if is_service(settings.store) else Path(settings.store)
        self._folder = place / "jobs"
        self._settings = settings
        self._writer = writer
        self._jobs: dict[str, Job] = {}
        self._news = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    def start(self) -> None:
        """Take up the jobs that are on disk, in the order in which they came."""
        found = [job for path in self._folder.glob("*/job.json") if (job := _read(path)) is not None]
        self._jobs = {job.id: job for job in sorted(found, key=lambda job: job.created)}
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop after what is under way has been cut; the next start takes it up."""
        self._closed = True
        async with self._news:
            self._news.notify_all()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def all(self) -> list[Job]:
        """Return the jobs, the newest first."""
        return list(reversed(self._jobs.values()))

    def get(self, id: str) -> Job:
        """Return a job.

        Raises:
            NotFound: there is none of this name.
        """
        try:
            return self._jobs[id]
        except KeyError:
            raise NotFound(f"there is no job {id!r}: it was never there, or is long done") from None

    async def add(self, files: Iterable[tuple[str, bytes]]) -> Job:
        """Make a job of files and return it; it is on disk when this returns.

        Raises:
            UsageError: there is no report among the files, or two have the same name.
            ServiceBusy: too many jobs wait already.
        """
        if sum(not job.is_over for job in self._jobs.values()) >= _MOST_WAITING:
            raise ServiceBusy("too many jobs wait already: send more when some are done")
        named = _named(files)
        reports = [name for name in named if not name.endswith(_SIDECAR)]
        job = Job(
            id=secrets.token_urlsafe(16), created=datetime.now(UTC), files=[JobFile(name=name) for name in reports]
        )
        await asyncio.to_thread(self._store, job, named)
        self._jobs[job.id] = job
        await self._tell()
        return job

    async def cancel(self, id: str) -> Job:
        """Take what waits out of a job; what is being loaded is loaded."""
        job = self.get(id)
        for file in job.files:
            if file.state == "waiting":
                file.state = "cancelled"
        if not job.is_over:
            job.state = "cancelled"
            await self._save(job)
        return job

    async def progress(self, id: str, seen: int = -1) -> AsyncIterator[Job]:
        """Yield a job each time that another of its files is settled, and at last when it is over."""
        job = self.get(id)
        while not self._closed:
            if job.settled > seen or job.is_over:
                seen = job.settled
                yield job
            if job.is_over:
                return
            async with self._news:
                if job.settled == seen and not job.is_over and not self._closed:
                    await self._news.wait()

    async def _run(self) -> None:
        while not self._closed:
            job = next((job for job in self._jobs.values() if not job.is_over), None)
            if job is None:
                async with self._news:
                    await self._news.wait_for(
                        lambda: self._closed or any(not job.is_over for job in self._jobs.values())
                    )
                continue
            await self._work(job)

    async def _work(self, job: Job) -> None:
        job.state = "running"
        for file in job.files:
            if file.state == "waiting":
                settled = await self._loaded(self._folder / job.id / "files" / file.name)
                if file.state == "waiting":  # not cancelled meanwhile
                    file.settle(settled)
                await self._save(job)
        if job.state == "running":
            job.state = "done"
        shutil.rmtree(self._folder / job.id / "files", ignore_errors=True)
        self._forget()
        await self._save(job)

    async def _loaded(self, path: Path) -> Settled:
        while True:
            try:
                settled = await self._writer.run(Load(path, self._settings))
                assert isinstance(settled, Settled)
                return settled
            except ServiceBusy:
                await asyncio.sleep(1.0)  # others write, too
            except ServandaError as error:
                return Settled("failed", None, (str(error),))

    def _store(self, job: Job, named: dict[str, bytes]) -> None:
        folder = self._folder / job.id / "files"
        folder.mkdir(parents=True)
        for name, data in named.items():
            (folder / name).write_bytes(data)
        self._write(job)

    async def _save(self, job: Job) -> None:
        await asyncio.to_thread(self._write, job)
        await self._tell()

    def _write(self, job: Job) -> None:
        path = self._folder / job.id / "job.json"
        unfinished = path.with_suffix(".new")
        unfinished.write_text(job.model_dump_json(indent=1), encoding="utf-8")
        unfinished.replace(path)

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    def _forget(self) -> None:
        over = [job.id for job in self._jobs.values() if job.is_over]
        for id in over[: -_KEPT - 1]:
            del self._jobs[id]
            shutil.rmtree(self._folder / id, ignore_errors=True)


def _read(path: Path) -> Job | None:
    try:
        return Job.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError) as fault:
        _LOG.warning("the job %s cannot be read and is left as it is: %s", path, fault)
        return None


def _named(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Return the files by their names without folders.

    Raises:
        UsageError: one is no report and no sidecar, two have the same name, or there is no report.
    """
    named: dict[str, bytes] = {}
    for given, data in files:
        name = re.sub(r"[^\w. -]", "_", given.replace("\\", "/").rpartition("/")[2]).lstrip(". ")[:150]
        if not name.endswith(_SIDECAR) and Path(name).suffix.lower() not in SUFFIXES:
            raise UsageError(f"{given!r} is no report: reports end in {', '.join(sorted(SUFFIXES))}")
        if name in named:
            raise UsageError(f"{name} is sent twice: give each report a name of its own")
        named[name] = data
    if all(name.endswith(_SIDECAR) for name in named):
        raise UsageError("there is no report in the request: send files in a form, each with its name")
    return named
