"""The times that a sentence tells: bounds, stretches, parts, English ones; and numbers that are none."""

from datetime import date

import pytest

from search.questions.reading import is_read, read
from tests.search.questions.in_short import TODAY, parts


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2023 Hà Nội", "when 2023; province Hà Nội"),
        ("hội nghị 2023 hà nội", "event_type conference; when 2023; province Hà Nội"),
        ("hoi nghi 2023 ha noi", "event_type conference; when 2023; province Hà Nội"),
        ("hội nghị năm 2023 Đồng Nai", "event_type conference; when 2023; province Đồng Nai"),
        ("hội nghị sau năm 2021 Hà Nội", "event_type conference; when 2022-01-01..; province Hà Nội"),
        ("hội nghị từ 2020 đến 2022 Hồ Chí Minh", "event_type conference; when 2020-01-01..2022-12-31"),
        ("hội nghị Huế 2000 USD", "event_type conference; province Huế"),
        ("hội nghị Huế 2000 hộ", "event_type conference; province Huế"),
    ],
)
def test_a_year_before_a_name_is_no_amount(text: str, meant: str) -> None:
    assert parts(text) == meant


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("từ tháng 3 đến tháng 6 năm 2023", "2023-03-01..2023-06-30"),
        ("từ tháng 3 đến tháng 6/2023", "2023-03-01..2023-06-30"),
        ("từ ngày 5 đến ngày 10/3/2023", "2023-03-05..2023-03-10"),
        ("từ 1/3 đến 15/6/2023", "2023-03-01..2023-06-15"),
        ("từ tháng 11/2022 đến tháng 2/2023", "2022-11-01..2023-02-28"),
        ("between March and June 2023", "2023-03-01..2023-06-30"),
        ("from 5 March 2023 to 6 April 2023", "2023-03-05..2023-04-06"),
        ("quý I đến quý III năm 2023", "2023-01-01..2023-09-30"),
        ("sau tháng 3/2023", "2023-04-01.."),
        ("sau ngày 5/3/2023", "2023-03-06.."),
        ("trước ngày 5/3/2023", "..2023-03-04"),
        ("before March 2023", "..2023-02-28"),
        ("since March 2023", "2023-03-01.."),
        ("đến tháng 6/2023", "..2023-06-30"),
        ("until 2021", "..2021-12-31"),
        ("từ tháng 3/2023 đến nay", "2023-03-01.."),
        ("năm 2021 trở về trước", "..2021-12-31"),
    ],
)
def test_bounds_and_stretches(words: str, when: str) -> None:
    asked = (
        "which conferences in Hue"
        if words.startswith(("between", "from", "before", "since", "until"))
        else "hội nghị nào ở Huế"
    )
    text = f"{asked} {words}"
    assert parts(text) == f"event_type conference; province Huế; when {when}"
    assert is_read(text)


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("cuối tháng 3/2023", "2023-03-16..2023-03-31"),
        ("giữa năm 2023", "2023-04-01..2023-09-30"),
        ("đầu năm nay", "2026-01-01..2026-06-30"),
        ("6 tháng cuối năm ngoái", "2025-07-01..2025-12-31"),
        ("sáu tháng đầu năm 2023", "2023-01-01..2023-06-30"),
        ("ngày 5/3 năm ngoái", "2025-03-05..2025-03-05"),
        ("quý IV năm ngoái", "2025-10-01..2025-12-31"),
        ("từ đầu năm 2023", "2023-01-01.."),
        ("từ đầu năm 2023 đến nay", "2023-01-01.."),
        ("từ đầu năm 2021 đến cuối năm 2023", "2021-01-01..2023-12-31"),
        ("hai tuần qua", "2026-11-08..2026-11-22"),
        ("trong 12 tháng qua", "2025-11-22..2026-11-22"),
        ("năm năm qua", "2021-11-22..2026-11-22"),
        ("3 ngày trước", "2026-11-19..2026-11-19"),
        ("2 tuần trước", "2026-11-02..2026-11-08"),
        ("ba tháng trước đây", "2026-08-01..2026-08-31"),
        ("5 năm trước", "2021"),
        ("tháng 3 năm trước", "2025-03-01..2025-03-31"),
        ("thứ hai tuần trước", "2026-11-09..2026-11-15"),
        # a dash parts day, month and year as a slash does
        ("ngày 5-6-2023", "2023-06-05..2023-06-05"),
        ("từ ngày 1-3-2023 đến ngày 5-3-2023", "2023-03-01..2023-03-05"),
        ("ngày 5-6/3/2023", "2023-03-05..2023-03-06"),
        ("tháng 10-2024", "2024-10-01..2024-10-31"),
        ("tháng 10.2024", "2024-10-01..2024-10-31"),
        ("quý 3-2024", "2024-07-01..2024-09-30"),
        ("3-2023", "2023-03-01..2023-03-31"),
        ("2021-2023", "2021-01-01..2023-12-31"),
    ],
)
def test_parts_of_times_and_times_told_from_today(words: str, when: str) -> None:
    assert parts(f"hội nghị nào ở Huế {words}") == f"event_type conference; province Huế; when {when}"


