"""Names and sources that are not those of the text: menus beside a title, others' authors, sources cited in a sentence; and
pages whose reading must not grow with the square of their length."""

from collections.abc import Callable

import pytest

from records.article import Article
from tests.transforms.extract.invented import DAY, LINES, NOW, TEXT, TITLE
from transforms.bylines import are_surely_people
from transforms.extract import read_page
from transforms.extract.elements import short_texts
from transforms.extract.selecting import Page
from transforms.signing_lines import cut_end_mark, read_tail


def _page(above: str = "", behind: str = "", text: str = TEXT) -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{DAY}{above}'
        f"<div class=nd>{text}</div>{behind}</div></body></html>"
    )


def _read(html: str) -> Article:
    found = read_page("https://mau.example/tin/x-12.html", html, platforms={}, fetched_at=NOW)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "mark",
    [
        "(Theo Báo cáo số 12/BC-UBND của tỉnh)",
        "(Theo báo cáo của Sở)",
        "(Nguồn: Niên giám thống kê 2022)",
        "(Nguồn: Cục Thống kê)",
        "(Theo Nghị định 12 của Chính phủ)",
        "(Theo Luật Đất đai)",
    ],
)
def test_what_a_sentence_cites_stays_in_it(mark: str) -> None:
    text = f"Sản lượng của tỉnh tăng một phần năm so với cùng kỳ. {mark}"
    assert cut_end_mark(text) == (text, "")


@pytest.mark.parametrize(
    ("mark", "credit"),
    [
        ("(Theo TTXVN)", "TTXVN"),
        ("(Nguồn: Báo mẫu).", "Báo mẫu"),
        ("(Theo Tạp chí Mẫu)", "Tạp chí Mẫu"),
        ("(Nguồn: Đài PT-TH Mẫu)", "Đài PT-TH Mẫu"),
        ("(Theo baomau.example)", "baomau.example"),
        ("(Nguồn: Cổng TTĐT tỉnh Mẫu)", "Cổng TTĐT tỉnh Mẫu"),
    ],
)
def test_where_a_text_came_from_is_taken_off_it(mark: str, credit: str) -> None:
    text = "Sản lượng của tỉnh tăng một phần năm so với cùng kỳ."
    assert cut_end_mark(f"{text} {mark}") == (text, credit)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Văn phòng UBND tỉnh họp bàn công tác.", 0),
        ("Phòng Giáo dục triển khai ngay!", 0),
        ("Văn phòng UBND tỉnh", 1),
        ("Thực hiện: Văn phòng Sở.", 1),
    ],
)
def test_a_sentence_about_an_office_is_no_signature(line: str, taken: int) -> None:
    assert read_tail(["Câu cuối.", line])[1] == taken


_NOBODY = [
    "Giải Trí", "Diễn Đàn", "Quay Lại", "Nghị Quyết", "Bầu Cử", "Huyện Quỳ Châu", "Xã Nam Đàn", "Đà Lạt", "Phóng Sự",
    "Mặt Trận", "Thành Phố Vinh", "Hội An", "Tuyển Dụng", "Trở Về", "A A", "Hạ Long", "Biển Đảo", "Thị Xã Cửa Lò",
    "Công An", "Hạnh Phúc", "Học Tập Bác Hồ", "Buôn Ma Thuột", "Lịch Tiếp Dân", "Thanh Tra",
    "Phan Thiết", "Hải Quan", "Đào Tạo Nghề", "Lý Luận Chính Trị", "Quê Hương", "Bảo Hiểm", "Thư Ngỏ",
]  # fmt: skip


@pytest.mark.parametrize("line", _NOBODY)
def test_capitals_alone_make_nobody(line: str) -> None:
    assert not are_surely_people(line)
    assert _read(_page(above=f"<div>{line}</div>")).byline == ""


@pytest.mark.parametrize("line", ["Huyện Quỳ Châu", "Đà Lạt", "Thành Phố Vinh", "A A", "Hội An"])
def test_a_place_is_nobody_beside_a_date_either(line: str) -> None:
    assert not are_surely_people(line, dated=True)
    assert _read(_page(above=f"<div>{line} | 05/10/2026</div>")).byline == ""


