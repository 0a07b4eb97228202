"""What was no article has its reasons in the books, which sum, and each reason its addresses."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import select, update

from pipeline.archive import PartWriter
from pipeline.books import NOT_KEPT, Books, all_books
from pipeline.journal import JournalWriter, journal_path, merge
from pipeline.ledger.tables import addresses, parts
from pipeline.rejected import QUARANTINED, rejected
from records import Outcome, Snapshot, Verdict
from records.errors import UsageError

PAGES = (
    ("anh", "image/png", b"\x89PNG\r\n"),
    ("trong", "text/html", b""),
    ("ngan", "text/html", b"<html><body><h1>Tin</h1></body></html>"),
    ("tep", "application/pdf", b"%PDF-1.4"),
)
# Addresses that brought no page, with the ends they had.
Answer = tuple[str, Verdict, str]
ANSWERS: tuple[Answer, ...] = (
    ("lon", Verdict.REJECTED, "too-large"),
    ("nen", Verdict.REJECTED, "not-html: application/zip"),
    ("la", Verdict.REJECTED, "not-html: audio/mpeg"),
    ("nua", Verdict.REJECTED, "duplicate-address: https://hue.gov.vn/anh.html"),
    ("mat", Verdict.GONE, "404 Not Found"),
)


def address(name: str, source_id: str = "hue") -> str:
    return f"https://{source_id}.gov.vn/{name}.html"


def night(
    world: Any, source_id: str, pages: Sequence[tuple[str, str, bytes]], answers: Sequence[Answer] = ANSWERS
) -> None:
    """A run that keeps some pages, and is answered otherwise at other addresses."""
    run_id = world.begin_run(source_id)
    sink = PartWriter(world.home.snapshots, source_id, run_id)
    journal = JournalWriter(journal_path(world.home, source_id, run_id))
    for name, media_type, body in pages:
        url = address(name, source_id)
        page = Snapshot(
            url=url, final_url=url, source_id=source_id, run_id=run_id, fetched_at=world.now, body=body, media_type=media_type,
        )  # fmt: skip
        file, offset, length = sink.write(page, request_headers={})
        kept = {"warc_file": file, "warc_offset": offset, "warc_length": length}
        journal.add(Outcome(url=url, kind="article", verdict=Verdict.NEW, at=world.now, **kept))
    for name, verdict, reason in answers:
        url = address(name, source_id)
        journal.add(Outcome(url=url, kind="article", verdict=verdict, reason=reason, at=world.now))
    sink.close()
    journal.close()
    merge(world.home, world.ledger, journal_path(world.home, source_id, run_id), now=world.now)


def books(world: Any) -> list[Books]:
    with world.ledger.read() as connection:
        return all_books(connection)


def test_pages_that_are_no_articles_are_counted_by_reason(world: Any, ask: Callable[..., Any]) -> None:
    night(world, "hue", PAGES)
    night(world, "vinh", PAGES[:1])
    assert [own.no_article_reasons for own in books(world)] == [{}, {}], "not read so far"
    assert ask("transform", "hue", "vinh").exit_code == 0
    for own in books(world):
        assert sum(own.no_article_reasons.values()) == own.no_article == own.pages
    hue, vinh = books(world)
    assert hue.no_article == len(PAGES)
    assert vinh.no_article_reasons == {"not-html": 1}
    answer = ask("status", "--json")
    assert answer.exit_code == 0, answer.exception
    told = json.loads(answer.stdout)["books"]
    assert [own["no_article_reasons"] for own in told] == [hue.no_article_reasons, vinh.no_article_reasons]
    assert "no article of vinh: 1 not-html" in ask("status").stdout


def test_each_reason_has_as_many_addresses_as_the_books_count(world: Any, ask: Callable[..., Any]) -> None:
    night(world, "hue", PAGES)
    ask("transform", "hue")
    (own,) = books(world)
    every = json.loads(ask("rejected", "--json").stdout)
    assert every["total"] == len(every["rejected"]) == own.no_article + sum(own.rejected.values()) == len(PAGES) + 3
    assert address("nua") not in {row["url"] for row in every["rejected"]}, (
        "the article's other address is in its own column"
    )
    for reason, number in every["reasons"].items():
        some = json.loads(ask("rejected", "hue", "--reason", reason, "--json").stdout)
        assert some["total"] == number == len(some["rejected"])
        assert {row["reason"] for row in some["rejected"]} == {reason}
    found = json.loads(ask("rejected", "--reason", "not-html", "--json").stdout)["rejected"]
    assert {(row["url"], row["found"]) for row in found} >= {(address("anh"), "read"), (address("nen"), "asked")}
    assert {row["detail"] for row in found} >= {"application/zip", "audio/mpeg"}


def test_of_many_some_are_told_and_how_many_there_are(world: Any, ask: Callable[..., Any]) -> None:
    night(world, "hue", PAGES)
    ask("transform", "hue")
    told = ask("rejected", "--limit", "2").stdout.splitlines()
    assert (len(told), told[-1]) == (3, f"and {len(PAGES) + 1} more: --limit {len(PAGES) + 3}")
    assert all("https://hue.gov.vn/" in line for line in told[:2])


def test_a_reason_or_source_that_nobody_knows_is_named(world: Any, ask: Callable[..., Any]) -> None:
    night(world, "hue", PAGES[:1])
    ask("transform", "hue")
    wrong = ask("rejected", "--reason", "too-long")
    assert isinstance(wrong.exception, UsageError)
    assert "known: not-html, too-large; also, without any here: challenge, " in str(wrong.exception)
    assert "nobody" in str(ask("rejected", "nobody").exception)


@pytest.mark.parametrize("reason", [QUARANTINED, "too-short", "duplicate-address"])
def test_a_reason_that_nothing_has_is_no_mistake(world: Any, ask: Callable[..., Any], reason: str) -> None:
    night(world, "hue", PAGES[:1], ANSWERS[:1])
    ask("transform", "hue")
    told = ask("rejected", "--reason", reason)
    assert (told.exit_code, told.stdout) == (0, f"nothing was rejected as {reason}\n")
    plain = json.loads(ask("rejected", "--reason", reason, "--json").stdout)
    assert (plain["total"], plain["rejected"]) == (0, [])


def test_duplicates_are_told_when_they_are_asked_for(world: Any, ask: Callable[..., Any]) -> None:
    """As many as their column counts, each with the article's own address."""
    night(world, "hue", PAGES)
    ask("transform", "hue")
    (own,) = books(world)
    told = json.loads(ask("rejected", "hue", "--reason", "duplicate-address", "--json").stdout)
    assert told["total"] == len(told["rejected"]) == own.duplicates == 1
    assert (told["rejected"][0]["url"], told["rejected"][0]["detail"]) == (address("nua"), address("anh"))
    assert "duplicate-address" not in json.loads(ask("rejected", "--json").stdout)["reasons"]


