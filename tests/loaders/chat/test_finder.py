from __future__ import annotations

import pytest

from servanda.loaders.chat.finder import Finder
from servanda.ontology.exchange import Span

TEXT = "  “Mali’s  police\narrested — they say — 12 men”; arrested again."


@pytest.mark.parametrize(
    ("quotation", "exact"),
    [
        ("Mali's police arrested", "Mali’s  police\narrested"),
        ('"Mali’s', "“Mali’s"),
        ("arrested - they say", "arrested — they say"),
        ('12 men";', "12 men”;"),
        ("again.", "again."),
    ],
)
def test_white_space_and_typography_do_not_count(quotation: str, exact: str) -> None:
    assert [TEXT[span.start : span.end] for span in Finder(TEXT, 0, len(TEXT)).find(quotation)] == [exact]


@pytest.mark.parametrize("quotation", ["", " ", "Niger", "mali's", "rest", "polic", "say 12", "\ud800"])
def test_anything_else_does(quotation: str) -> None:
    assert Finder(TEXT, 0, len(TEXT)).find(quotation) == []


def test_only_the_given_stretch_is_searched() -> None:
    first, second = Finder(TEXT, 0, len(TEXT)).find("arrested")
    assert Finder(TEXT, first.end, len(TEXT)).find("arrested") == [second]
    assert second == Span(TEXT.rindex("arrested"), TEXT.rindex("arrested") + 8)


def test_words_that_name_nothing_are_no_wording() -> None:
    finder = Finder("They and the police met.", 0, 24)
    assert finder.wording("the") is finder.wording("They") is None
    assert finder.wording("the police") == "the police"
