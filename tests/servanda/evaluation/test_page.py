from __future__ import annotations

import copy
import re
from html.parser import HTMLParser

import pytest

from servanda.evaluation import error_page, evaluate

from .conftest import GOLD, TEXT, Stored, Write, statement, stored

_VOID = {"meta", "br", "input"}


class Page(HTMLParser):
    """Collects the texts, and checks that the tags nest."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture
def source(write: Write) -> str:
    system = copy.deepcopy(GOLD)
    system["actors"][0]["type"] = "Agency"
    system["actors"][1]["name"] = '"><script>alert(1)</script>'
    system["statements"][1]["partners"] = []
    system["statements"][3] = statement("s9", "draft", "made some progress", rule="<i>rule</i>", confidence=0.5)
    return error_page(evaluate(write(), stored(system)))


def test_both_sides_show_the_whole_text(source: str) -> None:
    shown = "".join(Page(source).texts)
    for line in filter(None, TEXT.splitlines()):
        assert shown.count(line) == 2


def test_misses_false_alarms_and_faults_are_named(source: str) -> None:
    words = " ".join(" ".join(Page(source).texts).split())
    for expected in ("missed enact", "false draft", "missed partners: UNICEF", "wrong type", "confidence 0.50"):
        assert expected in words


def test_nothing_of_a_report_or_extraction_becomes_markup(source: str) -> None:
    assert "<script" not in source and "<b>Law 5" not in source and "<i>rule" not in source
    assert "&lt;b&gt;" in source


def test_the_page_asks_no_other_host_for_anything(source: str) -> None:
    assert not re.search(r"(?:src|href)\s*=\s*(?![\"']#)", source)
    assert "url(" not in source and "@import" not in source and "default-src 'none'" in source


def test_calibration_is_shown(source: str) -> None:
    assert "expected calibration error" in source and "0.9 to 1.0" in source


def test_an_extraction_without_anything_has_a_page_too(write: Write) -> None:
    page = Page(error_page(evaluate(write(), Stored({}))))
    assert any("nothing is stored" in text for text in page.texts)
    assert any("no statements" in text for text in page.texts)
