"""Coverage, archive depth and the frontier on a real ledger: what each night brought, and what is still to come."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update

from pipeline.clock import VIETNAM
from pipeline.coverage import CoverageDay, coverage_days, worries
from pipeline.depth import archive_depth, backfills, disk_days
from pipeline.ledger import addresses, frontier, runs
from pipeline.ledger.tables import parts
from records import Article, Expectation, Outcome, Source, Verdict

HOME = "https://nghean.gov.vn"
SOURCE = Source(id="nghean", name="Nghệ An", home=f"{HOME}/")


def end(world: Any, error: str = "", **stats: Any) -> None:
    """Ends the newest run."""
    with world.ledger.begin() as connection:
        newest = runs.last(connection, "crawl")["nghean"]["run_id"]
        runs.end(connection, newest, now=world.now, stats=stats, error=error)


def night(world: Any, *found: Article, read: bool = True) -> date:
    """One good night that brought these articles."""
    part = world.archive(found)
    if read:
        world.read(part)
        with world.ledger.begin() as connection:
            counts = {"articles": len(found), "by_rules": len(found)}
            connection.execute(update(parts).where(parts.c.part == part).values(counts))
        world.link()
    end(world)
    day: date = world.now.date()
    return day


def covered(world: Any, source: Source = SOURCE) -> dict[date, CoverageDay]:
    with world.ledger.read() as connection:
        rows = coverage_days(connection, world.now.date() - timedelta(days=28), {source.id: source})
    return {row.day: row for row in rows}


def test_a_day_is_counted_from_its_runs(world: Any, article: Callable[..., Article]) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=VIETNAM)
    first = night(world, article("a", published_at=at), article("b", published_at=at), article("c"))
    row = covered(world)[first]
    assert (row.discovered, row.fetched, row.published, row.outcomes) == (3, 3, 2, {"new": 3})
    assert (row.state, row.finding, row.expected) == ("complete", "ok", None)
    second = night(world, article("a", body="Sửa.", published_at=at))
    assert (covered(world)[second].discovered, covered(world)[second].fetched) == (0, 1)


def test_a_written_expectation_is_judged_once_the_day_is_over(world: Any, article: Callable[..., Article]) -> None:
    expecting = Source(id="nghean", name="Nghệ An", home=f"{HOME}/", expect=Expectation(articles_per_week=(70, 140)))
    first = night(world, article("a"))
    assert covered(world, expecting)[first].finding == "ok", "the day may still bring more"
    second = night(world, article("a", body="Sửa."))
    assert covered(world, expecting)[first].finding == "silent"
    with world.ledger.read() as connection:
        told = worries(connection, [expecting], second)
        assert worries(connection, [SOURCE], second) == []
    assert len(told) == 1
    assert told[0].startswith(f"nghean: silent: 0 articles of {first}, 10 to 20 are usual")
    later = night(world, article("b", published_at=datetime(2026, 3, 3, 9, tzinfo=VIETNAM)))
    with world.ledger.read() as connection:
        assert worries(connection, [expecting], later) == [], "a new address is no silence"


def test_a_redesign_shows_the_same_night(world: Any, article: Callable[..., Article]) -> None:
    night(world, *(article(f"n{n}") for n in range(25)))
    changed = night(world, *(article(f"n{n}", body="Mẫu mới.") for n in range(10)))
    with world.ledger.begin() as connection:
        assert worries(connection, [SOURCE], changed) == []
        newest = update(parts).where(parts.c.run_id.contains("-0002-"))
        connection.execute(newest.values(by_rules=1))
    with world.ledger.read() as connection:
        told = worries(connection, [SOURCE], changed)
    assert told == ["nghean: broken extraction: 1 of 10 pages were read by its rules, 100 in 100 before"]
    row = covered(world)[changed]
    assert (row.finding, row.why) == ("broken extraction", told[0].partition(": ")[2])


def test_failed_nights_are_told_apart(world: Any) -> None:
    found = []
    for error in ("unreachable: timeout", "given up: 429", "nothing came in: no article in 3 requests"):
        world.begin_run()
        end(world, error)
        found.append(covered(world)[world.now.date()].finding)
    assert found == ["unreachable", "blocked", "silent"]
    world.begin_run()
    assert covered(world)[world.now.date()].finding == "unfinished"


def meet(world: Any, *rows: tuple[str, str, Verdict | None, str]) -> None:
    """A run that met addresses: kind, name, verdict (None: only found), the day the list gave it."""
    run_id = world.begin_run()
    with world.ledger.begin() as connection:
        for kind, name, verdict, day in rows:
            listed_at = datetime.fromisoformat(f"{day}T08:00+07:00") if day else None
            url = f"{HOME}/{name}"
            found = {"url": url, "kind": kind, "section": "Tin", "listed_at": listed_at}
            addresses.discover(connection, "nghean", [found], now=world.now)
            if verdict:
                line = Outcome(url=url, kind=kind, verdict=verdict, at=world.now)
                addresses.record(connection, run_id, "nghean", [line], night=world.now.date())
    end(world, requests=100, new=40)


def test_the_frontier_is_what_nobody_has_come_to(world: Any) -> None:
    meet(
        world,
        ("listing", "tin", Verdict.NEW, ""),
        ("listing", "tin/page-7", Verdict.BUDGET, ""),
        ("sitemap", "sitemap-2.xml", Verdict.BUDGET, ""),
        ("feed", "rss", Verdict.FAILED, ""),
        ("article", "failed", Verdict.FAILED, "2026-02-03"),
        ("article", "old", None, "2019-05-05"),
        ("article", "undated", Verdict.BUDGET, ""),
        ("article", "newer", None, "2026-02-02"),
        ("article", "done", Verdict.NEW, "2026-02-01"),
        ("article", "forbidden", Verdict.ROBOTS, "2026-02-04"),
    )
    with world.ledger.read() as connection:
        all_of_it = [known.url.removeprefix(f"{HOME}/") for known in frontier.pending(connection, "nghean", most=9)]
        some = list(frontier.pending(connection, "nghean", most=2))
        left = frontier.left_over(connection)
    assert all_of_it == ["tin/page-7", "sitemap-2.xml", "newer", "old", "undated", "forbidden", "failed"]
    assert len(some) == 4
    assert some[2].section == "Tin"
    assert left == {("nghean", "listing"): 1, ("nghean", "sitemap"): 1, ("nghean", "article"): 3}


def test_depth_says_whether_a_month_is_whole(world: Any, article: Callable[..., Article]) -> None:
    may = datetime(2019, 5, 6, tzinfo=VIETNAM)
    night(world, article("a", published_at=may), article("b", published_at=may), article("c", published_at=None))
    meet(world, ("article", "waiting", None, "2019-05-20"))

    def depth(source: Source = SOURCE) -> list[tuple[str, int, int, str]]:
        with world.ledger.read() as connection:
            rows = archive_depth(connection, {source.id: source})
        return [(row.month, row.articles, row.waiting, row.reach) for row in rows]

    assert depth() == [("", 1, 0, "whole"), ("2019-05", 2, 1, "open")]
    meet(world, ("article", "waiting", Verdict.NEW, ""), ("listing", "tin/page-2", Verdict.BUDGET, ""))
    assert {row[3] for row in depth()} == {"open"}, "nobody knows what is below page 2"
    meet(world, ("listing", "tin/page-2", Verdict.NEW, ""))
    assert depth() == [("", 1, 0, "whole"), ("2019-05", 2, 0, "whole")]
    gone = Source(id="nghean", name="Nghệ An", home=f"{HOME}/", valid_until=date(2025, 7, 1))
    assert {row[3] for row in depth(gone)} == {"closed"}


def test_backfill_tells_how_many_nights_are_left(world: Any, article: Callable[..., Article]) -> None:
    night(world, article("a", published_at=datetime(2021, 8, 1, tzinfo=VIETNAM)))
    # A night makes 2,000 requests, of which 60 were for what is fresh: 1,940 are left for the past.
    waiting = [("article", f"w{n}", None, "") for n in range(1941)]
    meet(world, *waiting)
    with world.ledger.read() as connection:
        (row,) = backfills(connection, {"nghean": SOURCE})
    assert (row.percent, row.bottom, row.waiting, row.nights_left, row.oldest_month) == (0, True, 1941, 2, "2021-08")
    meet(world, ("listing", "tin/page-9", Verdict.BUDGET, ""))
    with world.ledger.read() as connection:
        (row,) = backfills(connection, {})
    assert (row.bottom, row.lists_waiting, row.nights_left) == (False, 1, 2)


def test_the_disk_is_counted_in_days(world: Any, article: Callable[..., Article]) -> None:
    with world.ledger.read() as connection:
        assert disk_days(connection, now=world.now, used=100, free=10**9) is None
    night(world, *(article(f"n{n}") for n in range(10)))
    now = world.now + timedelta(days=2)
    with world.ledger.read() as connection:
        # Ten articles of 1 kB in two days: 5 kB a day.
        assert disk_days(connection, now=now, used=10_000, free=50_000) == 10
        assert disk_days(connection, now=now + timedelta(days=30), used=10_000, free=50_000) is None
