from __future__ import annotations

from servanda.api.cache import BESIDE, LARGEST, AnswerCache


def test_an_answer_is_kept_until_others_need_its_room() -> None:
    cache = AnswerCache[str](10 + 2 * BESIDE)
    cache.keep("a", "first", 5)
    cache.keep("b", "second", 5)
    assert cache.get("a") == "first"  # used, so it stays
    cache.keep("c", "third", 1)
    assert (cache.get("b"), cache.get("a"), cache.get("c")) == (None, "first", "third")
    cache.keep("a", "fourth", 1)
    cache.keep("d", "fifth", 8)
    assert (cache.get("c"), cache.get("a"), cache.get("d")) == (None, "fourth", "fifth")


def test_large_and_changing_answers_are_not_kept() -> None:
    cache = AnswerCache[str](LARGEST * 10)
    cache.keep(None, "now", 3)
    cache.keep("large", "x", LARGEST + 1)
    assert cache.get(None) is None and cache.get("large") is None
    nothing = AnswerCache[str](0)
    nothing.keep("a", "", 0)
    assert nothing.get("a") is None
