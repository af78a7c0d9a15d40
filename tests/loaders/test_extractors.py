from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import UsageError
from servanda.loaders.chat.extractor import ChatExtractor
from servanda.loaders.extractors import estimated, extractor_of, usage_of
from servanda.loaders.stored import StoredExtractor
from servanda.settings import from_environment


def test_a_name_or_a_folder_chooses_the_extractor(tmp_path: Path) -> None:
    assert type(extractor_of("rules")).__name__ == "RuleExtractor"
    assert isinstance(extractor_of(str(tmp_path)), StoredExtractor)
    with pytest.raises(UsageError, match="choose rules, chat, or a folder"):
        extractor_of("ruels")


def test_chat_is_chosen_only_by_name_and_with_an_endpoint(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    known = from_environment({})
    monkeypatch.setattr("servanda.loaders.chat.extractor.settings", lambda: known)
    with pytest.raises(UsageError, match="SERVANDA_CHAT_URL"):
        extractor_of("chat")
    known = from_environment({
        "SERVANDA_CHAT_URL": "http://localhost:9/v1", "SERVANDA_CHAT_MODEL": "m", "SERVANDA_CHAT_CACHE": str(tmp_path),
    })  # fmt: skip
    chat = extractor_of("chat")
    assert isinstance(chat, ChatExtractor) and usage_of(chat) is not None
    assert estimated(chat, []).startswith("about 0 requests")


def test_rules_cost_nothing(tmp_path: Path) -> None:
    assert usage_of(extractor_of(str(tmp_path))) is None
    with pytest.raises(UsageError, match="--extractor chat"):
        estimated(extractor_of(str(tmp_path)), [])
