"""The extractors by the names under which a user chooses them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from servanda.errors import UsageError
from servanda.loaders.chat.extractor import ChatExtractor, chat_extractor
from servanda.loaders.chat.usage import Usage
from servanda.loaders.document import Document
from servanda.loaders.extract.extractor import Extractor
from servanda.loaders.stored import StoredExtractor

RULES, CHAT = "rules", "chat"


def extractor_of(choice: str) -> Extractor:
    """Return the extractor of a name: `rules`, `chat`, or a folder of exchange documents.

    Raises:
        UsageError: there is no such extractor, or its settings cannot be used.
        StoreError: the chat extractor's folder of answers cannot be made.
    """
    if choice == RULES:
        from servanda.loaders.extract.pipeline import RuleExtractor  # the language model takes a second to import

        return RuleExtractor()
    if choice == CHAT:
        return chat_extractor()
    if not Path(choice).is_dir():
        raise UsageError(f"no extractor {choice!r}: choose {RULES}, {CHAT}, or a folder of extractions (NAME.json)")
    return StoredExtractor(Path(choice))


def estimated(extractor: Extractor, documents: Iterable[Document]) -> str:
    """Return in one line about what reports would take, without asking anything.

    Raises:
        UsageError: the extractor costs nothing.
    """
    if not isinstance(extractor, ChatExtractor):
        raise UsageError("only a chat endpoint has costs to estimate: add --extractor chat")
    usage = sum(map(extractor.estimate, documents), Usage())
    return f"about {usage.told(extractor.endpoint)}"


def usage_of(extractor: Extractor) -> str | None:
    """Return in one line what an extractor has taken so far, or None where it costs nothing."""
    return extractor.usage.told(extractor.endpoint) if isinstance(extractor, ChatExtractor) else None
