"""What a crawl is told of earlier nights: asked one by one, limited to what a night can use."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from crawlers.job import CrawlJob
from pipeline import known_addresses
from pipeline.known_addresses import LedgerAddresses
from pipeline.ledger import addresses
from records import Article, Outcome, Source, Verdict

HOME = "https://nghean.gov.vn"


def opened(world: Any, **fields: Any) -> LedgerAddresses:
    source = Source(id="nghean", name="Nghệ An", home=f"{HOME}/")
    job = CrawlJob(source=source, platform=None, run_id="r", now=world.now, **fields)
    return LedgerAddresses(world.ledger, job, world.now.date())


def test_an_address_is_asked_for_once_and_forgotten_in_time(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run_id = world.begin_run()
    with world.ledger.begin() as connection:
        lines = [
            Outcome(url=f"{HOME}/{n}", kind="article", verdict=Verdict.NEW, at=world.now, etag=f'"{n}"')
            for n in range(9)
        ]
        addresses.record(connection, run_id, "nghean", lines, night=world.now.date())
    monkeypatch.setattr(known_addresses, "_KEPT", 3)
    known = opened(world)
    for n in (*range(9), 0):
        found = known.get(f"{HOME}/{n}")
        assert found is not None
        assert (found.etag, found.last_verdict, found.fetched_at) == (f'"{n}"', Verdict.NEW, world.now)
    assert known.get(f"{HOME}/none") is None
    assert len(known._answers) <= 3
    known.close()


def test_it_says_when_the_page_was_kept_that_an_address_has_answered_with_since(
    world: Any, article: Callable[..., Article]
) -> None:
    one = article("a")
    world.put(one)
    kept_at = world.now
    run_id = world.begin_run()
    with world.ledger.begin() as connection:
        same = Outcome(url=one.url, kind="article", verdict=Verdict.UNCHANGED, at=world.now, warc_file="nghean/p")
        addresses.record(connection, run_id, "nghean", [same], night=world.now.date())
    known = opened(world).get(one.url)
    assert known is not None
    assert (known.page_at, known.fetched_at) == (kept_at, world.now)
    assert kept_at < world.now


def test_one_run_over_everything_goes_on_where_the_last_stopped(world: Any, article: Callable[..., Article]) -> None:
    old = [article(f"n{n:02}", published_at=world.now - timedelta(days=400 + n)) for n in range(40)]
    world.put(*old)
    known = opened(world, duty="full", budget=30)
    first = list(known.due())
    known.close()
    assert len(first) == len(set(first)) <= addresses.REVISIT_NEWEST + 30
    run_id = world.begin_run()
    with world.ledger.begin() as connection:
        lines = [Outcome(url=url, kind="article", verdict=Verdict.UNCHANGED, at=world.now) for url in first]
        addresses.record(connection, run_id, "nghean", lines, night=world.now.date())
    known = opened(world, duty="full", budget=30)
    assert {a.url for a in old} <= {*first, *known.due()}
    known.close()
