"""A newcomer's way without documentation: from the first page to the sentence in its report, and a file for Gephi."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from scripts.browsing import MALI

from .test_explorer import SENTENCE, drawn, proof, ready

CLICKS = 6
"""Country, actor, tie, report, back, file; choosing from a list counts as one."""


def test_from_the_first_page_to_the_proof_and_a_file_in_six_clicks(desk: Page) -> None:
    page, clicks = ready(desk, "/"), 0
    page.get_by_label("Country").select_option("MLI")
    clicks += 1
    drawn(page)
    proof(page).get_by_role("button", name="Mali's leading anti-slavery NGO").click()
    clicks += 1
    ties = proof(page).locator(".ties")
    expect(ties).to_contain_text("International Senior Lawyers Project")
    expect(ties).to_contain_text("focal point")
    ties.get_by_role("button", name="International Senior Lawyers Project").click()
    clicks += 1
    expect(proof(page).locator("blockquote p")).to_have_text(SENTENCE)
    proof(page).get_by_role("link", name="Mali: Trafficking").click()
    clicks += 1
    assert page.url.partition("#")[0].endswith(MALI)
    expect(page.locator(".text .passage").first).to_be_in_viewport()
    page.go_back()
    clicks += 1
    drawn(page)
    expect(page.get_by_label("Country")).to_have_value("MLI")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="GEXF for Gephi").click()
    clicks += 1
    file = waiting.value
    assert file.suggested_filename == "actors.gexf"
    assert "International Senior Lawyers Project" in file.path().read_text(encoding="utf-8")
    assert clicks == CLICKS
