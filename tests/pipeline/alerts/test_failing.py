"""What goes wrong between us and the mail server: killed, refused, unreachable; nothing is lost, at most one letter twice."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from pipeline.alerts import book
from pipeline.cli.alert_lines import alert_lines
from records import Article
from records.errors import UsageError
from tests.pipeline.alerts.conftest import READER, SECRET, Mailbox, Office

Make = Callable[..., Article]
ROOT = Path(__file__).resolve().parents[3]


def command(office: Office, *arguments: str) -> "subprocess.Popen[str]":
    """`khotin alerts` as a process of its own."""
    s = office.settings
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHOTIN_")} | {
        "KHOTIN_HOME": str(s.home), "KHOTIN_SMTP_URL": s.smtp_url, "KHOTIN_MAIL_FROM": s.mail_from,
        "KHOTIN_PUBLIC_URL": s.public_url, "KHOTIN_SECRET": SECRET,
    }  # fmt: skip
    call = [sys.executable, "-m", "pipeline.cli", "alerts", *arguments]
    return subprocess.Popen(call, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_killed_between_sending_and_marking_one_letter_comes_twice(
    office: Office, mailbox: Mailbox, article: Make
) -> None:
    office.put(article("a"))
    office.subscribe()
    office.subscribe("two", "q=Tin")
    running = command(office)
    mailbox.kill = lambda: running.pid
    running.communicate(timeout=60)
    assert running.returncode == -9
    assert len(mailbox.letters) == 1
    mailbox.kill = None
    office.put(article("b"))
    assert len(office.send().told) == 3
    assert office.send().told == []
    ids = [letter["Message-ID"] for letter in mailbox.letters]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3
    assert mailbox.text(0).splitlines()[:9] == mailbox.text(1).splitlines()[:9]
    assert "Tin b" not in mailbox.text(1)
    assert "Tin b" in mailbox.text(2)
    assert "Tin a" not in mailbox.text(2)


def test_the_command_says_what_it_did(office: Office, mailbox: Mailbox, article: Make) -> None:
    office.put(article("a"))
    office.subscribe()
    running = command(office, "--dry-run")
    told, _ = running.communicate(timeout=60)
    assert running.returncode == 0
    assert "Tin a" in told
    assert "1 subscription looked at, 1 would be told" in told
    assert (mailbox.letters, [row.upto for row in office.rows()]) == ([], [0])
    running = command(office, "--json")
    told, _ = running.communicate(timeout=60)
    assert '"total": 1' in told
    assert READER not in told
    assert len(mailbox.letters) == 1


def test_what_is_refused_for_now_is_sent_next_time(office: Office, mailbox: Mailbox, article: Make) -> None:
    office.put(article("a"))
    office.subscribe()
    office.subscribe("two")
    mailbox.on_recipient = "451 try later"
    failures = office.send().failures
    assert failures == [f"alert {known}: 451 try later; it is tried again next time" for known in ("one", "two")]
    mailbox.on_recipient = ""
    assert len(office.send().told) == 2
    assert [row.refusals for row in office.rows()] == [0, 0]


@pytest.mark.parametrize("where", ["on_recipient", "on_data"])
def test_what_is_refused_for_good_three_times_is_suspended(
    office: Office, mailbox: Mailbox, article: Make, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put(article("a"))
    office.subscribe()
    setattr(mailbox, where, f"550 no mailbox <{READER}> here")
    told = []
    for night in range(4):
        monkeypatch.setattr("pipeline.clock.now", lambda night=night: office.world.now + timedelta(days=night))
        told += [office.send().failures]
        assert len(office.send().failures) == (night < 2)  # tried again the same night, it counts once
    assert [len(failures) for failures in told] == [1, 1, 1, 0]
    assert "refusal 1 of 3, it is tried again next time" in told[0][0]
    assert "refusal 3 of 3, nothing more is sent" in told[2][0]
    assert READER not in str(told)
    with office.ledger.read() as connection:
        counts = book.counts(connection)
    assert counts.suspended == {"its mail was refused for good": 1}
    assert alert_lines(counts) == [
        "alerts:  0 subscriptions",
        "         1 suspended: its mail was refused for good",
    ]


@pytest.mark.parametrize("given", ["smtp://u:geheim@127.0.0.1:{port}", "smtp://127.0.0.1:{port}?starttls=1"])
def test_a_server_without_what_is_asked_of_it_is_named(
    office: Office, mailbox: Mailbox, article: Make, given: str
) -> None:
    """Neither a password nor a letter goes over a connection that should have been closed to others."""
    office.put(article("a"))
    office.subscribe()
    port = office.settings.smtp_url.rpartition(":")[2]
    office.settings = office.settings.model_copy(update={"smtp_url": given.format(port=port)})
    (failure,) = office.send().failures
    assert "mail can't be handed in at 127.0.0.1" in failure
    assert "not supported by server" in failure
    assert mailbox.letters == []


def test_one_who_ends_it_in_mid_run_gets_no_letter(office: Office, mailbox: Mailbox, article: Make) -> None:
    office.put(article("a"))
    office.subscribe()
    office.subscribe("two")

    def ended() -> int:
        with office.ledger.begin() as connection:
            book.forget(connection, "two")
        return 0

    mailbox.before = ended
    office.send()
    assert mailbox.to == [READER]


def test_hostile_texts_stay_texts(office: Office, mailbox: Mailbox, article: Make) -> None:
    title = "Hợp tác\r\nBcc: x@y.example\x00\u2028 <script>alert(1)</script>"
    office.put(article("a", "Một.", title=title))
    office.subscribe(search=urlencode({"q": "hợp\r\nBcc: x@y.example tác"}))
    office.subscribe("two", "source=nghean")
    office.send()
    assert mailbox.to == [READER, "two@toasoan.example"]
    assert mailbox.letters[0]["Subject"] == "1 bài mới: “hợp Bcc: x@y.example tác”"
    for letter in mailbox.letters:
        assert letter["Bcc"] is None
        page = letter.get_body(("html",))
        assert page is not None
        assert "<script" not in page.get_content()


def test_a_server_that_is_not_there_is_named_and_nothing_is_lost(
    office: Office, mailbox: Mailbox, article: Make
) -> None:
    office.put(article("a"))
    office.subscribe()
    office.subscribe("two")
    there = office.settings
    office.settings = there.model_copy(update={"smtp_url": "smtp://user:geheim@127.0.0.1:1"})
    (failure,) = office.send().failures
    assert failure.startswith("mail can't be handed in at 127.0.0.1:1: ")
    assert failure.endswith("2 subscriptions wait for the next run")
    assert "geheim" not in failure
    office.settings = there
    assert len(office.send().told) == 2
    assert len(mailbox.letters) == 2


@pytest.mark.parametrize(
    ("smtp_url", "mail_from", "wrong"),
    [
        ("smtp://mail.example", "", "KHOTIN_MAIL_FROM is not set"),
        ("", "tin@kho.example", "KHOTIN_SMTP_URL is not set"),
        ("http://u:geheim@mail.example", "tin@kho.example", "KHOTIN_SMTP_URL is not one"),
        ("smtp://u:geheim@mail.example:port", "tin@kho.example", "KHOTIN_SMTP_URL is not one"),
        ("smtp://u:geheim@mail.example?starttsl=1", "tin@kho.example", "KHOTIN_SMTP_URL is not one"),
        ("smtp://mail.example", "Kho Tin", "KHOTIN_MAIL_FROM='Kho Tin' is no sender"),
        ("smtp://mail.example", "a@b.example\r\nBcc: x@y.example", "is no sender"),
    ],
)
def test_settings_that_are_wrong_are_named(office: Office, smtp_url: str, mail_from: str, wrong: str) -> None:
    office.settings = office.settings.model_copy(update={"smtp_url": smtp_url, "mail_from": mail_from})
    with pytest.raises(UsageError, match=wrong) as told:
        office.send()
    assert "geheim" not in str(told.value)
