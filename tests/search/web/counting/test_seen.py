"""The pages that count in a real browser: no wider than the screen, nothing forbidden, readable, by keyboard, without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from search.app import create_app
from tests.search.web.counting.conftest import Many
from tests.search.web.sample_archive import TODAY
from tests.search.web.test_browser import _CONTRAST
from tests.search.web.windows import CHROMIUM, DESK, PHONE, WITHOUT, chromium, window
from tests.serving import served

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=WITHOUT)
PAGES = (
    "/",
    "/cooperation?unit=events",
    "/analysis",
    "/analysis?rows=sector&columns=region&portals=all",
    "/analysis?unit=events&rows=year&columns=none&portals=all",
    "/coverage",
    "/coverage?month=2026-10",
)


@pytest.fixture(scope="module")
def address(many: Many) -> Iterator[str]:
    with served(create_app(many[0], archive=many[1], today=lambda: TODAY)) as at:
        yield at


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_nothing_is_wider_than_the_screen_or_forbidden(browser: Browser, address: str, size: dict[str, int]) -> None:
    complaints: list[str] = []
    with window(browser, size) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        for path in PAGES:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast(browser: Browser, address: str, scheme: str) -> None:
    with window(browser) as page:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for path in (PAGES[1], PAGES[2], PAGES[6]):
            page.goto(address + path)
            assert page.evaluate(_CONTRAST) == [], path


def test_from_the_matrix_to_its_evidence_by_keyboard(browser: Browser, address: str) -> None:
    with window(browser, scripts=False) as page:
        page.goto(f"{address}/cooperation")
        cell = page.locator(".matrix td a").first
        count = cell.inner_text()
        cell.focus()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        page.keyboard.press("Enter")
        page.wait_for_url("**/agreements?**")
        assert page.inner_text("h1").replace("\u00a0", " ").startswith(f"Tìm thấy {count} thỏa thuận")


def test_an_analysis_is_asked_for_without_scripts(browser: Browser, address: str) -> None:
    with window(browser, PHONE, scripts=False) as page:
        page.goto(f"{address}/analysis?province=Nghệ An")
        page.select_option("select[name=unit]", "events")
        page.select_option("select[name=rows]", "event_type")
        page.select_option("select[name=columns]", "year")
        page.fill("input[name=first]", "2022")
        page.click(".asked-form button")
        assert page.inner_text("#figure-title") == "Sự kiện theo loại sự kiện và năm"
        assert "province=" in page.url
        assert page.locator(".multiple svg.chart").count() == 5
        page.click(".crossed tbody td a >> nth=0")
        assert "/events?" in page.url


def test_it_prints(browser: Browser, address: str, tmp_path: Path) -> None:
    with window(browser) as page:
        for path in PAGES[3:4]:
            page.goto(address + path)
            page.emulate_media(media="print")
            assert page.locator(".asked-form, .choices").first.is_hidden()
            assert len(page.pdf(path=tmp_path / "page.pdf")) > 10_000


def test_the_matrix_prints_on_a_sheet_lying_on_its_side(browser: Browser, address: str) -> None:
    a4_lying = {"width": 1062, "height": 720}  # in pixels, within the margins
    with window(browser) as page:
        page.goto(f"{address}{PAGES[1]}")
        page.set_viewport_size(a4_lying)  # type: ignore[arg-type]
        page.emulate_media(media="print")
        assert page.evaluate("document.documentElement.scrollWidth") <= a4_lying["width"]
        assert page.evaluate("document.querySelector('.matrix').getBoundingClientRect().right") <= a4_lying["width"]
        assert page.locator(".sideways").is_hidden()
        assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).maskImage") == "none"
        sizes = (
            "['.pair-list .note', '.pair-list'].map(each => getComputedStyle(document.querySelector(each)).fontSize)"
        )
        assert len(set(page.evaluate(sizes))) == 1
        assert b"/MediaBox [0 0 841" in page.pdf(prefer_css_page_size=True)


def test_numbers_end_where_their_headings_end(address: str, browser: Browser) -> None:
    with window(browser, DESK) as page:
        page.goto(f"{address}/coverage")
        ends = page.evaluate(
            """() => [...document.querySelectorAll("table.depth tr")].map(row => [...row.querySelectorAll(".number")]
                .map(cell => { const text = document.createRange(); text.selectNodeContents(cell.querySelector("span") || cell);
                    return text.toString() ? Math.round(text.getBoundingClientRect().right) : null; }))"""
        )
    heads, *rows = ends
    found = [(head, cell) for row in rows for head, cell in zip(heads, row, strict=True) if cell is not None]
    assert found
    assert all(abs(head - cell) <= 1 for head, cell in found), found
