"""The alert pages over a desk in memory: one answer for every address, nothing done by opening a link, hostile input."""

import asyncio
import re
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

import httpx
import pytest
from fastapi import FastAPI
from lxml import html

from search.alerting import Alert, BadLink, Frequency, Lacking
from search.app import create_app
from search.tantivy.engine import TantivyEngine
from search.web.alerts import asking
from search.web.alerts.outbox import Outbox, Sending
from search.web.alerts.searches import query_of, read_saved, saved
from search.web.i18n import Code
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import TODAY, SampleArchive

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
SEARCH = "/?q=hop+tac&province=Ngh%E1%BB%87+An&year=2023&sort=oldest&page=3"


class Desk:
    """Subscriptions of one reader, whose links are "good"."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.done: list[tuple[str, ...]] = []
        self.without: Lacking = ""
        self.room = True
        self.links: dict[str, BadLink] = {"old": "expired", "ended": "gone"}
        self.alert = Alert(
            id="one", search=saved(query_of([("q", "hop tac")])), frequency="run", confirmed=False,
            asked_at=datetime(2026, 11, 2, tzinfo=UTC),
        )  # fmt: skip

    def lacking(self) -> Lacking:
        return self.without

    def accepts(self, email: str) -> bool:
        return email.endswith("@a.vn")

    def admits(self) -> bool:
        return self.room

    def ask(self, email: str, search: str, language: Code, frequency: Frequency) -> None:
        self.asked.append((email, search, language, frequency))

    def remind(self, email: str, language: Code) -> None:
        self.asked.append((email, language))

    def _about(self, token: str) -> Alert | BadLink:
        return self.alert if token == "good" else self.links.get(token, "forged")

    def waiting(self, token: str) -> Alert | BadLink:
        return self._about(token)

    def confirm(self, token: str) -> Alert | BadLink:
        self.done.append(("confirm", token))
        return self._about(token)

    def subscribed(self, token: str) -> Alert | BadLink:
        return self._about(token)

    def unsubscribe(self, token: str) -> BadLink | None:
        self.done.append(("unsubscribe", token))
        found = self._about(token)
        return None if isinstance(found, Alert) else found

    def overview(self, token: str) -> tuple[Alert, ...] | BadLink:
        found = self._about(token)
        return (found,) if isinstance(found, Alert) else found

    def change(self, token: str, alert_id: str, frequency: Frequency | None) -> BadLink | None:
        self.done.append(("change", token, alert_id, str(frequency)))
        return None


@pytest.fixture
def desk() -> Desk:
    return Desk()


class AtOnce(Outbox):
    """Sends what it takes before it says so."""

    def take(self, sending: Sending) -> bool:
        sending()
        return True


@pytest.fixture
def reader(world: tuple[TantivyEngine, SampleArchive], desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setattr(asking, "Outbox", AtOnce)
    world[1].fates.clear()
    return Browser(create_app(world[0], archive=world[1], today=lambda: TODAY, subscriptions=desk))


def post(reader: Browser, address: str, fields: dict[str, str] | None, cookie: str = "") -> httpx.Response:
    async def ask(app: FastAPI) -> httpx.Response:
        wire = httpx.ASGITransport(app, raise_app_exceptions=False, client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=wire, base_url="http://kho.test") as client:
            body = urlencode(fields) if fields is not None else ""
            return await client.post(address, content=body, headers=FORM | ({"Cookie": cookie} if cookie else {}))

    return asyncio.run(ask(reader.app))


def form_of(reader: Browser, address: str) -> tuple[dict[str, str], str]:
    """The hidden fields of the page's form, and the cookie they are bound to."""
    answer = reader.get(address)
    assert answer.status_code == 200
    page = html.fromstring(answer.text)
    hidden = {field.get("name"): field.get("value") for field in page.cssselect("form.letter input[type=hidden]")}
    (cookie,) = re.findall(r"form=[^;,]+", answer.headers["set-cookie"])
    return hidden, cookie


