"""Every form of date that the portals print, and those that are none."""

from datetime import datetime

import pytest

from transforms.dates import VIETNAM, read_date, read_format

_NOW = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Thứ bảy - 25/03/2023 16:40", "2023-03-25T16:40"),
        ("Thứ hai, 02/12/2019 13:32", "2019-12-02T13:32"),
        ("Ngày đăng 20/06/2018 | 4:12 PM \u00a0|\u00a0View count: 349", "2018-06-20T16:12"),
        ("21/12/2012 | 12:05 AM", "2012-12-21T00:05"),
        ("21/12/2012 | 12:05 PM", "2012-12-21T12:05"),
        ("Đăng ngày 28-09-2017 08:30:00", "2017-09-28T08:30"),
        ("13/01/2026 19:15", "2026-01-13T19:15"),
        ("16:40 25/03/2023", "2023-03-25T16:40"),
        ("Cập nhật lúc 16h40, ngày 25/3/2023", "2023-03-25T16:40"),
        ("16 giờ 40 phút, ngày 25 tháng 3 năm 2023", "2023-03-25T16:40"),
        ("25 / 3 / 2023 4:05 CH", "2023-03-25T16:05"),
        ("25/03/202316:40", "2023-03-25T16:40"),
        ("25.03.2023 07:05", "2023-03-25T07:05"),
        ("2023-03-25T16:40:00+07:00", "2023-03-25T16:40"),
        ("2023-03-25+0716:40:00", "2023-03-25T16:40"),
        ("2023-03-25T18:40:00Z", "2023-03-26T01:40"),
        ("Sat, 25 Mar 2023 18:40:00 +0000", "2023-03-26T01:40"),
        ("March 25, 2023 4:40 pm", "2023-03-25T16:40"),
        ("Thứ bảy, 25/3/2023, 16:40 (GMT+7)", "2023-03-25T16:40"),
        ("03/25/2023 10:00", "2023-03-25T10:00"),
        ("2023-03-25 04:40 CH", "2023-03-25T16:40"),
        ("25 Tháng Ba, 2023 lúc 4:40 chiều", "2023-03-25T16:40"),
        ("Thứ bảy, 25/03/2023 08h05'", "2023-03-25T08:05"),
        ("lúc 16h, ngày 25/3/2023", "2023-03-25T16:00"),
        ("25-thg 3-2023 16:40", "2023-03-25T16:40"),
        ("25/03/23 16:40", "2023-03-25T16:40"),
        ("20230325T164000+0700", "2023-03-25T16:40"),
        ("Sat Mar 25 16:40:00 ICT 2023", "2023-03-25T16:40"),
        ("/Date(1679737200000)/", "2023-03-25T16:40"),
        ("1679737200", "2023-03-25T16:40"),
        ("Ngày đăng: 25/03/2023 16:40 | Cập nhật: 26/03/2023 08:00", "2023-03-25T16:40"),
        ("Cập nhật: 26/03/2023 08:00 - Ngày đăng: 25/03/2023 16:40", "2023-03-25T16:40"),
        ("Ngày tạo 24/03/2023 09:00; Xuất bản 25/03/2023 16:40", "2023-03-25T16:40"),
        ("Cập nhật lúc 16:40 25/03/2023", "2023-03-25T16:40"),
    ],
)
def test_minute(text: str, wanted: str) -> None:
    stamp = read_date(text, now=_NOW)
    assert stamp is not None
    assert (stamp.at.strftime("%Y-%m-%dT%H:%M"), stamp.precision) == (wanted, "minute")
    assert stamp.at.utcoffset() == VIETNAM.utcoffset(None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("25/03/2023", "2023-03-25"),
        ("05/09/2025", "2025-09-05"),
        ("Hà Giang, ngày 5 tháng 9 năm 2025", "2025-09-05"),
        ("25 Tháng Ba, 2023", "2023-03-25"),
        ("Tháng Mười Hai 25, 2023", "2023-12-25"),
        ("25 Th3, 2023", "2023-03-25"),
        ("25 March 2023", "2023-03-25"),
        ("Apr 24, 2025", "2025-04-24"),
        ("2023-03-25", "2023-03-25"),
        ("21/12/2012 | 12:00 AM", "2012-12-21"),
        ("2023-03-25 00:00:00", "2023-03-25"),
        ("(16/12/2013)", "2013-12-16"),
        ("2023-03-24T17:00:00Z", "2023-03-25"),
        ("2023-03-25T00:00:00Z", "2023-03-25"),
        ("25/03/23", "2023-03-25"),
    ],
)
def test_day(text: str, wanted: str) -> None:
    stamp = read_date(text, now=_NOW)
    assert stamp is not None
    assert (stamp.at.isoformat(), stamp.precision) == (f"{wanted}T00:00:00+07:00", "day")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Lượt xem: 1.204",
        "ngày 25/3",
        "31/02/2023",
        "00/00/0000",
        "25/03/2023 27:70",
        "Thứ Tư, ngày 27 tháng 9 năm 2017 | 11:19 GMT+7",
        "Hôm nay, 25/03/2023 10:00",
        "20/11/2026 09:00",
        "25/03/2031",
        "01/01/1970",
        "Số 12/2023/QĐ-UBND",
        "20230325",
        "Bây giờ là 16:40 25/03/2023",
        "Sửa lần cuối: 25/03/2023 16:40",
        "Last modified on Mar 25, 2023",
        "Bản nháp 25/03/2023 16:40",
        "Dung lượng 12/03/23 MB",
        "9999999999",
        "25/13/2023 24h",
    ],
)
def test_none(text: str) -> None:
    assert read_date(text, now=_NOW) is None


def test_an_edit_is_read_where_it_is_asked_for() -> None:
    line = "Ngày đăng: 25/03/2023 16:40 | Chỉnh sửa: 26/03/2023 08:00"
    stamp = read_date(line, now=_NOW, which="modified")
    assert stamp is not None
    assert stamp.at.day == 26


def test_month_first_where_the_platform_says_so() -> None:
    stamp = read_date("05/09/2025", now=_NOW, day_first=False)
    assert stamp is not None
    assert stamp.at.month == 5


def test_a_platforms_own_form() -> None:
    stamp = read_format("2025.09.05 kl 07-15", "%Y.%m.%d kl %H-%M", has_time=True, now=_NOW)
    assert stamp is not None
    assert stamp.at.isoformat() == "2025-09-05T07:15:00+07:00"
    assert read_format("x", "%Y", has_time=False, now=_NOW) is None
