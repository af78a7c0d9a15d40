from __future__ import annotations

from servanda.api.cache import LARGEST, AnswerCache, Kept


def test_an_answer_is_kept_until_others_need_its_room() -> None:
    cache = AnswerCache(10)
    cache.keep("a", "text/csv", b"12345")
    cache.keep("b", "text/csv", b"12345")
    assert cache.get("a") == Kept("text/csv", b"12345")  # used, so it stays
    cache.keep("c", "text/csv", b"1")
    assert cache.get("b") is None and cache.get("a") is not None and cache.get("c") is not None
    cache.keep("a", "text/csv", b"1")
    cache.keep("d", "text/csv", b"12345678")
    assert cache.get("d") is not None and cache.get("c") is not None


def test_large_and_changing_answers_are_not_kept() -> None:
    cache = AnswerCache(LARGEST * 10)
    cache.keep(None, "text/csv", b"now")
    cache.keep("large", "text/csv", b"x" * (LARGEST + 1))
    assert cache.get(None) is None and cache.get("large") is None
    AnswerCache(0).keep("a", "text/csv", b"1")
