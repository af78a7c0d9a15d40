"""Which chat endpoint is asked, under which name and limits."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from servanda.errors import UsageError
from servanda.settings import Settings

_HIDDEN = "***"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible chat endpoint; the key shows in no representation."""

    url: str
    """Base address, such as `https://api.example.org/v1`; requests go to `/chat/completions` below it."""
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0
    """Seconds that one answer may take."""
    attempts: int = 5
    """Requests for one answer, as long as the endpoint is busy or out of reach."""
    requests_per_minute: float = 0.0
    """Pace of the requests; 0 for as fast as answers come."""
    max_tokens: int = 8_000
    """Tokens that one answer may have."""
    price_in: float = 0.0
    """Price of a million tokens that are sent; 0 where it is not known."""
    price_out: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what cannot work, and what would give the key away.

        Raises:
            UsageError: an address, key or limit that cannot be used; the text never holds the key.
        """
        parts = _split(self.url)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError("SERVANDA_CHAT_URL is no http(s) address: give the base address, such as https://host/v1")
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise UsageError("SERVANDA_CHAT_URL holds a password or parameters: put the key into SERVANDA_CHAT_KEY")
        if not self.model:
            raise UsageError("SERVANDA_CHAT_MODEL is not set: name the model that the endpoint shall use")
        if not self.key.isascii() or not self.key.isprintable() or " " in self.key:
            raise UsageError("SERVANDA_CHAT_KEY holds spaces or unprintable characters: copy the key again")
        if self.key and parts.scheme == "http" and not _is_local(parts.hostname):
            raise UsageError("SERVANDA_CHAT_URL is not encrypted, and would give the key away: use https")
        for name in ("timeout", "attempts", "max_tokens"):
            if not getattr(self, name) > 0:
                raise UsageError(f"SERVANDA_CHAT_{name.upper()} is {getattr(self, name)}: it must be greater than 0")

    @property
    def completions(self) -> str:
        """Return the address that requests go to."""
        return f"{self.url.rstrip('/')}/chat/completions"

    def without_key(self, words: str) -> str:
        """Return words of the endpoint, which may repeat what was sent, without the key."""
        return words.replace(self.key, _HIDDEN) if self.key else words


def endpoint_of(settings: Settings) -> Endpoint:
    """Return the endpoint that the settings name.

    Raises:
        UsageError: no endpoint is set, or it cannot be used.
    """
    if not settings.chat_url:
        raise UsageError("no chat endpoint is set: give its address in SERVANDA_CHAT_URL and SERVANDA_CHAT_MODEL")
    return Endpoint(
        url=settings.chat_url,
        model=settings.chat_model,
        key=settings.chat_key.strip(),
        timeout=settings.chat_timeout,
        attempts=settings.chat_attempts,
        requests_per_minute=settings.chat_requests_per_minute,
        max_tokens=settings.chat_max_tokens,
        price_in=settings.chat_price_in,
        price_out=settings.chat_price_out,
    )


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
