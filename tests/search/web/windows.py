"""Real windows for tests: Debian's Chromium."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import PATIENCE

CHROMIUM = Path("/usr/bin/chromium")
WITHOUT = f"no browser at {CHROMIUM}: apt-get install chromium"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 780}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a screen."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@contextmanager
def window(browser: Browser, size: dict[str, int] = DESK, *, scripts: bool = True) -> Iterator[Page]:
    """An empty page of a size, in Vietnamese."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, locale="vi-VN", java_script_enabled=scripts
    )
    page = context.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    yield page
    context.close()
