"""Whose an article is that two sources claim: by id, by address, by text; and what an import is beside a crawl."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import update

from pipeline.clock import VIETNAM
from pipeline.ledger.tables import runs as runs_table
from records import Article

AT = datetime(2026, 3, 1, 2, 0, tzinfo=VIETNAM)
LONG = " ".join(f"từ{n}" for n in range(80))


def test_two_sources_with_one_id_are_named(world: Any, article: Callable[..., Article]) -> None:
    own = {"url": "", "article_id": "17", "title": "Tin"}
    world.put(article("x", "Bài của một.", source_id="one", **own))
    part = world.archive([article("x", "Bài của hai.", source_id="two", **own), article("y", source_id="two")])
    world.read(part)
    counts = world.link()
    assert counts.new == 1, "the rest of the part is taken in"
    assert len(counts.conflicts) == 1
    assert all(word in counts.conflicts[0] for word in ("'17'", "'one'", "'two'"))
    assert world.row(article("x", **own)).source_id == "one"
    assert world.link().conflicts == []


def test_one_page_fetched_for_two_sources_is_one_article(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a", "Bài.", source_id="one"))
    world.put(article("a", "Bài.", source_id="two"))
    row = world.row(article("a"))
    assert (row.version, row.source_id) == (1, "one")


def test_another_text_at_a_sources_address_does_not_take_its_article_over(
    world: Any, article: Callable[..., Article]
) -> None:
    world.put(article("a", "Bài.", source_id="one"))
    world.read(world.archive([article("a", "Khác.", source_id="two"), article("b", source_id="two")]))
    counts = world.link()
    assert counts.new == 1
    (conflict,) = counts.conflicts
    assert all(word in conflict for word in ("'one'", "'two'", "a.html"))
    row = world.row(article("a"))
    assert (row.version, row.source_id) == (1, "one")


def test_one_text_of_two_sources_stays_one_article_when_code_reads_it_otherwise(
    world: Any, article: Callable[..., Article]
) -> None:
    found = [world.put(article("a", "Bài. Chân.", source_id=source)) for source in ("one", "two")]
    for part in reversed(found):
        world.read(part, "code2", lambda a: article("a", "Bài.", source_id=a.source_id))
        assert world.link().conflicts == []
    row = world.row(article("a"))
    assert (row.version, row.source_id) == (1, "one")


def test_a_crawl_goes_on_from_what_was_imported_under_another_source(
    world: Any, article: Callable[..., Article]
) -> None:
    world.put(article("a", "Bài.", source_id="imports"))
    with world.ledger.begin() as connection:
        connection.execute(update(runs_table).values(command="import"))
    world.put(article("a", "Đã sửa.", source_id="nghean"))
    row = world.row(article("a"))
    assert (row.version, row.source_id) == (2, "nghean")