def text(answer: httpx.Response) -> str:
    return " ".join(html.fromstring(answer.text).cssselect("main")[0].text_content().split())


def test_a_result_page_leads_to_the_form_of_its_search(reader: Browser, desk: Desk) -> None:
    page = html.fromstring(reader.get(SEARCH).text)
    (link,) = [a.get("href") for a in page.cssselect("a[href^='/alerts/new']")]
    assert link == "/alerts/new?q=hop+tac&province=Ngh%E1%BB%87+An&year=2023"
    told = text(reader.get(link))
    for part in ("Bài “hop tac”", "Tỉnh, thành phốNghệ An", "Năm2023", "Tìm thấy"):
        assert part in told
    page = html.fromstring(reader.get(link).text)
    assert page.cssselect(".feed a")[0].get("href") == (
        "http://kho.test/feed.atom?q=hop+tac&province=Ngh%E1%BB%87+An&year=2023"
    )
    empty = html.fromstring(reader.get("/?q=khongcogiaca").text)
    assert empty.cssselect("a[href='/alerts/new?q=khongcogiaca']")
    assert "khi có, bạn sẽ được báo" in text(reader.get("/alerts/new?q=khongcogiaca"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_asking_is_answered_the_same_and_the_letter_goes_out_after(reader: Browser, desk: Desk, lang: Code) -> None:
    hidden, cookie = form_of(reader, f"/alerts/new?unit=events&year=2023&lang={lang}")
    answer = post(reader, f"/alerts/new?lang={lang}", hidden | {"email": "lan@a.vn", "frequency": "daily"}, cookie)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "lan@a.vn" not in answer.text
    assert ("Hãy xem hộp thư" if lang == "vi" else "Look into your mailbox") in text(answer)
    assert desk.asked == [("lan@a.vn", "unit=events&year=2023", lang, "daily")]


def test_a_form_without_its_token_or_with_a_bad_address_sends_nothing(reader: Browser, desk: Desk) -> None:
    hidden, cookie = form_of(reader, "/alerts/new?q=a")
    assert post(reader, "/alerts/new", hidden | {"email": "lan@a.vn"}).status_code == 403
    wrong = post(reader, "/alerts/new", hidden | {"email": 'x"><script>@b'}, cookie)
    assert wrong.status_code == 422
    assert "Đây không phải một địa chỉ thư" in text(wrong)
    assert "<script>@" not in wrong.text
    assert html.fromstring(wrong.text).cssselect("#email")[0].get("value") == 'x"><script>@b'
    assert desk.asked == []


def test_too_many_letters_are_refused_to_one_client_and_to_all(reader: Browser, desk: Desk) -> None:
    hidden, cookie = form_of(reader, "/alerts/new?q=a")
    desk.room = False
    assert post(reader, "/alerts/new", hidden | {"email": "lan@a.vn"}, cookie).status_code == 429
    desk.room = True
    codes = [post(reader, "/alerts/new", hidden | {"email": "lan@a.vn"}, cookie).status_code for _ in range(12)]
    assert codes == [200] * 9 + [429] * 3
    assert len(desk.asked) == 9


def test_without_mail_there_is_the_feed_and_why(reader: Browser, desk: Desk, client: Browser) -> None:
    desk.without = "address"
    for browser, why in ((reader, "chưa có địa chỉ công khai"), (client, "chưa được nối với máy chủ thư")):
        answer = browser.get("/alerts/new?q=a")
        assert why in text(answer)
        assert "/feed.atom?q=a" in answer.text
        assert not html.fromstring(answer.text).cssselect("form.letter")
        assert why in text(browser.get("/alerts"))
        for address in ("/alerts/confirm?t=good", "/alerts/unsubscribe?t=good", "/alerts/manage?t=good"):
            assert browser.get(address).status_code in (200, 410)


@pytest.mark.parametrize(("path", "done"), [("confirm", "Đã xác nhận"), ("unsubscribe", "Đã ngừng gửi tin này")])
def test_a_link_shows_a_button_and_the_button_does_it(reader: Browser, desk: Desk, path: str, done: str) -> None:
    shown = reader.get(f"/alerts/{path}?t=good")
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert "hop tac" in text(shown)
    assert html.fromstring(shown.text).cssselect("form.letter[method=post] button")
    assert desk.done == []
    assert done in text(post(reader, f"/alerts/{path}?t=good", None))
    assert desk.done == [(path, "good")]


def test_a_mail_program_ends_it_in_one_click_however_often(reader: Browser, desk: Desk) -> None:
    for token in ("good", "ended"):
        answer = post(reader, f"/alerts/unsubscribe?t={token}", {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert reader.get("/alerts/unsubscribe?t=ended").status_code == 200


@pytest.mark.parametrize("path", ["confirm", "unsubscribe", "manage"])
@pytest.mark.parametrize(("token", "status"), [("", 404), ("x.y.z", 404), ("old", 410), ("%00%0d%0aSet-Cookie:a", 404)])
def test_bad_links_are_pages_that_help(reader: Browser, desk: Desk, path: str, token: str, status: int) -> None:
    for answer in (reader.get(f"/alerts/{path}?t={token}"), post(reader, f"/alerts/{path}?t={token}", {"do": "end"})):
        assert answer.status_code == status
        assert "Traceback" not in answer.text
        assert html.fromstring(answer.text).cssselect(".alert h1")
        assert "a" not in answer.cookies


def test_the_own_alerts_are_changed_and_ended(reader: Browser, desk: Desk) -> None:
    shown = reader.get("/alerts/manage?t=good")
    assert "Từ 2/11/2026" in text(shown)
    assert "Đã đổi nhịp" in text(post(reader, "/alerts/manage?t=good", {"id": "one", "do": "daily"}))
    assert "Đã ngừng một tin" in text(post(reader, "/alerts/manage?t=good", {"id": "one", "do": "end"}))
    post(reader, "/alerts/manage?t=good", {"id": "one", "do": "<script>"})
    assert desk.done == [("change", "good", "one", "daily"), ("change", "good", "one", "None")]
    hidden, cookie = form_of(reader, "/alerts")
    assert "Hãy xem hộp thư" in text(post(reader, "/alerts", hidden | {"email": "lan@a.vn"}, cookie))
    assert desk.asked == [("lan@a.vn", "vi")]


def test_hostile_searches_are_words_or_nothing(reader: Browser, desk: Desk) -> None:
    hostile = '"><script>alert(1)</script>\r\nBcc: x@y.vn'
    answer = reader.get(f"/alerts/new?q={quote(hostile)}&province=Atlantis&sort=%00&unit=x")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    hidden, cookie = form_of(reader, "/alerts/new?q=a")
    long = reader.get("/alerts/new?q=" + "ba " * 1500)
    assert "quá dài để giữ lại" in text(long)
    forged = hidden | {"email": "lan@a.vn", "search": "q=" + "a" * 10_000}
    assert post(reader, "/alerts/new", forged, cookie).status_code == 400
    assert reader.get("/alerts/new?q=" + "a" * 10_000).status_code == 414
    forged = hidden | {"email": "lan@a.vn", "search": "q=a&province=Atlantis&limit=99999&among=x&page=7"}
    assert post(reader, "/alerts/new", forged, cookie).status_code == 200
    assert [asked[1] for asked in desk.asked] == ["q=a"]


def test_a_saved_search_is_canonical() -> None:
    given = [
        ("lang", "en"),
        ("year", "2023"),
        ("q", " Hợp tác "),
        ("page", "4"),
        ("unit", "events"),
        ("sort", "oldest"),
    ]
    search = saved(query_of(given))
    assert re.fullmatch(r"q=H%E1%BB%A3p\+t%C3%A1c&unit=events&year=2023", search)
    assert saved(read_saved(search)) == search
