"""A reader's whole way in a real browser: ask on the results page, confirm by mail, be told, change, end."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, sync_playwright

from pipeline.alerts.desk import Desk
from pipeline.alerts.mailing import mail_server
from pipeline.alerts.writing import Writer
from pipeline.engines import open_engine
from pipeline.reading_room import ReadingRoom
from records import Article
from search.app import create_app
from tests.pipeline.alerts.conftest import SECRET, Mailbox, Office
from tests.serving import PATIENCE, listening, served
from tests.smoke.desk import wait_until

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium")
READER = "lan@toasoan.example"
TOLD = ".alert[role=status] h1"  # a page that says what was done


@pytest.fixture
def address(office: Office, article: Callable[..., Article]) -> Iterator[str]:
    """The page over the office's index, at its own address."""
    office.put(article("a", "Nghệ An hợp tác."))
    with listening() as (at, base):
        office.writer = Writer(secret=SECRET, base=base, sources={})
        room = ReadingRoom(office.ledger, office.world.home, {})
        engine, post = open_engine(office.settings), mail_server(office.settings)
        desk = Desk(office.ledger, engine, server=post, public_url=base, secret=SECRET, sources={})
        app = create_app(engine, archive=room, public_url=base, subscriptions=desk)
        with served(app, at):
            yield base


@pytest.fixture
def page() -> Iterator[Page]:
    """A phone without scripts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        size: ViewportSize = {"width": 360, "height": 780}
        context = browser.new_context(viewport=size, locale="vi-VN", java_script_enabled=False)
        opened = context.new_page()
        opened.set_default_timeout(1000 * PATIENCE)
        yield opened
        browser.close()


def came(mailbox: Mailbox, letters: int) -> str:
    """The last letter, once so many have come."""
    wait_until(lambda: len(mailbox.letters) >= letters, f"{letters} letters", within=PATIENCE)
    assert len(mailbox.letters) == letters
    return mailbox.text()


def link(text: str, purpose: str) -> str:
    found = re.search(rf"http\S+/alerts/{purpose}\?t=\S+", text)
    assert found
    return found[0]


def test_alert_by_mail(
    office: Office, mailbox: Mailbox, address: str, page: Page, article: Callable[..., Article]
) -> None:
    page.goto(f"{address}/?q=hop+tac")
    page.click("a[href^='/alerts/new']")
    page.fill("#email", READER)
    page.press("#email", "Enter")
    page.wait_for_selector(TOLD)
    page.goto(link(came(mailbox, 1), "confirm"))
    assert office.send().looked_at == 0
    page.click(".alert button")
    page.wait_for_selector(TOLD)
    office.put(article("b", "Hà Tĩnh hợp tác."), article("c", "Thời tiết."))
    assert [told.titles for told in office.send().told] == [("Tin b",)]
    text = came(mailbox, 2)
    page.goto(re.findall(r"http\S+/articles/\S+", text)[0])
    assert page.inner_text("h1") == "Tin b"
    page.goto(link(text, "manage"))
    assert page.locator("button[aria-pressed]").count() == 1
    page.click("button[value=daily]")
    page.wait_for_selector(".done")
    assert [row.frequency for row in office.rows()] == ["daily"]
    page.goto(link(text, "unsubscribe"))
    assert len(office.rows()) == 1
    page.click(".alert button")
    page.wait_for_selector(TOLD)
    assert office.rows() == []
    office.put(article("d", "Huế hợp tác."))
    assert office.send().told == []
