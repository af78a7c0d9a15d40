from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from servanda.api.job import Job
from servanda.api.jobs import Jobs
from servanda.api.loading import Load, Settled
from servanda.api.worker import Task
from servanda.api.writer import Writer
from servanda.errors import QueryTimeout, UsageError
from servanda.settings import Settings

from .conftest import BEARER, TOKEN, served

TEXT = "Mali. The Ministry of Justice convicted two traffickers in 2010, with the International Labour Organization."


class Script(Writer):
    """A writer that answers as it is told, for tests of the jobs alone."""

    def __init__(self, *outcomes: Settled | Exception) -> None:
        super().__init__(Settings())
        self.outcomes = list(outcomes)
        self.seen: list[str] = []

    async def run(self, task: Task, timeout: float | None = None) -> object:
        assert isinstance(task, Load)
        self.seen.append(task.path.name)
        assert task.path.is_file()
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


async def finished(jobs: Jobs, id: str) -> list[tuple[int, str]]:
    return [(job.settled, job.state) async for job in jobs.progress(id)]


def test_the_files_of_a_job_are_settled_one_after_the_other(tmp_path: Path) -> None:
    async def run() -> None:
        writer = Script(
            Settled("loaded", "a:r"), Settled("quarantined", "a:q", ("wrong", "very wrong")), QueryTimeout("too long")
        )
        jobs = Jobs(Settings(store=str(tmp_path)), writer)
        jobs.start()
        job = await jobs.add([("b.txt", b"x"), ("a.txt", b"x"), ("b.txt.meta.json", b"{}"), ("c.html", b"x")])
        steps = await finished(jobs, job.id)
        assert steps[-1] == (3, "done") and writer.seen == ["b.txt", "a.txt", "c.html"]
        assert [(f.state, f.report, f.reason) for f in jobs.get(job.id).files] == [
            ("loaded", "a:r", None), ("quarantined", "a:q", "wrong; very wrong"), ("failed", None, "too long")
        ]  # fmt: skip
        await jobs.close()
        assert not (tmp_path / "jobs" / job.id / "files").exists()

    asyncio.run(run())


def test_a_job_that_was_cut_off_goes_on_where_it_ended(tmp_path: Path) -> None:
    async def first() -> str:
        class Stuck(Script):
            async def run(self, task: Task, timeout: float | None = None) -> object:
                if self.seen:
                    await asyncio.sleep(60)
                return await super().run(task)

        jobs = Jobs(Settings(store=str(tmp_path)), Stuck(Settled("loaded", "a:1")))
        jobs.start()
        job = await jobs.add([("one.txt", b"1"), ("two.txt", b"2")])
        async for progress in jobs.progress(job.id):
            if progress.settled == 1:
                break
        await jobs.close()
        return job.id

    async def second(id: str) -> None:
        writer = Script(Settled("loaded", "a:2"))
        jobs = Jobs(Settings(store=str(tmp_path)), writer)
        jobs.start()
        assert [job.id for job in jobs.all()] == [id]
        assert (await finished(jobs, id))[-1] == (2, "done")
        assert writer.seen == ["two.txt"]
        assert [file.report for file in jobs.get(id).files] == ["a:1", "a:2"]
        await jobs.close()

    asyncio.run(second(asyncio.run(first())))


@pytest.mark.parametrize(
    "files", [[], [("a.exe", b"")], [("a.meta.json", b"{}")], [("a.txt", b""), ("b/a.txt", b"")], [("..", b"")]]
)
def test_what_is_no_report_is_refused(tmp_path: Path, files: list[tuple[str, bytes]]) -> None:
    async def run() -> None:
        jobs = Jobs(Settings(store=str(tmp_path)), Script())
        with pytest.raises(UsageError):
            await jobs.add(files)

    asyncio.run(run())
    assert not (tmp_path / "jobs").exists()


def test_names_lead_nowhere_outside_the_jobs_folder(tmp_path: Path) -> None:
    async def run() -> Job:
        jobs = Jobs(Settings(store=str(tmp_path / "store")), Script())
        return await jobs.add([("../../evil.txt", b"x"), ("..\\..\\worse.txt", b"x"), ("/etc/a\n.txt", b"x")])

    assert [file.name for file in asyncio.run(run()).files] == ["evil.txt", "worse.txt", "a_.txt"]
    assert not list(tmp_path.glob("*.txt"))


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = Settings(store=str(tmp_path_factory.mktemp("ingest") / "store"), token=TOKEN, max_upload_bytes=100_000)
    with served(settings) as client:
        client.headers.update(BEARER)
        yield client


def events(client: httpx.Client, address: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    with client.stream("GET", address) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        name = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                found.append((name, json.loads(line.removeprefix("data: "))))
    return found


def test_a_report_is_sent_loaded_and_found(service: httpx.Client) -> None:
    sent = service.post("/api/ingest", files=[("file", ("mli-2010-interim.txt", TEXT.encode()))])
    assert sent.status_code == 202, sent.text
    told = events(service, f"{sent.headers['location']}/events")
    assert told[-1][0] == "over" and told[-1][1]["state"] == "done"
    (file,) = told[-1][1]["files"]
    assert file["state"] == "loaded", file
    assert [report["iri"] for report in service.get("/api/reports").json()["reports"]] == [file["report"]]
    again = service.post("/api/ingest", files=[("file", ("mli-2010-interim.txt", TEXT.encode()))])
    assert events(service, f"{again.headers['location']}/events")[-1][1]["files"][0]["state"] == "unchanged"
    assert len(service.get("/api/jobs").json()["jobs"]) == 2


def test_a_file_that_cannot_be_read_fails_alone(service: httpx.Client) -> None:
    niger = TEXT.replace("Mali", "Niger").encode()
    files = {"one": ("broken.docx", b"PK no archive"), "two": ("ner-2011-interim.txt", niger)}
    sent = service.post("/api/ingest", files=files)
    states = {f["name"]: f["state"] for f in events(service, f"{sent.headers['location']}/events")[-1][1]["files"]}
    assert states == {"broken.docx": "failed", "ner-2011-interim.txt": "loaded"}


def test_only_the_bearer_of_the_token_sends_and_lists(service: httpx.Client) -> None:
    wrong = {"Authorization": "Bearer wrong"}
    files = [("file", ("a.txt", TEXT.encode()))]
    assert service.post("/api/ingest", files=files, headers=wrong).status_code == 401
    assert service.get("/api/jobs", headers=wrong).status_code == 401
    assert service.get("/api/jobs/nothing-of-this-kind").status_code == 404
    assert service.get("/api/jobs/nothing-of-this-kind/events").status_code == 404
    assert service.post("/api/ingest", content=b"x").status_code == 415
    assert service.post("/api/ingest", files=[("file", ("a.txt", "x" * 200_000))]).status_code == 413
    assert service.post("/api/ingest", files=[("file", ("a.exe", "x"))]).status_code == 400
    assert service.post("/api/ingest", data={"file": "x"}, files=[("other", ("a.md5", "x"))]).status_code == 400


def test_what_waits_of_a_job_can_be_cancelled(service: httpx.Client) -> None:
    files = [("file", (f"mli-{2000 + i}-interim.txt", f"{TEXT} It is year {i}.".encode())) for i in range(6)]
    sent = service.post("/api/ingest", files=files)
    job = service.delete(sent.headers["location"]).json()
    assert job["state"] == "cancelled"
    time.sleep(0.5)
    states = {file["state"] for file in service.get(sent.headers["location"]).json()["files"]}
    assert "waiting" not in states and "cancelled" in states
