"""The alerts step: what is new is told once, in one letter; what is not new never is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from records import Article, Event
from search.elasticsearch.client import Access
from tests.pipeline.alerts.conftest import BASE, READER, Mailbox, Office
from transforms.addresses import digest

Make = Callable[..., Article]


def test_what_is_new_is_told_once(office: Office, mailbox: Mailbox, article: Make) -> None:
    office.put(article("a", "Nghệ An hợp tác."), article("b", "Thời tiết."))
    office.subscribe(search="q=hợp+tác")
    counts = office.send()
    assert [(told.subscription, told.total, told.titles) for told in counts.told] == [("one", 1, ("Tin a",))]
    assert mailbox.to == [READER]
    assert "Tin a" in mailbox.text()
    assert "Tin b" not in mailbox.text()
    assert office.send().told == []
    office.put(article("c", "Hà Tĩnh hợp tác."))
    assert [told.titles for told in office.send().told] == [("Tin c",)]
    assert len(mailbox.letters) == 2
    assert [row.upto for row in office.rows()] == [3]


def test_on_elasticsearch_the_same_is_told(
    office: Office, mailbox: Mailbox, article: Make, node: Access, request: pytest.FixtureRequest
) -> None:
    prefix = f"{node.prefix}{digest(request.node.nodeid)[:12]}-"
    elsewhere = {"engine": "elasticsearch", "elasticsearch_url": node.url, "index_prefix": prefix}
    office.settings = office.settings.model_copy(update=elsewhere)
    test_what_is_new_is_told_once(office, mailbox, article)


def test_a_letter_as_it_comes_in(office: Office, mailbox: Mailbox, article: Make) -> None:
    office.put(article("a", "Nghệ An hợp tác.", title="Ký kết <b>lớn</b> & nhỏ"))
    office.subscribe(search="q=hợp+tác")
    office.send()
    letter = mailbox.letters[0]
    assert letter["Subject"] == "1 bài mới: “hợp tác”"
    assert letter["From"] == "Kho Tin <tin@kho.example>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Content-Language"] == "vi"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-Unsubscribe"].startswith(f"<{BASE}/alerts/unsubscribe?t=one.0.")
    assert letter["Message-ID"].endswith("@kho.example>")
    text, page = mailbox.text(), letter.get_body(("html",))
    assert "Ký kết <b>lớn</b> & nhỏ" in text
    assert f"{BASE}/articles/" in text
    assert f"{BASE}/?q=h%E1%BB%A3p+t%C3%A1c&sort=newest" in text
    assert "nghean · 1/3/2026" in text
    assert page is not None
    assert "Ký kết &lt;b&gt;lớn&lt;/b&gt; &amp; nhỏ" in page.get_content()
    assert READER not in text + page.get_content()


def test_of_much_the_newest_is_shown_and_the_rest_counted(office: Office, mailbox: Mailbox, article: Make) -> None:
    office.put(*(article(f"n{i:02}", f"Bài {i}.") for i in range(25)))
    office.subscribe(language="en")
    assert [told.total for told in office.send().told] == [25]
    assert mailbox.letters[0]["Subject"] == "25 new articles: the whole archive"
    assert mailbox.text().count(f"{BASE}/articles/") == 20
    assert "5\u00a0more new results" in mailbox.text()


def test_reading_tagging_and_indexing_again_is_no_news(office: Office, article: Make) -> None:
    found = article("a", "Nghệ An hợp tác.")
    part = office.world.archive([found])
    office.world.read(part)
    office.world.link()
    office.index()
    office.subscribe(upto=1)
    office.world.read(part, "code2", lambda a: msgspec.structs.replace(a, byline="Lan"))
    office.world.link()
    office.index()
    office.put(article("a", "Nghệ An hợp tác thêm."))
    assert office.world.row(found).version == 2
    assert office.send().told == []
    assert [row.upto for row in office.rows()] == [1]


def test_what_is_not_in_the_index_yet_is_told_when_it_is(office: Office, article: Make) -> None:
    office.put(article("a"))
    office.world.put(article("b"))
    office.subscribe()
    assert [told.titles for told in office.send().told] == [("Tin a",)]
    assert office.send().told == []
    office.index()
    assert [told.titles for told in office.send().told] == [("Tin b",)]


def test_an_article_that_left_its_portal_or_was_taken_down_is_never_told(office: Office, article: Make) -> None:
    from sqlalchemy import update

    from pipeline.ledger.tables import articles

    office.put(article("a"), article("b"), article("c"))
    office.subscribe()
    with office.ledger.begin() as connection:
        for name, state in (("a", "gone"), ("b", "suppressed")):
            known = article(name).article_id
            connection.execute(update(articles).where(articles.c.article_id == known).values(state=state))
    assert [told.titles for told in office.send().told] == [("Tin c",)]


def test_a_reprint_of_what_was_there_is_no_news_unless_asked_for(office: Office, article: Make) -> None:
    text = " ".join(f"câu thứ {i} của một bài dài đủ để nhận ra." for i in range(60))
    office.put(article("a", text))
    again = article("b", text, url="https://hatinh.gov.vn/b.html", source_id="hatinh", title="Tin a")
    office.put(again)
    assert office.world.row(again).group_id == office.world.row(article("a")).group_id
    office.subscribe("all", upto=1)
    office.subscribe("with", "with_reprints=true", upto=1)
    assert {told.subscription for told in office.send().told} == {"with"}


def test_some_of_the_words_are_no_news(office: Office, article: Make) -> None:
    """A search that nothing answers is shown with what holds any of its words; nobody asked to be told of that."""
    office.put(article("a", "Nghệ An hợp tác."))
    office.subscribe(search="q=hợp+tác+sầu+riêng")
    assert office.send().told == []
    office.put(article("b", "Hợp tác về sầu riêng."))
    assert [told.titles for told in office.send().told] == [("Tin b",)]


def conference(name: str, day: int) -> Event:
    """A signing, told of."""
    return Event(type="signing", name=name, starts_on=date(2026, 3, day), partners=("Nghệ An", "Hà Tĩnh"), signed=True)


def test_an_event_is_news_when_a_new_article_is_the_first_to_tell_of_it(office: Office, article: Make) -> None:
    first, second = conference("Lễ ký kết một", 1), conference("Lễ ký kết hai", 9)
    office.put(article("a", "Một.", events=(first,)))
    office.subscribe("events", "signed=true&unit=events")
    office.subscribe("deals", "unit=agreements")
    assert {told.subscription: told.total for told in office.send().told} == {"events": 1, "deals": 1}
    office.put(article("b", "Kể lại.", events=(first,), source_id="hatinh"))
    assert office.send().told == []
    office.put(article("c", "Hai.", events=(second,)))
    assert {told.titles for told in office.send().told if told.subscription == "events"} == {("Lễ ký kết hai",)}


def test_a_daily_letter_waits_for_the_next_day(office: Office, article: Make, monkeypatch: Any) -> None:
    today = office.world.now
    monkeypatch.setattr("pipeline.clock.now", lambda: today)
    office.subscribe(frequency="daily")
    for name, expected in (("a", 1), ("b", 0), ("c", 0)):
        office.put(article(name))
        assert len(office.send().told) == expected
    today += timedelta(days=1)
    assert [told.total for told in office.send().told] == [2]


def test_a_search_no_longer_understood_is_suspended_and_named(office: Office, article: Make) -> None:
    office.put(article("a"))
    office.subscribe(search="province=Atlantis")
    office.subscribe("two")
    counts = office.send()
    assert [told.subscription for told in counts.told] == ["two"]
    assert len(counts.failures) == 1
    assert "Atlantis" in counts.failures[0]
    assert office.rows()[0].suspended_at
    assert office.send().failures == []
