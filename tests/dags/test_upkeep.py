"""What runs beside the nights, on a home with one good night: reindex, reading again, upkeep, checks, alerts."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.dags.conftest import Nights
from tests.smoke.small_portal import SmallPortal, small_portal


@pytest.fixture
def home(nights: Nights) -> Iterator[tuple[Nights, SmallPortal]]:
    """Three articles, searchable."""
    with small_portal(3) as portal:
        nights.source("mot", portal.base)
        assert nights.run("news_crawl_nightly")[0] == "success"
        assert nights.run("news_link_and_index")[0] == "success"
        yield nights, portal


def test_the_index_is_rebuilt_compared_and_rolled_back(home: tuple[Nights, SmallPortal]) -> None:
    nights, _ = home
    builds = nights.home / "indexes"
    first = {path.name for path in builds.glob("build-*")}
    assert nights.run("news_reindex", action="compare only")[0] == "success"
    assert {path.name for path in builds.glob("build-*")} == first
    assert nights.run("news_reindex")[0] == "success"
    assert len({path.name for path in builds.glob("build-*")} - first) == 1
    assert nights.run("news_reindex", action="roll back")[0] == "success"
    (builds / "build-20260101t000000000000" / "articles").mkdir(parents=True)
    assert nights.run("news_reindex", action="remove leftovers")[0] == "success"
    assert not (builds / "build-20260101t000000000000").exists()
    assert nights.documents()["articles"] == 3


def test_what_is_swapped_in_may_not_differ_by_more_than_was_said(home: tuple[Nights, SmallPortal]) -> None:
    from sqlalchemy import update

    from pipeline.ledger.tables import articles
    from pipeline.workplace import Workplace

    nights, _ = home
    with Workplace().ledger.begin() as connection:
        gone = update(articles).where(articles.c.number == 1)
        connection.execute(gone.values(state="withdrawn", change=articles.c.change + 1000))
    assert nights.run("news_reindex", most_differences=0)[0] == "failed"
    assert nights.documents()["articles"] == 3
    assert nights.run("news_reindex")[0] == "success"
    assert nights.documents()["articles"] == 2


def test_reading_again_leaves_alone_what_the_same_code_read(home: tuple[Nights, SmallPortal]) -> None:
    from sqlalchemy import update

    from pipeline.ledger.tables import parts
    from pipeline.workplace import Workplace

    nights, _ = home
    state, tasks = nights.run("news_backfill")
    assert (state, tasks["read_again"], tasks["publish"]) == ("success", ["success"], ["skipped"])
    with Workplace().ledger.begin() as connection:
        connection.execute(update(parts).values(reading_key="read by older code"))
    state, tasks = nights.run("news_backfill", since="2000-01-01", until="2000-12-31")
    assert tasks["publish"] == ["skipped"], "nothing was stored in those nights"
    state, tasks = nights.run("news_backfill")
    assert tasks["publish"] == ["success"]
    assert nights.run("news_backfill", sources=["khong-co"])[0] == "failed"


@pytest.mark.parametrize(("before", "published"), [(1, "success"), (2, "skipped")])
def test_the_night_before_is_read_again_too(home: tuple[Nights, SmallPortal], before: int, published: str) -> None:
    """One that went on past the hour of this DAG held its sources then."""
    from sqlalchemy import update

    from pipeline import clock
    from pipeline.ledger.tables import parts, runs
    from pipeline.workplace import Workplace

    nights, _ = home
    with Workplace().ledger.begin() as connection:
        connection.execute(update(runs).values(night=clock.now().date() - timedelta(days=before)))
        connection.execute(update(parts).values(reading_key="read by older code"))
    assert nights.run("news_backfill")[1]["publish"] == [published]


def test_all_agree_and_what_does_not_is_told(home: tuple[Nights, SmallPortal]) -> None:
    nights, _ = home
    assert nights.run("news_verify", pages=True)[0] == "success"
    next(nights.home.glob("snapshots/mot/*.warc.gz")).unlink()
    assert nights.run("news_verify")[0] == "failed"
    [report] = nights.home.glob("reports/verify-*.json")
    assert "the file is missing" in report.read_text("utf-8")


def test_upkeep_never_touches_the_archive_unasked(home: tuple[Nights, SmallPortal]) -> None:
    nights, _ = home
    stray = nights.home / "snapshots" / "mot" / "20200101T010000-aaaa-mot-0001.warc.gz"
    stray.write_bytes(b"pages that the ledger lost")
    os.utime(stray, (0, 0))
    before = sorted(nights.home.glob("snapshots/*/*"))
    assert nights.run("news_retention")[0] == "success"
    assert sorted(nights.home.glob("snapshots/*/*")) == before
    assert nights.run("news_retention", confirm="remove parts the ledger doesn't know")[0] == "success"
    assert sorted(nights.home.glob("snapshots/*/*")) == [path for path in before if path != stray]


def test_sources_are_tried_and_reported(home: tuple[Nights, SmallPortal]) -> None:
    nights, _ = home
    state, tasks = nights.run("news_source_check", sources=["mot"])
    assert (state, tasks["check"]) == ("success", ["success"])
    [report] = nights.home.glob("reports/source-checks-*.txt")
    assert "of 1 sources" in report.read_text("utf-8")


def test_a_source_whose_check_broke_is_reported(home: tuple[Nights, SmallPortal]) -> None:
    from pipeline.checks import report_checks
    from pipeline.workplace import Workplace

    text = report_checks(Workplace(), [], ["mot"]).read_text("utf-8")
    assert text.startswith("Kho Tin: 1 of 1 sources are not as they were\nmot: its check broke")


def test_what_a_run_holds_is_not_read_again(home: tuple[Nights, SmallPortal]) -> None:
    from pipeline import clock, locks

    nights, _ = home
    with locks.held(nights.home / "locks", "mot", run_id="r9", now=clock.now()):
        state, tasks = nights.run("news_backfill")
    assert (state, tasks["read_again"], tasks["publish"]) == ("success", ["skipped"], ["skipped"])


def test_without_a_mail_server_no_letter_goes_out(home: tuple[Nights, SmallPortal]) -> None:
    """Whoever is due one is not noted as told, so it goes out once a server is set."""
    from sqlalchemy import update

    from pipeline import clock
    from pipeline.alerts import book
    from pipeline.ledger.tables import subscriptions
    from pipeline.workplace import Workplace

    nights, _ = home
    ledger = Workplace().ledger
    with ledger.begin() as connection:
        book.note(connection, "an@example.org", "", "vi", "run", clock.now())
        connection.execute(update(subscriptions).values(confirmed_at=clock.now(), upto=0))
    assert nights.run("news_alerts")[0] == "success"
    with ledger.read() as connection:
        [waiting] = book.to_tell(connection)
    assert (waiting.upto, waiting.sending_upto, waiting.sent_at) == (0, None, None)
