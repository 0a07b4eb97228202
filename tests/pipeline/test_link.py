"""The link step: a part is taken in piece by piece, killed anywhere it goes on, and other rules link everything anew."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from pipeline import versions
from pipeline.ledger.tables import articles as article_rows
from pipeline.ledger.tables import counters, link_keys, linked, parts
from pipeline.link import link_all
from pipeline.linking import anew
from records import Article, Event, Official
from records.errors import HomeError

Make = Callable[..., Article]
CHAIR = Official(name="Nguyễn Văn Quyết", title="Chủ tịch UBND tỉnh Nghệ An", province="Nghệ An")


def articles(make: Make, count: int = 7) -> list[Article]:
    """Articles of one part that tell of one conference, in pairs."""
    return [
        make(f"{n}", f"Bài {n}.", events=(Event(
            type="conference", starts_on=date(2023, 3, 1 + n // 2), partners=("Nghệ An", "Huế"), officials=(CHAIR,)
        ),))
        for n in range(count)
    ]  # fmt: skip


def state(world: Any) -> Any:
    """What is linked, less change numbers."""
    with world.ledger.read() as connection:
        rows = connection.execute(select(linked.c.unit, linked.c.id, linked.c.state, linked.c.record)).all()
        keys = connection.execute(select(link_keys)).all()
    return sorted(map(tuple, rows)), sorted(map(tuple, keys))


def test_others_can_write_between_the_pieces_of_a_part(
    world: Any, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "BATCH", 2)
    world.read(world.archive(articles(article)))
    seen: list[int] = []

    def write(done: int, total: int) -> None:
        with world.ledger.begin() as connection:
            connection.execute(update(parts).values(bytes=done))
        seen.append(done)

    counts = link_all(world.settings, world.ledger, progress=write)
    assert (seen, counts.new) == ([2, 4, 6, 7], 7)


@pytest.mark.parametrize("after", [2, 4, 7])
def test_killed_between_pieces_it_goes_on(
    new_world: Callable[[], Any], article: Make, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(versions, "BATCH", 2)
    whole, killed = new_world(), new_world()
    whole.put(*articles(article))
    killed.read(killed.archive(articles(article)))

    def kill(done: int, total: int) -> None:
        if done == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        link_all(killed.settings, killed.ledger, progress=kill)
    counts = killed.link()
    assert counts.new == 7 - after
    assert state(killed) == state(whole)
    assert killed.link().linked == 0


def test_a_ledger_linked_by_other_rules_is_linked_anew(world: Any, article: Make) -> None:
    world.put(*articles(article))
    before = state(world)
    with world.ledger.begin() as connection:  # as a ledger was before it knew people
        connection.execute(delete(linked).where(linked.c.unit == "people"))
        connection.execute(delete(link_keys).where(link_keys.c.key % 2 == 0))
        connection.execute(delete(counters).where(counters.c.name == "linking"))
    assert world.link().linked == 7
    rows, keys = state(world)
    assert keys == before[1]
    assert [row for row in rows if row[0] != "people"] == [row for row in before[0] if row[0] != "people"]
    with world.ledger.read() as connection:
        assert anew.is_current(connection)
    assert world.link().linked == 0


def in_an_earlier_form(world: Any) -> None:
    """The ledger as a program left it that linked by other rules and kept no titles with the facts."""
    with world.ledger.begin() as connection:
        connection.execute(delete(counters).where(counters.c.name == "linking"))
        for row in connection.execute(select(article_rows)).all():
            facts = json.loads(row.facts)
            del facts["title"]
            own = article_rows.c.article_id == row.article_id
            connection.execute(update(article_rows).where(own).values(facts=json.dumps(facts).encode(), sketch=b""))


def test_facts_of_an_earlier_form_are_made_anew_from_the_readings(world: Any, article: Make) -> None:
    world.put(*articles(article))
    world.put(article("z", body="Bài của đêm sau."))

    def facts() -> list[Any]:
        with world.ledger.read() as connection:
            return list(connection.execute(select(article_rows.c.facts, article_rows.c.sketch)))

    before, kept = state(world), sorted(facts())
    in_an_earlier_form(world)
    assert world.link().linked == 8
    assert sorted(facts()) == kept
    assert state(world) == before


def test_where_the_reading_is_gone_too_the_way_out_is_named(world: Any, article: Make) -> None:
    part = world.put(article("a"))
    in_an_earlier_form(world)
    (path,) = world.home.readings.rglob("*.zst")
    path.unlink()
    with pytest.raises(
        HomeError, match=r"reading .* can't be read .*: `khotin transform` reads the part's pages again"
    ):
        world.link()
    world.read(part)
    assert world.link().linked == 1


def test_what_waits_to_be_taken_in_without_its_article_is_taken_in(world: Any, article: Make) -> None:
    part = world.put(*articles(article))
    in_an_earlier_form(world)
    world.read(part, "code2", lambda found: None if found.url.endswith("/0.html") else found)
    world.link()
    with world.ledger.read() as connection:
        states = connection.scalars(select(article_rows.c.state).order_by(article_rows.c.number)).all()
    assert states == ["withdrawn"] + ["present"] * 6
