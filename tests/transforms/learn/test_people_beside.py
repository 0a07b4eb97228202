"""Authors and credits in places that only their likeness on many pages tells, and what stands there on other pages."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from records.article import Article
from records.platform import FieldRule
from records.snapshot import Snapshot
from records.source import Source
from transforms.extract import extract
from transforms.learn import learn, proposed_source

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_NAMES = ("Hà An", "", "Trần Bình", "Vũ Thu Hương", "Đỗ Quang", "", "Lê Minh Châu", "Ngô Lan Anh")
_SOURCES = ("", "Báo Lao Động", "TTXVN", "", "vnexpress.net", "Báo Nhân Dân", "", "Trung tâm Khuyến công tỉnh")
_PLACES = ("Phố Bảng", "Yên Minh", "Quản Bạ", "Vinh", "Phố Bảng", "Hà Giang", "Yên Minh", "Quản Bạ")


def _page(number: int, *, under: str = "", inside: str = "", behind: str = "", listed: bool = False) -> Snapshot:
    text = "".join(
        f"<p>Bài {number}, đoạn {n}: hội nghị bàn việc mở thêm {number + n} tuyến đường nối các xã vùng cao với trung tâm"
        f" huyện, vốn lấy từ nguồn số {number * 7 + n} của tỉnh.</p>"
        for n in range(6)
    )
    title = f"Huyện mẫu mở thêm tuyến đường thứ {number} lên vùng cao"
    others = "".join(
        f'<div class="i"><a href="/tin/{n}.html">Xã số {n + number} gieo cấy xong lúa mùa trước khung thời vụ</a></div>'
        for n in range(4)
    )
    box = f'<div class="lq"><div>Tin cùng mục</div>{others}</div>'
    html = (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><div class="c"><h1>{title}</h1>'
        f'<div class="d">{number + 1:02}/10/2026 08:15</div>{under}'
        + (f"{text}{inside}{box}</div>" if listed else f'<div class="nd">{text}{inside}</div>{behind}{box}</div>')
        + "</body></html>"
    )
    url = f"http://huyen.example.test/tin/mo-them-tuyen-duong-len-vung-cao-{number:03}.html"
    return Snapshot(url=url, final_url=url, source_id="huyen", fetched_at=_NOW, run_id="", body=html.encode())


def _signed(pages: Sequence[Snapshot]) -> tuple[list[tuple[str, str]], dict[str, FieldRule]]:
    """Byline and credit of each page by the rules learned from all, and those rules."""
    learned = learn(pages, now=_NOW)
    source = proposed_source(Source(id="huyen", name="Huyện mẫu", home="http://huyen.example.test"), learned)
    found = [extract(page, source=source) for page in pages]
    assert all(isinstance(one, Article) and one.extractor == "learned" for one in found)
    return [(one.byline, one.credit) for one in found if isinstance(one, Article)], {
        str(field): rule for field, rule in learned.rules.items()
    }


def _bracketed(author: str, source: str) -> str:
    """ "Mai Thùy (Theo TTXVN)", the names in bold; a source without names in a line of its own."""
    if not author:
        return f"<p>Theo {source}</p>" if source else ""
    return f"<div class=x6><b>{author}</b>{f' (Theo {source})' if source else ''}</div>"


_WAYS: dict[str, Callable[[int, str, str], Snapshot]] = {
    "rows of a small table, empty cells stay": lambda n, author, source: _page(
        n,
        behind="<table><tr><td align=right><table>"
        f"<tr><td><i>Tác giả:</i></td><td><b>{author}</b></td></tr><tr><td><i>Nguồn:</i></td><td><b>{source}</b></td></tr>"
        "</table></td></tr></table>",
    ),
    "a table with rows behind the empty one": lambda n, author, source: _page(
        n,
        behind=f"<table><tr><td>Người viết</td><td>{author}</td></tr><tr><td>Nguồn bài</td><td>{source}</td></tr>"
        "<tr><td>Số lần xem</td><td>873</td></tr></table>",
    ),
    "labels with their values, a counter behind": lambda n, author, source: _page(
        n, behind=f"<span>Người viết: {author}</span> <span>Nguồn: {source}</span> <span>Lượt xem: 31</span>"
    ),
    "names with their source in brackets": lambda n, author, source: _page(n, behind=_bracketed(author, source)),
    "a line of spans without labels": lambda n, author, source: _page(
        n, under=f'<p><span class="w1">{author}</span><span class="w2">{source}</span></p>'
    ),
    "the last lines of a text with a box of others behind": lambda n, author, source: _page(
        n,
        inside=(f"<p align=right><b>{author}</b></p>" if author else "") + (f"<p>Nguồn: {source}</p>" if source else ""),
        listed=True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", _WAYS.values(), ids=_WAYS)
def test_read_where_they_stand(way: Callable[[int, str, str], Snapshot]) -> None:
    pairs = list(zip(_NAMES, _SOURCES, strict=True))
    found, _ = _signed([way(number, *pair) for number, pair in enumerate(pairs)])
    assert found == pairs


def test_a_box_that_tells_the_section_where_nobody_signed() -> None:
    boxes = [(f"<p>Thực hiện: {name}</p>" if name else "") + "<p>Chuyên mục: Tin hoạt động</p>" for name in _NAMES]
    found, rules = _signed([_page(n, behind=f'<div class="box">{box}</div>') for n, box in enumerate(boxes)])
    assert "byline" in rules
    assert [byline for byline, _ in found] == [f"Thực hiện: {name}" if name else "" for name in _NAMES]


def test_places_beside_the_date_write_nothing() -> None:
    found, rules = _signed([_page(n, under=f"<p><span>{place}</span></p>") for n, place in enumerate(_PLACES)])
    assert "byline" not in rules
    assert found == [("", "")] * len(_PLACES)


def test_an_empty_label_takes_no_section_and_no_town_below_it() -> None:
    below = ("Kinh tế - Xã hội", "Yên Minh", "Mai Châu", "An Sinh")
    boxes = [f"<p>Tác giả: {name}</p><p>{below[n % 4]}</p>" for n, name in enumerate(_NAMES)]
    found, _ = _signed([_page(n, under=f'<div class="tg">{box}</div>') for n, box in enumerate(boxes)])
    assert [byline for byline, _ in found] == list(_NAMES)
