"""Addresses: one outcome a run, counts that sum, gone and back, what is asked again on which night."""

import random
import shutil
import string
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from pipeline.clock import VIETNAM
from pipeline.ledger import addresses, frontier, open_ledger, runs
from pipeline.ledger.tables import addresses as table
from pipeline.ledger.tables import outcomes
from records import Article, Outcome, Verdict
from transforms.addresses import LONGEST, canonical

NIGHT = date(2026, 3, 1)


def url(number: int) -> str:
    return f"https://nghean.gov.vn/{number}"


def outcome(number: int, verdict: Verdict, at: datetime, **fields: Any) -> Outcome:
    return Outcome(url=url(number), kind="article", verdict=verdict, at=at, **fields)


class Nights:
    """Runs of a source, one a night, each with its outcomes."""

    def __init__(self, ledger: Any, source_id: str = "nghean") -> None:
        self.ledger, self.source_id, self.night, self.runs = ledger, source_id, NIGHT, 0

    def run(self, *lines: tuple[int, Verdict, dict[str, Any]], days: int = 1, repeat: bool = False) -> None:
        """A run's outcomes, `days` after the last run; taken in twice with `repeat`."""
        self.night += timedelta(days=days)
        self.runs += 1
        at = datetime(self.night.year, self.night.month, self.night.day, 2, tzinfo=VIETNAM) + timedelta(
            minutes=self.runs
        )
        run_id = f"{at:%Y%m%dT%H%M%S}-{self.runs}-{self.source_id}"
        found = [outcome(number, verdict, at, **fields) for number, verdict, fields in lines]
        with self.ledger.begin() as connection:
            runs.start(connection, run_id, command="crawl", source_id=self.source_id, night=self.night, now=at)
        for _ in range(1 + repeat):
            with self.ledger.begin() as connection:
                addresses.record(connection, run_id, self.source_id, found, night=self.night)

    def row(self, number: int) -> Any:
        """An address as it is known now."""
        with self.ledger.read() as connection:
            return addresses.addresses_of(connection, self.source_id, [url(number)])[url(number)]


@pytest.fixture
def nights(world: Any) -> Nights:
    return Nights(world.ledger)


def test_unchanged_keeps_validators_and_changed_replaces_them(nights: Nights) -> None:
    nights.run((1, Verdict.NEW, {"etag": '"a"', "last_modified": "Mon", "digest": "d1"}))
    nights.run((1, Verdict.UNCHANGED, {}))
    row = nights.row(1)
    assert (row.etag, row.last_modified, row.digest, row.verdict) == ('"a"', "Mon", "d1", "unchanged")
    nights.run((1, Verdict.FAILED, {"reason": "timeout"}))
    assert (nights.row(1).etag, nights.row(1).digest, nights.row(1).reason) == ('"a"', "d1", "timeout")
    nights.run((1, Verdict.CHANGED, {"etag": '"b"', "digest": "d2"}))
    row = nights.row(1)
    assert (row.etag, row.last_modified, row.digest) == ('"b"', "", "d2"), (
        "a page without Last-Modified keeps no old one"
    )


@pytest.mark.parametrize("verdict", [Verdict.BUDGET, Verdict.ROBOTS])
def test_what_was_not_asked_leaves_the_last_answer(nights: Nights, verdict: Verdict) -> None:
    nights.run((1, Verdict.NEW, {"etag": '"a"'}), (2, verdict, {}))
    nights.run((1, verdict, {}))
    assert (nights.row(1).verdict, nights.row(1).etag) == ("new", '"a"')
    assert (nights.row(2).verdict, nights.row(2).fetched_at) == (verdict, None)


@pytest.mark.parametrize(
    ("history", "gone"),
    [
        ([(1, Verdict.GONE)], False),
        ([(1, Verdict.GONE), (0, Verdict.GONE)], False),
        ([(1, Verdict.GONE), (1, Verdict.GONE)], True),
        ([(1, Verdict.GONE), (1, Verdict.FAILED), (1, Verdict.GONE)], True),
        ([(1, Verdict.GONE), (1, Verdict.UNCHANGED), (1, Verdict.GONE)], False),
        ([(1, Verdict.GONE), (1, Verdict.GONE), (1, Verdict.NEW)], False),
        ([(1, Verdict.GONE), (1, Verdict.GONE), (1, Verdict.BUDGET)], True),
    ],
)
def test_gone_is_missing_on_two_nights_running(nights: Nights, history: list[tuple[int, Verdict]], gone: bool) -> None:
    nights.run((1, Verdict.NEW, {}))
    for days, verdict in history:
        nights.run((1, verdict, {"status": 404}), days=days, repeat=True)
    assert nights.row(1).gone is gone
    assert (nights.row(1).gone_since is None) == (history[-1][1] is Verdict.NEW)