@pytest.mark.parametrize(
    "line", ["Hồng Nam", "Nguyễn Văn Nam", "Vàng Thị Sua - Hà An", "N.V.A", "Lê Khánh Hòa", "Thanh Ha", "Chang Na Xá"]
)
def test_somebody_needs_no_label(line: str) -> None:
    assert are_surely_people(line)
    assert _read(_page(above=f"<div>{line}</div>")).byline == line


def test_a_pen_name_of_rare_syllables_is_one_beside_a_date() -> None:
    assert (are_surely_people("Xuân Diệu Vợi"), are_surely_people("Bưởi Cam", dated=True)) == (False, True)
    assert _read(_page(above="<div>Bưởi Cam | 05/10/2026</div>")).byline == "Bưởi Cam"


@pytest.mark.parametrize(
    ("behind", "byline"),
    [
        ("<div class=related><span class=author>Lê Mai</span> Tin khác ở đây</div>", ""),
        ("<div class=item><a href=/b>Một bài khác của báo</a> <i class=author>Lê Mai</i></div>", ""),
        ("<div class=author>Lê Mai</div>", "Lê Mai"),
        ("<div class=box><div class=author>Lê Mai</div><div>Phóng viên</div></div>", "Lê Mai"),
    ],
)
def test_an_author_behind_the_text_stands_alone(behind: str, byline: str) -> None:
    assert _read(_page(behind=behind)).byline == byline


def test_an_author_within_the_text_may_stand_beside_other_words() -> None:
    assert _read(_page(above="<div>Cùng đi có <b class=author>Lê Mai</b> của báo</div>")).byline == "Lê Mai"


def _authors(number: int) -> str:
    names = (f"Lê {chr(65 + i % 26)}{'aeiouy'[i // 26 % 6]} {chr(65 + i // 156 % 26)}a" for i in range(number))
    return _page(text="".join(f"<i class=author>{name}</i><p>{LINES[n % 5]} {n}</p>" for n, name in enumerate(names)))


def _nested(number: int) -> str:
    lines = "".join(f"<p>{LINES[n % 5]} {n}</p>" for n in range(number))
    return _page(text="<div class=lead>" * (number // 10) + lines + "</div>" * (number // 10))


def _menu(number: int) -> str:
    return _page(above="".join(f"<div>Mục số {n % 7}</div>" for n in range(3 * number)))


@pytest.mark.parametrize("make", [_authors, _nested, _menu], ids=["authors", "nested leads", "short lines"])
def test_a_long_page_is_read_for_its_text(make: Callable[[int], str]) -> None:
    found = _read(make(300))
    assert (found.title, found.byline, found.lead) == (TITLE, "", "")
    assert f"{LINES[4]}" in found.body


def test_elements_around_a_long_one_are_not_read() -> None:
    page = Page(
        f"<div class=a><div class=a><p class=a>{LINES[0]}</p></div><i class=a>Lê Mai</i><b class=a>Hà An</b></div>".encode()
    )
    assert list(short_texts(page.tree.css(".a"), longest=20)) == ["Lê Mai", "Hà An"]


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2026-10-05T01:15:00Z", ("2026-10-05 08:15", "minute")),
        ("2026-12-05T01:15:00Z", ("2026-11-30 00:00", "day")),  # the future is no publication
        ("", ("2026-11-30 00:00", "day")),  # nothing tells it from an article of today
    ],
)
def test_the_day_of_a_masthead_is_not_the_article_s(said: str, read: tuple[str, str]) -> None:
    meta = f'<meta property="article:published_time" content="{said}">' if said else ""
    masthead = "<p>Số 6.204 ra ngày 30-11-2026</p>"
    html = _page().replace(DAY, "").replace("<body>", f"{meta}<body>{masthead}")
    found = _read(html)
    assert (f"{found.published_at:%Y-%m-%d %H:%M}", found.published_precision) == read


def test_a_date_behind_another_headline_is_that_article_s() -> None:
    others = "<div><a href=/tin/y-13.html>Lấy mẫu xét nghiệm xuyên đêm ở khu trọ</a></div><div>30.09.2026</div>"
    found = _read(_page(behind=others).replace(DAY, "").replace("<h1", f"{DAY}<h1"))
    assert f"{found.published_at:%Y-%m-%d %H:%M}" == "2026-10-05 08:15"
