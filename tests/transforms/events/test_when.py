"""Dates as administrative prose writes them."""

import pytest

from transforms.events.when import event_date, find_dates, with_part


@pytest.mark.parametrize(
    ("text", "day", "month", "year", "part"),
    [
        ("sáng 25/3, tại tp vinh", 25, 3, 0, "sáng"),
        ("ngày 29/11 đã diễn ra", 29, 11, 0, None),
        ("chiều 9.5, ubnd tỉnh", 9, 5, 0, "chiều"),
        ("chiều 13-01, chủ tịch", 13, 1, 0, "chiều"),
        ("ngày 12 tháng 3 năm 2025", 12, 3, 2025, None),
        ("ngày 23.6.2017 thủ tướng", 23, 6, 2017, None),
        ("sáng ngày 6/2 tại hà nội", 6, 2, 0, "sáng"),
        ("sáng thứ hai, 13/1", 13, 1, 0, "sáng"),
        ("hôm qua (10/2) tại hà nội", 10, 2, 0, None),
        ("hôm nay 4/7 (9h00 giờ đức)", 4, 7, 0, None),
        ("tối ngày 3 tháng ba", 3, 3, 0, "tối"),
    ],
)
def test_day(text, day, month, year, part):
    found = event_date(text)
    assert (found.day, found.month, found.year, found.part) == (day, month, year, part)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("từ ngày 30-5 đến 11-7-2026", (30, 5, 2026), (11, 7, 2026)),
        ("từ ngày 11 - 15/5/2017", (11, 5, 2017), (15, 5, 2017)),
        ("ngày 10 và 11/3", (10, 3, 0), (11, 3, 0)),
        ("từ ngày 8/3 đến 13/3/2017", (8, 3, 2017), (13, 3, 2017)),
    ],
)
def test_range(text, first, last):
    found = event_date(text)
    assert (found.day, found.month, found.year) == first
    assert (found.last_day, found.last_month, found.last_year) == last


@pytest.mark.parametrize(
    "text",
    [
        "17/44 con tàu, 14/14 đô thị",
        "ngày 31/2 tại",
        "giai đoạn 2016-2020",
        "nghị quyết số 35 ngày 1/2/2017",
        "kỷ niệm 50 năm (24/6/1967 – 24/6/2017)",
        "tăng 3,5 - 4/10 điểm",
        "sinh ngày 10/9/1960",
    ],
)
def test_not_the_day(text):
    assert event_date(text) is None


def test_lunar_is_marked():
    assert event_date("ngày 23/2 âm lịch").lunar


def test_relative_and_weekday():
    assert event_date("sáng nay, tại hà nội").relative == 0
    assert event_date("hôm qua, ubnd tỉnh").relative == -1
    assert event_date("sáng thứ sáu, ubnd tỉnh").weekday == 4
    assert event_date("tuần qua, ubnd tỉnh").vague


def test_brackets_take_the_time_of_day():
    low = "chiều nay (8/2), btv thị ủy"
    assert with_part(event_date(low), low).part == "chiều"


def test_offsets():
    low = "theo kế hoạch, sáng 25/3, tại tp vinh"
    (found,) = find_dates(low)
    assert low[found.start : found.end] == "sáng 25/3"


@pytest.mark.parametrize(
    ("text", "day", "last"),
    [
        ("các ngày 3, 4, 5/6", (3, 6), (5, 6)),
        ("từ 24 đến 26-5", (24, 5), (26, 5)),
        ("ngày thứ hai 3/4", (3, 4), (0, 0)),
        ("trong hai ngày 16 và 17/5", (16, 5), (17, 5)),
    ],
)
def test_several_days(text, day, last):
    (mention,) = [m for m in find_dates(text) if m.month]
    assert ((mention.day, mention.month), (mention.last_day, mention.last_month)) == (day, last)


@pytest.mark.parametrize("text", ["tối mùng 5 tháng giêng", "rằm tháng bảy", "ngày 10 tháng 3 (âm lịch)"])
def test_lunar(text):
    assert all(mention.lunar for mention in find_dates(text) if mention.month)
    assert any(mention.lunar for mention in find_dates(text))
