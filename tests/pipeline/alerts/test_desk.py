"""The desk: asked for, confirmed, changed, ended; links nobody can forge; nothing is learned of who is subscribed."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select, update

from pipeline.alerts import desk as desks
from pipeline.alerts import tokens
from pipeline.alerts.desk import Desk
from pipeline.alerts.mailing import mail_server
from pipeline.alerts.recipients import recipient
from pipeline.alerts.sending import tidy
from pipeline.clock import now
from pipeline.engines import open_engine
from pipeline.ledger.tables import articles
from search.alerting import Alert
from tests.pipeline.alerts.conftest import BASE, READER, SECRET, Mailbox, Office


class Clock:
    """A moment that tests move."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock(now())


@pytest.fixture
def desk(office: Office, clock: Clock) -> Desk:
    server = mail_server(office.settings)
    reader = open_engine(office.settings)
    return Desk(office.ledger, reader, server=server, public_url=BASE, secret=SECRET, sources={}, now=clock)


def link(mailbox: Mailbox, purpose: str) -> str:
    """The token of a link in the last letter."""
    found = re.search(rf"/alerts/{purpose}\?t=(\S+)", mailbox.text())
    assert found
    return found[1]


def confirmed(desk: Desk, mailbox: Mailbox, search: str = "q=a", email: str = READER) -> Alert:
    desk.ask(email, search, "vi", "run")
    about = desk.confirm(link(mailbox, "confirm"))
    assert isinstance(about, Alert)
    return about


def test_nothing_is_told_before_it_is_confirmed(desk: Desk, office: Office, mailbox: Mailbox, article: Any) -> None:
    office.put(article("a"))
    desk.ask(READER.upper(), "", "en", "daily")
    assert mailbox.to == [READER]
    assert mailbox.letters[0]["Subject"] == "Please confirm your alert at Kho Tin"
    assert "List-Unsubscribe" not in mailbox.letters[0]
    assert office.send().looked_at == 0
    token = link(mailbox, "confirm")
    waiting = desk.waiting(token)
    assert isinstance(waiting, Alert)
    assert not waiting.confirmed
    assert isinstance(desk.confirm(token), Alert)
    assert office.send().told == []  # what was there before is no news
    office.put(article("b"))
    assert isinstance(desk.confirm(token), Alert)  # again: it changes nothing
    assert [told.titles for told in office.send().told] == [("Tin b",)]


def test_what_is_not_searchable_when_it_is_confirmed_is_told_when_it_is(
    desk: Desk, office: Office, mailbox: Mailbox, article: Any
) -> None:
    office.put(article("a"))
    office.world.put(article("b"))  # in the ledger, not yet in the index: the listing shows "a" alone
    confirmed(desk, mailbox, "")
    office.index()
    assert [told.titles for told in office.send().told] == [("Tin b",)]


def test_what_is_read_again_but_not_indexed_again_is_no_news(
    desk: Desk, office: Office, mailbox: Mailbox, article: Any
) -> None:
    """Every article has changed since the index was made, as after a new version of the reading rules."""
    office.put(article("a"), article("b"), article("c"))
    with office.ledger.begin() as connection:
        newest = connection.scalar(select(func.max(articles.c.change)))
        connection.execute(update(articles).values(change=articles.c.change + newest + 100))
    confirmed(desk, mailbox, "")
    office.world.put(article("d"))
    office.index()
    assert [told.titles for told in office.send().told] == [("Tin d",)]


def test_nobody_has_a_message_sent_to_somebody_else(desk: Desk, mailbox: Mailbox) -> None:
    evil = urlencode(
        {"q": "Trúng thưởng! http://evil.example/x www.evil.example lan@evil.example " * 9, "official": "evil.example"}
    )
    desk.ask(READER, evil, "vi", "run")
    letter = mailbox.letters[0]
    assert letter["Subject"] == "Xác nhận nhận tin của Kho Tin"
    page = letter.get_body(("html",))
    assert page is not None
    for text in (mailbox.text(), page.get_content()):
        assert "Trúng thưởng" in text
        assert "evil.example" not in text
        assert "http //" not in text
        assert text.count("Trúng") == 1


def test_it_ends_by_its_link_address_and_all(desk: Desk, office: Office, mailbox: Mailbox, article: Any) -> None:
    confirmed(desk, mailbox, "")
    office.put(article("a"))
    office.send()
    token = link(mailbox, "unsubscribe")
    assert isinstance(desk.subscribed(token), Alert)
    assert desk.unsubscribe(token) is None
    assert office.rows() == []
    assert (desk.unsubscribe(token), desk.subscribed(token)) == ("gone", "gone")


