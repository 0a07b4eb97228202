"""Real windows for tests: the app served on a free port, and Debian's Chromium."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
WITHOUT = f"no browser at {CHROMIUM}: apt-get install chromium"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 780}


@contextmanager
def served(app: FastAPI, lifespan: Literal["on", "off"] = "off") -> Iterator[str]:
    """The app's address while it is served; with "on" only so many answers are worked on at a time, as by `khotin serve`."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan=lifespan))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until = time.monotonic() + 10
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


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
    page.set_default_timeout(5000)
    yield page
    context.close()