def test_gone_since_is_the_first_of_those_nights(nights: Nights) -> None:
    nights.run((1, Verdict.NEW, {}))
    nights.run((1, Verdict.GONE, {}))
    first = nights.night
    nights.run((1, Verdict.GONE, {}), days=3)
    nights.run((1, Verdict.GONE, {}), days=3)
    assert nights.row(1).gone_since == first


def test_sources_know_an_address_each_for_itself(world: Any) -> None:
    one, other = Nights(world.ledger, "nghean"), Nights(world.ledger, "sotttt-nghean")
    one.run((1, Verdict.NEW, {"etag": '"a"'}))
    with world.ledger.read() as connection:
        assert frontier.find_known(connection, "sotttt-nghean", [url(1)]) == {}
    other.run((1, Verdict.NEW, {"etag": '"b"'}))
    assert (one.row(1).etag, other.row(1).etag) == ('"a"', '"b"')


def test_the_longest_address_that_is_taken_has_room_in_every_database(world: Any) -> None:
    letters = random.Random(1).choices(string.ascii_letters + string.digits, k=LONGEST)  # no database packs those
    longest = canonical(("https://nghean.gov.vn/" + "".join(letters))[:LONGEST])
    found = {"url": f"{longest}#page=1000", "kind": "listing"}
    with world.ledger.begin() as connection:
        assert addresses.discover(connection, "n" * 64, [found], now=world.now) == 1
        assert addresses.addresses_of(connection, "n" * 64, [found["url"]])


def test_an_older_page_that_comes_in_later_changes_nothing_that_is_known(nights: Nights) -> None:
    nights.run((1, Verdict.NEW, {"etag": '"a"', "digest": "d1"}))
    nights.run((1, Verdict.GONE, {}))
    with nights.ledger.begin() as connection:
        old = outcome(1, Verdict.CHANGED, datetime(2019, 1, 1, tzinfo=VIETNAM), digest="d0")
        runs.start(connection, "import", command="import", source_id="nghean", night=NIGHT, now=old.at)
        addresses.record(connection, "import", "nghean", [old], night=NIGHT)
    row = nights.row(1)
    assert (row.etag, row.digest, row.verdict) == ('"a"', "d1", "gone")
    assert row.gone_since is not None


history = st.lists(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from(list(Verdict))), max_size=8).map(tuple), max_size=6
)


