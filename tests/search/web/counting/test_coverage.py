"""Coverage: each portal's days as the ledger has them, in words; what may be missing; how far back each reaches."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from search.app import create_app
from search.protocols import CoverageRow, DepthRow
from search.tantivy.engine import TantivyEngine
from search.web.counting.days import SIGNS, last_day, span, unread_of, verdict
from search.web.counting.depth import depth
from search.web.i18n import language
from tests.search.web.browser import Browser
from tests.search.web.counting.many import PORTALS, ManyArchive
from tests.search.web.counting.pages import tree, words
from tests.search.web.sample_archive import TODAY

Many = tuple[TantivyEngine, ManyArchive]
DAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (None, "none"),
        (CoverageRow(source_id="a", day=DAY, state="complete"), "ok"),
        (CoverageRow(source_id="a", day=DAY, state="complete", left=3), "left"),
        (CoverageRow(source_id="a", day=DAY, state="partial", left=3), "partial"),
        (CoverageRow(source_id="a", day=DAY, state="partial"), "partial"),
        (CoverageRow(source_id="a", day=DAY, state="failed"), "unreachable"),
        (CoverageRow(source_id="a", day=DAY, state="failed", finding="blocked"), "blocked"),
        (CoverageRow(source_id="a", day=DAY, state="complete", finding="broken extraction"), "broken"),
        (CoverageRow(source_id="a", day=DAY, state="complete", finding="silent"), "silent"),
    ],
)
def test_a_day_has_one_verdict(row: CoverageRow | None, found: str) -> None:
    assert verdict(row) == found


def test_the_days_looked_at_end_with_the_last_that_was_read(many: Many) -> None:
    last = last_day(many[1], TODAY)
    assert last == TODAY - timedelta(days=1)
    assert last_day(many[1], last) == last
    ninety = span("", last)
    assert (len(ninety.days), ninety.last, ninety.month) == (90, date(2026, 11, 19), "")
    assert (span("2026-10", last).first, span("2026-10", last).last) == (date(2026, 10, 1), date(2026, 10, 31))
    assert span("2026-11", last).last == date(2026, 11, 19)
    for strange in ("2027-01", "2026-13", "x", "2026-11-01", "0000-01"):
        assert span(strange, last) == ninety


def test_the_month_says_each_day_in_words(reader: Browser, many: Many) -> None:
    page = tree(reader, "/coverage?month=2026-10")
    rows = page.cssselect(".days tbody tr")
    assert {words(row.cssselect("th")[0]) for row in rows} == {name for name, _, _ in PORTALS.values()}
    held = {(row.source_id, row.day): row for row in many[1].coverage(date(2026, 10, 1))}
    for row in rows:
        source = next(known for known, (name, _, _) in PORTALS.items() if name == words(row.cssselect("th")[0]))
        cells = row.cssselect("td")
        assert len(cells) == 31
        for number, cell in enumerate(cells):
            known = held.get((source, date(2026, 10, 1) + timedelta(days=number)))
            assert ("không đọc" in cell.text_content()) == (known is None)
            assert ("đọc đủ" in cell.text_content()) == (verdict(known) == "ok")
    assert [words(a) for a in page.cssselect(".choices .links a")] == ["tháng trước", "tháng sau"]
    assert [words(a) for a in tree(reader, "/coverage?month=2026-11").cssselect(".choices .links a")] == ["tháng trước"]


def test_the_strips_and_their_words_agree(reader: Browser, many: Many) -> None:
    """In words no day stands that was before the portal was first read: nobody missed it."""
    page = tree(reader, "/coverage")
    lines = page.cssselect(".strips li")
    assert len(lines) == len(PORTALS)
    ids = {name: known for known, (name, _, _) in PORTALS.items()}
    for line in lines:
        said = words(line.cssselect(".note")[0])
        first = many[1].asked_since()[ids[words(line.cssselect("a")[0])]]
        counted = sum(int(part.split("\u00a0")[0].split()[0]) for part in said.split(", ") if part[0].isdigit())
        assert counted == min(90, (TODAY - first).days)
        assert (f"đọc từ {first.day}/{first.month}/{first.year}" in said) == (counted < 90)
        widths = [float(rect.get("width").rstrip("%")) for rect in line.cssselect("rect")]
        assert sum(widths) == pytest.approx(100, abs=0.1)
        assert said in line.cssselect("svg")[0].get("aria-label").replace("\u00a0", " ")
    assert page.cssselect(".strips rect.look-thin[fill='url(#hatch)']")
    months = page.cssselect(".strip-months text")
    assert [month.text for month in months] == ["Th 9", "Th 10", "Th 11"]
    first = float(months[0].get("x").rstrip("%")) / 100 * 90
    days = words(page.cssselect("#days-title")[0])
    assert f"từ {31 + 1 - round(first)}/8/2026" in days


def test_days_that_lack_something_are_listed_and_the_file_has_all(reader: Browser, many: Many) -> None:
    page = tree(reader, "/coverage")
    rows = many[1].coverage(date(2026, 8, 22))
    missed = page.cssselect(".missed tbody tr")
    assert len(missed) == min(60, sum(1 for row in rows if verdict(row) not in ("ok", "left")))
    assert not any("đọc đủ" in words(row) for row in missed)
    answer = reader.get(page.cssselect(".take a")[0].get("href"))
    told = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(told) == len(rows)
    assert sum(int(row["new"]) for row in told) == sum(row.new for row in rows)


class _Unasked(ManyArchive):
    """The archive of many, less what was read on some days; a portal that came later than the first of them."""

    skipped = (TODAY - timedelta(days=3), TODAY - timedelta(days=50))

    def coverage(self, since: date) -> Sequence[CoverageRow]:
        return [row for row in super().coverage(since) if row.day not in self.skipped]


def test_days_on_which_nobody_asked_are_counted_listed_and_in_the_file(many: Many) -> None:
    """A night that was not run leaves no row: it must not look as if nothing were missing."""
    archive = _Unasked([])
    reader = Browser(create_app(many[0], archive=archive, today=lambda: TODAY))
    page = tree(reader, "/coverage")
    rows = archive.coverage(TODAY - timedelta(days=90))
    # The ministry was first read 39 days ago: nothing is missing of it before.
    unread = 2 * len(PORTALS) - 1
    full = 100 * sum(1 for row in rows if verdict(row) == "ok") // (len(rows) + unread)
    said = words(page.cssselect("#days-title + .note")[0])
    assert f"{len(rows) + unread} lượt" in said
    assert f"{full}% đọc đủ, {unread} lượt không đọc" in said
    listed = [words(row) for row in page.cssselect(".missed tbody tr") if "không đọc" in words(row)]
    assert len([line for line in listed if line.startswith("17/11/2026")]) == len(PORTALS)
    file = reader.get(page.cssselect(".take a")[0].get("href")).text.removeprefix("\ufeff")
    told = [row for row in csv.DictReader(io.StringIO(file)) if row["state"] == "not read"]
    assert {row["day"] for row in told} == {str(day) for day in archive.skipped}
    assert len(told) == unread
    assert {(row["finding"], row["new"], row["failed"]) for row in told} == {("", "", "")}
    assert ("bo-cong-thuong", str(archive.skipped[1])) not in {(row["source"], row["day"]) for row in told}


def test_a_night_whose_budget_ended_is_no_loss(many: Many) -> None:
    """While a portal's past comes in nearly every night is such: the one that lacks something is still found."""
    days = [TODAY - timedelta(days=n) for n in range(1, 61)]
    blocked = CoverageRow(source_id="nghe-an", day=days[40], state="failed", finding="blocked")

    class Filling(ManyArchive):
        def coverage(self, since: date) -> Sequence[CoverageRow]:
            rows = [
                CoverageRow(source_id=known, day=day, state="complete", new=20, left=300)
                for day in days
                for known in PORTALS
            ]
            rows = [blocked if (row.source_id, row.day) == ("nghe-an", days[40]) else row for row in rows]
            return [row for row in rows if row.day >= since]

        def asked_since(self) -> dict[str, date]:
            return dict.fromkeys(PORTALS, days[-1])

    reader = Browser(create_app(many[0], archive=Filling([]), today=lambda: TODAY))
    page = tree(reader, "/coverage")
    (missed,) = page.cssselect(".missed tbody tr")
    assert "bị cổng chặn" in words(missed)
    total = 60 * len(PORTALS)
    said = words(page.cssselect("#days-title + .note")[0]).replace("\u00a0", " ")
    assert f"{100 * (total - 1) // total}% đọc đủ" in said
    assert f"{total - 1} lượt hết lượt hỏi" in said
    (line,) = [line for line in page.cssselect(".strips li") if "Nghệ An" in words(line)]
    assert "59 ngày hết lượt hỏi, còn bài chưa lấy" in words(line).replace("\u00a0", " ")
    cell = tree(reader, "/coverage?month=2026-11").cssselect(".days td.day-full")[0]
    assert cell.text_content().startswith("…"), "its own sign"


