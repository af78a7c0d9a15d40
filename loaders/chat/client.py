"""One question to a chat endpoint over HTTP: pace, retries, and answers that are too long, too late or broken."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from servanda.errors import ExtractorError, ModelError
from servanda.loaders.chat.endpoint import Endpoint
from servanda.loaders.chat.usage import Usage, tokens_in

Message = Mapping[str, str]

_MAX_BYTES = 8_000_000
"""Size above which an answer is given up."""
_PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
"""Statuses that may be over a moment later."""
_REFUSED = frozenset((401, 402, 403, 404))
"""Statuses that every further request would get too."""
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
_EXCERPT = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote, whether it was cut off, and what it took."""

    content: str
    whole: bool
    usage: Usage


class Unusable(Exception):
    """An answer that is none; the question may be asked again in another form."""


class Client:
    """Asks one endpoint."""

    def __init__(self, endpoint: Endpoint, sleep: Callable[[float], None] = time.sleep) -> None:
        """Remember the endpoint; `sleep` waits a number of seconds."""
        self.endpoint = endpoint
        self._sleep = sleep
        self._next = 0.0
        self._formats = ["json_schema", "json_object", None]
        """Forms in which the answer may be asked for, best first; what an endpoint does not know is dropped."""

    def ask(self, messages: list[Message], schema: Mapping[str, Any]) -> Answer:
        """Return the endpoint's answer to a conversation.

        Raises:
            Unusable: the endpoint answered, but not with a message.
            ExtractorError: it cannot be reached, or fails again and again.
            ModelError: it refuses the key or does not know the model.
        """
        while True:
            body = self._body(messages, schema)
            status, raw = self._send(body)
            if status in (400, 422) and self._formats[0] and b"response_format" in raw:
                self._formats.pop(0)
                continue
            if status in _REFUSED:
                raise ModelError(
                    f"the chat endpoint refuses the request ({self._reason(status, raw)}): "
                    "check SERVANDA_CHAT_URL, SERVANDA_CHAT_MODEL and SERVANDA_CHAT_KEY"
                )
            if status != 200:
                raise ExtractorError(f"the chat endpoint cannot answer ({self._reason(status, raw)}): see its manual")
            return _answer(raw, messages)

    def _body(self, messages: list[Message], schema: Mapping[str, Any]) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self.endpoint.model,
            "messages": messages,
            "temperature": 0,
            "max_tokens": self.endpoint.max_tokens,
        }
        wanted = self._formats[0]
        if wanted == "json_schema":
            described = {"name": "extraction", "strict": True, "schema": schema}
            body["response_format"] = {"type": wanted, "json_schema": described}
        elif wanted:
            body["response_format"] = {"type": wanted}
        return body

    def _send(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """Return status and body of the answer, after as many attempts as it takes or is allowed."""
        fault = ""
        for attempt in range(1, self.endpoint.attempts + 1):
            self._keep_pace()
            asked: float | None = None
            try:
                status, headers, raw = self._post(body)
            except httpx.HTTPError as error:
                fault = type(error).__name__
            else:
                if status not in _PASSING:
                    return status, raw
                fault, asked = self._reason(status, raw), _asked_wait(headers)
            if attempt < self.endpoint.attempts:
                self._sleep(_wait(attempt, asked))
        raise ExtractorError(
            f"the chat endpoint failed {self.endpoint.attempts} times ({fault}): "
            "try again later, or check SERVANDA_CHAT_URL; answers that came are kept"
        )

    def _post(self, body: dict[str, Any]) -> tuple[int, httpx.Headers, bytes]:
        headers = {"Authorization": f"Bearer {self.endpoint.key}"} if self.endpoint.key else {}
        deadline = time.monotonic() + self.endpoint.timeout
        received = bytearray()
        with (
            httpx.Client(timeout=self.endpoint.timeout, follow_redirects=False) as http,
            http.stream("POST", self.endpoint.completions, json=body, headers=headers) as response,
        ):
            for chunk in response.iter_bytes():
                received += chunk
                if len(received) > _MAX_BYTES:
                    raise Unusable(f"an answer of more than {_MAX_BYTES:,} bytes")
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("the answer takes too long")
            return response.status_code, response.headers, bytes(received)

    def _keep_pace(self) -> None:
        """Wait until the next request is due."""
        if not self.endpoint.requests_per_minute > 0:
            return
        now = time.monotonic()
        if self._next > now:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + 60 / self.endpoint.requests_per_minute

    def _reason(self, status: int, raw: bytes) -> str:
        """Return a status with the endpoint's own words on it, without the key and on one line."""
        words = raw.decode("utf-8", errors="replace")
        try:
            told = json.loads(words)["error"]
            words = told["message"] if isinstance(told, dict) else str(told)
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        plain = " ".join(self.endpoint.without_key(str(words)).split())
        plain = "".join(c for c in plain if c.isprintable())[:_EXCERPT]
        return f"HTTP {status}: {plain}" if plain else f"HTTP {status}"


def _answer(raw: bytes, messages: list[Message]) -> Answer:
    try:
        data = json.loads(raw)
        choice = data["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise Unusable("an answer that is no chat completion") from None
    if not isinstance(content, str):
        raise Unusable("an answer without text")
    told = data.get("usage")
    used = told if isinstance(told, dict) else {}
    sent = _count(used.get("prompt_tokens"), tokens_in("".join(m["content"] for m in messages)))
    received = _count(used.get("completion_tokens"), tokens_in(content))
    return Answer(content, choice.get("finish_reason") != "length", Usage(1, 0, sent, received))


def _count(told: object, otherwise: int) -> int:
    return told if isinstance(told, int) and 0 <= told < 10**9 else otherwise


def _wait(attempt: int, asked: float | None) -> float:
    """Return the seconds before the next attempt: what the endpoint asks for, else twice as long each time."""
    if asked is not None:
        return min(asked, _LONGEST_WAIT)
    longest: float = min(_FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT)
    return longest * random.uniform(0.5, 1.0)  # so that several processes do not come back together


def _asked_wait(headers: httpx.Headers) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3)."""
    told = headers.get("retry-after", "")
    if told.strip().isdecimal():
        return float(told)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except ValueError:
        return None
