"""The pages of documents in a real browser: nothing sticks out or complains; references copy with and without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from tests.search.web.pages import CONFERENCE
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.search.web.windows import CHROMIUM, DESK, PHONE, WITHOUT, chromium, window
from tests.serving import served

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=WITHOUT)
World = tuple[TantivyEngine, SampleArchive]


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    with served(create_app(world[0], archive=world[1], today=lambda: TODAY, contact="kho@kho.example")) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_wider_than_the_screen_or_complains(
    browser: Browser, address: str, world: World, size: dict[str, int]
) -> None:
    older = next(iter(world[1].older))
    with window(browser, size) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in (
            f"/articles/{CONFERENCE}", f"/articles/{older}?version=1", "/events/e0013", "/agreements/a0013", "/people",
            "/people/p1", "/provinces/34:40", "/provinces/63:40", "/report/events/e0013",
        ):  # fmt: skip
            answer = page.goto(address + path)
            assert answer
            assert answer.ok, path
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            assert page.locator("h1").count() == 1, path
        assert said == []


def test_a_reference_is_copied_by_its_button(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}/events/e0013")
        page.click(".cite summary")
        page.click("#cite-en + .copy")
        page.wait_for_selector("#cite-en + .copy:has-text('Đã sao chép')")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.input_value("#cite-en")
        assert f"{address}/events/e0013" in copied


def test_a_reference_and_folded_paragraphs_are_there_without_scripts(
    browser: Browser, address: str, world: World
) -> None:
    with window(browser, scripts=False) as page:
        page.goto(f"{address}/articles/{CONFERENCE}")
        page.click(".cite summary")
        assert page.locator("#cite-vi").is_visible()
        assert not page.locator(".copy").count()
        page.goto(f"{address}/articles/{next(iter(world[1].older))}?version=1")
        folded = page.locator("details.fold p").first
        assert not folded.is_visible()
        page.click("details.fold summary >> nth=0")
        assert folded.is_visible()


def test_a_fact_in_focus_lights_its_words(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/articles/{CONFERENCE}")
        page.focus(".panel dd.proved-person > a")
        lit = page.locator(".story .ev.lit")
        assert lit.count() > 0
        assert "Lương Thế Khoát" in (lit.first.text_content() or "")
