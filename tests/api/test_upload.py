"""The page that takes reports, and the page of a job."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest

from servanda.api.job import Job, JobFile
from servanda.api.pages import page
from servanda.settings import Settings

from .conftest import TOKEN, served

TEXT = "Mali. The Ministry of Justice convicted two traffickers in 2010, with the International Labour Organization."
REPORT = [("file", ("mli-2010-interim.txt", TEXT.encode()))]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    settings = Settings(store=str(tmp_path_factory.mktemp("upload") / "store"), token=TOKEN, max_upload_bytes=100_000)
    with served(settings) as client:
        yield client


def over(client: httpx.Client, address: str) -> str:
    for _ in range(600):
        text = client.get(address).text
        if 'data-over="true"' in text:
            return text
        assert "<noscript><meta http-equiv" in text  # where no script runs, the page asks again
        time.sleep(0.2)
    raise AssertionError("the job does not end")


def test_a_report_is_sent_by_the_form_and_what_was_found_is_shown(service: httpx.Client) -> None:
    sent = service.post("/upload", data={"token": TOKEN}, files=[*REPORT, ("file", ("xxx-2010-a.txt", b"<b>x</b>"))])
    assert sent.status_code == 303 and TOKEN not in sent.headers["location"] and "set-cookie" not in sent.headers
    shown = over(service, sent.headers["location"])
    assert 'href="/reports/interim/mli/2010"' in shown and "1 statement, 2 actors" in shown
    assert "International Labour Organization" in shown
    assert "unknown country code &#39;XXX&#39;" in shown


@pytest.mark.parametrize(
    ("token", "name", "size", "status", "told"),
    [
        ("wrong", "a.txt", 10, 401, "the token is wrong"),
        ("", "a.txt", 10, 401, "writing needs a token"),
        (TOKEN, "<i>.exe", 10, 400, "&lt;i&gt;.exe&#39; is no report"),
        (TOKEN, "a.txt", 200_000, 413, "larger than 100000 bytes"),
        (TOKEN, "", 0, 400, "there is no report"),
    ],
)
def test_what_cannot_be_taken_is_told_on_the_page(
    service: httpx.Client, token: str, name: str, size: int, status: int, told: str
) -> None:
    answer = service.post("/upload", data={"token": token}, files=[("file", (name, b"x" * size))])
    assert answer.status_code == status and told in answer.text and 'role="alert"' in answer.text
    assert 'type="password"' in answer.text and TOKEN not in answer.text


def test_a_bearer_header_of_another_request_does_not_stand_for_the_field(service: httpx.Client) -> None:
    cookie = {"Cookie": f"servanda-token={TOKEN}", "Origin": "https://elsewhere.example"}
    assert service.post("/upload", files=REPORT, headers=cookie).status_code == 401


def test_a_service_without_a_token_says_how_to_switch_writing_on(client: httpx.Client) -> None:
    shown = client.get("/upload").text
    assert "SERVANDA_TOKEN" in shown and "<form id=" not in shown
    sent = client.post("/upload", data={"token": ""}, files=REPORT)
    assert sent.status_code == 403 and "SERVANDA_TOKEN" in sent.text
    assert client.get("/jobs/unknown").status_code == 404


def test_why_a_report_is_in_quarantine_is_told_without_markup() -> None:
    file = JobFile(name="a<b>.txt", state="quarantined", report="a:r", reasons=["<script>one", "two"])
    job = Job(id="x" * 16, created="2026-01-02T03:04:05Z", state="done", files=[file])  # type: ignore[arg-type]
    text = bytes(page("job.html", title="one report", here="/reports", job=job).body).decode()
    assert "breaks 2 rules" in text and "&lt;script&gt;one" in text and "<b>" not in text
    assert "1 quarantined" in text


def test_an_error_is_a_page_for_who_reads_pages(client: httpx.Client) -> None:
    for path, status, title in (("/reports/none/<b>", 400, "Bad Request"), ("/nowhere", 404, "Not Found")):
        answer = client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
        assert answer.status_code == status and f"<h1>{title}</h1>" in answer.text and "<b>" not in answer.text
        assert client.get(path).json()["status"] == status
