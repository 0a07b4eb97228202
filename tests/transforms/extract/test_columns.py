"""Pages that no rules fit: what stands in another column, in a table's last row or under a short title."""

from datetime import UTC, datetime

import pytest

from records.article import Article
from records.rejection import Rejection
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

_PLATFORMS = load_registry(check_selector=check_selector).platforms
_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_TODAY = "<div>20/11/2026 07:15</div>"
_TITLE = "Đoàn công tác của tỉnh thăm và làm việc với các xã biên giới"
_DAY = "<div>14/11/2026 08:30</div>"
_LINES = [
    f"Đến nay xã thứ {n} đã có hơn {n * 40} hộ được hỗ trợ làm nhà ở mới, đường vào các bản xa cũng vừa được san gạt lại"
    " để kịp đón bà con về ăn Tết."
    for n in range(1, 6)
]
_TEXT = "".join(f"<p>{line}</p>" for line in _LINES)
_ARTICLE = f"<h1>{_TITLE}</h1>{_DAY}<div>{_TEXT}</div>"
_COLUMN = (
    "<{0}>Gương sáng</{0}><p><b>Trần Văn Bình</b></p><p>Người thầy của bản xa, hơn hai mươi năm gắn bó với học trò vùng cao và"
    " những lớp học ghép.</p><p align=right><b>Mai Thùy</b></p>"
)


def _page(body: str, title: str = _TITLE) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def _read(body: str, title: str = _TITLE, *, url: str = "https://xa.mau.example/tin/1.html") -> Article | Rejection:
    return read_page(url, _page(body, title), platforms=_PLATFORMS, fetched_at=_NOW)


@pytest.mark.parametrize("head", ["h3", "div"])
@pytest.mark.parametrize(
    "page", ["<table><tr><td>{}</td><td>{}</td></tr></table>", "<div><div>{}</div><div class=box>{}</div></div>"]
)
def test_the_column_beside_signs_nothing_and_is_no_text(page: str, head: str) -> None:
    found = _read(page.format(_ARTICLE, _COLUMN.format(head)))
    assert isinstance(found, Article), found
    assert found.byline == ""
    assert found.body.split("\n\n") == _LINES


@pytest.mark.parametrize("line", ["<p align=right><b>Mai Thùy</b></p>", "<div><i><b>Mai Thùy</b></i></div>"])
def test_who_signs_right_behind_the_text_s_box_is_found(line: str) -> None:
    found = _read(f"<div class=main>{_ARTICLE}</div>{line}<div class=box>{_COLUMN.format('h3')}</div>")
    assert isinstance(found, Article), found
    assert found.byline == "Mai Thùy"
    assert found.body.split("\n\n") == _LINES


@pytest.mark.parametrize("at", [2, 3, 4])
@pytest.mark.parametrize("between", ["", "<div>Quảng cáo</div>", "<div><img src=/a.jpg></div>"])
def test_a_text_that_goes_on_in_its_next_box_is_read_to_its_signature(between: str, at: int) -> None:
    first, rest = ("".join(f"<p>{line}</p>" for line in part) for part in (_LINES[:at], _LINES[at:]))
    head = f"<h1>{_TITLE}</h1>{_DAY}"
    found = _read(
        f"<div><div class=a>{head}{first}</div>{between}<div class=b>{rest}<p align=right><b>Mai Thùy</b></p></div></div>"
    )
    assert isinstance(found, Article), found
    assert (found.byline, found.body.split("\n\n")) == ("Mai Thùy", _LINES)


@pytest.mark.parametrize(
    "box", ["<p>Trực ban hôm nay</p><p><b>{}</b></p>", "<div>Bí thư Đảng ủy</div><b>{}</b>", "Trực ban<br><b>{}</b>"]
)
def test_a_short_box_behind_the_text_s_signs_nothing(box: str) -> None:
    found = _read(f"<div class=l>{_ARTICLE}</div><div class=r>{box.format('Quách Văn Lịch')}</div>")
    assert isinstance(found, Article), found
    assert (found.byline, found.body.split("\n\n")) == ("", _LINES)


