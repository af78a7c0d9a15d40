"""Watching a page for what must never happen: errors in the console, requests abroad, breaches of the policy."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

_RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
_REFUSED = (
    "Failed to load resource: the server responded with a status of 400"  # a page that tells a fault has that status
)


class Watch:
    """Listens to a page; `faults` are what has gone wrong in it, in words."""

    def __init__(self, page: Page, site: str) -> None:
        self.faults: list[str] = []
        self._site = site
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("dialog", self._spoke)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_REFUSED):
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self._site}/", "data:", "blob:")):
            self.faults.append(f"request abroad: {request.url}")

    def _spoke(self, dialog: Dialog) -> None:
        self.faults.append(f"a script of a report ran: {dialog.message}")
        dialog.dismiss()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds against the rules of accessibility, each with the elements that it means."""
    found = Axe().run(page, options=_RULES).response["violations"]
    return [f"{one['id']}: {one['help']}: {[node['html'][:200] for node in one['nodes'][:4]]}" for one in found]


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
