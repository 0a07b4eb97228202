"""A reader's way in a real browser: search, facet, article; wide and on a phone; by keyboard; without scripts."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from tests.search.web.world import TODAY, SampleArchive

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium")
CONFERENCE = "/articles/mau-nghe-an-tong-ket-hop-tac-thanh-pho-ho-chi-minh-bac-trung-bo"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 780}
ON_THE_WIRE = 120_000  # bytes of the first page, fonts and all


@pytest.fixture(scope="module")
def address(world: tuple[TantivyEngine, SampleArchive]) -> Iterator[str]:
    app = create_app(world[0], archive=world[1], today=lambda: TODAY)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until = time.monotonic() + 10
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(params=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "scripts")


def opened(browser: Browser, size: dict[str, int], *, scripts: bool = True, scheme: str = "light") -> Page:
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale="vi-VN",
        java_script_enabled=scripts,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.set_default_timeout(5000)
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_search_facet_article(browser: Browser, address: str, size: dict[str, int], scripts: bool) -> None:
    page = opened(browser, size, scripts=scripts)
    page.goto(address)
    page.fill("#q", "hop tac")
    page.press("#q", "Enter")
    before = int(re.findall(r"\d+", page.inner_text("h1"))[0])
    facet = page.locator(".facet a[href*=province]").first
    if size is PHONE:
        assert not facet.is_visible()
        page.click("summary:has-text('Bộ lọc')")
    facet.click()
    assert page.inner_text(".chips li a .chip-title") == "Tỉnh, thành phố"
    assert 0 < int(re.findall(r"\d+", page.inner_text("h1"))[0]) < before
    page.click(".hit h2 a")
    assert "/articles/" in page.url
    assert page.locator(".story h1").is_visible()
    assert page.locator(".panel .leaf").first.is_visible()
    page.click(".panel dd.proved a >> nth=0")
    assert page.locator(":target").count() == 1
    page.context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_is_wider_than_the_screen_or_forbidden(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, {"width": width, "height": 800})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for path in ("/", "/?q=hop+tac", "/events", CONFERENCE, "/events/e0001", "/nowhere"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [told for told in complaints if "404" not in told] == []
    page.context.close()


def test_the_first_page_is_light(browser: Browser, address: str) -> None:
    page = opened(browser, DESK)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    fonts = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)")
    assert any("Be Vietnam Pro" in font for font in fonts)
    assert any("Source Serif 4" in font for font in fonts)
    assert 60_000 < sum(sizes) < ON_THE_WIRE
    page.context.close()


def test_by_keyboard_alone(browser: Browser, address: str) -> None:
    page = opened(browser, DESK)
    page.goto(f"{address}/?q=hop+tac")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.hit h2') !== null"):
            break
        seen = page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle + document.activeElement.matches('input,svg a')"
        )
        assert not seen.startswith("none") or seen.endswith("true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    page.context.close()


def test_a_fact_under_the_pointer_lights_its_words(browser: Browser, address: str) -> None:
    page = opened(browser, DESK)
    page.goto(address + CONFERENCE)
    page.hover(".panel dd.proved-person >> nth=0")
    assert "Lương Thế Khoát" in page.locator(".story .ev.lit").first.inner_text()
    page.hover("footer")
    assert page.locator(".story .ev.lit").count() == 0
    page.context.close()


_CONTRAST = """() => {
  const rgb = (text) => {
    const canvas = document.createElement("canvas"); canvas.width = canvas.height = 1;
    const pen = canvas.getContext("2d", {willReadFrequently: true});
    pen.fillStyle = text; pen.fillRect(0, 0, 1, 1); return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => {
    const part = (v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
    return .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const tile = at.closest("svg a")?.querySelector("rect:not(.reach):not(.column)");
      if (tile && at.closest("text")) return rgb(getComputedStyle(tile).fill);
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const weak = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest(".away, .skip, title, script, style")) continue;
    if (!element.getClientRects().length) continue;
    const style = getComputedStyle(element), front = rgb(element.closest("svg") ? style.fill : style.color);
    const [a, b] = [light(front), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) weak.push(`${walker.currentNode.data.trim().slice(0, 30)} ${ratio.toFixed(2)}`);
  }
  return weak;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast(browser: Browser, address: str, scheme: str) -> None:
    page = opened(browser, DESK, scheme=scheme)
    for path in (
        "/",
        "/?basis=then",
        "/?q=hop+tac&year=2023&province=Nghệ+An",
        CONFERENCE,
        "/events/e0001",
        "/nowhere",
    ):
        page.goto(address + path)
        assert page.evaluate(_CONTRAST) == [], path
    page.context.close()
