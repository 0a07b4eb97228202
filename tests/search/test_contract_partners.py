"""Partners by the names of each basis, and those nobody is called: the contract of every engine."""

from datetime import date
from typing import Any

import pytest

from records.agreement import Agreement
from records.errors import QueryError
from records.event import Event
from records.links import Document
from search.engine import Engine, Results
from search.partners import check_partners
from search.query import make_query


def ask(engine: Engine, **given: object) -> Results:
    return engine.search(make_query(given))


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


def facet(results: Results, name: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[name]}


def test_partners_go_by_the_names_of_the_basis(own_engine: Engine, made: Any) -> None:
    """What Bình Thuận and TP.HCM did in 2019 is, today, done by Lâm Đồng and TP.HCM; so are later events of Lâm Đồng."""
    met = Event(
        type="forum", starts_on=date(2019, 5, 9), partners=("Bình Thuận", "Lâm Đồng", "Bình Dương", "Hồ Chí Minh")
    )
    later = Event(
        type="forum", starts_on=date(2026, 5, 9), partners=("Lâm Đồng", "Hồ Chí Minh"), other_partners=("FPT",)
    )
    pact = Agreement(agreement_id="old", change=102, name="Ký kết", parties=("Bình Thuận", "Hồ Chí Minh"))
    told = made.article("told", "Hai tỉnh", on="2019-05-09", events=(met,), change=103)
    own_engine.begin()
    own_engine.put(
        [
            made.event("met", met, change=100),
            made.event("later", later, change=101, vintage="34"),
            Document(unit="agreements", id="old", change=102, agreement=pact),
            told,
        ]
    )
    own_engine.commit()
    events = {"unit": "events", "year": ["2019", "2026"]}
    then, today = ask(own_engine, **events), ask(own_engine, **events, basis="today")
    assert facet(then, "partner") == {"Hồ Chí Minh": 2, "Lâm Đồng": 2, "Bình Thuận": 1, "Bình Dương": 1, "FPT": 1}
    assert facet(today, "partner") == {"Hồ Chí Minh": 2, "Lâm Đồng": 2, "FPT": 1}
    assert ids(ask(own_engine, unit="events", partner="Bình Thuận")) == {"met"}
    old_name = ask(own_engine, unit="events", partner="Bình Thuận", basis="today")
    assert ids(old_name) == {"met", "later", "seminar-open"}
    assert [n.values["taken"] for n in old_name.notices if n.code == "understood"] == ["Lâm Đồng"]
    assert ids(ask(own_engine, unit="agreements", partner="lam dong", basis="today")) == {"old"}
    assert ids(ask(own_engine, partner="Lâm Đồng", basis="today")) == {"told"}
    fpt = make_query({"unit": "events", "partner": "fpt", "basis": "today"})
    assert ids(own_engine.search(check_partners(own_engine, fpt))) == {"later"}
    table = own_engine.count(["province", "partner"], make_query(events | {"basis": "today"}))
    assert dict(table.rows) == {
        ("Lâm Đồng", "Hồ Chí Minh"): 2, ("Hồ Chí Minh", "Lâm Đồng"): 2, ("Lâm Đồng", "FPT"): 1, ("Hồ Chí Minh", "FPT"): 1
    }  # fmt: skip


@pytest.mark.parametrize("unit", ["articles", "events", "agreements"])
@pytest.mark.parametrize("chosen", [(), ("Nghệ An",), ("Nghệ An", "Hà Tĩnh")])
def test_each_partner_leads_to_as_many_as_it_counts(engine: Engine, unit: str, chosen: tuple[str, ...]) -> None:
    """Partners are asked for together, so that one more counts what is left with it."""
    asked = ask(engine, unit=unit, partner=list(chosen))
    counted = facet(asked, "partner")
    assert set(chosen) <= set(counted)
    for partner, count in counted.items():
        assert ask(engine, unit=unit, partner=[*chosen, partner]).total == count, partner
    assert {value.value for value in asked.facets["partner"] if value.chosen} == set(chosen)


def test_partners_who_never_met_the_chosen_one_are_not_offered(own_engine: Engine, made: Any) -> None:
    met = [("Nghệ An", "Hà Tĩnh"), ("Nghệ An", "Cà Mau"), ("Cà Mau", "Hậu Giang")]
    events = [
        made.event(f"m{n}", Event(type="forum", starts_on=date(1999, 5, n), partners=pair), change=200 + n)
        for n, pair in enumerate(met, 1)
    ]
    own_engine.begin()
    own_engine.put(events)
    own_engine.commit()
    narrowed = ask(own_engine, unit="events", year="1999", partner="Hà Tĩnh")
    assert facet(narrowed, "partner") == {"Hà Tĩnh": 1, "Nghệ An": 1}
    assert facet(narrowed, "year")["1999"] == 1
    assert facet(ask(own_engine, unit="events", year="1999", partner="Bạc Liêu"), "partner") == {"Bạc Liêu": 0}


@pytest.mark.parametrize("unit", ["articles", "events"])
def test_a_partner_nobody_has_is_refused_with_what_is_near(engine: Engine, unit: str) -> None:
    asked = make_query({"unit": unit, "partner": ["Nghệ An", "Đồng bằng sông Cửu"]})
    with pytest.raises(
        QueryError, match=rf"^unknown partner 'Đồng bằng sông Cửu': .* {unit}; did you mean Đồng bằng sông Cửu Long"
    ):
        check_partners(engine, asked)


@pytest.mark.parametrize("basis", ["then", "today"])
@pytest.mark.parametrize("name", ["Nghệ An", "cà mau", "ĐBSCL", "TP.HCM", "Bình Thuận"])
def test_provinces_and_regions_may_have_taken_part_in_nothing(engine: Engine, name: str, basis: str) -> None:
    asked = make_query({"unit": "events", "partner": name, "basis": basis, "year": "1999"})
    assert check_partners(engine, asked) is asked
