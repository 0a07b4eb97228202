"""Filters, facets, histograms and cross-tabs: the contract of every engine."""

import pytest

from records.errors import QueryError
from search.engine import Engine, Results
from search.query import make_query


def ask(engine: Engine, **given: object) -> Results:
    return engine.search(make_query(given))


def ids(results: Results) -> set[str]:
    return {hit.id for hit in results.hits}


def facet(results: Results, name: str) -> dict[str, int]:
    return {value.value: value.count for value in results.facets[name]}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"province": "Nghệ An"}, {"conference", "english"}),
        ({"province": "nghe an", "role": "about"}, {"conference", "english"}),
        ({"province": "TP.HCM"}, {"conference"}),
        ({"province": "TP.HCM", "role": "about"}, set()),
        ({"province": "Hà Tĩnh", "role": "place"}, {"park"}),
        ({"province": ["Hà Tĩnh", "Bình Thuận"]}, {"park", "kcn", "thuan"}),
        ({"province": "Lâm Đồng"}, {"lamdong"}),
        ({"province": "Lâm Đồng", "basis": "today"}, {"lamdong", "thuan"}),
        ({"province": "Bình Thuận", "basis": "today"}, {"lamdong", "thuan"}),
        ({"province": "Lào Cai"}, {"laocai63", "laocai34"}),
        ({"province": "63:10"}, {"laocai63"}),
        ({"province": "34:15"}, {"laocai34"}),
        ({"region": "Tây Nguyên"}, set()),
        ({"sector": "tourism"}, {"conference", "thuan"}),
        ({"sector": "Du lịch"}, {"conference", "thuan"}),
        ({"sector": ["tourism", "health"]}, {"conference", "thuan", "undated"}),
        ({"year": "2023"}, {"conference", "english"}),
        ({"year": "unknown"}, {"undated"}),
        ({"from": "2023-03-25", "to": "2023-03-25"}, {"conference"}),
        ({"from": "2024"}, {"thuan", "lamdong", "laocai34"}),
        ({"to": "2020-04"}, {"laocai63", "caption"}),
        ({"source": "hatinh"}, {"park"}),
        ({"event_type": "conference"}, {"conference"}),
        ({"partner": "TP.HCM"}, {"conference"}),
        ({"partner": ["TP.HCM", "Nghe An"]}, {"conference"}),
        ({"partner": ["TP.HCM", "Cà Mau"]}, set()),
        ({"partner": "ĐBSCL"}, {"conference"}),
        ({"official": "Nguyễn Văn Thắng"}, {"conference"}),
        ({"official": "nguyen van thang"}, {"conference"}),
        ({"signed": True}, {"conference"}),
        ({"language": "en"}, {"english"}),
        ({"q": "hợp tác", "with_reprints": True}, {"conference", "reprint", "kcn"}),
    ],
    ids=str,
)
def test_filters(engine: Engine, given: dict[str, object], expected: set[str]) -> None:
    results = ask(engine, **given)
    assert ids(results) == expected
    assert results.total == len(expected)


def test_the_portals_own_province_alone_is_no_mention(engine: Engine) -> None:
    assert "own" not in ids(ask(engine, province="Nghệ An"))


def test_a_province_of_former_days_is_understood_and_said(engine: Engine) -> None:
    notice = next(n for n in ask(engine, province="Bình Thuận", basis="today").notices if n.code == "understood")
    assert notice.values == {"given": "Bình Thuận", "taken": "Lâm Đồng"}


def test_facets_count_what_matches(engine: Engine) -> None:
    results = ask(engine, q="du lịch")
    assert facet(results, "province") == {"Nghệ An": 1, "Hồ Chí Minh": 1, "Bình Thuận": 1}
    assert facet(results, "sector") == {"tourism": 2}
    assert facet(results, "event_type") == {"conference": 1}
    assert facet(results, "signed") == {"false": 1, "true": 1}
    assert facet(results, "official") == {"Nguyễn Văn Thắng": 1}


def test_each_facet_ignores_its_own_filter(engine: Engine) -> None:
    both = facet(ask(engine), "sector")
    results = ask(engine, sector="tourism", year="2023")
    assert results.total == 1
    assert facet(results, "sector") == {"tourism": 1}
    assert facet(results, "year") == {"2023": 1, "2024": 1}
    assert facet(ask(engine, sector="tourism"), "sector") == both
    assert facet(ask(engine, sector="tourism"), "year") == {"2023": 1, "2024": 1}
    chosen = [value for value in results.facets["sector"] if value.chosen]
    assert [value.value for value in chosen] == ["tourism"]


