"""What the pages that count are told of the ledger: each source's days with their finding, and its months."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline import reading_room
from pipeline.clock import VIETNAM
from pipeline.ledger import runs
from pipeline.reading_room import ReadingRoom
from records import Article, Expectation, Source
from search.protocols import DepthRow

SOURCE = Source(
    id="nghean", name="Nghệ An", home="https://nghean.gov.vn/", expect=Expectation(articles_per_week=(70, 140))
)  # fmt: skip


def night(world: Any, *found: Article) -> None:
    """One good night that brought these articles."""
    world.read(world.archive(found))
    world.link()
    with world.ledger.begin() as connection:
        runs.end(connection, runs.last(connection, "crawl")["nghean"]["run_id"], now=world.now, stats={})


def test_the_room_tells_days_and_months(
    world: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = ReadingRoom(world.ledger, world.home, {"nghean": SOURCE})
    assert (room.depth(), room.asked_since()) == ([], {})
    at = datetime(2025, 3, 2, 9, tzinfo=VIETNAM)
    night(
        world,
        article("a", published_at=at),
        article("b", published_at=at + timedelta(days=40)),
        article("c", published_at=None),
    )
    first = world.now.date()
    months = [("", 1, "whole"), ("2025-03", 1, "whole"), ("2025-04", 1, "whole")]
    assert [(row.month, row.articles, row.reach) for row in room.depth()] == months
    assert room.depth()[1] == DepthRow(source_id="nghean", month="2025-03", articles=1)
    night(world, article("d", published_at=at))
    assert room.asked_since() == {"nghean": first}
    rows = {row.day: row for row in room.coverage(first)}
    assert (rows[first].state, rows[first].new, rows[first].finding) == ("complete", 3, "silent")
    assert (rows[first].expected, rows[first].published) == ((10, 20), 0)
    # What was counted is kept for a minute, as counting looks at every address.
    assert room.depth()[1].articles == 1
    monkeypatch.setattr(reading_room, "_KEEP_DEPTH", -1.0)
    assert room.depth()[1].articles == 2


def test_changed_articles_are_counted_not_changed_pages(world: Any, article: Callable[..., Article]) -> None:
    room = ReadingRoom(world.ledger, world.home, {"nghean": SOURCE})
    night(world, article("a", "Một. Hai."), article("b", "Bài."), article("c", "Bài."))
    first = world.now.date()
    night(world, article("a", "Một, Hai"), article("b", "Bài mới."), article("d", "Bài."))
    night(world, article("b", "Bài mới hơn."), article("b", "Bài mới nhất."), article("a", "Một. Ba."))
    assert [row.text_changed for row in room.coverage(first)] == [2, 1, 0]  # the newest night first
    assert [row.text_changed for row in room.coverage(first + timedelta(days=9))] == []