def test_a_portal_that_nobody_asks_any_more_still_has_its_line(many: Many) -> None:
    class Left(ManyArchive):
        def coverage(self, since: date) -> Sequence[CoverageRow]:
            row = CoverageRow(source_id="never", day=TODAY - timedelta(days=300), state="failed")
            return [*super().coverage(since), *([row] if row.day >= since else [])]

    reader = Browser(create_app(many[0], archive=Left([]), today=lambda: TODAY))
    page = tree(reader, "/coverage")
    line = next(line for line in page.cssselect(".strips li") if "Điện Biên" in words(line))
    assert words(line.cssselect(".note")[0]).replace("\u00a0", " ") == "90 ngày không đọc"
    assert not page.cssselect(".never")


def test_a_day_that_has_not_ended_is_not_unread_yet() -> None:
    class Today(ManyArchive):
        def coverage(self, since: date) -> Sequence[CoverageRow]:
            rows = [CoverageRow(source_id=known, day=TODAY - timedelta(days=1), state="complete") for known in "ab"]
            return [CoverageRow(source_id="a", day=TODAY, state="complete"), *rows]

    archive = Today([])
    shown = span("", last_day(archive, TODAY))
    rows = archive.coverage(shown.first)
    assert (shown.last, unread_of(archive, shown, rows, TODAY)) == (TODAY, [])
    assert unread_of(archive, shown, rows, TODAY + timedelta(days=1)) == [(TODAY, "b")]