@given(history=history, days=st.lists(st.integers(0, 2), min_size=6, max_size=6), repeat=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_address_has_one_outcome_a_run_and_counts_sum(
    history: list[tuple[tuple[int, Verdict], ...]],
    days: list[int],
    repeat: bool,
    tmp_path_factory: pytest.TempPathFactory,
    empty_ledger: Path,
) -> None:
    path = shutil.copyfile(empty_ledger, tmp_path_factory.mktemp("h") / "ledger.sqlite")
    ledger = open_ledger(f"sqlite:///{path}")
    nights = Nights(ledger)
    expected = []
    for lines, gap in zip(history, days, strict=False):
        nights.run(*((n, v, {}) for n, v in lines), days=gap, repeat=repeat)
        expected.append(dict(lines))  # an address that ends twice ends as it did last
    with ledger.read() as connection:
        rows = connection.execute(select(outcomes.c.run_id, table.c.url, outcomes.c.verdict).join(table)).all()
        known = connection.scalar(select(func.count()).select_from(table))
    ledger.close()
    assert len({(row.run_id, row.url) for row in rows}) == len(rows) == sum(len(run) for run in expected)
    assert Counter(row.verdict for row in rows) == Counter(v for run in expected for v in run.values())
    assert known == len({number for run in expected for number in run})


@pytest.fixture
def due(world: Any, article: Callable[..., Article]) -> Callable[..., set[str]]:
    """Puts one article published and fetched at given moments behind 30 newer ones; says what is due on a night."""

    def ask(published: datetime, fetched: datetime, *nights_: date) -> set[str]:
        newer = [article(f"newer-{n}", published_at=published + timedelta(days=100)) for n in range(30)]
        world.put(article("old", published_at=published), *newer, at=fetched)
        found = set()
        for night in nights_:
            with world.ledger.read() as connection:
                asked = addresses.due(connection, "nghean", night=night)
            assert len(asked) == len(set(asked))
            found |= {night.isoformat()} if "https://nghean.gov.vn/old.html" in asked else set()
        return found

    return ask


def days_of(first: date, count: int) -> list[date]:
    return [first + timedelta(days=day) for day in range(count)]


def test_the_schedule_thins_out(due: Callable[..., set[str]]) -> None:
    published = datetime(2026, 3, 1, 23, 30, tzinfo=VIETNAM)
    asked = due(published, published, *days_of(date(2026, 3, 1), 40))
    # Never fetched again in this test, so every night from the first day of the schedule on.
    assert min(asked) == "2026-03-02"


@pytest.mark.parametrize(
    ("fetched_after", "due_after"), [(0, 1), (1, 2), (2, 4), (3, 4), (4, 8), (7, 8), (8, 16), (16, None), (30, None)]
)
def test_an_article_is_due_on_the_next_day_of_the_schedule(
    due: Callable[..., set[str]], fetched_after: int, due_after: int | None
) -> None:
    published = datetime(2026, 3, 1, 0, 30, tzinfo=VIETNAM)
    nights = days_of(date(2026, 3, 1) + timedelta(days=fetched_after), 35)
    asked = due(published, published + timedelta(days=fetched_after), *nights)
    first = min(asked, default=None)
    assert first == ((date(2026, 3, 1) + timedelta(days=due_after)).isoformat() if due_after else None)


def test_a_missed_night_is_made_up_for(due: Callable[..., set[str]]) -> None:
    published = datetime(2026, 3, 1, 8, 0, tzinfo=VIETNAM)
    assert due(published, published + timedelta(days=2), date(2026, 3, 7)) == {"2026-03-07"}


def test_the_newest_are_due_whatever_their_age(world: Any, article: Callable[..., Article]) -> None:
    old = [
        article(f"n{n:02}", published_at=datetime(2019, 1, 1, tzinfo=VIETNAM) + timedelta(days=n)) for n in range(25)
    ]
    world.put(*old)
    with world.ledger.read() as connection:
        found = addresses.due(connection, "nghean", night=date(2026, 5, 1))
    assert found == [a.url for a in reversed(old[-addresses.REVISIT_NEWEST :])]


def test_what_answered_404_is_asked_once_more(world: Any, article: Callable[..., Article]) -> None:
    newer = [article(f"newer-{n}", published_at=datetime(2026, 1, 1, tzinfo=VIETNAM)) for n in range(30)]
    world.put(article("old", published_at=datetime(2018, 1, 1, tzinfo=VIETNAM)), *newer)
    missing = Outcome(url=article("old").url, kind="article", verdict=Verdict.GONE, at=world.now)
    for night, expected in ((date(2026, 4, 1), True), (date(2026, 4, 2), False)):
        with world.ledger.begin() as connection:
            run_id = f"run-{night}"
            runs.start(connection, run_id, command="crawl", source_id="nghean", night=night, now=world.now)
            later = datetime(night.year, night.month, night.day, tzinfo=VIETNAM)
            addresses.record(connection, run_id, "nghean", [_at(missing, later)], night=night)
        world.link()
        with world.ledger.read() as connection:
            asked = addresses.due(connection, "nghean", night=night)
        assert (missing.url in asked) is expected


def _at(found: Outcome, moment: datetime) -> Outcome:
    return Outcome(url=found.url, kind=found.kind, verdict=found.verdict, at=moment)


def test_only_articles_are_asked_once_more(nights: Nights) -> None:
    nights.run((1, Verdict.GONE, {}))
    with nights.ledger.begin() as connection:
        robots = Outcome(url=url(9), kind="robots", verdict=Verdict.GONE, at=datetime(2026, 3, 2, 3, tzinfo=VIETNAM))
        runs.start(connection, "r", command="crawl", source_id="nghean", night=NIGHT, now=robots.at)
        addresses.record(connection, "r", "nghean", [robots], night=NIGHT)
    with nights.ledger.read() as connection:
        assert addresses.due(connection, "nghean", night=NIGHT) == [url(1)]
