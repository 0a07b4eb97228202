"""Tests of authors and credits that stand behind labels in cells of their own."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from records.article import Article
from records.snapshot import Snapshot
from records.source import Source
from transforms.extract import extract
from transforms.learn import learn, proposed_source

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_AI = '<div class="ai">{}</div>'
_NAMES = ("Hà An", "Lê Minh Châu", "Trần Bình", "Vũ Thu Hương", "Đỗ Quang", "Ngô Lan Anh")


def _page(number: int, rows: str, *, under: str = "", inside: str = "", dated: bool = True) -> Snapshot:
    text = "".join(
        f"<p>Bài {number}, đoạn {n}: hội nghị bàn việc mở thêm {number + n} tuyến đường nối các xã vùng cao với trung tâm"
        f" huyện, vốn lấy từ nguồn số {number * 7 + n} của tỉnh.</p>"
        for n in range(6)
    )
    title = f"Huyện mẫu mở thêm tuyến đường thứ {number} lên vùng cao"
    day = f"<tr><td>Ngày đăng</td><td>{number + 1:02}/10/2026 08:15</td></tr>" if dated else ""
    html = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>{under}'
        f'<div class="nd">{text}{inside}</div><table>{day}{rows}</table></body></html>'
    )
    url = f"http://huyen.example.test/tin/mo-them-tuyen-duong-len-vung-cao-{number:03}.html"
    return Snapshot(url=url, final_url=url, source_id="huyen", fetched_at=_NOW, run_id="", body=html.encode())


@pytest.mark.parametrize(
    ("label", "selector"),
    [("Bút danh", 'td:lexbor-contains("Bút danh") + td'), ("Cây bút", 'td:lexbor-contains("Cây bút") + td')],
)
def test_the_author_stands_behind_a_label_known_or_not(label: str, selector: str) -> None:
    account = "<tr><td>Người đăng</td><td>admin</td></tr><tr><td>Người duyệt</td><td>Lê Văn Sáu</td></tr>"
    rows = [f"{account}<tr><td>{label}</td><td>{name}</td></tr>" for name in _NAMES]
    found = learn([_page(n, row) for n, row in enumerate(rows)], now=_NOW)
    assert found.rules["byline"].select == (selector,)


def test_a_label_inside_other_elements_of_its_cell() -> None:
    rows = [f"<tr><td><b><font>Bút danh</font></b></td><td><i>{name}</i></td></tr>" for name in _NAMES]
    pages = [_page(n, row) for n, row in enumerate(rows)]
    found = learn(pages, now=_NOW)
    assert found.rules["byline"].select == ('td:has(> b > font:lexbor-contains("Bút danh")) + td',)
    source = proposed_source(Source(id="huyen", name="huyen", home="http://huyen.example.test"), found)
    read = [extract(page, source=source) for page in pages]
    assert [one.byline for one in read if isinstance(one, Article)] == list(_NAMES)


def test_a_place_learned_for_names_may_hold_a_source_alone() -> None:
    signed = [f"<span>{name}</span><span>Trích nguồn: Báo Mẫu</span>" for name in _NAMES]
    pages = [_page(n, f'</table><div class="ai">{line}</div><table>') for n, line in enumerate(signed)]
    source = proposed_source(Source(id="huyen", name="huyen", home="http://huyen.example.test"), learn(pages, now=_NOW))
    bare = extract(_page(9, '</table><div class="ai"><span>Trích nguồn: Báo Mẫu</span></div><table>'), source=source)
    assert isinstance(bare, Article)
    assert (bare.byline, bare.credit) == ("", "Báo Mẫu")


def _byline_of(lines: Sequence[str]) -> list[str]:
    """The bylines of pages that have these lines under their titles, read by what was learned from them."""
    pages = [_page(n, "", under=_AI.format(line)) for n, line in enumerate(lines)]
    source = proposed_source(Source(id="huyen", name="huyen", home="http://huyen.example.test"), learn(pages, now=_NOW))
    read = [extract(page, source=source) for page in pages]
    return [one.byline for one in read if isinstance(one, Article)]


def test_what_the_names_did_belongs_to_them() -> None:
    assert _byline_of([f"Thực hiện: <b>{name}</b>" for name in _NAMES]) == [f"Thực hiện: {name}" for name in _NAMES]


def test_who_took_the_pictures_wrote_nothing() -> None:
    assert not any(_byline_of([f"Ảnh: <b>{name}</b>" for name in _NAMES]))


def test_names_sources_and_buttons_in_one_line() -> None:
    lines = [f"0{n + 1}/10/2026 | {name} | Theo Báo Mẫu | A- A+" for n, name in enumerate(_NAMES)]
    assert _byline_of([*lines, "09/10/2026 | Theo TTXVN | A- A+"]) == [*_NAMES, ""]


def test_a_line_that_names_now_a_town_now_a_paper_is_learned_for_no_author() -> None:
    lines = ["Đà Lạt", "TTXVN", "Vinh", "Nhân Dân", "Hà An", "Quảng Ninh", "Báo Mẫu", "Lạng Sơn"]
    assert "byline" not in learn([_page(n, "", under=_AI.format(line)) for n, line in enumerate(lines)], now=_NOW).rules
    assert set(_byline_of(lines)) <= {"", "Hà An"}


_FOOTERS = (
    "<h4>Tin liên quan</h4><footer><p>Nguồn: Cổng mẫu tỉnh</p></footer>",
    "<h4>Tin liên quan</h4><footer><p><b>Nguồn:</b> <a href='/'>Cổng mẫu tỉnh</a></p></footer>",
    "<h4>Tin liên quan</h4><table><tr><td>Nguồn: Sở Nội vụ</td></tr><tr><td>Tác giả: Trung tâm CNTT</td></tr></table>",
    "<div><p>Ghi rõ <b>nguồn:</b> <a href='/'>Trang mẫu</a> khi phát hành lại thông tin</p></div>",
    '<div><p>Nguồn: ghi rõ "mau.example" khi sử dụng lại thông tin</p></div>',
)


@pytest.mark.parametrize("footer", _FOOTERS)
def test_what_a_site_says_of_itself_below_is_no_article_s(footer: str) -> None:
    pages = [_page(n, f"</table>{footer}<table>") for n in range(8)]
    rules = learn(pages, now=_NOW)
    assert not {"byline", "credit"} & set(rules.rules)
    learned = proposed_source(Source(id="huyen", name="huyen", home="http://huyen.example.test"), rules)
    for source in (learned, None):
        read = extract(pages[0], source=source)
        assert isinstance(read, Article)
        assert (read.byline, read.credit) == ("", "")


def test_labels_below_a_text_are_its_own() -> None:
    rows = "<tr><td>Tác giả</td><td>{}</td></tr><tr><td>Nguồn</td><td>Báo Mẫu số {}</td></tr>"
    below = "</table><h4>Tin liên quan</h4><footer>Nguồn: Sở Nội vụ</footer><table>"
    pages = [_page(n, rows.format(name, n) + below) for n, name in enumerate(_NAMES)]
    source = proposed_source(Source(id="huyen", name="huyen", home="http://huyen.example.test"), learn(pages, now=_NOW))
    read = [extract(page, source=source) for page in pages]
    found = [(one.byline, one.credit) for one in read if isinstance(one, Article)]
    assert found == [(name, f"Báo Mẫu số {n}") for n, name in enumerate(_NAMES)]


def test_places_beside_a_date_are_learned_for_no_authors() -> None:
    places = ("Hà Giang", "Vinh", "Phố Bảng", "Yên Minh", "Đồng Văn", "Quản Bạ", "Đồng Văn", "Vinh")
    lines = [f"<span>0{n + 1}/10/2026</span> <span>{place}</span>" for n, place in enumerate(places)]
    assert "byline" not in learn([_page(n, "", under=_AI.format(line)) for n, line in enumerate(lines)], now=_NOW).rules
    assert _byline_of(lines).count("") >= len(places) - 1


def test_a_letter_s_place_and_day_are_no_author() -> None:
    assert not any(_byline_of([f"<span>Vân Sơn, ngày 0{n + 1}/10/2026</span>" for n in range(8)]))


def test_a_section_beside_an_author_is_neither_source_nor_author() -> None:
    sections = ("Lao động", "Thanh niên", "Bộ đội biên phòng", "Kinh tế", "Dân trí", "Nông thôn mới")
    lines = [
        f"{section} | {name} | 0{n + 1}/10/2026" for n, (section, name) in enumerate(zip(sections, _NAMES, strict=True))
    ]
    assert _byline_of([*lines, "Kinh tế | 09/10/2026"]) == [*_NAMES, ""]


def test_who_let_a_text_through_is_learned_for_no_author() -> None:
    assert not any(_byline_of([f"<span>Duyệt bài:</span> <b>{name}</b>" for name in _NAMES]))


def test_the_day_stands_alone_though_a_sentence_has_one() -> None:
    """The text's own paragraphs are made like the line of its date."""
    told = "<p><span>Ngày 05/03/2024, </span><span>đoàn đã khảo sát tuyến đường.</span></p>"
    dated = "<p><span>Đăng ngày </span><span>0{}/10/2026</span></p>"
    pages = [_page(n, "", inside=dated.format(n + 1), dated=False) for n in range(8)]
    source = proposed_source(Source(id="huyen", name="huyen", home="http://huyen.example.test"), learn(pages, now=_NOW))
    found = extract(_page(8, "", inside=told + dated.format(9), dated=False), source=source)
    assert isinstance(found, Article)
    assert str(found.published_at)[:10] == "2026-10-09"
