"""Documents: each change once, in order, removals too; the same whatever the batch."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pipeline import documents
from pipeline.documents import count_since
from records import Article, Event

BODY = " ".join(f"từ{n}" for n in range(80))


def meeting(**fields: Any) -> Event:
    given = {"month_day": "03-01", "place_province": "Nghệ An", "partners": ("Nghệ An", "Hà Tĩnh"), "name": "Hội nghị"}
    return Event(type="conference", **(given | fields))


@pytest.fixture
def filled(world: Any, article: Callable[..., Article]) -> Any:
    """Twelve articles in three parts, two of them reprints, two telling of one event."""
    for night in range(3):
        world.put(*(article(f"{night}-{n}", f"Bài số {night}-{n}.") for n in range(3)), article(f"r{night}", BODY))
    world.put(article("e1", "Một.", events=(meeting(),)), article("e2", "Hai.", events=(meeting(),)))
    return world


@pytest.mark.parametrize("batch", [1, 3, 1000])
def test_each_change_once_and_in_order(filled: Any, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(documents, "_BATCH", batch)
    found = filled.documents()
    changes = [d.change for d in found]
    assert changes == sorted(set(changes))
    assert len({(d.unit, d.id) for d in found}) == len(found) == 15
    for since in (0, changes[4], changes[-1]):
        later = filled.documents(since)
        assert later == [d for d in found if d.change > since]
        with filled.ledger.read() as connection:
            assert count_since(connection, since) == len(later)


def test_a_document_holds_the_article_with_its_links(filled: Any, article: Callable[..., Article]) -> None:
    by_id = {d.id: d for d in filled.documents()}
    first, second = by_id[article("r0").article_id], by_id[article("r1").article_id]
    assert first.article.body == BODY
    assert first.article.fetched_at == first.links.first_seen_at
    assert (first.links.group_id, first.links.is_lead) == (first.id, True)
    assert set(first.links.reprint_ids) == {article("r1").article_id, article("r2").article_id}
    assert (second.links.group_id, second.links.is_lead) == (first.id, False)
    event = by_id["e1"].event
    assert (event.event_id, event.change) == ("e1", by_id["e1"].change)
    assert set(event.article_ids) == {article("e1").article_id, article("e2").article_id}
    assert by_id[article("e1").article_id].links.event_ids == ("e1",)


def test_what_merged_away_is_a_removal(world: Any, article: Callable[..., Article]) -> None:
    apart = {"place_province": None, "partners": ("Nghệ An",)}
    world.put(article("a", "Một.", events=(meeting(partners=("Nghệ An", "Hà Tĩnh")),)))
    world.put(article("b", "Hai.", events=(meeting(partners=("Đà Nẵng", "Quảng Nam"), place_province=None),)))
    last = world.documents()[-1].change
    between = ("Nghệ An", "Hà Tĩnh", "Đà Nẵng", "Quảng Nam")
    world.put(article("c", "Ba.", events=(meeting(partners=between),)))
    found = {d.id: d for d in world.documents(last)}
    assert found["e2"].removed
    assert len(found["e1"].event.article_ids) == 3
    assert found[article("b").article_id].links.event_ids == ("e1",)
    assert article("a").article_id not in found, "its links are as they were"
    assert apart


def test_sort_keys_are_unique_and_order_by_date(world: Any, article: Callable[..., Article]) -> None:
    dated = [article(f"d{n}", f"Bài {n}.", published_at=world.now + timedelta(hours=n // 2)) for n in range(6)]
    world.put(*dated, article("none", "Không ngày.", published_at=None))
    keys = {d.article.article_id: d.links.sort_key for d in world.documents()}
    assert len(set(keys.values())) == 7
    assert min(keys, key=lambda k: keys[k]) == article("none").article_id
    assert [keys[a.article_id][:14] for a in dated] == sorted(keys[a.article_id][:14] for a in dated)
