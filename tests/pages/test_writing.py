"""Writing through the pages: reports are sent, statements reviewed, with a token that only its tab keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from servanda import samples
from servanda.settings import Settings
from tests.api.conftest import TOKEN, served

from .conftest import chromium
from .watching import Watch, overflow, violations

REPORT = next(path for path in samples.paths() if path.name == "mli-2010-interim.txt")
SIDECAR = REPORT.with_suffix(".meta.json")
PAGE = "/reports/interim/mli/2010-02-24"
_REFUSED = "error: Failed to load resource: the server responded with a status of 401"


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over an empty store that may be written to."""
    chromium()
    with served(Settings(store=str(tmp_path_factory.mktemp("writing") / "store"), token=TOKEN)) as client:
        yield str(client.base_url)


@pytest.fixture
def page(browser: Browser, open_site: str) -> Iterator[Page]:
    """A page in a tab of its own, in which nothing may go wrong but what the service refuses."""
    context = browser.new_context(base_url=open_site)
    made = context.new_page()
    watch = Watch(made, open_site)
    yield made
    context.close()
    assert [fault for fault in watch.faults if not fault.startswith(_REFUSED)] == []


def sent(page: Page, *files: str | Path) -> None:
    page.goto("/upload")
    page.set_input_files("#file", list(files))
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Load").click()
    expect(page.get_by_role("status")).to_contain_text("Done.", timeout=120_000)


def test_reports_are_sent_and_what_was_found_is_shown(page: Page, tmp_path: Path) -> None:
    (tmp_path / "a<i>.txt").write_text("The Ministry of Labor trained inspectors.")
    (tmp_path / "b.exe").write_text("x")
    page.goto("/upload")
    assert not violations(page)
    page.set_input_files("#file", [REPORT, SIDECAR, tmp_path / "a<i>.txt", tmp_path / "b.exe"])
    page.get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Load").click()
    expect(page.locator("#fault")).to_contain_text("b.exe is no report")
    page.get_by_role("button", name="Take out b.exe").click()
    page.get_by_role("button", name="Load").click()
    expect(page.locator("#fault")).to_have_text("The token is wrong: type it as the service was given it.")
    page.get_by_label("Token").fill(TOKEN)
    facts = page.locator(".chosen").nth(2)
    facts.get_by_text("Say its title").click()
    facts.get_by_label("Country").select_option("MLI")
    assert not violations(page) and overflow(page) <= 0
    page.get_by_role("button", name="Load").click()
    expect(page.get_by_role("status")).to_contain_text("2 loaded", timeout=120_000)
    assert not violations(page)
    assert page.context.cookies() == [] and TOKEN not in page.url
    page.get_by_role("link", name="mli-2010-interim.txt").click()
    expect(page.locator(".margin h2").first).to_contain_text("statements")
    page.goto("/upload")
    expect(page.locator("#earlier")).to_contain_text("mli-2010-interim.txt and 1 more")
    page.get_by_role("button", name="Forget it").click()
    assert page.evaluate("sessionStorage.length") == 0


def test_statements_are_accepted_rejected_and_corrected_and_all_of_it_is_undone(page: Page) -> None:
    sent(page, REPORT, SIDECAR)
    page.goto(PAGE)
    page.get_by_role("button", name="Review", exact=True).click()
    page.get_by_label("Your name").fill("Aminata")
    page.get_by_role("dialog").get_by_label("Token").fill("wrong")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("The token is wrong")
    page.get_by_role("dialog").get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Begin").click()
    entries = page.locator(".margin > ol > li")
    entries.nth(0).get_by_role("button", name="Accept").click(timeout=30_000)
    expect(entries.nth(0).locator(".tag.accepted")).to_be_visible(timeout=30_000)
    entries.nth(2).get_by_role("button", name="Reject").click()
    expect(entries.nth(2).locator(".tag.spurious")).to_be_visible(timeout=30_000)
    assert page.locator(".text .rejected").count() == 1
    entries.nth(3).get_by_role("button", name="Correct").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Type").select_option("support")
    dialog.get_by_label("Add to partners").fill("national ass")
    dialog.locator("#add-partners-list li").first.wait_for()
    assert not violations(page)
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Keep").click()
    expect(entries.nth(3).locator(".said")).to_contain_text("partners: National Assembly", timeout=30_000)
    expect(entries.nth(3).locator(".said")).to_contain_text("type: support")
    assert not violations(page)
    for left in (3, 2, 1, 0):
        page.get_by_role("button", name="Undo").first.click()
        expect(page.locator("[data-record]")).to_have_count(left, timeout=30_000)
        expect(page.locator(".reviewing").first).to_be_visible()


def test_no_button_of_a_review_is_there_where_nobody_may_write(desk: Page) -> None:
    desk.goto(PAGE)
    expect(desk.locator("#start-review, .reviewing")).to_have_count(0)
