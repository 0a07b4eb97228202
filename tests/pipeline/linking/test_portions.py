"""Corrections so many that they are linked in portions: between two of them, much that is withheld is linked still."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from pipeline import link
from pipeline.corrections import force_of
from pipeline.ledger.tables import linked
from pipeline.settings import Settings
from records import Article, Correction, Event, Fix, LinkedEvent, decode
from tests.pipeline.linking.oracle import check
from tests.pipeline.linking.test_relink import corpus, in_batches, write

SAID: dict[str, Any] = {"by": "Biên tập", "why": "Bài nhầm.", "asked_on": date(2026, 3, 2)}


def corrected(world: Any, given: list[Correction]) -> Any:
    """Has the corrections linked; returns them as they are in force."""
    folder = world.home.root / "corrections"
    folder.mkdir()
    world.settings = Settings(home=world.home.root, database_url=world.settings.database_url, sources=str(folder))
    write(folder, given)
    world.link()
    with world.ledger.read() as connection:
        return force_of(connection)


def test_what_is_withheld_by_a_later_portion_is_in_no_events_record(
    world: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "_BATCH", 1)
    day = {"starts_on": date(2023, 1, 5), "month_day": "01-05", "place_province": "Huế"}
    name = "Hội nghị rừng ngập mặn ven biển"
    told = Event(type="conference", name=name, partners=("Huế", "Nghệ An"), **day)
    near = Event(type="ceremony", name="Lễ hội áo dài", **day)
    meetings = [article(f"x{n}", f"Bài riêng số {n}.", title=name, events=(told,)) for n in range(3)]
    withheld = max(meetings, key=lambda a: a.article_id)
    others = [article(f"y{n}", f"Bài khác {n}.", title="Lễ hội", events=(near,)) for n in range(40)]
    # Portions are taken in the order of ids: another event of that day and place comes first.
    other = next(a for a in others if a.article_id < withheld.article_id)
    world.put(*meetings, other)
    fix = Correction(id="sua", article=other.url, fix=Fix(name="Lễ hội áo"), **SAID)
    force = corrected(world, [Correction(id="an", article=withheld.url, suppress=True, **SAID), fix])
    with world.ledger.read() as connection:
        query = select(linked.c.record).where(linked.c.unit == "events", linked.c.state == "present")
        shown = [decode(record, LinkedEvent).article_ids for record in connection.scalars(query)]
    assert sorted(map(len, shown)) == [1, 2]
    assert all(withheld.article_id not in ids for ids in shown)
    check(world, [*meetings, other], force)


@pytest.mark.parametrize("seed", [4, 8])
@pytest.mark.parametrize("portion", [1, 2])
def test_portions_of_any_size_give_the_whole(
    world: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch, portion: int, seed: int
) -> None:
    monkeypatch.setattr(link, "_BATCH", portion)
    found, rng = corpus(seed, article), random.Random(seed)
    in_batches(world, found, rng)
    chosen = rng.sample([a for a in found if a.events], 6)
    given = [
        Correction(id=f"c{n}", article=a.url, **({"suppress": True} if n % 2 else {"not_an_event": True}), **SAID)
        for n, a in enumerate(chosen)
    ]
    check(world, found, corrected(world, given))
