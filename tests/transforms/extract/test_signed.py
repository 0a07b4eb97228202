"""Who signed a text of a site that nothing is known of, and which paragraph is its lead."""

import pytest

from records.article import Article
from records.platform import FieldRule
from records.source import Source
from tests.transforms.extract.invented import DAY, LINES, NOW, TEXT, TITLE, read
from transforms.extract import read_page
from transforms.extract.beside import signature_beside
from transforms.extract.selecting import Page

_LEAD = (
    "Từ sáng 5/10, hai tỉnh miền núi cùng đưa vào chạy tuyến xe buýt đầu tiên qua đèo, sau ba năm bàn bạc và chuẩn bị."
)


@pytest.mark.parametrize(
    ("above", "behind", "byline"),
    [
        ("", '<div><img src=a.jpg><a href="/tac-gia/7">Hồng Nam</a><a href="#">Theo dõi</a></div><h3>Bình luận</h3>', "Hồng Nam"),
        ('<div><a rel="author" href="/nhom/1">Hồng Nam</a><small>Phóng viên</small></div>', "", "Hồng Nam"),
        ('<div class="cAuthorName"><b>Văn phòng Sở</b></div>', "", "Văn phòng Sở"),
        ("<ul><li>1.234 lượt xem</li><li><i></i> Thực hiện: Hồng Nam</li></ul>", "", "Thực hiện: Hồng Nam"),
        ("<div><div>Hồng Nam - Hà An</div><div>Cộng tác viên</div></div>", "", "Hồng Nam - Hà An"),
        ("", '<p align="right"><b><i>N.V.A (theo TTXVN)</i></b></p>', "N.V.A"),
        ("", "<table><tr><td>Tác giả: Hồng Nam - Nguồn: Báo mẫu</td></tr></table>", "Hồng Nam"),
        ("<table><tr><td>Ngày đăng</td><td>5/10/2026</td></tr><tr><td>Tác giả</td><td>Hồng Nam</td></tr></table>", "", "Hồng Nam"),
        ("<div>Người viết: <b>Hồng Nam</b> | Ngày: 05-10-2026 08h15 | Xem: 132</div>", "", "Hồng Nam"),
        ("<div>Ngày: 05-10-2026 08h15 | Xem: 132</div>", "", ""),
        ("<div>Thời Sự</div><div>Trong Tỉnh</div>", "", ""),
        ("<div><span>PTTH Mẫu</span> - <span>08:15, 05/10/2026</span></div>", "", ""),
        ("", "<h2>2 bình luận</h2><div>Trần Thị Bưởi</div><p>Hay quá, mong tuyến xe này chạy được lâu dài, bà con đỡ khổ.</p>", ""),
    ],
)  # fmt: skip
def test_who_wrote_it(above: str, behind: str, byline: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{DAY}{above}<div class=nd>{TEXT}</div>{behind}")
    assert found.byline == byline
    assert found.body == "\n\n".join(LINES)


@pytest.mark.parametrize(
    ("opens", "lead"),
    [
        (f'<p class="dek">{_LEAD}</p><div>Chia sẻ</div><div class="nd">{TEXT}</div>', _LEAD),
        (f"<blockquote>{_LEAD}</blockquote><div>{TEXT}</div>", _LEAD),
        (f"<x-dek>{_LEAD}</x-dek><x-body>{TEXT}</x-body>", _LEAD),
        (f'<div class="nd"><p class="Sapo">{_LEAD}</p>{TEXT}</div>', _LEAD),
        (f'<div class="nd"><p><em>{_LEAD}</em></p>{TEXT}</div>', _LEAD),
        (f'<div class="nd"><p>{_LEAD}</p>{TEXT}</div>', ""),
        (f'<div class="nd"><p>{_LEAD}</p><div>{TEXT}</div></div>', ""),
    ],
    ids=["before the date", "quoted", "own element", "called so", "italics", "none", "only nested"],
)
def test_a_lead_is_set_apart(opens: str, lead: str) -> None:
    found = read(f"<h1>{TITLE}</h1>{DAY}{opens}")
    assert found.lead == lead
    assert found.body == "\n\n".join(LINES if lead else [_LEAD, *LINES])


def test_figures_under_a_lead_are_no_authors() -> None:
    table = "<p>Địa bàn | Hồ sơ</p><p>Lục Ngạn | 1.240</p>"
    found = read(f"<h1>{TITLE}</h1>{DAY}<p class=dek>{_LEAD}</p><div>{table}{TEXT}</div>")
    assert (found.byline, found.lead) == ("", _LEAD)


def test_menus_above_a_title_are_no_text() -> None:
    found = read(f"<div>LIÊN KẾT WEBSITE</div><h4>{TITLE}</h4><p>(Thứ Hai, 5/10/2026, 08h15)</p><div>{TEXT}</div>")
    assert found.body == "\n\n".join(LINES)


def test_learned_names_may_stand_behind_a_date_in_one_list() -> None:
    source = Source(
        id="mau",
        name="Mẫu",
        home="https://mau.example/",
        rules={
            "title": FieldRule(select=("h1",)),
            "body": FieldRule(select=("#b",)),
            "published_at": FieldRule(select=("li",)),
            "byline": FieldRule(select=("ul",)),
        },
    )
    meta = "<ul><li>05/10/2026 08:15</li><li>Lượt xem: 12</li><li>Hồng Nam</li></ul>"
    html = f'<html><head><meta charset="utf-8"></head><body><h1>{TITLE}</h1>{meta}<div id=b>{TEXT}</div></body></html>'
    found = read_page("https://mau.example/tin/x-12.html", html, platforms={}, source=source, fetched_at=NOW)
    assert isinstance(found, Article), found
    assert found.byline == "Hồng Nam"


def _beside(around: str) -> tuple[str, str]:
    page = Page(f"<body><div class=box><h2>{TITLE}</h2>{around}</div><p>Tác giả: Ai Đó</p></body>".encode())
    body = page.first("#b")
    assert body is not None
    return signature_beside(body, TITLE)


@pytest.mark.parametrize(
    ("around", "found"),
    [
        ("<ul><li>5/10</li><li>Bài: Hồng Nam</li></ul><div id=b>x</div><div>(Theo TTXVN)</div>", ("Bài: Hồng Nam", "TTXVN")),
        ("<div id=b>x</div><div>Tác giả: Hồng Nam - Nguồn: Báo mẫu</div>", ("Hồng Nam", "Báo mẫu")),
        ('<div><div id=b>x</div></div><p align="right">Hồng Nam</p>', ("Hồng Nam", "")),
        ("<div id=b>x</div><p><b>Quốc Tuấn</b></p><p>Bài viết rất hay.</p>", ("", "")),
        ("<div id=b>x</div><h3>Tin liên quan</h3><p align=right>Hồng Nam</p>", ("", "")),
    ],
    ids=["above and behind", "one row", "around", "who comments", "other articles"],
)  # fmt: skip
def test_the_signature_beside_a_learned_body(around: str, found: tuple[str, str]) -> None:
    assert _beside(around) == found
