"""A chat endpoint on this machine, which answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from servanda.loaders.chat.cache import Cache
from servanda.loaders.chat.client import Client
from servanda.loaders.chat.endpoint import Endpoint
from servanda.loaders.chat.extractor import ChatExtractor
from servanda.loaders.document import Document, Metadata, Section, SectionKind

KEY = "sk-very-secret-0123456789"
TEXT = (
    "The Ministry of Labor asked the ILO for help in 2019. With UNICEF, the ministry trained\n12 police officers.\n"
    "Officials claim that the police arrested offenders, but Albania’s government made no progress.\n"
)
ANSWER: dict[str, Any] = {
    "actors": [
        {"id": "a1", "name": "Ministry of Labor", "type": "Ministry", "country": "ALB", "part_of": "a5",
         "aliases": ["The Ministry of Labor", "the ministry"]},
        {"id": "a2", "name": "ILO", "type": "InternationalBody", "country": None, "part_of": None, "aliases": ["ILO"]},
        {"id": "a3", "name": "police", "type": "Agency", "country": "ALB", "part_of": None, "aliases": ["the police"]},
        {"id": "a4", "name": "Officials", "type": "Official", "country": "ALB", "part_of": None,
         "aliases": ["Officials"]},
        {"id": "a5", "name": "Government of Albania", "type": "Government", "country": "ALB", "part_of": None,
         "aliases": ["Albania's government"]},
    ],
    "instruments": [],
    "statements": [
        {"id": "s1", "quote": "The Ministry of Labor asked the ILO for help in 2019", "type": "request",
         "agents": ["a1"], "partners": [], "recipients": ["a2"], "instruments": [], "polarity": "affirmed",
         "modality": "actual", "attributed_to": None, "date": "2019", "quantity": None},
        {"id": "s2", "quote": "the ministry trained 12 police officers", "type": "train", "agents": ["a1"],
         "partners": [], "recipients": [], "instruments": [], "polarity": "affirmed", "modality": "actual",
         "attributed_to": None, "date": None, "quantity": "12 police officers"},
        {"id": "s3", "quote": "the police arrested offenders", "type": "arrest", "agents": ["a3"], "partners": [],
         "recipients": [], "instruments": [], "polarity": "affirmed", "modality": "actual", "attributed_to": "a4",
         "date": None, "quantity": None},
    ],
    "assessments": [{"subject": "a5", "rating": "no progress", "quote": "Albania's government made no progress"}],
}  # fmt: skip


def completion(content: Any, finish: str = "stop") -> dict[str, Any]:
    words = content if isinstance(content, str | None) else json.dumps(content)
    return {
        "choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": finish}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 10},
    }


class Service:
    """What the endpoint was asked, and what it shall answer: one reply after the other, the last one for ever."""

    def __init__(self) -> None:
        self.url = ""
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.replies: list[tuple[int, bytes, dict[str, str]]] = []

    def reply(self, content: Any, finish: str = "stop") -> None:
        self.send(json.dumps(completion(content, finish)).encode())

    def send(self, raw: bytes, status: int = 200, **headers: str) -> None:
        self.replies.append((status, raw, headers))

    def fail(self, status: int, message: str = "no", **headers: str) -> None:
        self.send(json.dumps({"error": {"message": message}}).encode(), status, **headers)


@pytest.fixture
def service() -> Iterator[Service]:
    known = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            known.headers.append(dict(self.headers))
            known.requests.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            status, raw, headers = known.replies.pop(0) if len(known.replies) > 1 else known.replies[0]
            self.send_response(status if self.path == "/v1/chat/completions" else 410)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            if "content_length" not in headers:
                self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    known.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    yield known
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def endpoint(service: Service) -> Endpoint:
    return Endpoint(service.url, "small-model", KEY, timeout=5.0, attempts=3, price_in=1.0, price_out=4.0)


@pytest.fixture
def waits() -> list[float]:
    """The seconds that the client has waited between requests, without any real waiting."""
    return []


@pytest.fixture
def client(endpoint: Endpoint, waits: list[float]) -> Client:
    return Client(endpoint, waits.append)


@pytest.fixture
def extractor(client: Client) -> ChatExtractor:
    return ChatExtractor(client)


@pytest.fixture
def cached(client: Client, tmp_path: Path) -> ChatExtractor:
    return ChatExtractor(client, Cache(tmp_path / "answers"))


def document(text: str = TEXT) -> Document:
    sections = (Section(SectionKind.NARRATIVE, 0, len(text)),)
    return Document("alb-2020-note", text, sections, Metadata(title="Albania", country="ALB", date="2020"))
