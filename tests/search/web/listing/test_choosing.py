"""Typing with suggestions and choosing a stretch of years, in a real browser: by hand, by keyboard, without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.search.web.windows import CHROMIUM, PHONE, WITHOUT, chromium, window
from tests.serving import served

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=WITHOUT)


@pytest.fixture(scope="module")
def address(world: tuple[TantivyEngine, SampleArchive]) -> Iterator[str]:
    with served(create_app(world[0], archive=world[1], today=lambda: TODAY)) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def expanded(page: Page) -> str | None:
    return page.get_attribute("#q", "aria-expanded")


def test_a_suggestion_is_chosen_by_keyboard(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(address)
        assert expanded(page) == "false"
        page.type("#q", "nghe a")
        page.wait_for_selector("[role=option]")
        assert expanded(page) == "true"
        assert page.get_attribute("#q", "aria-activedescendant") is None
        page.keyboard.press("ArrowDown")
        chosen = page.locator("[role=option][aria-selected=true]")
        assert chosen.inner_text().split("\n")[0] == "Nghệ An"
        assert page.get_attribute("#q", "aria-activedescendant") == chosen.get_attribute("id")
        page.keyboard.press("ArrowUp")
        assert page.locator("[aria-selected=true]").count() == 0
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?province=*")
        assert "Nghệ An" in page.inner_text(".chips")


def test_escape_closes_and_enter_searches_what_was_typed(browser: Browser, address: str) -> None:
    with window(browser, PHONE) as page:
        page.goto(f"{address}/events")
        page.type("#q", "hop t")
        page.wait_for_selector("[role=option]")
        page.keyboard.press("Escape")
        assert expanded(page) == "false"
        assert page.input_value("#q") == "hop t"
        page.keyboard.press("Enter")
        page.wait_for_url("**/events?q=hop+t")


def test_a_suggestion_is_chosen_by_hand(browser: Browser, address: str) -> None:
    with window(browser, PHONE) as page:
        page.goto(address)
        page.type("#q", "ký kết")
        chosen = page.locator("[role=option]:has-text('Tin bài')").first
        title = chosen.inner_text().splitlines()[0]
        chosen.click()
        page.wait_for_url("**/articles/*")
        assert page.title().startswith(title)


def test_help_opens_and_closes(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/?q=hop+tac")
        assert not page.is_visible("#query-help")
        page.focus(".box-help")
        page.keyboard.press("Enter")
        assert page.is_visible("#query-help")
        page.keyboard.press("Escape")
        assert not page.is_visible("#query-help")


def test_the_help_fits_a_phone_and_its_way_out_is_in_sight(browser: Browser, address: str) -> None:
    with window(browser, PHONE) as page:
        page.goto(f"{address}/?q=hop+tac")
        page.click(".box-help")
        help_, close = page.locator("#query-help"), page.locator("#query-help button")
        assert help_.bounding_box()["height"] < PHONE["height"]  # type: ignore[index]
        for example in (page.locator("#query-help dt").first, page.locator("#query-help dd").last):
            example.scroll_into_view_if_needed()
            box = close.bounding_box()
            assert box
            assert box["y"] > 0
            assert box["y"] + box["height"] < PHONE["height"]
        close.click()
        assert not page.is_visible("#query-help")


def test_years_are_drawn_over(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/?q=tinh&year=2019")
        bars = page.locator("svg.brush >> nth=0").locator("a[data-first] .reach")
        first, last = bars.nth(1).bounding_box(), bars.nth(3).bounding_box()
        assert first
        assert last
        page.mouse.move(first["x"] + 4, first["y"] + 30)
        page.mouse.down()
        page.mouse.move(last["x"] + 4, last["y"] + 30, steps=4)
        assert page.locator(".brushed").count() == 3
        said = page.inner_text("#brushed")
        page.mouse.up()
        page.wait_for_url("**from=2020-01-01&to=2022-12-31")
        assert "year=" not in page.url
        assert re.search(r"2020 đến 2022: (\d+)", said)[1] == re.findall(r"\d+", page.inner_text("h1"))[0]  # type: ignore[index]


def test_years_are_chosen_by_keyboard(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/?q=tinh")
        page.focus("svg.brush a >> nth=1")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Shift+ArrowRight")
        assert page.locator(".brushed").count() == 2
        page.keyboard.press("Escape")
        assert page.locator(".brushed").count() == 0
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Enter")
        page.wait_for_url("**from=2020-01-01&to=2021-12-31")
        months = page.locator("svg.brush >> nth=1").locator("a")
        assert months.count() == 24


def test_a_click_on_a_bar_is_its_link_also_without_scripts(browser: Browser, address: str) -> None:
    for scripts in (True, False):
        with window(browser, scripts=scripts) as page:
            page.goto(f"{address}/?q=tinh")
            page.locator("svg.brush a >> nth=2").click()
            page.wait_for_url("**/?q=tinh&year=2021")
            page.locator("svg.brush >> nth=1").locator("a >> nth=4").click()
            page.wait_for_url("**from=2021-05-01&to=2021-05-31")
            assert "Năm" not in page.inner_text(".chips")
