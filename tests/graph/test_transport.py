from __future__ import annotations

from collections.abc import Iterator

import pytest

from servanda.errors import QueryError, QueryTimeout, ServandaError, StoreError, UsageError
from servanda.graph.transport import Transport
from servanda.settings import Settings
from tests.graph.servers import free_port
from tests.graph.stub import Answer, Stub, served

SETTINGS = Settings(store_retries=3, store_timeout=5.0)


@pytest.fixture
def stub() -> Iterator[Stub]:
    with served() as stub:
        yield stub


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between attempts, which nobody waits for."""
    taken: list[float] = []
    monkeypatch.setattr("servanda.graph.transport.time.sleep", taken.append)
    return taken


@pytest.fixture
def way() -> Iterator[Transport]:
    made = Transport(SETTINGS)
    yield made
    made.close()


def read(way: Transport, stub: Stub) -> bytes:
    with way.read("POST", stub.url, "text/csv", data={"query": "ASK {}"}) as reply:
        return reply.body.read()


def test_a_query_is_sent_again_with_growing_pauses(way: Transport, stub: Stub, pauses: list[float]) -> None:
    stub.answers = [Answer(503), Answer(silent=True), Answer(cut=True), Answer(body=b"whole")]
    assert read(way, stub) == b"whole"
    assert len(stub.asked) == 4
    assert all(asked.form["query"] == ["ASK {}"] and asked.headers["accept"] == "text/csv" for asked in stub.asked)
    assert pauses == sorted(pauses) and len(pauses) == 3


def test_a_service_says_how_long_to_wait(way: Transport, stub: Stub, pauses: list[float]) -> None:
    stub.answers = [Answer(429, headers={"Retry-After": "7"}), Answer(503, headers={"Retry-After": "3600"}), Answer()]
    read(way, stub)
    assert pauses == [7.0, 30.0]


def test_the_attempts_end(way: Transport, stub: Stub, pauses: list[float]) -> None:
    stub.answers = [Answer(503, b"come back later")]
    with pytest.raises(StoreError, match="503: come back later"):
        read(way, stub)
    assert len(stub.asked) == 4
    stub.answers = [Answer(silent=True)]
    with pytest.raises(StoreError, match="does not answer"):
        read(way, stub)


def test_a_write_that_may_have_arrived_is_not_sent_again(way: Transport, stub: Stub, pauses: list[float]) -> None:
    for answer in (Answer(503), Answer(silent=True)):
        stub.answers = [answer]
        stub.asked.clear()
        with pytest.raises(StoreError):
            way.write("POST", stub.url, "application/sparql-update", b"CLEAR ALL")
        assert [asked.body for asked in stub.asked] == [b"CLEAR ALL"]
    assert pauses == []


def test_a_write_that_cannot_have_arrived_is_sent_again(way: Transport, pauses: list[float]) -> None:
    with pytest.raises(StoreError, match="check the URL"):
        way.write("POST", f"http://127.0.0.1:{free_port()}", "application/sparql-update", b"CLEAR ALL")
    assert len(pauses) == 3


@pytest.mark.parametrize(
    ("answer", "error", "text"),
    [
        (Answer(400, b"at 1:2\nexpected SELECT\nSPARQL query:\nSELEC"), QueryError, "wrong: at 1:2 expected SELECT"),
        (Answer(500, b"Virtuoso 37000 Error SP030: no"), QueryError, "SP030"),
        (Answer(500, b""), StoreError, "gives no reason"),
        (Answer(401), StoreError, "SERVANDA_STORE_TOKEN"),
        (Answer(404), StoreError, "check the URL"),
        (Answer(302, headers={"Location": "http://127.0.0.1:1/"}), StoreError, "check the URL"),
        (Answer(408), QueryTimeout, "time limit"),
    ],
)
def test_failures_are_one_line(
    way: Transport, stub: Stub, answer: Answer, error: type[ServandaError], text: str
) -> None:
    stub.answers = [answer]
    with pytest.raises(error, match=text) as caught:
        read(way, stub)
    assert type(caught.value) is error and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("settings", "header"),
    [
        (Settings(store_user="ann", store_password="secret"), "Basic YW5uOnNlY3JldA=="),
        (Settings(store_token="t0ken", store_user="ann"), "Bearer t0ken"),
        (Settings(), None),
    ],
)
def test_credentials(stub: Stub, settings: Settings, header: str | None) -> None:
    way = Transport(settings)
    read(way, stub)
    way.close()
    assert stub.asked[0].headers.get("authorization") == header
    assert "secret" not in repr(settings) and "t0ken" not in repr(settings)


def test_a_digest_never_shows_the_password(stub: Stub) -> None:
    challenge = Answer(401, headers={"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'})
    stub.answers = [challenge, Answer(body=b"in")]
    way = Transport(Settings(store_user="ann", store_password="secret"), digest=True)
    assert read(way, stub) == b"in"
    way.close()
    assert "authorization" not in stub.asked[0].headers
    assert stub.asked[1].headers["authorization"].startswith('Digest username="ann"')
    assert not any("secret" in str(asked) for asked in stub.asked)


def test_a_password_needs_a_user() -> None:
    with pytest.raises(UsageError, match="SERVANDA_STORE_USER"):
        Transport(Settings(store_password="secret"))
