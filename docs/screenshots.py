"""Takes the pictures in docs/images of the sample portals' search page, at desktop and phone width; `make screenshots`."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_IMAGES = Path(__file__).parent / "images"
_SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
# name -> (address, text of a link to follow there)
_SHOTS = {
    "home": ("/", ""),
    "search": ("/?q=hop+tac+tp.hcm", ""),
    "events": ("/events", ""),
    "article": ("/?q=ky+ket+hop+tac+Gia+Lai", "h2 a, h3 a, .hit a"),
    "event": ("/events", "main h2 a, main h3 a"),
}


@contextmanager
def served() -> Iterator[str]:
    """The address of the search page over one night of the sample portals, in a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"KHOTIN_HOME": home, "KHOTIN_SOURCES": ""}
        khotin = [sys.executable, "-m", "pipeline.cli"]
        subprocess.run([*khotin, "samples", "try", "--once"], env=environment, check=True)  # noqa: S603
        environment["KHOTIN_SOURCES"] = f"{home}/sample-sources"
        page = subprocess.Popen([*khotin, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603
        try:
            assert page.stdout is not None
            found = re.search(r"http://\S+", page.stdout.readline())
            assert found, "khotin serve did not print its address"
            yield found[0].rstrip("/")
        finally:
            page.terminate()
            page.wait()


def take(browser: Browser, base: str) -> None:
    """All pictures at all sizes, in Vietnamese."""
    for size, (width, height) in _SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
        for name, (path, follow) in _SHOTS.items():
            page.goto(base + path)
            if follow:
                page.locator(follow).first.click()
            page.wait_for_load_state("networkidle")
            page.screenshot(path=_IMAGES / f"{name}-{size}.png")


def main() -> None:
    """Serves the samples and takes the pictures with Debian's Chromium."""
    _IMAGES.mkdir(exist_ok=True)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with served() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        take(browser, base)
        browser.close()


if __name__ == "__main__":
    main()
