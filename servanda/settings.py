"""Settings, read once from the environment into one frozen object."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache

from servanda.errors import UsageError

PREFIX = "SERVANDA_"
_POSITIVE = (
    "store_timeout", "query_timeout", "update_timeout", "query_workers", "query_memory", "writer_memory",
    "max_answer_bytes", "max_request_bytes", "max_upload_bytes",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may set, each field by an environment variable `SERVANDA_` + its name in capitals."""

    base_iri: str = "https://w3id.org/servanda/id/"
    """Prefix of every data IRI; ends in a slash."""
    store: str = "./servanda-store"
    """Folder of the embedded store, or the URL of a SPARQL 1.1 service."""
    store_user: str = ""
    """User name at a SPARQL service (HTTP Basic, or Digest where the service wants it)."""
    store_password: str = field(default="", repr=False)
    """Password at a SPARQL service."""
    store_token: str = field(default="", repr=False)
    """Bearer token at a SPARQL service, in place of user and password."""
    store_kind: str = ""
    """Kind of the SPARQL service, as `graph/services.toml` names it; by default it is recognised."""
    store_update_url: str = ""
    """URL for updates at a SPARQL service, where it departs from the custom of its kind."""
    store_graphs_url: str = ""
    """URL of a SPARQL service's Graph Store Protocol, where it departs from the custom of its kind."""
    store_timeout: float = 300.0
    """Seconds that a SPARQL service may take for an answer to begin or go on."""
    store_retries: int = 4
    """Times that a query is sent to a SPARQL service again when it does not answer."""
    host: str = "127.0.0.1"
    """Address that the HTTP service listens on."""
    port: int = 8080
    """Port that the HTTP service listens on."""
    authority: str = "./servanda-authority"
    """Folder of tables that add to the authority data: instruments.tsv, bodies.tsv, links.tsv; it may be missing."""
    spacy_model: str = ""
    """Name or folder of a spaCy pipeline to use instead of the bundled one."""
    query_timeout: float = 30.0
    """Seconds after which a query over HTTP is ended."""
    update_timeout: float = 300.0
    """Seconds after which an update over HTTP is ended."""
    query_workers: int = 16
    """Processes that answer queries over HTTP, at most; they start as they are needed."""
    query_queue: int = 1000
    """Queries over HTTP that may wait for a process; further ones are turned away."""
    query_memory: int = 1_000_000_000
    """Bytes of memory that one query over HTTP may take."""
    writer_memory: int = 8_000_000_000
    """Bytes of memory that the process may take that writes to the store for the HTTP service."""
    max_answer_bytes: int = 256_000_000
    """Size above which an answer over HTTP is refused."""
    cache_bytes: int = 64_000_000
    """Bytes of small answers over HTTP that are kept until the store changes; 0 for none."""
    max_request_bytes: int = 1_000_000
    """Size above which a query sent over HTTP is refused."""
    max_upload_bytes: int = 64_000_000
    """Size above which RDF or a report sent over HTTP is refused."""
    token: str = field(default="", repr=False)
    """Secret that lets its bearer write over HTTP; nobody may where it is empty."""
    rate_limit: str = ""
    """Requests over HTTP that one client may send, such as 600/minute, or `none`; by default none on loopback."""
    log_format: str = ""
    """How the service logs: json or text; by default text on a terminal, else json."""
    log_level: str = "info"
    """Lowest level that the service logs: debug, info, warning or error."""
    federation: tuple[str, ...] = ()
    """SPARQL services that a query over HTTP may call with SERVICE, separated by commas or spaces; none by default."""
    max_report_bytes: int = 64_000_000
    """Size above which a report file is refused."""
    max_report_characters: int = 5_000_000
    """Length of a report's text above which it is refused; extracting a text of this length takes some 2 GB."""
    chat_url: str = ""
    """Base address of an OpenAI-compatible chat endpoint; asked only where an extractor is chosen that needs it."""
    chat_model: str = ""
    """Name of the model that the endpoint shall use."""
    chat_key: str = field(default="", repr=False)
    """Key of the endpoint; in no message and no file."""
    chat_timeout: float = 120.0
    """Seconds that one answer of the endpoint may take."""
    chat_attempts: int = 5
    """Requests for one answer, as long as the endpoint is busy or out of reach."""
    chat_requests_per_minute: float = 0.0
    """Pace of the requests; 0 for as fast as answers come."""
    chat_max_tokens: int = 8_000
    """Tokens that one answer may have."""
    chat_piece_characters: int = 6_000
    """Characters of a report that one request asks about."""
    chat_price_in: float = 0.0
    """Price of a million tokens that are sent, for the estimate of costs."""
    chat_price_out: float = 0.0
    """Price of a million tokens that are received."""
    chat_cache: str = "~/.cache/servanda/chat"
    """Folder of answers, which are asked for once only; empty for none."""

    def __post_init__(self) -> None:
        """Refuse values that no part of the program can work with."""
        if not self.base_iri.startswith(("http://", "https://")) or not self.base_iri.endswith(("/", "#")):
            raise UsageError(f"SERVANDA_BASE_IRI is {self.base_iri!r}: it must be an http(s) IRI that ends in / or #")
        if not 0 <= self.port <= 65535:
            raise UsageError(f"SERVANDA_PORT is {self.port}: it must lie between 0 and 65535")
        for name in _POSITIVE:
            if not getattr(self, name) > 0:
                raise UsageError(f"{PREFIX}{name.upper()} is {getattr(self, name)}: it must be greater than 0")


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Build settings from environment variables.

    Raises:
        UsageError: a value is not of the field's type or out of range.
    """
    values: dict[str, str | int | float | tuple[str, ...]] = {}
    for known in fields(Settings):
        raw = environ.get(PREFIX + known.name.upper())
        if raw is None:
            continue
        kind: type[str | int | float | tuple[str, ...]] = type(getattr(Settings(), known.name))
        try:
            values[known.name] = tuple(raw.replace(",", " ").split()) if kind is tuple else kind(raw)
        except ValueError:
            raise UsageError(f"{PREFIX}{known.name.upper()} is {raw!r}: it must be of type {kind.__name__}") from None
    return Settings(**values)  # type: ignore[arg-type]


@cache
def settings() -> Settings:
    """Return the process's settings, read from the environment at the first call."""
    return from_environment(os.environ)
