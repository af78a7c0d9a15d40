"""How fast the explorer opens and moves in a real browser without a graphics card.

    python -m benchmarks.explorer --actors 500 --rounds 5

Loads synthetic reports (`benchmarks.synthesis`), serves them, and opens a view of so many actors in Chromium with
software rendering. Prints the time from the request for the page until the network stands on the canvas, when the
service was never asked the same and then again; and frames per second while the network is moved for two seconds, by
the camera alone (labels are chosen anew in every frame) and by a pointer that hovers over actors. The load of the
machine is printed with them: what else runs takes its part.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import synthesis
from benchmarks.service import running
from scripts.browsing import chromium

_DRAWN = """() => document.querySelector(".graph canvas") && !document.querySelector(".graph[aria-busy]")
  && globalThis.servandaScene?.labelled !== undefined"""
_MOVED = """seconds => new Promise((done) => {
  const scene = globalThis.servandaScene, { left, top, width, height } = scene.bounds(0), begun = performance.now();
  let frames = 0, last = begun, longest = 0;
  function step(now) {
    frames += 1; longest = Math.max(longest, now - last); last = now;
    const angle = (now - begun) / 300;
    scene.move(left + width * (0.5 + 0.2 * Math.cos(angle)), top + height * (0.5 + 0.2 * Math.sin(angle)));
    if (now - begun < seconds * 1000) requestAnimationFrame(step);
    else done([frames / ((now - begun) / 1000), longest]);
  }
  requestAnimationFrame(step);
})"""
_HOVERED = """seconds => new Promise((done) => {
  const scene = globalThis.servandaScene, stage = document.querySelector(".graph"), begun = performance.now();
  const box = stage.getBoundingClientRect();
  let frames = 0;
  function step(now) {
    const { x, y } = scene.place(scene.nodes[frames % scene.nodes.length]);
    stage.dispatchEvent(new PointerEvent("pointermove", { clientX: box.left + x, clientY: box.top + y }));
    frames += 1;
    if (now - begun < seconds * 1000) requestAnimationFrame(step);
    else done(frames / ((now - begun) / 1000));
  }
  requestAnimationFrame(step);
})"""


def opened(page: Page, address: str) -> float:
    """Return the seconds until the network stands on the canvas."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".graph canvas")
    while not page.evaluate(_DRAWN):
        page.wait_for_timeout(5)
    return float(page.evaluate("() => performance.now()")) / 1000


def measure(browser: Browser, address: str, actors: int, rounds: int) -> None:
    """Open and move the explorer, and print how long it takes."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    begun = opened(page, f"{address}/")
    first = opened(page, f"{address}/?limit={actors}")
    times = [opened(page, f"{address}/?limit={actors}") for _ in range(rounds)]
    shown, ties = page.evaluate("() => [servandaScene.nodes.length, servandaScene.links.length]")
    moved = [page.evaluate(_MOVED, 2.0) for _ in range(rounds)]
    hovered = [page.evaluate(_HOVERED, 2.0) for _ in range(rounds)]
    print(f"{shown} actors, {ties} lines; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"the first page of a new service, which reads all ties: {begun:.2f} s")
    print(f"opens in {first:.2f} s first, then {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f})")
    frames = [rate for rate, _ in moved]
    longest = statistics.median(longest for _, longest in moved)
    print(
        f"moves at {statistics.median(frames):.0f} frames per second ({min(frames):.0f} to {max(frames):.0f}), "
        f"the longest frame {longest:.0f} ms; follows a pointer at {statistics.median(hovered):.0f}"
    )


def main() -> None:
    """Run the measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, default=500, help="actors in the view, 2,000 at most")
    parser.add_argument("--reports", type=int, default=400, help="reports that the data are made of")
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    found = chromium()
    if found is None:
        sys.exit("no Chromium is found: install the package `chromium`, or name one with SERVANDA_CHROMIUM")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as client:
        folder = Path(place)
        data = folder / "data.nq"
        data.write_text("".join(synthesis.quads(chosen.reports)), encoding="utf-8")
        fill = "import sys; from servanda.graph.embedded import EmbeddedStore as E\n"
        fill += "with E(sys.argv[1]) as s: s.bulk_load(open(sys.argv[2], 'rb'), 'application/n-quads')"
        subprocess.run([sys.executable, "-c", fill, str(folder / "store"), str(data)], check=True)
        store = ["--store", str(folder / "store"), "--port"]
        with running(
            "servanda", "/", lambda port: [sys.executable, "-m", "servanda", "serve", *store, str(port)]
        ) as our:
            browser = client.chromium.launch(executable_path=found)
            measure(browser, f"http://127.0.0.1:{our.port}", chosen.actors, chosen.rounds)
            browser.close()


if __name__ == "__main__":
    main()
