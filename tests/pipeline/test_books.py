"""The books add up: whatever happened, each address and each page stands in exactly one column, and each day's too."""

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from pipeline.books import Books, all_books
from pipeline.cli.status_tables import STANDING, of_a_day
from pipeline.coverage import coverage_days
from pipeline.ledger import addresses, runs
from pipeline.ledger.tables import parts
from pipeline.ledger.tables import runs as runs_table
from records import Article, Outcome, Verdict
from records.outcome import PUT_OFF

# The ways in which an address ends, with the column of the books for each.
ENDS = (
    (Verdict.NEW, "", "kept"),
    (Verdict.CHANGED, "", "kept"),
    (Verdict.UNCHANGED, "", "kept"),
    (Verdict.GONE, "404 Not Found", "missing"),
    (Verdict.REDIRECTED, "https://nghean.gov.vn/khac.html", "redirected"),
    (Verdict.REJECTED, "duplicate-address: https://nghean.gov.vn/khac.html", "duplicates"),
    (Verdict.REJECTED, "duplicate-addresses are many", "rejected"),
    (Verdict.REJECTED, "too-large", "rejected"),
    (Verdict.REJECTED, "not-html: application/pdf", "rejected"),
    (Verdict.FAILED, "500 Internal Server Error", "failed"),
    (Verdict.ROBOTS, "robots.txt forbids it", "forbidden"),
    (Verdict.BUDGET, "budget used up", "to_fetch"),
    (Verdict.BUDGET, f"{PUT_OFF}it was doubted", "put_off"),
)
End = tuple[Verdict, str, str]
NOT_ASKED = (Verdict.BUDGET, Verdict.ROBOTS)


def end_of(end: End) -> str:
    """As a day's counts name it."""
    return {"duplicates": "duplicate", "put_off": "put_off"}.get(end[2], end[0])


def stronger(old: End | None, new: End) -> End:
    """The end that counts for a day of two runs: a page that came in, else the later one that asked."""
    if old is None:
        return new
    for verdict in (Verdict.NEW, Verdict.CHANGED):
        if verdict in (old[0], new[0]):
            return old if old[0] == verdict else new
    return old if new[0] in NOT_ASKED and old[0] not in NOT_ASKED else new


