from __future__ import annotations

import json
import socket
import time
from email.utils import formatdate

import pytest

from servanda.errors import ExtractorError, ModelError
from servanda.loaders.chat.client import Client, Message, Unusable
from servanda.loaders.chat.endpoint import Endpoint

from .conftest import KEY, Service, completion

ASKED: list[Message] = [{"role": "user", "content": "Who?"}]
SCHEMA = {"type": "object"}


def test_a_question_goes_out_in_the_protocols_form(service: Service, client: Client) -> None:
    service.reply("{}")
    answer = client.ask(ASKED, SCHEMA)
    assert (answer.content, answer.whole, answer.usage.tokens_in, answer.usage.tokens_out) == ("{}", True, 100, 10)
    (sent,) = service.requests
    assert sent["model"] == "small-model" and sent["messages"] == ASKED
    assert sent["response_format"]["json_schema"]["schema"] == SCHEMA
    assert service.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_no_key_no_header(service: Service) -> None:
    service.reply("{}")
    Client(Endpoint(service.url, "m")).ask(ASKED, SCHEMA)
    assert "Authorization" not in service.headers[0]


def test_a_busy_endpoint_is_asked_again_after_longer_and_longer_waits(
    service: Service, client: Client, waits: list[float]
) -> None:
    service.fail(500)
    service.fail(503)
    service.reply("{}")
    assert client.ask(ASKED, SCHEMA).content == "{}"
    assert 0.5 <= waits[0] <= 1 <= waits[1] <= 2


@pytest.mark.parametrize("when", ["7", "date"])
def test_the_endpoint_says_how_long_to_wait(service: Service, client: Client, waits: list[float], when: str) -> None:
    service.fail(429, Retry_After=formatdate(time.time() + 7, usegmt=True) if when == "date" else when)
    service.reply("{}")
    client.ask(ASKED, SCHEMA)
    assert 5 < waits[0] <= 7


def test_nobody_waits_for_ever(service: Service, client: Client, waits: list[float]) -> None:
    service.fail(429, Retry_After="86400")
    service.fail(429, Retry_After="next week")
    service.reply("{}")
    client.ask(ASKED, SCHEMA)
    assert waits[0] == 60 and waits[1] <= 2


def test_an_endpoint_that_stays_down_is_given_up(service: Service, client: Client, waits: list[float]) -> None:
    service.fail(503, "overloaded")
    with pytest.raises(ExtractorError, match=r"failed 3 times.*overloaded"):
        client.ask(ASKED, SCHEMA)
    assert len(service.requests) == 3 and len(waits) == 2


def test_an_endpoint_out_of_reach_is_told(waits: list[float]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(ExtractorError, match="SERVANDA_CHAT_URL"):
        Client(Endpoint(url, "m", attempts=2), waits.append).ask(ASKED, SCHEMA)


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_every_request_would_meet_ends_the_run_at_once(service: Service, client: Client, status: int) -> None:
    service.fail(status, f"wrong key {KEY}\nsee there")
    with pytest.raises(ModelError, match="SERVANDA_CHAT_KEY") as caught:
        client.ask(ASKED, SCHEMA)
    assert KEY not in str(caught.value) and "\n" not in str(caught.value)
    assert len(service.requests) == 1


@pytest.mark.parametrize("status", [400, 413, 429, 500])
def test_the_key_is_in_no_message_even_if_the_endpoint_repeats_it(
    service: Service, client: Client, status: int
) -> None:
    service.fail(status, f"no: {KEY}")
    with pytest.raises(ExtractorError) as caught:
        client.ask(ASKED, SCHEMA)
    assert "***" in str(caught.value) and KEY not in str(caught.value) + repr(client.endpoint)


def test_an_endpoint_without_json_schema_is_asked_for_plain_json(service: Service, client: Client) -> None:
    service.fail(400, "response_format json_schema is not supported")
    service.fail(422, "unknown field response_format")
    service.reply("{}")
    client.ask(ASKED, SCHEMA)
    client.ask(ASKED, SCHEMA)
    kinds = [request.get("response_format", {}).get("type") for request in service.requests]
    assert kinds == ["json_schema", "json_object", None, None]


def test_a_redirection_is_not_followed(service: Service, client: Client) -> None:
    service.send(b"", 307, Location="https://elsewhere.example/v1")
    with pytest.raises(ExtractorError, match="HTTP 307"):
        client.ask(ASKED, SCHEMA)


def test_requests_keep_their_pace(service: Service, endpoint: Endpoint, waits: list[float]) -> None:
    service.reply("{}")
    paced = Client(Endpoint(service.url, "m", requests_per_minute=6), waits.append)
    for _ in range(3):
        paced.ask(ASKED, SCHEMA)
    assert [round(wait) for wait in waits] == [10, 20]


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": null}]}', b"\xff\xfe", b"[" * 100_000,
        json.dumps(completion(None)).encode(), json.dumps(completion([{"type": "text"}])).encode()[:40],
    ],
)  # fmt: skip
def test_an_answer_that_is_no_completion_is_unusable(service: Service, client: Client, raw: bytes) -> None:
    service.send(raw)
    with pytest.raises(Unusable):
        client.ask(ASKED, SCHEMA)


def test_an_answer_without_end_is_given_up(service: Service, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("servanda.loaders.chat.client._MAX_BYTES", 1_000)
    service.reply("x" * 2_000)
    with pytest.raises(Unusable, match="bytes"):
        client.ask(ASKED, SCHEMA)


def test_an_answer_that_breaks_off_on_the_way_is_asked_for_again(service: Service, client: Client) -> None:
    service.send(b'{"choices"', content_length="500", Connection="close")
    service.reply("{}")
    assert client.ask(ASKED, SCHEMA).content == "{}"


def test_a_cut_off_answer_is_known_as_such(service: Service, client: Client) -> None:
    service.reply('{"actors": [', finish="length")
    assert not client.ask(ASKED, SCHEMA).whole
