"""The extractor that asks a chat endpoint, piece by piece, and keeps only what the text bears out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from servanda import __version__
from servanda.errors import ExtractorError
from servanda.loaders.chat.cache import Cache
from servanda.loaders.chat.client import Client, Message, Unusable
from servanda.loaders.chat.endpoint import Endpoint, endpoint_of
from servanda.loaders.chat.grounding import grounded
from servanda.loaders.chat.merging import Merger
from servanda.loaders.chat.pieces import halves, pieces
from servanda.loaders.chat.question import answer_schema, fingerprint, messages
from servanda.loaders.chat.usage import Usage, tokens_in
from servanda.loaders.document import Document
from servanda.ontology.exchange import Extraction, Software, Span
from servanda.settings import Settings, settings

_LEAST = 500
"""Characters below which a piece is not cut in two."""
_ANSWER_SHARE = 0.75
"""Tokens that an answer is estimated to have for each token of the text asked about."""


class ChatExtractor:
    """Asks an OpenAI-compatible chat endpoint; `usage` tells what that has taken so far."""

    def __init__(self, client: Client, cache: Cache | None = None, longest: int = 6_000) -> None:
        """Ask through a client.

        Args:
            client: asks the endpoint.
            cache: where answers are kept and looked up first.
            longest: characters of a report that one question asks about.
        """
        self.usage = Usage()
        self._client = client
        self._cache = cache
        self._longest = max(_LEAST, longest)

    @property
    def endpoint(self) -> Endpoint:
        """Return the endpoint that is asked."""
        return self._client.endpoint

    @property
    def software(self) -> Software:
        """Return our name and version, and the model with a hash of what it is told to do."""
        return Software("servanda-chat", __version__, f"{self.endpoint.model} instructions sha256:{fingerprint()}")

    def software_for(self, document: Document) -> Software:
        """Return the same for all documents: our version, the model, and what it is told to do."""
        return self.software

    def extract(self, document: Document) -> Extraction:
        """Return what the endpoint finds in a report and the text bears out; `notices` tell what was refused.

        Raises:
            ExtractorError: the endpoint fails, or gives no usable answer about a part of the report.
            ModelError: the endpoint refuses every request.
            StoreError: an answer cannot be kept.
        """
        merger = Merger(document.text)
        for piece in pieces(document, self._longest):
            for part, answer in self._answers(document, piece, merger):
                merger.add(grounded(answer, document.text, part.start, part.end), part)
        refused = ", ".join(f"{count} × {reason}" for reason, count in sorted(merger.refused.items()) if count)
        metadata = document.metadata
        return Extraction(
            doc=document.name,
            country=metadata.country,
            text_sha256=document.sha256,
            extractor=self.software,
            title=metadata.title,
            date=metadata.date,
            actors=merger.actors,
            instruments=merger.instruments,
            statements=merger.statements,
            assessments=merger.assessments,
            notices=(f"the model's answers were not all borne out by the text: {refused}",) if refused else (),
        )

    def estimate(self, document: Document) -> Usage:
        """Return about what a report would take; nothing is asked."""
        usage = Usage()
        for piece in pieces(document, self._longest):
            asked = messages(document, piece.start, piece.end, [])
            if self._kept(asked) is not None:
                usage += Usage(cached=1)
                continue
            received = min(self.endpoint.max_tokens, round(_ANSWER_SHARE * (piece.end - piece.start) / 4))
            sent = tokens_in("".join(m["content"] for m in asked) + json.dumps(answer_schema()))
            usage += Usage(1, 0, sent, received)
        return usage

    def _answers(self, document: Document, piece: Span, merger: Merger) -> Iterator[tuple[Span, dict[str, Any]]]:
        """Yield the answers about a piece; if there is none that is whole and JSON, about its halves."""
        asked = messages(document, piece.start, piece.end, merger.names)
        try:
            yield piece, self._answer(asked)
            return
        except Unusable as fault:
            if piece.end - piece.start < 2 * _LEAST:
                raise ExtractorError(
                    f"{document.name}: the chat endpoint gives {fault} about characters {piece.start} to {piece.end}: "
                    "choose another model, or raise SERVANDA_CHAT_MAX_TOKENS"
                ) from None
        for half in halves(document.text, piece):
            yield from self._answers(document, half, merger)

    def _answer(self, asked: list[Message]) -> dict[str, Any]:
        """Return the answer to a question, from the cache if it is there.

        Raises:
            Unusable: the answer was cut off, or is no JSON object.
        """
        kept = self._kept(asked)
        if kept is not None:
            self.usage += Usage(cached=1)
            return _parsed(kept)
        answer = self._client.ask(asked, answer_schema())
        self.usage += answer.usage
        if not answer.whole:
            raise Unusable("an answer that is cut off")
        parsed = _parsed(answer.content)
        if self._cache:
            self._cache.put(self._question(asked), answer.content)
        return parsed

    def _kept(self, asked: list[Message]) -> str | None:
        return self._cache.get(self._question(asked)) if self._cache else None

    def _question(self, asked: list[Message]) -> Mapping[str, Any]:
        """Return all that an answer depends on; the address and the key do not belong to it."""
        return {"model": self.endpoint.model, "messages": asked, "schema": answer_schema()}


def chat_extractor(chosen: Settings | None = None) -> ChatExtractor:
    """Return the extractor that the settings `SERVANDA_CHAT_…` describe.

    Raises:
        UsageError: no endpoint is set, or it cannot be used.
        StoreError: the folder of answers cannot be made.
    """
    known = chosen or settings()
    endpoint = endpoint_of(known)
    cache = Cache(Path(known.chat_cache).expanduser()) if known.chat_cache else None
    return ChatExtractor(Client(endpoint), cache, known.chat_piece_characters)


def _parsed(content: str) -> dict[str, Any]:
    """Return the JSON object in an answer, which may stand between other words or in a code fence."""
    try:
        read = json.loads(content[content.find("{") : content.rfind("}") + 1])
    except (ValueError, RecursionError):
        raise Unusable("an answer that is no JSON") from None
    if not isinstance(read, dict):
        raise Unusable("an answer that is no JSON object")
    return read
