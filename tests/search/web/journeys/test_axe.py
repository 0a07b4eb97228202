"""axe-core finds nothing on any kind of page, on a phone in light and on a desk in the dark, with all folds open."""

from collections.abc import Iterator
from importlib.resources import files

import pytest
from playwright.sync_api import Browser, Page

from search.protocols import Fate
from search.tantivy.engine import TantivyEngine
from tests.search.web.pages import CONFERENCE
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.search.web.windows import CHROMIUM, DESK, PHONE, WITHOUT, window

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=WITHOUT)
World = tuple[TantivyEngine, SampleArchive]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`));
}"""
OPENED = "document.querySelectorAll('details').forEach((one) => { one.open = true })"
# page kind -> address; {older} is an article whose text has changed
PAGES = {
    "home": "/",
    "home, 63 provinces": "/?basis=then",
    "articles": "/?q=hop+tac",
    "articles, narrowed": "/?q=hop+tac&year=2023&province=Nghệ+An&province=nowhere",
    "question": "/?q=Tỉnh+nào+ký+kết+với+TP.HCM+năm+2023",
    "question, as words": "/?q=Tỉnh+nào+ký+kết+với+TP.HCM+năm+2023&exact=true",
    "question, nothing": "/?q=tỉnh+nào+ký+kết+với+Cà+Mau+năm+1999",
    "words that are filters": "/?q=hợp+tác+Nghệ+An+Bắc+Trung+Bộ",
    "events": "/events?year=2023",
    "agreements": "/agreements",
    "nothing": "/?q=khongcogiaca",
    "nothing, ways out": "/?q=hop+tac&province=Nghệ+An&year=2019",
    "another spelling": "/?q=hpo+tac",
    "behind the last page": "/?q=hop+tac&page=90",
    "article": f"/articles/{CONFERENCE}",
    "article, changed": "/articles/{older}",
    "version": "/articles/{older}?version=1",
    "event": "/events/e0013",
    "agreement": "/agreements/a0013",
    "people": "/people",
    "people, nobody": "/people?q=xyz",
    "person": "/people/p1",
    "report": "/report/events/e0013",
    "province": "/provinces/34:40",
    "province, before": "/provinces/63:40",
    "cooperation": "/cooperation?unit=events",
    "cooperation, none": "/cooperation?year=1999",
    "analysis": "/analysis",
    "analysis, one facet": "/analysis?unit=events&rows=event_type&columns=none&portals=all",
    "analysis, nothing": "/analysis?q=khongcogiaca",
    "coverage": "/coverage",
    "coverage, month": "/coverage?month=2026-11",
    "help": "/help",
    "about": "/about",
    "alerts": "/alerts",
    "alert, new": "/alerts/new?q=hop+tac&province=Nghệ+An",
    "alert, confirm": "/alerts/confirm?t=good",
    "alert, manage": "/alerts/manage?t=good",
    "alert, unsubscribe": "/alerts/unsubscribe?t=good",
    "alert, old link": "/alerts/confirm?t=old",
    "not found": "/nowhere",
    "taken down": "/events/e-down",
    "too long": f"/?q={'a' * 9000}",
}


@pytest.fixture
def known(world: World) -> Iterator[dict[str, str]]:
    """What stands in the addresses; an event is taken down."""
    world[1].fates["events", "e-down"] = Fate(kind="suppressed", by="Ông Trần A", reason="Nêu nhầm người.", on=TODAY)
    yield {"older": next(iter(world[1].older))}
    world[1].fates.clear()


def violations(page: Page) -> list[str]:
    """What axe has against the page as it stands."""
    page.evaluate(OPENED)
    page.evaluate(AXE)
    found: list[str] = page.evaluate(RUN)
    return found


@pytest.mark.smoke
@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=["phone-light", "desk-dark"])
def test_axe_finds_nothing(
    browser: Browser, address: str, known: dict[str, str], size: dict[str, int], scheme: str
) -> None:
    with window(browser, size) as page:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for kind, path in PAGES.items():
            page.goto(address + path.format(**known))
            assert violations(page) == [], kind
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], kind


def test_axe_finds_nothing_on_the_pages_read_most(browser: Browser, address: str) -> None:
    with window(browser, PHONE) as page:
        for kind in ("home", "article", "event"):
            page.goto(address + PAGES[kind])
            assert violations(page) == [], kind


def test_axe_finds_what_is_wrong(browser: Browser, address: str) -> None:
    with window(browser) as page:
        page.goto(address)
        page.evaluate("document.querySelector('.wordmark').style.color = '#eee'")
        page.evaluate("document.documentElement.removeAttribute('lang')")
        assert {said.split(":")[0] for said in violations(page)} == {"color-contrast", "html-has-lang"}


def test_a_forged_form_and_a_bad_address_are_answered_well(browser: Browser, address: str) -> None:
    with window(browser, PHONE) as page:
        page.goto(f"{address}/alerts/new?q=a")
        page.fill("#email", "lan@b.vn")
        page.press("#email", "Enter")
        page.wait_for_selector("#wrong")
        assert page.evaluate("document.activeElement.id") == "email"
        assert violations(page) == []
        page.evaluate("document.querySelector('input[name=token]').value = 'forged'")
        with page.expect_navigation() as left:
            page.press("#email", "Enter")
        assert left.value.status == 403  # type: ignore[union-attr]
        assert violations(page) == []
