"""The pages in a real browser, over a store of two bundled reports and one that means harm.

The browser is the system's own (Debian's package `chromium`); where there is none, these tests are skipped. One service
serves them all, one browser those of a module.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from scripts import browsing
from servanda import samples
from servanda.api.opened import MOMENT
from servanda.api.pages import STATIC
from servanda.graph.opening import open_store
from servanda.ingest import Loaded, ingest
from servanda.settings import Settings
from tests.api.conftest import served

from . import harm
from .watching import Watch

expect.set_options(timeout=20_000)  # milliseconds: machines may be busy

READ = ("mli-2010-interim.txt", "mli-2021-wfcl.txt", "bgr-2023-tipsummary.txt")
"""The bundled reports that the store holds."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's browser: nothing is downloaded."""
    return {**browser_type_launch_args, "executable_path": chromium()}


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """The browser's client; it holds the thread's event loop, so that it must not outlive the tests of the pages."""
    with sync_playwright() as client:
        yield client


@pytest.fixture(scope="module")
def browser(playwright: Playwright, browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """One browser for the tests of a module."""
    found = playwright.chromium.launch(**browser_type_launch_args)
    yield found
    found.close()


def chromium() -> str:
    found = browsing.chromium()
    if found is None:
        pytest.skip("no Chromium is found: install the package `chromium`, or name one with SERVANDA_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over the reports."""
    chromium()
    if not (STATIC / "build" / "explore.js").is_file():
        pytest.fail("the scripts of the pages are not bundled: run `make bundles`")
    folder: Path = tmp_path_factory.mktemp("pages")
    files = [path for path in samples.paths() if path.name in READ] + harm.report(folder)
    settings = Settings(store=str(folder / "store"))
    with open_store(folder / "store") as store:
        events = list(ingest(files[:-1], store, settings))
        events += ingest(files[-1:], store, settings, extractor=harm.Fabulist())
        assert all(isinstance(event, Loaded) for event in events), events
    with served(settings) as client:
        assert client.get("/health").status_code == 200
        time.sleep(2 * MOMENT)  # the engine tidies its files when it is first opened, which looks like a change
        yield str(client.base_url)


Opened = Callable[..., BrowserContext]


@pytest.fixture(scope="module")
def window(browser: Browser, site: str) -> Iterator[Opened]:
    """Return the context of a window by name, the same for all tests of a module: `desktop`, `mobile`, `scriptless`."""
    made: dict[str, BrowserContext] = {}

    def context(name: str) -> BrowserContext:
        if name not in made:
            made[name] = browser.new_context(
                base_url=site,
                viewport=browsing.WINDOWS["mobile" if name == "mobile" else "desktop"],
                java_script_enabled=name != "scriptless",
                is_mobile=name == "mobile",
                has_touch=name == "mobile",
            )
            made[name].set_default_timeout(15_000)
        return made[name]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def desk(window: Opened, site: str) -> Iterator[Page]:
    """A page in a desktop window, in which nothing may go wrong."""
    page = window("desktop").new_page()
    watch = Watch(page, site)
    yield page
    page.close()
    assert not watch.faults
