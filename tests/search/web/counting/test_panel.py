"""Which portals years are compared over: articles, nothing waiting, the same portals in every year."""

from datetime import date

import msgspec

from search.protocols import DepthRow
from search.web.counting.panel import Depths, Panel, depths, panel


def months(source: str, year: int, *which: int, reach: str = "whole") -> list[DepthRow]:
    return [DepthRow(source_id=source, month=f"{year}-{month:02}", articles=2, reach=reach) for month in which]


def test_a_year_is_whole_with_articles_and_nothing_waiting() -> None:
    rows = [
        *months("a", 2023, 1, 4),  # a small portal, and it published nothing for months
        *months("a", 2024, 7),
        *months("a", 2025, 1, 4, 7),
        *months("a", 2025, 10, reach="open"),
        *months("a", 2026, 2),
        DepthRow(source_id="a", month="2022-05", articles=0, waiting=4, reach="open"),
        DepthRow(source_id="a", month="", articles=9, reach="open"),
    ]
    known = depths(rows)
    assert [known.of("a", str(year)) for year in range(2021, 2027)] == [
        "none", "part", "whole", "whole", "part", "whole",
    ]  # fmt: skip


def test_the_year_of_today_is_never_whole() -> None:
    known = depths([*months("a", 2025, 1, 6), *months("a", 2026, *range(1, 12))], date(2026, 11, 20))
    assert (known.of("a", "2025"), known.of("a", "2026"), known.of("b", "2026")) == ("whole", "part", "none")
    assert known.unfinished == "2026"


def test_a_first_year_that_begins_in_its_middle_is_only_begun() -> None:
    """All of it is read, as the months say; but it is not compared with the years after."""
    known = depths([*months("a", 2019, 5, 6, 7), *months("a", 2020, 11)])
    assert known.years == {("a", "2019"): "begun", ("a", "2020"): "whole"}
    assert panel(known, ("2019", "2020")).years == ("2020",)
    assert depths(months("a", 2019, 3)).of("a", "2019") == "whole"


def test_nothing_is_called_unread_of_which_all_months_are_whole() -> None:
    rows = [
        *months("a", 2018, 1),
        *months("a", 2019, 5),
        *months("a", 2020, 6),
        *months("b", 2019, 5),
        *months("b", 2020, 1),
    ]
    known = depths(rows)
    assert [known.over(("a", "b"), str(year)) for year in range(2017, 2021)] == ["none", "begun", "begun", "whole"]
    some = depths([*rows, DepthRow(source_id="b", month="", articles=0, waiting=1, reach="open")])
    assert [some.over(("a", "b"), str(year)) for year in range(2017, 2021)] == ["none", "part", "begun", "whole"]


def test_what_came_in_by_import_alone_is_never_whole() -> None:
    """Nobody asked the portal for it, so nobody can tell whether it is all: no panel stands on it."""
    rows = months("a", 2023, *range(1, 13), reach="closed")
    assert depths(rows).of("a", "2023") == "part"
    assert panel(depths(rows), ("2023",)) == Panel(years=(), sources=())
    assert [row.is_whole for reach in ("whole", "open", "closed") for row in months("a", 2023, 1, reach=reach)] == [
        True, False, False,
    ]  # fmt: skip


def test_several_portals_are_as_good_as_all_of_them() -> None:
    known = Depths(years={("a", "2023"): "whole", ("b", "2023"): "part", ("a", "2024"): "whole"}, sources=("a", "b"))
    assert known.over(("a",), "2023") == "whole"
    assert known.over(("a", "b"), "2023") == "part"
    assert known.over(("a", "b"), "2024") == "begun"
    assert msgspec.structs.replace(known, unread=frozenset("b")).over(("a", "b"), "2024") == "part"
    assert known.over(("a", "b"), "2022") == "none"
    assert known.over(("a", "b"), "unknown") == "whole"
    assert known.over((), "2022") == "whole"


def test_the_panel_covers_all_years_or_the_latest_that_some_portal_covers() -> None:
    rows = [row for year in (2024, 2025) for row in months("new", year, 1, 4, 7, 10)]
    rows += [row for year in (2023, 2024, 2025) for row in months("old", year, 1, 4, 7, 10)]
    known = depths(rows)
    assert panel(known, ("2024", "2025")) == Panel(years=("2024", "2025"), sources=("new", "old"))
    assert panel(known, ("2023", "2024")) == Panel(years=("2023", "2024"), sources=("old",))
    assert panel(known, ("2022", "2023", "2024")) == Panel(years=("2023", "2024"), sources=("old",))
    assert panel(known, ("2024", "2025"), among=("new",)).sources == ("new",)
    assert panel(known, ("2026",)) == Panel(years=(), sources=())
