"""What newer makes of pages show beside a text: lists of definitions, calendars' leaves, tables of other articles, clocks."""

import pytest

from records.rejection import Rejection
from tests.transforms.extract.invented import DAY, LINES, TEXT, TITLE, outcome, read

_MENU = "<div>" + "".join(f'<a href="/{n}">Mục {n}</a> ' for n in ("một", "hai", "ba", "bốn", "năm")) + "</div>"
_OTHERS = ("Mở bán vé tàu những ngày giáp Tết cho người đi xa về quê", "Cầu treo qua suối lớn thông xe trước mùa lũ")


def test_a_list_of_definitions_below_the_title_is_none_of_the_text() -> None:
    pairs = (
        ("Ngày đăng", "05/10/2026 8:15:00 SA"),
        ("Cập nhật", "06/10/2026 9:00:00 SA"),
        ("Chuyên mục", '<a href="/x">Giao thông</a>'),
        ("Người viết", "Hồng Nam"),
        ("Nguồn", ""),
        ("Lượt xem", "1372"),
    )
    facts = "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in pairs) + "</dl>"
    found = read(f"<h2>{TITLE}</h2>{facts}<div>{TEXT}</div>")
    assert found.body == "\n\n".join(LINES)
    assert (found.byline, found.credit, str(found.published_at)[:16]) == ("Hồng Nam", "", "2026-10-05 08:15")


@pytest.mark.parametrize(
    "leaf",
    [
        "<div>5</div><div>tháng 10, 2026</div>",
        "<div>05</div><div>10/2026</div>",
        "<div>05</div><div>Th10</div><div>2026</div>",
        "<div>5</div><div>Oct 2026</div>",
    ],
)
def test_a_calendars_leaf_beside_the_title(leaf: str) -> None:
    found = read(f"<div>{leaf}</div><h1>{TITLE}</h1><div>{TEXT}</div>")
    assert (str(found.published_at)[:10], found.published_precision) == ("2026-10-05", "day")


def test_a_number_above_the_title_is_no_leaf() -> None:
    assert isinstance(outcome(f"<div>5</div><div>bài viết</div><h1>{TITLE}</h1>{TEXT}"), Rejection)


def test_the_date_above_the_title_and_the_clock_above_that() -> None:
    clock, crumbs = (
        "<div>Thứ Hai, 23/11/2026 10:25:08</div>",
        '<div><a href="/">Trang chủ</a> › <a href="/x">Tin</a></div>',
    )
    day = "<div>Thứ Hai, 05/10/2026, 08:15 [GMT+7]</div>"
    for frame in (clock + crumbs, clock, clock + _MENU):
        assert str(read(f"{frame}{day}<h1>{TITLE}</h1>{TEXT}").published_at)[:16] == "2026-10-05 08:15"


def test_a_clock_over_the_menu_dates_no_page() -> None:
    assert isinstance(outcome(f"<div>Thứ Hai, 30/11/2026</div>{_MENU}<h1>{TITLE}</h1>{TEXT}"), Rejection)


def test_todays_clock_and_the_day_below_the_text() -> None:
    others = (
        "<h3>Tin liên quan</h3><ul>"
        + "".join(f'<li><a href="/{n}">{t}</a></li>' for n, t in enumerate(_OTHERS))
        + "</ul>"
    )
    day = "<ul><li>Ngày đăng: 05/10/2026</li></ul>"
    found = read(f"<div>Thứ Hai, 30/11/2026 07:00</div>{_MENU}<h1>{TITLE}</h1>{TEXT}{day}{others}")
    assert str(found.published_at)[:10] == "2026-10-05"


def test_tables_of_facts_and_of_other_articles_behind_the_text() -> None:
    facts = (
        "<table border=1><tr><th colspan=2>Thông tin bài viết</th></tr><tr><td>Chuyên mục</td><td>Giao thông</td></tr>"
        "<tr><td>Ngày đăng</td><td>05/10/2026 8:15 SA</td></tr><tr><td>Người viết</td><td>Hồng Nam</td></tr>"
        "<tr><td>Nguồn bài</td><td></td></tr><tr><td>Số lần xem</td><td>873</td></tr></table>"
    )
    rows = "".join(
        f'<tr><td><a href="/{n}">{t}</a></td><td>Hà An</td><td>0{n + 1}/10/2026</td></tr>'
        for n, t in enumerate(_OTHERS)
    )
    found = read(f"<div>{TITLE}</div><div>{TEXT}</div>{facts}<div>Các bài viết khác</div><table>{rows}</table>")
    assert found.body == "\n\n".join(LINES)
    assert (found.byline, found.credit, str(found.published_at)[:16]) == ("Hồng Nam", "", "2026-10-05 08:15")