def test_parts_read_before_reasons_were_kept_are_counted_too(world: Any, ask: Callable[..., Any]) -> None:
    night(world, "hue", PAGES)
    ask("transform", "hue")
    with world.ledger.begin() as connection:
        connection.execute(update(parts).values(rejected=None))
    (own,) = books(world)
    assert own.no_article_reasons == {NOT_KEPT: len(PAGES)}
    with world.ledger.read() as connection:
        found = list(rejected(connection, world.home, ["hue"], NOT_KEPT))
        assert {row.url for row in found} == {address(name) for name, _, _ in PAGES}
        assert list(rejected(connection, world.home, ["hue"], QUARANTINED)) == []
        assert connection.scalars(select(parts.c.rejections)).all() == [len(PAGES)]


def test_a_reason_is_asked_for_in_parts_read_before_reasons_were_kept(world: Any, ask: Callable[..., Any]) -> None:
    """What the books call not-kept is looked up: some parts of before, and one of now."""
    night(world, "hue", PAGES)
    ask("transform", "hue")
    every = json.loads(ask("rejected", "--json").stdout)
    with world.ledger.begin() as connection:
        connection.execute(update(parts).values(rejected=None))
    night(world, "vinh", PAGES[:2])
    ask("transform", "vinh")
    for reason, number in every["reasons"].items():
        before = json.loads(ask("rejected", "hue", "--reason", reason, "--json").stdout)
        assert before["total"] == len(before["rejected"]) == number
        assert before["reasons"] == every["reasons"]
        both = json.loads(ask("rejected", "--reason", reason, "--json").stdout)
        assert both["total"] == len(both["rejected"]) >= number
    told = json.loads(ask("rejected", "hue", "--reason", NOT_KEPT, "--json").stdout)
    assert told["total"] == len(told["rejected"]) == told["reasons"][NOT_KEPT] == len(PAGES)
    wrong = str(ask("rejected", "hue", "--reason", "too-long").exception)
    assert ", ".join(every["reasons"]) in wrong
    for reading in world.home.readings.rglob("*.zst"):
        reading.unlink()
    assert "`khotin transform` reads the part's pages again" in str(ask("rejected", "--reason", "empty").exception)


def test_each_has_one_line_whatever_a_portal_wrote(world: Any, ask: Callable[..., Any]) -> None:
    url = "https://hue.gov.vn/a\u202eb.html"
    odd = (
        ("x", Verdict.REJECTED, "not-html: a\x1b[31mred\nnext\u202e\u2028\ttail"),
        ("y", Verdict.REJECTED, "odd\nreason"),
    )
    night(world, "hue", (), odd)
    with world.ledger.begin() as connection:
        connection.execute(update(addresses).where(addresses.c.reason == "odd\nreason").values(url=url))
    told = ask("rejected").stdout.splitlines()
    assert len(told) == len(odd)
    assert all(line.isprintable() for line in told)
    assert told[1].endswith("  not-html  https://hue.gov.vn/x.html  (a [31mred next tail)")
    assert told[0].endswith("  odd reason  https://hue.gov.vn/a%E2%80%AEb.html")
    assert "1 odd reason" in ask("status").stdout
    assert json.loads(ask("rejected", "--json").stdout)["rejected"][0]["url"] == url


def test_nothing_rejected_is_said(world: Any, ask: Callable[..., Any]) -> None:
    assert ask("rejected").stdout == "nothing was rejected\n"