def test_a_reader_sees_changes_and_ends_the_own_alerts_alone(desk: Desk, office: Office, mailbox: Mailbox) -> None:
    mine, second = confirmed(desk, mailbox, "q=a"), confirmed(desk, mailbox, "q=b")
    other = confirmed(desk, mailbox, "q=c", "other@toasoan.example")
    desk.remind(READER, "en")
    assert mailbox.letters[-1]["Subject"] == "Your alerts at Kho Tin"
    token = link(mailbox, "manage")
    found = desk.overview(token)
    assert not isinstance(found, str)
    assert {alert.id for alert in found} == {mine.id, second.id}
    assert desk.change(token, mine.id, "daily") is None
    assert desk.change(token, second.id, None) is None
    assert desk.change(token, other.id, None) == "gone"
    assert [(row.id, row.frequency) for row in office.rows() if row.email == READER] == [(mine.id, "daily")]


def test_links_are_for_one_purpose_and_hold_for_a_time(desk: Desk, mailbox: Mailbox, clock: Clock) -> None:
    desk.ask(READER, "q=a", "vi", "run")
    token = link(mailbox, "confirm")
    assert desk.unsubscribe(token) == "forged"
    assert desk.overview(token) == "forged"
    known, until, signature = token.split(".")
    for forged in (
        "", ".", "..", "\udc80.0.x", "ệ" * 300, f"{known}.0.{signature}", f"{known}.{int(until) + 1}.{signature}",
        tokens.sign("x" * 40, "confirm", known), f"{known}.{until}.", "x" * 100_000, f"{known}.x.{signature}",
    ):  # fmt: skip
        assert desk.confirm(forged) == "forged", forged
    clock.at += timedelta(days=8)
    assert desk.confirm(token) == "expired"


def test_every_address_is_answered_the_same(desk: Desk, mailbox: Mailbox) -> None:
    """Who is subscribed already gets a letter too, one that leads to the alerts; nothing tells it from outside."""
    about = confirmed(desk, mailbox)
    desk.ask(READER, "q=a", "vi", "run")
    assert len(mailbox.letters) == 2
    found = desk.overview(link(mailbox, "manage"))
    assert [alert.id for alert in found if not isinstance(alert, str)] == [about.id]
    desk.remind("nobody@toasoan.example", "vi")
    assert len(mailbox.letters) == 2


def test_letters_asked_for_are_few_an_hour(desk: Desk, mailbox: Mailbox, clock: Clock, monkeypatch: Any) -> None:
    for number in range(5):
        desk.ask(READER, f"q={number}", "vi", "run")
    assert len(mailbox.letters) == desks.AN_HOUR_EACH
    monkeypatch.setattr(desks, "AN_HOUR", 4)
    assert desk.admits()
    desk.ask("two@toasoan.example", "q=a", "vi", "run")
    assert not desk.admits()
    desk.ask("three@toasoan.example", "q=a", "vi", "run")
    assert len(mailbox.letters) == 4
    clock.at += timedelta(hours=1)
    assert desk.admits()
    desk.ask(READER, "q=9", "vi", "run")
    assert len(mailbox.letters) == 5


def test_what_is_never_confirmed_is_forgotten(
    desk: Desk, office: Office, mailbox: Mailbox, clock: Clock, monkeypatch: Any
) -> None:
    confirmed(desk, mailbox, "q=a")
    desk.ask(READER, "q=b", "vi", "run")
    monkeypatch.setattr("pipeline.clock.now", lambda: clock.at + timedelta(days=6))
    assert (tidy(office.ledger), len(office.rows())) == (1, 2)
    monkeypatch.setattr("pipeline.clock.now", lambda: clock.at + timedelta(days=8))
    assert (tidy(office.ledger), len(office.rows())) == (1, 1)


def test_a_suspended_one_goes_on_when_it_is_confirmed_again(desk: Desk, office: Office, mailbox: Mailbox) -> None:
    from pipeline.alerts import book

    about = confirmed(desk, mailbox)
    with office.ledger.begin() as connection:
        book.suspend(connection, about.id, "its mail was refused for good", office.world.now)
    assert confirmed(desk, mailbox).id == about.id
    assert [row.suspended_at for row in office.rows()] == [None]


def test_a_letter_that_can_not_be_sent_is_for_the_log_without_the_address(
    desk: Desk, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    mailbox.on_recipient = f"550 no {READER} here"
    desk.ask(READER, "q=a", "vi", "run")
    assert "was not sent: 550 no … here" in caplog.text
    assert READER not in caplog.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (" Lan.Tran+tin@ToaSoan.VN ", "lan.tran+tin@toasoan.vn"),
        ("lan@báo.vn", "lan@xn--bo-mia.vn"),
        ("lan@localhost", None),
        ("lan@a..vn", None),
        ("lan.@a.vn", None),
        ("lan", None),
        ("", None),
        ("a@b.vn, c@d.vn", None),
        ("Lan <lan@a.vn>", None),
        ('"lan tran"@a.vn', None),
        ("lan@a.vn\r\nBcc: x@y.vn", None),
        ("lan\r\nBcc: x@y.vn", None),
        ("lan@a.vn\x00", None),
        ("ệ@a.vn", None),
        ("l" * 65 + "@a.vn", None),
        ("lan@" + "a" * 60 + ("." + "a" * 60) * 4, None),
        ("a@" + "b" * 100_000, None),
    ],
)
def test_only_one_persons_address_is_taken(given: str, kept: str | None) -> None:
    assert recipient(given) == kept
