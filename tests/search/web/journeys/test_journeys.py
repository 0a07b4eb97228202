"""Readers' ways through the site in a real browser, from the first page to what they take home."""

import csv
import io
import json
import re
from urllib.parse import urljoin

import icalendar
import pytest
from playwright.sync_api import Browser, Locator, Page

from search.tantivy.engine import TantivyEngine
from tests.search.web.sample_archive import SampleArchive
from tests.search.web.windows import CHROMIUM, DESK, PHONE, WITHOUT, window

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=WITHOUT)
World = tuple[TantivyEngine, SampleArchive]


def found(page: Page) -> int:
    """The number in the heading of a list."""
    number = re.search(r"[\d.,]+", page.inner_text("h1"))
    assert number, page.inner_text("h1")
    return int(re.sub(r"\D", "", number[0]))


def taken(page: Page, link: Locator) -> bytes:
    """The file behind a link, fetched as the browser would."""
    href = link.get_attribute("href")
    assert href
    answer = page.request.get(urljoin(page.url, href))
    assert answer.ok
    return answer.body()


def table(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_from_a_search_to_the_readers_calendar(
    browser: Browser, address: str, size: dict[str, int], scripts: bool
) -> None:
    with window(browser, size, scripts=scripts) as page:
        page.goto(address)
        page.fill("#q", "hop tac")
        page.press("#q", "Enter")
        page.wait_for_url("**/?q=hop+tac")
        everything = found(page)
        facet = page.locator(".facet a[href*=province]").first
        if size is PHONE:
            assert not facet.is_visible()
            page.click("summary:has-text('Bộ lọc')")
        facet.click()
        assert page.inner_text(".chips li a .chip-title") == "Tỉnh, thành phố"
        assert 0 < (narrowed := found(page)) < everything
        bar = page.locator("svg.brush a.year:not(.chosen)").last
        count = int(re.sub(r"\D", "", (bar.locator("title").text_content() or "").split(":")[1]))
        bar.click()
        page.wait_for_selector(".chips li >> nth=1")
        assert count == found(page) <= narrowed
        page.click(".hit:has(.event-line a) h2 a >> nth=0")
        assert page.locator(".story h1").is_visible()
        page.click(".panel .event-card h2 a >> nth=0")
        (event,) = icalendar.Calendar.from_ical(taken(page, page.locator(".doing"))).walk("VEVENT")
        assert str(event["summary"]) == page.inner_text("h1")


def test_a_text_that_changed_is_told_with_its_difference(browser: Browser, address: str, world: World) -> None:
    older = next(iter(world[1].older))
    with window(browser, PHONE, scripts=False) as page:
        page.goto(f"{address}/articles/{older}")
        page.click(".versions a[href*='version=1'] >> nth=0")
        gone = " ".join(page.locator(".text del").all_inner_texts())
        assert "Đoạn này" in gone
        assert page.locator(".text ins").first.is_visible()
        page.click(".banner a")
        assert page.url == f"{address}/articles/{older}"


def test_a_list_is_counted_and_both_are_taken_home(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f"{address}/events?event_type=conference")
        listed = found(page)
        assert len(table(taken(page, page.locator(".take a:text-is('CSV')")))) == listed + 1
        about = json.loads(taken(page, page.locator(".take a[href^='/export/about']")))
        assert about
        page.click(".take a:has-text('Phân tích')")
        assert "Loại sự kiện" in page.inner_text(".chips")
        page.select_option("select[name=rows]", "year")
        page.select_option("select[name=columns]", "none")
        page.select_option("select[name=portals]", "all")
        page.click(".asked-form button")
        rows = table(taken(page, page.locator(".take a:text-is('CSV')")))
        assert str(listed) in page.inner_text("figcaption")
        numbers = [int(cell) for row in rows for cell in row if cell.isdigit() and int(cell) < 1900]
        assert sum(numbers) >= listed
        assert taken(page, page.locator(".take a:text-is('SVG')")).startswith(b"<svg")


def test_a_cell_of_the_matrix_opens_its_evidence(browser: Browser, address: str) -> None:
    with window(browser, PHONE) as page:
        page.goto(f"{address}/cooperation?unit=events")
        cell = page.locator(".matrix td a").first
        count = int(cell.inner_text())
        cell.click()
        page.wait_for_url("**/events?**")
        assert found(page) == count
        page.click(".agenda a >> nth=0")
        assert page.locator(".record h1").is_visible()


def test_the_language_is_switched_and_stays(browser: Browser, address: str) -> None:
    with window(browser, PHONE) as page:
        page.goto(f"{address}/?q=hop+tac&year=2023")
        before = found(page)
        page.click("text=English")
        assert page.get_attribute("html", "lang") == "en"
        assert found(page) == before
        assert page.inner_text("h1").startswith(f"{before}\u00a0articles found")
        page.click(".sections a:has-text('Coverage')")
        assert page.inner_text("h1").startswith("Coverage")
        page.click("text=Tiếng Việt")
        assert page.inner_text("h1").startswith("Độ phủ")


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Tabs until an element of the selector has the focus, which is seen wherever it goes."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
        seen = page.evaluate("""() => {
          const at = document.activeElement, style = getComputedStyle(at);
          return style.outlineStyle !== "none" || at.matches("#q, svg a, body");
        }""")
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    raise AssertionError(f"{selector} is not reached in {most} steps")


def test_by_keyboard_alone_from_the_first_page_to_a_calendar(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(address)
        tab_to(page, ".skip", 1)
        page.keyboard.press("Enter")
        tab_to(page, "#q", 5)
        page.keyboard.type("hop tac")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=hop+tac")
        tab_to(page, ".event-line a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/events/*")
        tab_to(page, ".doing")
        with page.expect_download() as started:
            page.keyboard.press("Enter")
        assert started.value.suggested_filename.endswith(".ics")


def test_pages_print_without_what_only_a_screen_can_do(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.emulate_media(media="print")
        for path in ("/", "/?q=hop+tac", "/events/e0013", "/analysis"):
            page.goto(address + path)
            for left_out in (".sections", ".take", ".filters", ".asked-form", ".doings", ".foot-links"):
                assert page.locator(left_out).first.is_hidden(), (path, left_out)
            assert page.locator("h1").is_visible()


def test_filters_print_as_text_and_folded_pairs_whole(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.emulate_media(media="print")
        page.goto(f"{address}/?q=hop+tac&province=Nghệ+An&year=2023")
        assert page.locator(".chips li").first.is_visible()
        for left_out in (".cross", ".chips .clear", ".offered"):
            assert page.locator(left_out).first.is_hidden(), left_out
        page.goto(f"{address}/cooperation?unit=events")
        pairs = page.locator(".pair-list li")
        assert pairs.count() > 30, "the samples have too few pairs to fold any"
        assert all(line.is_visible() for line in pairs.all())


def test_one_result_leaves_the_filters_where_they_are(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(f'{address}/?q=title:"điện gió"')
        assert page.locator(".hit").count() == 1
        narrow, results = (page.locator(part).bounding_box() for part in (".narrow", ".results"))
        assert narrow is not None
        assert results is not None
        assert narrow["x"] + narrow["width"] <= results["x"]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_question_is_answered_by_filters_and_undone_by_the_keyboard(
    browser: Browser, address: str, scripts: bool
) -> None:
    with window(browser, PHONE, scripts=scripts) as page:
        page.goto(address)
        page.fill("#q", "tỉnh nào ký kết với TP.HCM năm 2023, ai dự?")
        page.press("#q", "Enter")
        page.wait_for_url("**/events?*asked=*")
        assert found(page) > 0
        assert "Người dự:" in page.inner_text(".agenda li >> nth=0")
        chips = page.locator(".chips li:not(.clear) a")
        before = chips.count()
        chips.first.press("Enter")  # takes the year off
        page.wait_for_url(lambda url: "asked" not in url)
        assert page.locator(".chips li:not(.clear) a").count() == before - 1
        page.go_back()
        page.locator(".understood a").last.press("Enter")
        page.wait_for_url("**exact=true*")
        assert "tỉnh nào ký kết" in page.inner_text("h1")
        assert page.locator(".chips").count() == 0
        page.locator(".understood a").first.press("Enter")
        page.wait_for_url("**/events?*asked=*")
