"""A unit that only has another name now is found by it as far back as there are articles: the contract of every engine."""

from datetime import date
from typing import Any

import pytest

from records.event import Event
from records.places import provinces
from search.engine import Engine, Results
from search.partners import check_partners
from search.query import make_query
from search.values import named_units
from tests.search.conftest import province

MET = Event(
    type="conference", name="Hội nghị Huế - Đà Nẵng", starts_on=date(2023, 3, 9), partners=("Thừa Thiên Huế", "Đà Nẵng")
)
LATER = Event(type="forum", name="Diễn đàn", starts_on=date(2026, 5, 9), partners=("Huế", "Đà Nẵng"))


@pytest.fixture
def hue(own_engine: Engine, made: Any) -> Engine:
    """An engine with the province of before 2025, the city since, and neighbours that were merged."""
    old = (province("Thừa Thiên Huế", "about"),)
    new = (province("Huế", "about", vintage="34"),)
    own_engine.begin()
    own_engine.put(
        [
            made.article("hue63", "Hội nghị ở Huế", on="2023-03-09", change=100, provinces=old, events=(MET,)),
            made.article("hue34", "Thành phố Huế họp", on="2026-03-09", change=101, provinces=new, events=(LATER,)),
            made.event("met", MET, change=102),
            made.event("later", LATER, change=103, vintage="34"),
        ]
    )
    own_engine.commit()
    return own_engine


def ask(engine: Engine, **given: object) -> Results:
    return engine.search(check_partners(engine, make_query(given)))


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Huế", {"hue63", "hue34"}),
        ("thành phố Huế", {"hue63", "hue34"}),
        ("Thừa Thiên Huế", {"hue63"}),
        ("34:46", {"hue34"}),
        ("63:46", {"hue63"}),
        (["Huế", "Bình Thuận"], {"hue63", "hue34", "thuan"}),
        # What was merged of several keeps to the name of its time.
        ("Lâm Đồng", {"lamdong"}),
        ("Bình Thuận", {"thuan"}),
    ],
)
def test_a_name_stands_for_the_one_unit_it_follows(hue: Engine, asked: object, found: set[str]) -> None:
    assert ids(ask(hue, province=asked)) == found


def test_as_a_partner_too(hue: Engine) -> None:
    for unit, found in (("events", {"met", "later"}), ("articles", {"hue63", "hue34"})):
        assert ids(ask(hue, unit=unit, partner="Huế")) == found
        assert ids(ask(hue, unit=unit, partner=["Huế", "Đà Nẵng"])) == found
        assert ids(ask(hue, unit=unit, partner="hue")) == found
    assert ids(ask(hue, unit="events", partner="Thừa Thiên Huế")) == {"met"}
    assert ids(ask(hue, unit="events", partner="34:46")) == {"later"}
    assert ids(ask(hue, unit="events", partner="34:46", basis="today")) == {"met", "later"}


def test_the_reader_is_told_and_values_are_counted_apart(hue: Engine) -> None:
    results = ask(hue, province="Huế")
    told = [notice.values for notice in results.notices if notice.code == "earlier-name"]
    assert told == [{"given": "Huế", "also": "Thừa Thiên Huế"}]
    counted = {value.value: (value.count, value.chosen) for value in results.facets["province"]}
    assert counted["Huế"] == (1, True)
    assert counted["Thừa Thiên Huế"] == (1, False)
    for exactly in ("34:46", "Thừa Thiên Huế", "Lâm Đồng"):
        assert not [notice for notice in ask(hue, province=exactly).notices if notice.code == "earlier-name"]
    assert not [n for n in ask(hue, province="Huế", basis="today").notices if n.code == "earlier-name"]


def test_only_what_follows_a_single_unit_under_a_new_name_is_two() -> None:
    two = {unit.name for unit in provinces().values() if len(named_units(unit.name, "then")) > 1}
    assert two == {"Huế"}
    assert named_units("Huế", "today") == ("Huế",)
