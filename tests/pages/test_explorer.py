"""The explorer as a person uses it: by pointer, by keyboard, by address, without scripts."""

from __future__ import annotations

import csv
import io
import json
import re
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from scripts.browsing import MALI

from .conftest import Opened
from .watching import Watch, overflow, violations

BASE = "https://w3id.org/servanda/id"
NGO = f"{BASE}/report/interim/mli/2010-02-24/actor/malis-leading-anti-slavery-ngo"
LAWYERS = f"{BASE}/actor/int/international-senior-lawyers-project"
SENTENCE = "The NGO had drafted the text in collaboration with the International Senior Lawyers Project."
_LABELS = "() => servandaScene.labelled.map(({ node, text }) => [node.id, text])"
_BOXES = """() => { const context = document.createElement("canvas").getContext("2d");
  context.font = `12.5px ${getComputedStyle(document.body).fontFamily}`;
  return servandaScene.labelled.map(({ text, x, y }) => [x, x + context.measureText(text).width, y - 10, y + 2]) }"""


def ready(page: Page, address: str) -> Page:
    page.goto(address)
    drawn(page)
    return page


def drawn(page: Page) -> None:
    expect(page.locator(".graph canvas")).to_have_count(1)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def address(page: Page) -> str:
    """Return the address in plain; the browser's client may still know an older one."""
    return unquote(page.evaluate("location.href"))


def proof(page: Page) -> Locator:
    return page.locator(".proof")


def point(page: Page, what: str) -> tuple[float, float]:
    """Return where on the page an actor stands, or the middle of the line between two."""
    x, y = page.evaluate(
        """what => { const ends = what.split(" ").map((id) => servandaScene.nodes.find((node) => node.id === id));
        const places = ends.map((node) => servandaScene.place(node));
        const box = document.querySelector(".graph").getBoundingClientRect();
        const mean = (axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
        return [box.left + mean("x"), box.top + mean("y")] }""",
        what,
    )
    return float(x), float(y)


def nodes(page: Page) -> list[str]:
    found: list[str] = page.evaluate("() => servandaScene.nodes.map((node) => node.id)")
    return found