def test_a_chosen_value_without_documents_is_still_shown(engine: Engine) -> None:
    results = ask(engine, q="sầu riêng", province="Cà Mau")
    assert facet(results, "province") == {"Cà Mau": 0}


def test_facets_on_both_bases_and_by_role(engine: Engine) -> None:
    assert facet(ask(engine, basis="today"), "province")["Lâm Đồng"] == 2
    assert facet(ask(engine), "province")["Lâm Đồng"] == 1
    assert "Hồ Chí Minh" not in facet(ask(engine, role="about"), "province")
    assert facet(ask(engine, basis="today"), "region")["Duyên hải Nam Trung Bộ và Tây Nguyên"] == 2
    assert facet(ask(engine), "region")["Bắc Trung Bộ và Duyên hải miền Trung"] == 5


def test_histograms_have_the_unknown_year_and_ignore_dates(engine: Engine) -> None:
    everything = ask(engine)
    assert everything.years[-1] == ("unknown", 1)
    assert sum(count for _, count in everything.years) == everything.total == 13
    assert [year for year, _ in everything.years[:-1]] == sorted(year for year, _ in everything.years[:-1])
    assert dict(everything.months)["2023-03"] == 1
    assert ask(engine, year="2023").years == everything.years
    assert ask(engine, **{"from": "2023"}).months == everything.months


def test_reprints_fold_in_totals_and_facets(engine: Engine) -> None:
    folded, unfolded = ask(engine, year="2023"), ask(engine, year="2023", with_reprints=True)
    assert (folded.total, unfolded.total) == (2, 3)
    assert facet(folded, "source") == {"nghean": 2}
    assert facet(unfolded, "source") == {"nghean": 2, "hcm": 1}
    assert "reprints-folded" in {notice.code for notice in folded.notices}


def test_cross_tab(engine: Engine) -> None:
    table = engine.count(["province", "year"], make_query({"q": "du lịch"}))
    assert set(table.rows) == {(("Nghệ An", "2023"), 1), (("Hồ Chí Minh", "2023"), 1), (("Bình Thuận", "2024"), 1)}
    assert (table.total, table.basis, table.role) == (2, "then", "any")
    today = engine.count(["province"], make_query({"basis": "today"}))
    assert dict(today.rows)[("Lâm Đồng",)] == 2
    assert dict(engine.count(["year"], make_query({})).rows)[("unknown",)] == 1


def test_cross_tab_of_a_facet_with_itself_is_what_occurs_together(engine: Engine) -> None:
    table = engine.count(["partner", "partner"], make_query({"unit": "events"}))
    assert dict(table.rows)[("Nghệ An", "Hồ Chí Minh")] == 1


@pytest.mark.parametrize("basis", ["then", "today"])
def test_cooperation_has_no_province_with_itself(engine: Engine, basis: str) -> None:
    table = engine.count(["province", "partner", "year"], make_query({"unit": "events", "basis": basis}))
    rows = dict(table.rows)
    assert rows[("Nghệ An", "Hồ Chí Minh", "2023")] == rows[("Hồ Chí Minh", "Nghệ An", "2023")] == 1
    assert rows[("Nghệ An", "Đồng bằng sông Cửu Long", "2023")] == 1
    assert not [row for row in rows if row[0] == row[1]]


def test_counting_by_what_is_no_facet_is_refused(engine: Engine) -> None:
    with pytest.raises(QueryError, match=r"'colour'.*known: province"):
        engine.count(["colour"], make_query({}))


def test_events_and_agreements(engine: Engine) -> None:
    events = ask(engine, unit="events", partner="Hà Tĩnh", province="Nghệ An", role="place")
    assert ids(events) == {"signing-2023"}
    assert events.hits[0].date == "2023-03-25"
    assert ask(engine, unit="events").years == (("2023", 1), ("unknown", 1))
    assert ids(ask(engine, unit="events", q="toa dam")) == {"seminar-open"}
    assert ids(ask(engine, unit="events", **{"from": "2023-03-01", "to": "2023-03-31"})) == {"signing-2023"}
    assert ids(ask(engine, unit="agreements", q="du lịch", province="Hà Tĩnh", year="2023")) == {"pact"}
    assert ids(ask(engine, unit="agreements", **{"from": "2023-06-01"})) == {"pact"}
    assert dict(ask(engine, unit="agreements").months) == {"unknown": 1}