@pytest.mark.parametrize(
    ("above", "behind", "byline", "credit"),
    [
        ("<div>Giao thông • 05/10/2026 - 08:15 • Thực hiện: Hồng Nam • 12 lượt đọc</div>", "", "Thực hiện: Hồng Nam", ""),
        ("<div>Giao thông • 05/10/2026 - 08:15 • Đời Sống Mới</div>", "", "", ""),
        (DAY, "<p align=right><a href=#>Theo Báo mẫu</a></p>", "", "Báo mẫu"),
        (DAY, "<p align=right><a href=#>Theo dõi trên Zalo</a></p>", "", ""),
        (DAY, '<div style="text-align:right"><b>N.T.Hoa</b></div>', "N.T.Hoa", ""),
        (DAY, "<div><b>Hồng Nam</b> (Theo Báo mẫu)</div>", "Hồng Nam", "Báo mẫu"),
        (DAY, "<p><b>Tác giả</b>: Hồng Nam</p><p><b>Nguồn</b>: </p>", "Hồng Nam", ""),
        (DAY, "<figure><img src=a.jpg><figcaption>Bến xe</figcaption></figure><p>Theo <a href=#>Báo mẫu</a></p>", "", "Báo mẫu"),
    ],
)  # fmt: skip
def test_who_signed_and_whence(above: str, behind: str, byline: str, credit: str) -> None:
    found = read(f"{above}<h1>{TITLE}</h1><div>{TEXT}{behind}</div>")
    assert (found.byline, found.credit) == (byline, credit)
    assert found.body == "\n\n".join(LINES)


@pytest.mark.parametrize(
    ("below", "byline", "credit"),
    [
        ("<div>Theo TTXVN</div>", "", "TTXVN"),
        ("<p>05/10/2026 08:15 - Hồng Nam - Báo Lao Động - 31 lượt xem</p>", "Hồng Nam", "Báo Lao Động"),
        (
            "<table><tr><th>Đăng ngày</th><td>05/10/2026</td><th>Người đăng</th><td>admin</td></tr>"
            "<tr><th>Tác giả bài</th><td>Hồng Nam</td><th>Nguồn tin</th><td></td></tr></table>",
            "Hồng Nam",
            "",
        ),
        ("<p>Tác giả: Ma Văn Kháng, nhà xuất bản Hội Nhà văn</p>", "", ""),
        ("<div style='text-align:center'><img src=p.jpg><br><i>Vàng A Páo</i></div>", "", ""),
        (
            '<div><a href="/tac-gia/9">Hồng Nam - Lê Quân</a><span>08:15, 05/10/2026</span> <a href=#>Lưu bài</a> <a href=#>Chia sẻ'
            " bài viết</a> <a href=#>12 bình luận</a></div>",
            "Hồng Nam - Lê Quân",
            "",
        ),
    ],
)
def test_what_stands_below_the_title(below: str, byline: str, credit: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{DAY}{below}<div>{TEXT}</div>")
    assert (found.byline, found.credit) == (byline, credit)


def test_names_under_other_headlines_sign_nothing() -> None:
    others = "".join(
        f'<h3><a href="/{n}">{t}</a></h3><div class="author">Hà An • 0{n + 1}/10/2026</div>'
        for n, t in enumerate(_OTHERS)
    )
    found = read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}</div><h2>Bạn nên đọc</h2>{others}")
    assert (found.byline, found.body) == ("", "\n\n".join(LINES))


def test_two_sentences_with_a_button_above_them_are_an_article() -> None:
    lists = "".join(f'<div><a href="/{n}">{_OTHERS[n % 2]} {n}</a></div>' for n in range(24))
    buttons = "<div><span>1</span><a href=#>Theo dõi trên Google News</a></div>"
    found = read(
        f"<h1>{TITLE}</h1>{DAY}{buttons}<div><p>{LINES[0]}</p><p>{LINES[1]}</p></div><div>Tin khác</div>{lists}"
    )
    assert found.body == "\n\n".join(LINES[:2])
