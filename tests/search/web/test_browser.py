"""What a real browser makes of the pages: nothing too wide, too heavy or forbidden, all text with contrast."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from tests.search.web.pages import CONFERENCE as ARTICLE
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.search.web.windows import CHROMIUM, WITHOUT, chromium, window
from tests.serving import served

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=WITHOUT)
CONFERENCE = f"/articles/{ARTICLE}"
ON_THE_WIRE = 120_000  # bytes of the first page, fonts and all


@pytest.fixture(scope="module")
def address(world: tuple[TantivyEngine, SampleArchive]) -> Iterator[str]:
    with served(create_app(world[0], archive=world[1], today=lambda: TODAY)) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_is_wider_than_the_screen_or_forbidden(browser: Browser, address: str, width: int) -> None:
    complaints: list[str] = []
    with window(browser, {"width": width, "height": 800}) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in ("/", "/?q=hop+tac", "/events", CONFERENCE, "/events/e0001", "/nowhere"):
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [told for told in complaints if "404" not in told] == []


def test_the_first_page_is_light(browser: Browser, address: str) -> None:
    sizes: list[float] = []
    with window(browser) as page:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        page.goto(address, wait_until="networkidle")
        fonts = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family + f.weight)")
    assert any("Be Vietnam Pro" in font for font in fonts)
    assert any("Source Serif 4" in font for font in fonts)
    assert 60_000 < sum(sizes) < ON_THE_WIRE


def test_a_fact_under_the_pointer_lights_its_words(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(address + CONFERENCE)
        page.hover(".panel dd.proved-person >> nth=0")
        assert "Lương Thế Khoát" in page.locator(".story .ev.lit").first.inner_text()
        page.hover("footer")
        assert page.locator(".story .ev.lit").count() == 0


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
    listed = "/?q=hop+tac&year=2023&province=Nghệ+An"
    with window(browser) as page:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in ("/", "/?basis=then", listed, CONFERENCE, "/events/e0001", "/nowhere"):
            page.goto(address + path)
            assert page.evaluate(_CONTRAST) == [], path