def taken(page: Page, name: str) -> str:
    """Return what a button or link of the side downloads."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).or_(page.get_by_role("link", name=name, exact=True)).click()
    download: Download = waiting.value
    return download.path().read_text(encoding="utf-8", errors="replace")


def test_an_actor_and_then_a_tie_lead_to_the_sentence_in_its_report(desk: Page) -> None:
    page = ready(desk, "/?country=MLI")
    page.mouse.click(*point(page, NGO))
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("Mali's leading anti-slavery NGO")
    expect(proof(page).locator("blockquote").first).to_be_visible()
    page.mouse.click(*point(page, f"{NGO} {LAWYERS}"))
    expect(proof(page).locator("blockquote p")).to_have_text(SENTENCE)
    expect(proof(page).locator("blockquote mark")).to_have_text(["The NGO", "the International Senior Lawyers Project"])
    assert not violations(page)
    proof(page).get_by_role("link", name="Mali: Trafficking").click()
    assert page.url.partition("#")[0].endswith(MALI)
    lit = page.locator(".text .passage")
    assert "collaboration with the International Senior Lawyers Project" in "".join(lit.all_inner_texts())
    expect(lit.first).to_be_in_viewport()


def test_the_keyboard_goes_from_actor_to_actor_to_proof_and_back(desk: Page) -> None:
    page = ready(desk, "/?country=MLI")
    page.locator(".graph").focus()
    page.keyboard.press("ArrowRight")
    chosen = address(page).partition("select=")[2]
    assert chosen in nodes(page)
    expect(page.locator("[aria-live]")).not_to_have_text(re.compile("ties"))
    for key in ("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    drawn(page)
    assert address(page).partition("select=")[2] in nodes(page)
    page.keyboard.press("Enter")
    expect(proof(page).locator(".ties button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(proof(page).locator("blockquote").first).to_be_visible()
    page.locator(".graph").focus()
    page.keyboard.press("Escape")
    assert "select=" not in address(page)
    expect(proof(page).get_by_role("heading")).to_have_text("Whom to look at")


def test_the_address_holds_the_view_and_survives_a_reload(desk: Page) -> None:
    page = ready(desk, "/")
    page.get_by_label("Country").select_option("MLI")
    page.get_by_label("what is only claimed").check()
    page.get_by_label("worked with").check()
    drawn(page)
    before = sorted(nodes(page))
    page.mouse.click(*point(page, NGO))
    ready(page, page.evaluate("location.href"))
    assert sorted(nodes(page)) == before
    expect(page.get_by_label("Country")).to_have_value("MLI")
    expect(page.get_by_label("what is only claimed")).to_be_checked()
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("Mali's leading anti-slavery NGO")
    page.go_back()
    page.go_back()
    drawn(page)
    expect(page.get_by_label("worked with")).not_to_be_checked()


def test_what_is_typed_is_completed(desk: Page) -> None:
    page = ready(desk, "/")
    page.get_by_label("Find an actor").press_sequentially("senior law")
    option = page.get_by_role("option", name="International Senior Lawyers Project")
    expect(option).to_be_visible()
    page.keyboard.press("Enter")
    drawn(page)
    assert sorted(nodes(page)) == sorted([LAWYERS, NGO])
    expect(page.get_by_role("button", name="1 step around International Senior Lawyers Project")).to_be_visible()
    page.get_by_role("button", name="2 steps", exact=True).click()
    drawn(page)
    assert len(nodes(page)) > 2
    page.get_by_role("button", name="2 steps around").click()
    drawn(page)
    assert "focus=" not in address(page)


def test_a_slider_narrows_the_period(desk: Page) -> None:
    page = ready(desk, "/?country=MLI")
    whole = len(nodes(page))
    page.get_by_label("Last year").focus()
    for _ in range(30):
        page.keyboard.press("ArrowLeft")
        if page.get_by_label("to", exact=True).input_value() == "2010":
            break
    expect(page.locator(".range output")).to_have_text("2009 to 2010")
    drawn(page)
    assert "to=2010" in address(page) and 0 < len(nodes(page)) < whole


def test_filters_narrow_what_is_drawn_and_the_table(desk: Page) -> None:
    page = ready(desk, "/?country=MLI")
    page.get_by_label("NGO", exact=True).check()
    drawn(page)
    assert sorted(nodes(page)) == sorted([LAWYERS, NGO])
    page.get_by_text("The same network as a table").click()
    expect(page.locator("table tbody tr")).to_have_count(1)
    page.get_by_label("Sentences behind a tie, at least").fill("9")
    page.keyboard.press("Enter")
    page.get_by_label("Country").focus()
    expect(page.locator("table tbody tr")).to_have_count(0)
    expect(proof(page)).to_contain_text("No tie fits")


def test_a_way_between_two_actors_is_told_step_by_step(desk: Page) -> None:
    government = f"{BASE}/actor/mli/government-of-mali"
    page = ready(desk, f"/?source={quote(LAWYERS, safe='')}&target={quote(government, safe='')}")
    expect(proof(page).get_by_role("heading")).to_have_text("One shortest path of 3 steps")
    expect(proof(page).locator("ol.path > li")).to_have_count(4)
    expect(page.get_by_label("From", exact=True)).to_have_value("International Senior Lawyers Project")
    proof(page).get_by_role("button", name="worked with").first.click()
    expect(proof(page).locator("blockquote p")).to_have_text(SENTENCE)


def test_countries_stand_for_their_actors(desk: Page) -> None:
    page = ready(desk, "/?group=country")
    assert {"MLI", "international"} <= set(nodes(page))
    page.mouse.click(*point(page, "MLI"))
    proof(page).get_by_role("button", name="Show its actors").click()
    drawn(page)
    assert NGO in nodes(page) and "group" not in address(page)


def test_more_partners_are_shown_on_demand(desk: Page) -> None:
    page = ready(desk, "/?limit=3")
    expect(page.locator("[data-counts]")).to_have_text(re.compile(r"^3 of \d+ actors"))
    short = page.evaluate("() => servandaScene.nodes.find((node) => node.neighbours > node.degree)?.id")
    page.mouse.click(*point(page, short))
    button = proof(page).get_by_role("button", name=re.compile("Show all"))
    expect(button.locator("..")).to_have_text(re.compile(r"^\d+ of \d+ partners? shown"))
    button.click()
    drawn(page)
    assert len(nodes(page)) > 3 and "expand=" in address(page)
    expect(button).to_have_count(0)
    page.get_by_role("button", name="Show more").click()
    drawn(page)
    assert "limit=" in address(page)


def test_what_is_shown_can_be_taken_along(desk: Page) -> None:
    page = ready(desk, f"/?focus={quote(LAWYERS, safe='')}")
    assert taken(page, "GEXF for Gephi").count("<node ") == 2
    rows = list(csv.DictReader(io.StringIO(taken(page, "CSV"))))
    assert {row["source"] for row in rows} | {row["target"] for row in rows} == {LAWYERS, NGO}
    assert "<graphml" in taken(page, "GraphML")
    assert taken(page, "SVG").count("<title>") == 2
    assert taken(page, "PNG")[1:4] == "PNG"


def test_labels_keep_clear_of_each_other_and_of_the_edge(desk: Page) -> None:
    page = ready(desk, "/")
    boxes = page.evaluate(_BOXES)
    width = page.evaluate("() => document.querySelector('.graph').clientWidth")
    assert len(boxes) > 10 and all(left >= 0 and right <= width for left, right, _, _ in boxes)
    for i, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert left >= other[1] or other[0] >= right or top >= other[3] or other[2] >= bottom


def test_the_page_works_without_scripts(window: Opened, site: str) -> None:
    page = window("scriptless").new_page()
    watch = Watch(page, site)
    page.goto("/")
    page.get_by_label("Country").select_option("MLI")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("img", name=re.compile(r"\d+ actors and \d+ ties"))).to_be_visible()
    page.get_by_text("The same network as a table").click()
    row = page.get_by_role("row", name="International Senior Lawyers Project")
    row.get_by_role("link", name="worked with").click()
    expect(page.locator("blockquote")).to_contain_text(SENTENCE)
    page.close()
    assert not watch.faults


def test_a_small_window_has_the_network_and_the_filters(window: Opened, site: str) -> None:
    page = window("mobile").new_page()
    watch = Watch(page, site)
    ready(page, "/?country=MLI")
    expect(page.get_by_label("worked with")).not_to_be_visible()
    page.locator("summary", has_text="Filters").click()
    expect(page.get_by_label("worked with")).to_be_visible()
    page.locator("summary", has_text="Filters").click()
    page.locator(".graph").scroll_into_view_if_needed()
    page.touchscreen.tap(*point(page, NGO))
    expect(proof(page).get_by_role("heading", level=2)).to_have_text("Mali's leading anti-slavery NGO")
    assert overflow(page) <= 0 and not violations(page)
    page.close()
    assert not watch.faults


@pytest.mark.parametrize("script", ["network", "named"])
def test_the_data_in_the_page_are_no_markup(desk: Page, script: str) -> None:
    desk.goto("/?country=AND")
    text = desk.locator(f"script#{script}").text_content() or ""
    assert "alert('ngo')" in json.dumps(json.loads(text)) and "<img" not in text
