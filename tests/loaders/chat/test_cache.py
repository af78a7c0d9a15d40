from __future__ import annotations

from pathlib import Path

import pytest

from servanda.errors import StoreError
from servanda.loaders.chat.cache import Cache


def test_an_answer_is_found_by_its_question_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "answers")
    cache.put({"model": "m", "messages": ["é"]}, "yes")
    assert Cache(tmp_path / "deep" / "answers").get({"messages": ["é"], "model": "m"}) == "yes"
    assert cache.get({"model": "n", "messages": ["é"]}) is None


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"answer": 1}', b"\xff"])
def test_a_broken_file_counts_as_no_answer_and_is_replaced(tmp_path: Path, broken: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put({"q": 1}, "yes")
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    file.write_bytes(broken)
    assert cache.get({"q": 1}) is None
    cache.put({"q": 1}, "no")
    assert cache.get({"q": 1}) == "no"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="SERVANDA_CHAT_CACHE"):
        Cache(tmp_path / "file" / "answers")
