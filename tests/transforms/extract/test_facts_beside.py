"""What stands beside a text on pages without rules: labels in cells of their own, icons, badges, titles and leads that only
their weight and place tell."""

import re
from datetime import UTC, datetime

import pytest

from records.article import Article
from records.rejection import Rejection
from transforms.extract import read_page

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_TITLE = "Hai tỉnh cùng mở tuyến xe buýt qua đèo"
_LINES = [
    f"Đoạn thứ {n}: chuyến xe đầu tiên rời bến lúc sáng sớm, chở hàng trăm hành khách của hai tỉnh qua đèo trong một ngày"
    " nắng đẹp hiếm có đầu mùa khô năm nay."
    for n in ("một", "hai", "ba", "bốn", "năm")
]
_TEXT = "".join(f"<p>{line}</p>" for line in _LINES)
_DAY = "<div>05/10/2026 08:15</div>"
_OTHER = "Mở bán vé tàu những ngày giáp Tết cho người đi xa về quê"


def _outcome(body: str, head: str = "Cổng thông tin điện tử xã Mẫu") -> Article | Rejection:
    html = f'<html><head><meta charset="utf-8"><title>{head}</title></head><body>{body}</body></html>'
    return read_page("https://mau.example/tin/x-12.html", html, platforms={}, fetched_at=_NOW)


def _read(body: str, head: str = "Cổng thông tin điện tử xã Mẫu") -> Article:
    found = _outcome(body, head)
    assert isinstance(found, Article), found
    return found


def _rows(*pairs: tuple[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{a}</td><td><font>{b}</font></td></tr>" for a, b in pairs) + "</table>"


_FACTS = (("Ngày đưa tin", "05/10/2026"), ("Tác giả", "Mai Thùy"), ("Đăng lại từ", "Báo Mẫu"), ("Lượt đọc", "215"))


@pytest.mark.parametrize("above", [True, False], ids=["above the title", "below the text"])
def test_labels_and_values_in_cells_of_their_own(above: bool) -> None:
    rows = f"<div>{_rows(*_FACTS)}</div>"
    text = f"<h1>{_TITLE}</h1><div>{_TEXT}</div>"
    found = _read(rows + text if above else text + rows, f"{_TITLE} - Xã Mẫu")
    assert found.published_at is not None
    assert (str(found.published_at.date()), found.byline, found.credit) == ("2026-10-05", "Mai Thùy", "Báo Mẫu")
    assert found.body.split("\n\n") == _LINES


def test_a_label_without_a_value_has_not_the_next_label_for_one() -> None:
    facts = "<dl><dt>Người viết</dt><dd></dd><dt>Nguồn</dt><dd></dd><dt>Lượt đọc</dt><dd>12</dd></dl>"
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}<div>{_TEXT}</div>{facts}", _TITLE)
    assert (found.byline, found.credit) == ("", "")


def test_author_and_source_in_elements_of_one_line() -> None:
    line = "<div><span>Bài viết: Mai Thùy</span><span>Trích nguồn: <cite>Báo Mẫu</cite></span><span>Lượt xem: 9</span></div>"
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}<div>{_TEXT}</div>{line}", _TITLE)
    assert (found.byline, found.credit) == ("Bài viết: Mai Thùy", "Báo Mẫu")


def test_an_icon_says_what_stands_beside_it() -> None:
    line = '<ul><li><i class="a" title="Tác giả"></i><a href="/n/7">Mai Thùy</a></li><li><i title="Nguồn"></i>Báo Mẫu</li></ul>'
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}{line}<div>{_TEXT}</div>", _TITLE)
    assert (found.byline, found.credit) == ("Mai Thùy", "Báo Mẫu")
    cards = "".join(f'<div><a href="/{n}">{_OTHER}</a><p><i title="Nguồn"></i>Báo {n}</p></div>' for n in "ab")
    assert _read(f"<h1>{_TITLE}</h1>{_DAY}<div>{_TEXT}</div><h4>Tin khác</h4>{cards}", _TITLE).credit == ""


_BADGE = "<div><b>{}</b><i>Tháng {}</i><u>2026</u></div>"


def test_the_day_in_a_badge_and_a_section_for_heading() -> None:
    others = f"<h4>Tin cùng chuyên mục</h4>{_BADGE.format(12, 9)}<h5><a href=/b>{_OTHER}</a></h5>"
    body = f"<h1>Tin tức</h1><p><a href=/>Trang chủ</a></p>{_BADGE.format('05', 10)}<h4>{_TITLE}</h4><div>{_TEXT}</div>{others}"
    found = _read(body, "Tin tức | Trường Mẫu")
    assert found.title == _TITLE
    assert found.published_at is not None
    assert str(found.published_at.date()) == "2026-10-05"


def test_a_day_above_another_headline_is_that_one_s() -> None:
    short = "".join(f"<p>{line}</p>" for line in _LINES[:2])
    body = f"<div>{_DAY}</div><h1>{_TITLE}</h1>{short}<div>12/09/2026</div><a href=/b>{_OTHER}</a>"
    found = _read(body, _TITLE)
    assert found.published_at is not None
    assert str(found.published_at.date()) == "2026-10-05"


def test_a_title_without_a_heading_stands_below_its_date_and_not_below_a_picture() -> None:
    caption = "<p><img src=/a.jpg></p><p><em>Trụ sở Đảng ủy, HĐND, UBND xã Mẫu</em></p>"
    found = _read(f"<div>{_DAY}<div class=x>{_TITLE}</div>{caption}{_TEXT}</div>")
    assert found.title == _TITLE
    assert found.body.split("\n\n") == _LINES


def test_a_lead_stands_outside_of_the_element_of_the_text() -> None:
    lead = "Sáng 5/10, hai tỉnh khai trương tuyến xe buýt đầu tiên qua đèo, mỗi ngày mười sáu chuyến."
    box = f"<div><p>Ý kiến bạn đọc</p><p>Địa chỉ: {'số 1 đường Mẫu, ' * 6}</p></div>"
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}<p class=q7>{lead}</p><div class=q8>{_TEXT}</div>{box}", _TITLE)
    assert found.lead == lead


def test_the_names_of_a_site_and_its_imprint_are_no_article() -> None:
    imprint = "Đơn vị quản lý: Văn phòng - số 6 đường Mẫu. Điện thoại: 024 3000 0000; thư điện tử: a@mau.example. " * 3
    body = f"<div>Ngày đăng: 05/10/2026</div><b>CỔNG THÔNG TIN ĐIỆN TỬ XÃ MẪU</b><p>{imprint}</p>"
    assert isinstance(_outcome(body), Rejection)


def test_who_is_told_of_has_not_written() -> None:
    name = "Võ Nguyên Giáp"
    told = re.sub("đầu tiên", f"đầu tiên của {name}", _TEXT)
    assert _read(f"<h1>{_TITLE}</h1>{_DAY}<p>{name}</p><div>{_TEXT}</div>", _TITLE).byline == name
    assert _read(f"<h1>{_TITLE}</h1>{_DAY}<p>{name}</p><div>{told}</div>", _TITLE).byline == ""


def test_thousands_of_short_lines_are_read_for_their_text() -> None:
    menu = "".join(f"<div>Mục số {n}</div>" for n in range(6000))
    found = _read(f"<h1>{_TITLE}</h1>{_DAY}<article>{_TEXT}</article>{menu}", _TITLE)
    assert _LINES[4] in found.body
