from __future__ import annotations

import pytest

from servanda.api.heads import Head, Heads


def head(*lines: str) -> bytes:
    return "\r\n".join((*lines, "", "")).encode()


def test_a_plain_head_is_read_and_known_again() -> None:
    heads = Heads()
    told = head("Host: here:80", "ACCEPT: text/csv", "Accept: */*;q=0.1", "Origin: https://example.org")
    assert heads.read(told) == Head("here:80", "text/csv, */*;q=0.1", is_abroad=True, keeps=True)
    assert heads.read(told) is heads.read(bytes(bytearray(told)))
    assert heads.read(head("Host: here")) == Head("here", None, is_abroad=False, keeps=True)
    assert heads.read(head("Host: here", "Connection: close")) == Head("here", None, is_abroad=False, keeps=False)


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"\r\n\r\n",
        head("Accept: */*"),  # no host
        head("Host: here")[:-2],  # not whole
        head("Host: here") + b"GET / HTTP/1.1\r\nHost: here\r\n\r\n",  # two of them
        head("Host: here", "Content-Length: 3") + b"abc\r\n\r\n",
        head("Host: here", "Content-Length: 0"),
        head("Host: here", "Transfer-Encoding: chunked") + b"0\r\n\r\n",
        head("Host: here", "If-None-Match: *"),
        head("Host: here", "Authorization: Bearer x"),
        head("Host: here", "X-Forwarded-Proto: https"),
        head("Host: here", "Connection: upgrade", "Upgrade: websocket"),
        head("Host: here", "no header"),
        head("Host: here", "X: a\nY: b\rZ: c"),
        head("Host: here", "X: " + "x" * 10_000),
    ],
)
def test_any_other_head_is_left_to_others(told: bytes) -> None:
    assert Heads().read(told) is None


def test_no_more_than_a_number_are_kept() -> None:
    heads = Heads()
    for number in range(1000):
        assert heads.read(head(f"Host: here{number}")) is not None
    assert len(heads._known) <= 256
