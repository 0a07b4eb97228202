"""verify: silent where all agree, and each kind of disagreement named with its way out."""

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, update

from pipeline.engines import open_engine
from pipeline.index import index_all
from pipeline.ledger.tables import articles, parts
from pipeline.verify import Verification, verify
from records import Article


@pytest.fixture
def database() -> Callable[[], str]:
    """Nothing here depends on the database."""
    return lambda: ""


@pytest.fixture
def whole(world: Any, article: Callable[..., Article]) -> Any:
    """Two parts of two articles, read, linked and indexed."""
    world.put(article("a", "Một bài."), article("b", "Hai bài."))
    world.put(article("c", "Ba bài."), article("d", "Bốn bài."))
    with world.ledger.begin() as connection:
        connection.execute(update(parts).values(articles=2))
    index_all(world.settings, world.ledger)
    return world


def verified(world: Any, **options: Any) -> Verification:
    with world.ledger.read() as connection:
        return verify(connection, world.home, open_engine(world.settings), **options)


def test_all_agree(whole: Any) -> None:
    report = verified(whole, pages=True)
    assert report.faults == ()
    assert report.compared == {"parts": 2, "pages": 4, "readings": 2, "documents": 4}


def test_an_empty_home_has_nothing_to_disagree_but_an_index(world: Any) -> None:
    assert [fault.check for fault in verified(world).faults] == ["index"]


def test_a_part_that_is_gone_or_cut_is_named(whole: Any) -> None:
    first, second = sorted(whole.home.snapshots.rglob("*.warc.gz"))
    first.unlink()
    second.write_bytes(second.read_bytes()[:-10])
    found = verified(whole).faults
    assert [(f.check, f.where.rpartition("/")[2]) for f in found] == [("archive", first.name), ("archive", second.name)]
    assert "missing" in found[0].wrong
    assert "the ledger says" in found[1].wrong


def test_a_file_nobody_knows_is_named_with_how_to_take_it_in(whole: Any) -> None:
    known = next(whole.home.snapshots.rglob("*.warc.gz"))
    known.with_name("other.warc.gz").write_bytes(known.read_bytes())
    (fault,) = verified(whole).faults
    assert fault.where.endswith("other.warc.gz")
    assert "khotin import" in fault.way_out


def test_a_part_with_other_pages_than_the_ledger_says(whole: Any) -> None:
    with whole.ledger.begin() as connection:
        connection.execute(update(parts).where(parts.c.id == 1).values(records=3))
    assert [f.check for f in verified(whole, pages=True).faults] == ["archive", "readings"]


def test_a_reading_that_is_lost_or_not_linked(whole: Any) -> None:
    with whole.ledger.begin() as connection:
        connection.execute(update(parts).where(parts.c.id == 2).values(linked_key=None))
    next(whole.home.readings.rglob("*0001*.zst")).unlink()
    assert [(f.check, f.way_out.split("`")[1]) for f in verified(whole).faults] == [
        ("readings", "khotin transform --force"),
        ("links", "khotin link"),
    ]


def test_an_article_that_stands_elsewhere_than_the_ledger_says(whole: Any) -> None:
    with whole.ledger.begin() as connection:
        connection.execute(update(articles).where(articles.c.line == 0).values(line=1))
    assert {f.check for f in verified(whole).faults} >= {"links"}


def test_an_index_behind_the_ledger(whole: Any, article: Callable[..., Article]) -> None:
    whole.put(article("e", "Năm bài."))
    with whole.ledger.begin() as connection:
        connection.execute(update(parts).where(parts.c.id == 3).values(articles=1))
    (fault,) = verified(whole).faults
    assert "1 changes are not indexed" in fault.wrong
    assert fault.way_out == "`khotin index`"


def test_an_index_with_what_the_ledger_does_not_know(whole: Any, article: Callable[..., Article]) -> None:
    known = article("a").article_id
    with whole.ledger.begin() as connection:
        connection.execute(delete(articles).where(articles.c.article_id == known))
    assert [(f.where, f.wrong) for f in verified(whole).faults] == [(f"articles {known}", "the ledger doesn't know it")]


def test_sets_that_are_gone_are_told_once_with_the_command_that_makes_them(whole: Any, ask: Callable[..., Any]) -> None:
    assert ask("verify").exit_code == 0
    shutil.rmtree(next(whole.home.indexes.glob("build-*/sets")))
    done = ask("verify")
    assert done.exit_code == 1
    assert "sets" in done.stdout
    assert "`khotin index`" in done.stdout
    assert "all agree" not in done.output
    assert "can't be read" not in done.output
    assert ask("index").exit_code == 0
    assert ask("verify").exit_code == 0