def test_who_signs_right_behind_the_text_s_table_is_found() -> None:
    rows = f"<tr><td><h1>{_TITLE}</h1></td><td>14/11/2026</td></tr><tr><td colspan=2>{_TEXT}</td></tr>"
    found = _read(f"<table>{rows}</table><div><p><b>Mai Thùy</b></p></div>")
    assert isinstance(found, Article), found
    assert (found.byline, found.body.split("\n\n")) == ("Mai Thùy", _LINES)


def test_the_site_s_imprint_behind_the_text_s_box_is_no_next_part() -> None:
    imprint = "Trang thông tin điện tử xã Mẫu. Chịu trách nhiệm chính: Ông Hà An - Chủ tịch Ủy ban nhân dân xã Mẫu"
    found = _read(f"<div>{_ARTICLE}</div><div><p>{imprint}</p></div>")
    assert isinstance(found, Article), found
    assert found.body.split("\n\n") == _LINES


@pytest.mark.parametrize("before", ["", "<tr><td>Xã Cũ</td><td>12 chuyến</td></tr>"])
def test_the_last_row_of_a_table_stays_though_its_last_cell_is_empty(before: str) -> None:
    rows = f"<table><tr><td>Đơn vị</td><td>Ghi chú</td></tr>{before}<tr><td>Xã Mới</td><td></td></tr></table>"
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}<div>{_TEXT}{rows}</div>")
    assert isinstance(found, Article), found
    assert (found.body.endswith("| Xã Mới | |"), found.byline) == (True, "")


@pytest.mark.parametrize(
    "below",
    [
        f"{_DAY}<div><h2>Nước sông lên nhanh trong đêm</h2>{_TEXT}</div>",
        f"{_DAY}<h3>Nghe đọc bài viết này</h3><div>{_TEXT}</div>",
    ],
)
@pytest.mark.parametrize("said", ["Lũ về sớm", "Lũ về sớm - Báo Mẫu"])
def test_a_short_title_is_not_the_heading_below_it(below: str, said: str) -> None:
    found = _read(f"<h1>Lũ về sớm</h1>{below}", said)
    assert isinstance(found, Article), found
    assert found.title == "Lũ về sớm"


@pytest.mark.parametrize("headline", ["<h2>{}</h2>", "<h3>{}</h3>", "<b>{}</b>"])
@pytest.mark.parametrize("section", ["Nông thôn mới", "Cải cách hành chính", "Xây dựng Đảng"])
def test_a_section_over_a_dated_headline_is_no_title(section: str, headline: str) -> None:
    found = _read(f"<h1>{section}</h1><div>{headline.format(_TITLE)}{_DAY}{_TEXT}</div>", section)
    assert isinstance(found, Article), found
    assert found.title == _TITLE


@pytest.mark.parametrize("name", ["Điều kiện tự nhiên", "Lịch sử hình thành", "Tiềm năng du lịch", "Vị trí địa lý"])
def test_what_a_portal_tells_of_its_place_is_no_article_though_dated(name: str) -> None:
    assert isinstance(_read(f"<h1>{name}</h1>{_DAY}<div>{_TEXT}</div>", f"{name} - Xã Mẫu"), Rejection)


@pytest.mark.parametrize("heading", ["Tin tức", "Giới thiệu", "Hoạt động", "Liên hệ"])
def test_a_section_s_heading_is_no_short_title(heading: str) -> None:
    assert isinstance(_read(f"<h1>{heading}</h1>{_DAY}<div>{_TEXT}</div>", heading), Rejection)


def test_a_saved_contact_page_is_called_so() -> None:
    lines = "<p>Địa chỉ: số 1, đường Mẫu</p><p>Điện thoại: 0205.000.000</p>"
    for url in ("khotin:saved", "https://xa.mau.example/lien-he.html"):
        found = _read(f"<h1>Liên hệ</h1>{lines}", "Liên hệ - Sở Mẫu", url=url)
        assert isinstance(found, Rejection)
        assert "Liên hệ" in found.detail