def test_depth_shows_what_is_not_covered_and_what_waits(reader: Browser, many: Many) -> None:
    page = tree(reader, "/coverage")
    years = [words(head) for head in page.cssselect(".depth thead th.number")][:-2]
    rows = {words(row.cssselect("th")[0]): row.cssselect("td.number") for row in page.cssselect(".depth tbody tr")}
    assert years == [str(year) for year in range(2018, 2027)]
    part = rows["Cổng TTĐT tỉnh Yên Bái"]
    assert ["reach-part" in cell.get("class") for cell in part[:9]] == [year in ("2021", "2022") for year in years]
    assert ["reach-none" in cell.get("class") for cell in part[:9]] == [year < "2021" for year in years]
    assert words(part[-1]) == "600"
    assert words(part[0]) == "chưa có dữ liệu"
    held = sum(row.articles for row in many[1].depth() if row.source_id == "nghe-an" and row.month.startswith("2020"))
    assert words(rows["Cổng TTĐT tỉnh Nghệ An"][2]) == str(held)
    assert "Điện Biên" in words(page.cssselect(".never")[0])


def test_a_long_archive_shows_its_latest_years_and_says_so() -> None:
    rows = [DepthRow(source_id="a", month=f"{year}-05", articles=1) for year in (1999, 2004, 2026, 2099)]
    shown = depth(rows, language("vi"), {}, TODAY)
    assert (shown.years[0], shown.years[-1], shown.before) == ("2007", "2026", True)
    assert shown.portals[0].oldest == "5/1999"
    assert depth([], language("vi"), {}, TODAY).years == ()


def test_a_year_of_a_portal_that_is_read_to_its_end_is_empty_not_hatched() -> None:
    rows = [
        DepthRow(source_id="a", month="2024-05", articles=3),
        DepthRow(source_id="b", month="2025-05", articles=3, reach="open"),
    ]
    read, open_ = depth(rows, language("vi"), {}, TODAY).portals
    assert [(year.count, year.reach) for year in read.years] == [("3", "begun"), ("", "whole")]
    assert [(year.count, year.reach) for year in open_.years] == [("", "none"), ("3", "part")]


def test_an_empty_year_says_so_to_those_who_hear_the_page(many: Many) -> None:
    class Silent(ManyArchive):
        def depth(self) -> list[DepthRow]:
            return [row for row in super().depth() if (row.source_id, row.month[:4]) != ("nghe-an", "2020")]

    page = tree(Browser(create_app(many[0], archive=Silent(many[1]._told), today=lambda: TODAY)), "/coverage")
    row = next(row for row in page.cssselect(".depth tbody tr") if "Nghệ An" in words(row.cssselect("th")[0]))
    cell = row.cssselect("td.number")[2]
    assert (words(cell), cell.get("class")) == ("chưa có bài nào", "number")


def test_each_verdict_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
