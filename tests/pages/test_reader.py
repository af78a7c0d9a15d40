"""The report reader: words and entries in the margin light each other up, and every place has an address."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from scripts.browsing import MALI

from . import harm


def test_an_entry_and_its_words_light_each_other_up(desk: Page) -> None:
    desk.goto(MALI)
    entry = desk.locator(".margin li[data-s]", has_text="claimed").first
    statement = entry.get_attribute("data-s")
    words = desk.locator(f'article.text mark[data-s~="{statement}"]').first
    entry.hover()
    expect(words).to_have_class(re.compile(r"\blit\b"))
    desk.locator("h1").hover()
    expect(words).not_to_have_class(re.compile(r"\blit\b"))
    words.hover()
    expect(entry).to_have_class(re.compile(r"\blit\b"))


def test_what_is_claimed_planned_or_denied_looks_different(desk: Page) -> None:
    desk.goto(MALI)
    lines = {
        manner: desk.locator(f"article.text mark.statement.{manner}").first.evaluate(
            "mark => getComputedStyle(mark).textDecorationStyle"
        )
        for manner in ("actual", "claimed", "planned", "negated")
    }
    assert len(set(lines.values())) == 4


def test_a_passage_has_an_address_that_leads_to_it(desk: Page) -> None:
    desk.goto(MALI)
    text = desk.request.get(f"{MALI}/text").text()
    words = "in collaboration with the International Senior Lawyers Project"
    start = text.index(words)
    desk.goto(f"{MALI}#p{start}-{start + len(words)}")
    lit = desk.locator("article .passage")
    expect(lit.first).to_be_in_viewport()
    assert words in "".join(lit.all_inner_texts())


def test_text_exchange_form_and_rdf_are_a_click_away(desk: Page) -> None:
    for name, begins in (("Text", "[About"), ("Exchange JSON", "{"), ("Turtle", "@prefix"), ("JSON-LD", "[")):
        desk.goto(MALI)
        address = desk.get_by_role("link", name=name, exact=True).get_attribute("href")
        answer = desk.request.get(address or "")
        assert answer.ok and answer.text().lstrip().startswith((begins, "{", "<")), name


def test_a_harmful_text_is_shown_letter_by_letter(desk: Page) -> None:
    desk.goto(harm.ADDRESS)
    shown = desk.locator("article.text").inner_text()
    for words in (harm.MINISTRY, "<iframe src=javascript:alert(2)>", "<!-- ' onmouseover='alert(1)' -->"):
        assert words in shown
    assert desk.locator("iframe, article script, img").count() == 0
    for link in desk.locator("article.text a").all()[:3]:
        link.hover()


def test_the_pages_of_harmful_names_are_told_by_them(desk: Page) -> None:
    desk.goto(harm.ADDRESS)
    desk.locator(".margin").get_by_role("link", name=re.compile("Ministry of <script>")).first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(harm.MINISTRY)
    desk.get_by_role("link", name="worked with").first.click()
    expect(desk.locator("blockquote")).to_contain_text("<img src=x onerror=alert('ngo')>")
    desk.get_by_role("link", name=re.compile("^Network of Ministry")).click()
    expect(desk.locator(".graph canvas")).to_have_count(1)
    desk.get_by_label("Find an actor").press_sequentially("ministry script")
    expect(desk.get_by_role("option").first).to_contain_text("<script>")