@pytest.mark.parametrize("page", ["Trường Mẫu - Sở Giáo dục và Đào tạo tỉnh Mẫu", "Cổng Thông tin điện tử tỉnh Mẫu"])
def test_the_name_over_the_menu_is_no_title(page: str) -> None:
    menu = "".join(f"<a href=/{n}>Chuyên mục {n}</a> " for n in range(6))
    name = page.rsplit(" - ", maxsplit=1)[-1].upper()
    found = _read(f"<div>{name}</div><div>{menu}</div><div class=ten>{_TITLE}</div>{_DAY}<div>{_TEXT}</div>", page)
    assert isinstance(found, Article), found
    assert found.title == _TITLE


def test_the_days_of_a_calendar_and_a_clock_are_not_the_article_s() -> None:
    calendar = "<p>Tuần 13 (từ 09/11/2026 đến 15/11/2026)</p>"
    below = "<div>Đăng bởi <b>Hà An</b> lúc 09:25 ngày 02 tháng 12 năm 2022</div>"
    for beside in (calendar, "<div>20/11/2026 07:15</div>"):
        found = _read(f"<div>{beside}<div class=ten>{_TITLE}</div><div>{_TEXT}</div>{below}</div>", "Trường Mẫu")
        assert isinstance(found, Article), found
        assert str(found.published_at)[:10] == "2022-12-02"
        assert found.byline == "Hà An"


_TEASERS = "".join(
    f"<div><a href=/b{n}.html>Tin khác số {n} của xã trong tuần này</a></div><div>Ngày đăng: 1{n}/11/2026</div>"
    for n in range(3)
)


@pytest.mark.parametrize(
    "below",
    [
        f"<div><div>Tiêu điểm</div>{_TEASERS}</div>",
        f"<div><div>Đọc tiếp</div><div>Ngày đăng: 11/11/2026</div>{_TEASERS}</div>",
        "<p>Cập nhật: 12/10/2026</p>",
    ],
)
def test_what_was_published_today_stays_so(below: str) -> None:
    found = _read(f"<div><h1>{_TITLE}</h1>{_TODAY}{_TEXT}</div>{below}")
    assert isinstance(found, Article), found
    assert str(found.published_at)[:10] == "2026-11-20"


def test_a_clock_above_a_title_gives_no_way_to_another_article_s_day() -> None:
    found = _read(
        f"{_TODAY}<div><div class=ten>{_TITLE}</div>{_TEXT}</div><div>Tiêu điểm</div>{_TEASERS}", "Trường Mẫu"
    )
    assert isinstance(found, Article), found
    assert str(found.published_at)[:10] == "2026-11-20"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14/11/2026 - 15/11/2026", "2026-11-14"),
        ("Từ 10/11/2026 - 12/11/2026", ""),
        ("Từ 10/11/2026 đến 12/11/2026", ""),
    ],
)
def test_two_bare_days_below_a_title_are_the_posting_and_the_last_change(line: str, day: str) -> None:
    found = _read(f"<h1>{_TITLE}</h1><div>{line}</div>{_TEXT}")
    assert (str(found.published_at)[:10] if isinstance(found, Article) else "") == day


@pytest.mark.parametrize("label", ["Thời gian", "Ngày đăng"])
def test_a_chapter_s_last_line_stays_below_its_heading(label: str) -> None:
    last = "Từ nay đến hết tháng mười hai"
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}<div>{_TEXT}<p><b>{label}</b></p><p>{last}</p></div>")
    assert isinstance(found, Article), found
    assert last in found.body


def test_what_is_told_of_a_book_s_author_opens_a_text() -> None:
    line = "Tác giả: Nguyễn Huy Thiệp, nhà xuất bản Hội Nhà văn"
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}<div><p>{line}</p>{_TEXT}</div>")
    assert isinstance(found, Article), found
    assert found.body.split("\n\n") == [line, *_LINES]


def test_whose_pictures_a_page_names_wrote_nothing() -> None:
    found = _read(_ARTICLE.replace(_DAY, f"{_DAY}<div>Ảnh: <b>Hà An</b></div>"))
    assert isinstance(found, Article), found
    assert found.byline == ""
