"""Take pictures of every page: `python -m scripts.screenshots [--out FOLDER] [--at ADDRESS] [NAME…]`.

Without an address it loads the bundled sample reports into a store of its own and serves them. Each page is taken in
light and dark, in a desktop and a mobile window: `NAME-desktop-light.png`. With `--readme` it takes the three pictures
that the README shows into `docs/pictures`.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.browsing import MALI, PAGES, SCHEMES, WINDOWS, chromium

README = Path("docs/pictures")
_ACTOR = "https://w3id.org/servanda/id/report/interim/mli/2010-02-24/actor/malis-leading-anti-slavery-ngo"
_STATES = {
    "explorer-actor": f"/?country=MLI&select={_ACTOR}",
    "explorer-neighbourhood": f"/?focus={_ACTOR}&select={_ACTOR}&hops=2",
    "report-passage": f"{MALI}#p905-960",
}
"""Addresses that show more than the first look of a page."""


@contextlib.contextmanager
def demonstration() -> Iterator[str]:
    """Serve the sample reports until the end of the block, and yield the address."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "servanda", "demo", "--store", folder, "--port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            line = next((line for line in process.stdout if line.startswith("serving ")), None)
            if line is None:
                sys.exit("screenshots: the demonstration did not start")
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield line.split(" at ")[1].split()[0].rstrip("/")
        finally:
            process.terminate()
            process.wait()


def await_service(address: str) -> None:
    """Wait until a service answers: it tells its address a moment before."""
    for _ in range(300):
        try:
            return urlopen(f"{address}/health").close()
        except URLError:
            time.sleep(0.2)
    sys.exit(f"screenshots: nothing answers at {address}")


def settled(page: Page) -> None:
    """Wait until a page shows what it is going to show."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.wait_for_timeout(400)


def every_page(browser: Browser, address: str, folder: Path, names: list[str]) -> None:
    """Take every page in every window and colour."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {name: path for name, path in {**PAGES, **_STATES}.items() if not names or name in names}
    for window, size in WINDOWS.items():
        page = browser.new_context(base_url=address, viewport=size, is_mobile=window == "mobile").new_page()
        for name, path in chosen.items():
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                page.goto(path)
                settled(page)
                page.screenshot(path=folder / f"{name}-{window}-{scheme}.png")
        page.context.close()


def for_the_readme(browser: Browser, address: str) -> None:
    """Take the three pictures that the README shows."""
    page = browser.new_context(base_url=address, viewport={"width": 1280, "height": 760}).new_page()
    page.goto(f"/?country=MLI&select={_ACTOR}")
    settled(page)
    page.locator(".proof .ties button").first.click()
    settled(page)
    page.screenshot(path=README / "explorer.png")
    for name, path in (("reader", MALI), ("sparql", PAGES["sparql"])):
        page.goto(path)
        settled(page)
        page.screenshot(path=README / f"{name}.png")


def main() -> None:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="pages to take; all if none is named")
    parser.add_argument("--out", type=Path, default=Path("build/screenshots"), help="folder for the pictures")
    parser.add_argument("--at", help="address of a service that runs already")
    parser.add_argument("--readme", action="store_true", help="take the pictures of the README")
    chosen = parser.parse_args()
    browser_path = chromium()
    if browser_path is None:
        sys.exit(
            "screenshots: no Chromium is found: install the package `chromium`, or name one with SERVANDA_CHROMIUM"
        )
    begun = time.monotonic()
    with contextlib.ExitStack() as stack:
        address = chosen.at or stack.enter_context(demonstration())
        await_service(address)
        browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=browser_path)
        if chosen.readme:
            for_the_readme(browser, address)
        else:
            every_page(browser, address, chosen.out, chosen.names)
        browser.close()
    print(f"pictures in {README if chosen.readme else chosen.out}, {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
