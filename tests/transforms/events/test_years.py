"""Which year a day belongs to, and what is certain where none is."""

from datetime import date

import pytest

from records.event import Reference
from transforms.events.dating import Dated
from transforms.events.reading import split
from transforms.events.when import event_date
from transforms.events.years import bounds, resolve


def _resolve(text, published=None, *, forward=False, prose=""):
    return resolve(event_date(text), published, split("body", prose), "", forward=forward)


@pytest.mark.parametrize(
    ("text", "published", "starts"),
    [
        ("sáng 30/11", date(2019, 12, 2), date(2019, 11, 30)),
        ("ngày 30/12", date(2020, 1, 3), date(2019, 12, 30)),
        ("sáng 25/3", date(2023, 3, 25), date(2023, 3, 25)),
        ("ngày 29/2", date(2024, 3, 4), date(2024, 2, 29)),
        ("ngày 12/3/2021", date(2023, 3, 25), date(2021, 3, 12)),
    ],
)
def test_nearest_past(text, published, starts):
    assert _resolve(text, published).starts_on == starts


def test_an_announcement_looks_forward():
    assert _resolve("ngày 5/1", date(2019, 12, 20), forward=True).starts_on == date(2020, 1, 5)


def test_relative_days():
    assert _resolve("sáng nay", date(2025, 6, 10)).starts_on == date(2025, 6, 10)
    assert _resolve("hôm qua", date(2025, 6, 1)).starts_on == date(2025, 5, 31)
    assert _resolve("sáng thứ sáu", date(2025, 6, 10)).starts_on == date(2025, 6, 6)


def test_open_without_publication():
    assert _resolve("sáng 25/3").starts_on is None


def test_the_text_fixes_the_year():
    found = _resolve("ngày 12/7", prose="Trong 6 tháng cuối năm 2017, ngành tập trung vào ba việc.")
    assert (found.starts_on, found.year_from) == (date(2017, 7, 12), "text")


def test_a_range_over_new_year():
    found = _resolve("từ ngày 30/12 đến 2/1", date(2020, 1, 5))
    assert (found.starts_on, found.ends_on) == (date(2019, 12, 30), date(2020, 1, 2))


def test_lunar_days_are_not_solar():
    assert _resolve("ngày 23/2 âm lịch", date(2025, 4, 1)).starts_on is None


def test_bounds_after_a_signing_and_before_the_plan_has_begun():
    earlier = [Reference(what="Thỏa thuận hợp tác", signed_on="2023-03-25")]
    periods = [("2023", "2024", "reviewed"), ("2024", "2025", "planned")]
    found = bounds(event_date("ngày 2.10"), earlier, periods, None)
    assert (found.not_before, found.not_after) == (date(2023, 10, 2), date(2024, 10, 2))


def test_bounds_from_a_year_that_has_begun():
    assert bounds(None, [], [], 2019).not_before == date(2019, 1, 1)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("hội nghị sẽ diễn ra ngày 5/1", 2023),
        ("hội nghị khai mạc ngày 5/1 tới.", 2023),
        ("hội nghị đã diễn ra ngày 5/1", 2022),
        ("đại hội sẽ khai mạc ngày 20/12", 2022),
    ],
)
def test_what_is_announced_is_looked_for_ahead(text, year):
    (sentence,) = split("lead", text)
    dated = Dated(sentence, event_date(text))
    found = resolve(dated.mention, date(2022, 11, 20), [], "", forward=dated.is_ahead)
    assert found.starts_on.year == year
