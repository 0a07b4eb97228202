"""The graph of who works with whom: pairs, years, what is behind each; never one with itself, on either basis."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.cooperation import cooperation
from records import Article, Event, PartnerRegion, Reference


@pytest.fixture
def signed(world: Any, article: Callable[..., Article]) -> Any:
    """A signing of 2023 by three provinces of which two are one today, and one with a region and no year."""
    past = (Reference(what="Thỏa thuận", signed_on="2023-03-25"),)
    three = {"partners": ("Lâm Đồng", "Bình Thuận", "Hồ Chí Minh"), "name": "Ký kết"}
    world.put(
        article("a", "Một.", events=(Event(type="signing", starts_on=date(2023, 3, 25), month_day="03-25", signed=True, **three),)),
        article("b", "Hai.", events=(Event(type="conference", starts_on=date(2024, 10, 2), refers_to=past, **three),)),
        article(
            "c", "Ba.",
            events=(Event(type="forum", partners=("Huế",), partner_regions=(PartnerRegion(name="Tây Nguyên", count=5),)),),
        ),
    )  # fmt: skip
    return world


def test_each_pair_and_year_with_what_is_behind_it(signed: Any, article: Callable[..., Article]) -> None:
    with signed.ledger.read() as connection:
        edges = {(e.a, e.b, e.year): e for e in cooperation(connection)}
    pairs = [("Bình Thuận", "Hồ Chí Minh"), ("Bình Thuận", "Lâm Đồng"), ("Hồ Chí Minh", "Lâm Đồng")]
    assert set(edges) == {(*pair, year) for pair in pairs for year in ("2023", "2024")} | {
        ("Huế", "Tây Nguyên", "unknown")
    }
    edge = edges["Bình Thuận", "Hồ Chí Minh", "2023"]
    assert (len(edge.event_ids), edge.agreement_ids) == (1, ("a1",))
    assert edge.article_ids == tuple(
        sorted(article(name).article_id for name in "ab")
    )  # what tells of the agreement, too


def test_provinces_that_are_one_today_are_no_pair(signed: Any) -> None:
    with signed.ledger.read() as connection:
        edges = cooperation(connection, basis="today")
    assert {(e.a, e.b) for e in edges} == {("Hồ Chí Minh", "Lâm Đồng"), ("Huế", "Tây Nguyên")}
    assert all(len(e.event_ids) == 1 for e in edges)
