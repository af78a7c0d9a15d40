from __future__ import annotations

from typing import Any

import pytest

from servanda.errors import UsageError
from servanda.loaders.chat.endpoint import Endpoint, endpoint_of
from servanda.settings import Settings, from_environment

from .conftest import KEY


def test_the_settings_describe_the_endpoint() -> None:
    environ = {
        "SERVANDA_CHAT_URL": "https://chat.example/v1/",
        "SERVANDA_CHAT_MODEL": "m",
        "SERVANDA_CHAT_KEY": f"{KEY}\n",
    }
    endpoint = endpoint_of(from_environment(environ))
    assert endpoint.completions == "https://chat.example/v1/chat/completions"
    assert endpoint.key == KEY


def test_nothing_is_asked_unless_an_endpoint_is_set() -> None:
    with pytest.raises(UsageError, match="SERVANDA_CHAT_URL"):
        endpoint_of(Settings())


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"url": "ftp://chat.example"}, "no http"),
        ({"url": "chat.example/v1"}, "no http"),
        ({"url": "https://chat.example:x/v1"}, "no http"),
        ({"url": f"https://user:{KEY}@chat.example/v1"}, "password"),
        ({"url": f"https://chat.example/v1?key={KEY}"}, "parameters"),
        ({"url": "http://chat.example/v1"}, "not encrypted"),
        ({"model": ""}, "SERVANDA_CHAT_MODEL"),
        ({"key": f"{KEY}\r\nX: y"}, "SERVANDA_CHAT_KEY"),
        ({"key": f"{KEY}é"}, "SERVANDA_CHAT_KEY"),
        ({"timeout": float("nan")}, "TIMEOUT"),
        ({"attempts": 0}, "ATTEMPTS"),
    ],
)
def test_what_cannot_work_is_refused_without_showing_the_key(change: dict[str, Any], reason: str) -> None:
    values: dict[str, Any] = {"url": "https://chat.example/v1", "model": "m", "key": KEY} | change
    with pytest.raises(UsageError, match=reason) as caught:
        Endpoint(**values)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost:11434/v1", "http://127.0.0.1/v1", "http://[::1]:8000/v1"])
def test_the_own_machine_needs_no_encryption(url: str) -> None:
    assert Endpoint(url, "m", KEY).url == url


def test_the_key_shows_in_no_representation() -> None:
    assert KEY not in repr(Endpoint("https://chat.example/v1", "m", KEY))
    assert KEY not in repr(from_environment({"SERVANDA_CHAT_KEY": KEY}))
