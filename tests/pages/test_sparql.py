"""The SPARQL page: a query runs, a fault is told at its place, terms are completed."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

ACTORS = "SELECT ?label { ?actor a sv:Ministry ; rdfs:label ?label } ORDER BY ?label"


def typed(page: Page, text: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")  # over a selection the browser writes styles of its own, which the policy forbids
    page.keyboard.insert_text(text)


def test_a_query_is_run_by_keys_and_its_address_holds_it(desk: Page) -> None:
    desk.goto("/query")
    prefixes = "PREFIX sv: <https://w3id.org/servanda/ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    typed(desk, prefixes + ACTORS)
    desk.keyboard.press("Control+Enter")
    expect(desk.get_by_role("cell", name="Ministry of Justice").first).to_be_visible()
    desk.reload()
    expect(desk.locator(".cm-content")).to_contain_text("sv:Ministry")
    expect(desk.get_by_role("cell", name=re.compile("script>alert")).first).to_be_visible()


def test_a_fault_is_told_at_its_place(desk: Page) -> None:
    desk.goto("/query")
    typed(desk, "SELECT *\nWHERE { ?s ?p }")
    desk.get_by_role("button", name="Run").click()
    expect(desk.get_by_role("alert").first).to_be_visible()
    expect(desk.locator(".cm-line").nth(1).locator(".cm-lintRange-error")).to_have_count(1)
    expect(desk.locator(".cm-lint-marker-error")).to_have_count(1)


def test_terms_are_completed_with_their_prefix(desk: Page) -> None:
    desk.goto("/query")
    typed(desk, "SELECT * { ?tie a ")
    desk.keyboard.type("sv:Evidence")
    expect(desk.locator(".cm-tooltip-autocomplete")).to_contain_text("sv:EvidenceGap")
    desk.wait_for_timeout(200)  # the editor takes no key for the list just after it has come
    desk.keyboard.press("Enter")
    expect(desk.locator(".cm-content")).to_contain_text("PREFIX sv:")