class History:
    """What a random history of one source should leave."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.found: set[str] = set()
        self.stands: dict[str, End] = {}
        self.days: dict[Any, dict[str, End]] = {}
        self.night: date | None = None
        self.asked_again = 0

    def run(self, world: Any, source_id: str) -> None:
        """One run: on the day of the last, or on a new one; it finds addresses, and comes to some of them."""
        rng = self.rng
        run_id = world.begin_run(source_id)
        again = self.night if rng.randrange(3) else None
        self.night = night = again or world.now.date()
        urls = [f"https://{source_id}.gov.vn/{n}.html" for n in range(40)]
        ended = {url: rng.choice(ENDS) for url in rng.sample(urls, rng.randrange(25))}
        lines = [
            Outcome(url=url, kind="article", verdict=end[0], reason=end[1], at=world.now) for url, end in ended.items()
        ]
        lines += [Outcome(url=f"https://{source_id}.gov.vn/tin/", kind="listing", verdict=Verdict.NEW, at=world.now)]
        only_found = [{"url": url, "kind": "article"} for url in rng.sample(urls, 5)]
        with world.ledger.begin() as connection:
            connection.execute(update(runs_table).where(runs_table.c.run_id == run_id).values(night=night))
            new = addresses.discover(connection, source_id, only_found, now=world.now)
            addresses.record(connection, run_id, source_id, lines, night=night)
            runs.count(connection, run_id, discovered=new)
            runs.end(connection, run_id, now=world.now, stats={})
        self.found |= {row["url"] for row in only_found} | ended.keys()
        for url, end in ended.items():
            if end[0] not in NOT_ASKED or url not in self.stands:
                self.stands[url] = end
            day = self.days.setdefault(night, {})
            self.asked_again += url in day
            day[url] = stronger(day.get(url), end)

    def columns(self) -> Counter[str]:
        """Addresses by the column they should stand in."""
        return Counter(self.stands[url][2] if url in self.stands else "to_fetch" for url in self.found)


@pytest.mark.parametrize("seed", range(6))
def test_every_address_stands_in_one_column_after_any_history(world: Any, seed: int) -> None:
    histories = {source_id: History(seed * 10 + n) for n, source_id in enumerate(("hue", "nghean"))}
    for _ in range(5):
        for source_id, history in histories.items():
            history.run(world, source_id)
    with world.ledger.read() as connection:
        books = {own.source_id: own for own in all_books(connection)}
        covered = coverage_days(connection, world.now.date() - timedelta(days=28))
    assert books.keys() == histories.keys()
    for source_id, history in histories.items():
        check_books(books[source_id], history)
        days = {row.day: row for row in covered if row.source_id == source_id and row.addresses}
        assert {day: row.outcomes for day, row in days.items()} == {
            day: Counter(map(end_of, ended.values())) for day, ended in history.days.items() if ended
        }
        for row in days.values():
            assert sum(of_a_day(row)) == row.addresses == len(history.days[row.day])
    assert sum(history.asked_again for history in histories.values()), "no day of several runs"
    with world.ledger.begin() as connection:
        kept = connection.scalars(select(runs_table.c.night_ends)).all()
        connection.execute(update(runs_table).values(night_ends=None))
        assert coverage_days(connection, world.now.date() - timedelta(days=28)) == covered, (
            "as a ledger of before tells"
        )
    assert any(kept)


def check_books(own: Books, history: History) -> None:
    """The columns are those that the history leaves, and sum to all addresses that were ever found."""
    told = {name: getattr(own, name) for name in STANDING} | {"rejected": sum(own.rejected.values())}
    assert {name: number for name, number in told.items() if number} == dict(history.columns())
    assert sum(told.values()) == own.addresses == len(history.found)
    heads = Counter(end[1].partition(":")[0] for end in history.stands.values() if end[2] == "rejected")
    assert own.rejected == heads


def test_an_address_asked_twice_in_a_day_is_missing_once(world: Any) -> None:
    url = "https://nghean.gov.vn/a.html"
    for status in (404, 404):
        run_id = world.begin_run()
        line = Outcome(url=url, kind="article", verdict=Verdict.GONE, status=status, at=world.now)
        with world.ledger.begin() as connection:
            night = world.now.date().replace(day=2)
            connection.execute(update(runs_table).where(runs_table.c.run_id == run_id).values(night=night))
            addresses.record(connection, run_id, "nghean", [line], night=night)
            runs.count(connection, run_id, discovered=0)
    with world.ledger.read() as connection:
        (row,) = coverage_days(connection, night)
    assert (row.outcomes, row.addresses) == ({"gone": 1}, 1)


def test_pages_add_up_before_and_after_they_are_read(
    world: Any, article: Callable[..., Article], ask: Callable[..., Any]
) -> None:
    world.archive([article("a"), article("b")])
    world.archive([article("c")])
    assert pages(world) == [(3, 0, 0, 0, 3)]
    assert ask("transform", "--source", "nghean").exit_code == 0
    assert pages(world) == [(3, 0, 3, 0, 0)], "they are JSON, which is no article"
    with world.ledger.read() as connection:
        assert connection.scalar(select(func.sum(parts.c.records))) == 3


def pages(world: Any) -> list[tuple[int, ...]]:
    """Each source's pages: all, then how they were read."""
    with world.ledger.read() as connection:
        books = all_books(connection)
    return [(own.pages, own.read, own.no_article, own.quarantined, own.unread) for own in books]


def test_the_tables_and_the_json_say_the_same(world: Any, ask: Callable[..., Any]) -> None:
    history = History(3)
    for _ in range(3):
        history.run(world, "nghean")
    told = json.loads(ask("status", "--json", "--days", "3650").stdout)
    (books,) = told["books"]
    assert books["addresses"] == len(history.found)
    assert all(day["addresses"] == sum(day["outcomes"].values()) for day in told["coverage"])
    ends = {name for day in told["coverage"] for name in day["outcomes"]}
    assert "page_changed" in ends
    assert "changed" not in ends
    shown = ask("status").stdout.splitlines()
    assert not [line for line in shown if line.startswith("pages in the archive")], "there are none"
    heading = next(n for n, line in enumerate(shown) if line.split()[:2] == ["source", "addresses"])
    row = shown[heading + 2].split()
    assert int(row[1]) == sum(map(int, row[2:])) == len(history.found)
    rejected = ", ".join(f"{number} {reason}" for reason, number in sorted(books["rejected"].items()))
    assert f"rejected of nghean: {rejected}" in shown