def test_months_back_from_a_longer_month_end_with_the_month() -> None:
    question = read("hội nghị nào 1 tháng qua", date(2026, 3, 31))
    assert question
    assert question.when
    assert question.when.days == (date(2026, 2, 28), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("3 years ago", "2023"),
        ("a month ago", "2026-10-01..2026-10-31"),
        ("in May 2024", "2024-05-01..2024-05-31"),
        ("on 5 Sep 2024", "2024-09-05..2024-09-05"),
    ],
)
@pytest.mark.parametrize("place", ["Hue", "Huế"])
def test_english_times(words: str, when: str, place: str) -> None:
    assert parts(f"which conferences in {place} {words}") == f"event_type conference; province Huế; when {when}"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("tỉnh nào có nhà máy năm 2023", "nhà máy"),
        ("tinh nao co nha may nam 2023", "nha may"),
        ("tỉnh nào có ngành dệt may năm 2023", "dệt may"),
        ("tỉnh nào có Máy 2023", "Máy"),
        ("tháng mấy năm 2023 tỉnh nào ký kết", ""),
        ("thang may nam 2023 tinh nao ky ket", ""),
        ("sếp 2023 nào", "sếp"),
    ],
)
def test_a_word_that_is_folded_to_an_english_month_is_none(text: str, left: str) -> None:
    question = read(text, TODAY)
    assert question
    assert question.when
    assert question.when.years == ("2023",)
    assert question.left() == left


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("từ cuối 2021 đến 2023", "từ đến 2023"),
        ("999 năm qua", "999 năm qua"),
        ("0 ngày qua", "0 ngày qua"),
        ("1,5 năm qua", "1,5 năm qua"),
        ("1.000 ngày qua", "1.000 ngày qua"),
        ("1,5 năm trước", "1,5 năm trước"),
        ("hai mươi năm qua", "hai mươi năm qua"),
        ("vài năm qua", "vài năm qua"),
        ("mấy năm trước", "mấy năm trước"),
        ("trong 5 năm trước", "trong 5 năm trước"),
        ("3 tháng trước Tết", "3 tháng trước Tết"),
        ("thập niên 2010", "thập niên 2010"),
    ],
)
def test_a_time_that_no_calendar_has_is_never_a_filter_unasked(words: str, left: str) -> None:
    question = read(f"hội nghị nào ở Huế {words}", TODAY)
    assert question
    assert not question.is_sure
    assert question.left() == left


@pytest.mark.parametrize(
    ("text", "meant", "left"),
    [
        ("hội nghị lần 6 tháng 5/2023", "event_type conference; when 2023-05-01..2023-05-31", "6"),
        ("kỳ họp thứ 9 tháng 12/2023", "when 2023-12-01..2023-12-31", "kỳ họp thứ 9"),
        ("mấy lần 3 năm qua ký với Huế", "when 2023-11-22..2026-11-22; signed; province Huế", ""),
        ("COVID-19 tuần qua ở Huế", "when 2026-11-09..2026-11-15; province Huế", "COVID-19"),
    ],
)
def test_the_number_of_a_name_is_no_part_of_a_time(text: str, meant: str, left: str) -> None:
    question = read(text, TODAY)
    assert question
    assert (parts(text), question.left()) == (meant, left)
