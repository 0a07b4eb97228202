"""What the ledger keeps of how a source is read: its past, the fields a night showed broken, the parts to read again."""

from datetime import timedelta

from sqlalchemy import select

from pipeline.coverage import coverage_days, worries
from pipeline.ledger import runs
from pipeline.ledger.redesigns import (
    BrokenField,
    Judged,
    broken_since,
    forget_past,
    judged,
    keep_broken,
    keep_judged,
    read_again,
)
from pipeline.ledger.tables import parts
from records import Source
from tests.pipeline.conftest import DAY_ONE, World, make_article

_TITLE = BrokenField(field="title", why="12 of 20 pages have 'Cổng mẫu'")
_BODY = BrokenField(field="body", why="the rules read 0% of the pages, 98% before")


def test_a_past_is_kept_in_place_of_the_last(world: World) -> None:
    with world.ledger.begin() as connection:
        assert judged(connection, "nghean") == Judged()
        keep_judged(connection, "nghean", Judged(past='{"pages": 20}', part_id=3))
        keep_judged(connection, "nghean", Judged(past='{"pages": 40}', part_id=5, tried=12))
        keep_judged(connection, "hue", Judged(part_id=1))
    with world.ledger.read() as connection:
        assert judged(connection, "nghean") == Judged(past='{"pages": 40}', part_id=5, tried=12)
    with world.ledger.begin() as connection:
        forget_past(connection, "nghean")
        assert judged(connection, "nghean") == Judged()
        assert judged(connection, "hue") == Judged(part_id=1)


def test_a_night_looked_at_again_says_what_it_showed_last(world: World) -> None:
    night = DAY_ONE.date()
    with world.ledger.begin() as connection:
        keep_broken(connection, "nghean", night, [_TITLE, _BODY])
        keep_broken(connection, "nghean", night, [_BODY])
        keep_broken(connection, "hue", night - timedelta(days=1), [_TITLE])
        assert broken_since(connection, night) == {("nghean", night): [_BODY]}
        assert broken_since(connection, night, "hue") == {}
        keep_broken(connection, "nghean", night, [])
        assert broken_since(connection, night) == {}


def test_only_what_was_fetched_since_is_read_again(world: World) -> None:
    old, new = world.put(make_article("a")), world.put(make_article("b"))
    with world.ledger.begin() as connection:
        assert read_again(connection, "nghean", world.now) == 1
        assert read_again(connection, "hue", world.now) == 0
        rows = connection.execute(select(parts.c.part, parts.c.reading_key, parts.c.reading)).all()
    assert {row.part: row.reading_key for row in rows} == {old: "code1", new: None}
    assert all(row.reading for row in rows)  # until it was read again, what was read stands


def test_the_night_is_called_broken(world: World) -> None:
    run_id, source = world.begin_run(), Source(id="nghean", name="Nghệ An", home="https://nghean.gov.vn/")
    night = world.now.date()
    with world.ledger.begin() as connection:
        runs.end(connection, run_id, now=world.now, stats={})
        keep_broken(connection, "nghean", night, [_BODY, _TITLE])
    with world.ledger.read() as connection:
        (day,) = coverage_days(connection, night)
        said = worries(connection, [source], night)
        assert worries(connection, [source], night + timedelta(days=1)) == []
    why = "broken extraction: body: the rules read 0% of the pages, 98% before; title: 12 of 20 pages have 'Cổng mẫu'"
    assert (day.finding, day.why, day.broken) == ("broken extraction", why, (_BODY, _TITLE))
    assert said == [f"nghean: {why}"]
