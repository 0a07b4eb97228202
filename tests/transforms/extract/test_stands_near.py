"""What stands near an article and is none of its facts: deadlines, teasers, tables in the text, sections' long names."""

from datetime import UTC, datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from records.article import Article
from sources.registry import load_registry
from transforms.dates import read_date
from transforms.extract import check_selector, read_page
from transforms.extract.stamps import first_stamp

_NOW = datetime(2026, 11, 30, tzinfo=UTC)
_PLATFORMS = load_registry(check_selector=check_selector).platforms
_TITLE = "Xã vùng cao làm xong con đường bê tông lên bản Mới"
_LINES = [
    f"Đoạn thứ {n}: bà con trong bản cùng góp ngày công đổ bê tông đoạn đường dốc nhất, xe máy nay đã lên tới tận đầu"
    " bản trong cả những ngày mưa."
    for n in ("một", "hai", "ba", "bốn")
]
_TEXT = "".join(f"<p>{line}</p>" for line in _LINES)
_DAY_OF_ANOTHER = "<div><div><div><span>06/10/2026</span></div></div></div>"
_DAY = "<div>05/10/2026 08:15</div>"


def _read(body: str, head: str = "") -> Article:
    html = f'<html><head><meta charset="utf-8">{head}<title>{_TITLE}</title></head><body>{body}</body></html>'
    found = read_page("https://mau.example/tin/x-12.html", html, platforms=_PLATFORMS, fetched_at=_NOW)
    assert isinstance(found, Article), found
    return found


def _themed(above: str, behind: str = "") -> Article:
    head = (
        '<meta name="generator" content="WordPress 6.1"><link rel="stylesheet" href="/wp-content/themes/x/style.css">'
    )
    return _read(f'<article class="post">{above}<div class="entry-content">{_TEXT}{behind}</div></article>', head)


def _table(*rows: tuple[str, ...]) -> str:
    return "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"


@pytest.mark.parametrize("note", ["VP UBND xã", "Đài TT-TH huyện", "Hội Nông dân", "ảnh: CTV", "biên tập", "Vân Sơn"])
@pytest.mark.parametrize("name", ["Hoàng Mai", "Bài, ảnh: Hoàng Mai"])
def test_a_name_with_its_office_in_brackets_signs(name: str, note: str) -> None:
    found = _themed(
        f'<h1 class="entry-title">{_TITLE}</h1><time class="entry-date">05/10/2026</time>',
        f'<p style="text-align:right"><strong>{name} ({note})</strong></p>',
    )
    assert (found.byline, found.authors) == (f"{name} ({note})", ("Hoàng Mai",))
    assert found.body == "\n\n".join(_LINES)


def test_a_bracket_that_says_from_where_signs_nothing() -> None:
    end = '<p style="text-align:right"><strong>Hoàng Mai (Từ Riyadh, Saudi Arabia)</strong></p>'
    assert _read(f"<h1>{_TITLE}</h1>{_DAY}<div>{_TEXT}{end}</div>").byline == ""


@pytest.mark.parametrize(
    "above",
    [
        f'<header><h1 class="entry-title"><a href="/tin/x-12.html">{_TITLE}</a></h1>'
        '<span class="posted-on"><a href="/tin/x-12.html">05/10/2026</a></span></header>',
        f'<h1 class="entry-title">{_TITLE}</h1><div class="meta"><span class="posted-on">05/10/2026</span> '
        '<a href="/c">Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh</a></div>',
    ],
)
@pytest.mark.parametrize(
    "behind", ["", '<div><a href="/b">Tin ngắn</a> <span class="posted-on">01/02/2020</span></div>']
)
def test_a_date_beside_the_articles_own_link_or_its_sections_stays(above: str, behind: str) -> None:
    assert f"{_themed(above + behind).published_at:%Y-%m-%d}" == "2026-10-05"


def test_a_date_beside_headlines_is_kept_only_where_none_is_better() -> None:
    link = '<a href="/x">Huyện ủy tổ chức hội nghị học tập nghị quyết mới</a> <span>05/10/2026</span>'
    alone, followed = (LexborHTMLParser(f"<div><div>{link * 3}</div></div>{more}") for more in ("", _DAY_OF_ANOTHER))

    def found(tree: LexborHTMLParser, by_title: str = "") -> str:
        stamp = first_stamp(
            [(node, None) for node in tree.css("span")],
            lambda text: read_date(text, now=_NOW),
            now=_NOW,
            by_title=lambda: read_date(by_title, now=_NOW),
        )
        return f"{stamp.at:%d/%m/%Y}" if stamp else ""

    assert found(alone) == "05/10/2026"
    assert found(alone, "07/10/2026") == "07/10/2026"
    assert found(followed) == "06/10/2026"
    assert found(followed, "05/10/2026") == "05/10/2026"


@pytest.mark.parametrize(
    "rows",
    [
        (("TT", "Tác giả", "Tên tác phẩm", "Giải"), ("1", "Lê Văn Nam", "Mùa mận", "Nhất")),
        (("TT", "Tên sáng kiến", "Tác giả", "Đơn vị công tác"), ("1", "Bê tông", "Lê Văn Nam", "Trường THCS")),
        (("TT", "Nguồn", "Số tiền"), ("1", "Ngân sách tỉnh", "18 tỷ")),
        (("Giải nhất", "10 triệu", "Tác giả", "Lê Văn Nam"), ("Giải nhì", "5 triệu", "Tác giả", "Vi Văn Toàn")),
    ],
)
def test_a_table_in_the_text_names_no_author_and_no_source(rows: tuple[tuple[str, ...], ...]) -> None:
    found = _read(f"<div><h1>{_TITLE}</h1>{_DAY}{_TEXT}{_table(*rows)}</div>")
    assert (found.byline, found.credit) == ("", "")


def test_labels_and_values_in_turn_in_one_row_do() -> None:
    facts = _table(("Ngày đăng", "05/10/2026", "Tác giả", "Mai Thùy", "Nguồn", "TTXVN"))
    found = _read(f"<div><h1>{_TITLE}</h1>{facts}{_TEXT}</div>")
    assert (found.byline, found.credit) == ("Mai Thùy", "TTXVN")


@pytest.mark.parametrize(
    "line",
    [
        "Hạn nộp hồ sơ: 20/11/2026",
        "Âm lịch: 25/8/2026",
        "Thời gian tổ chức: 20/11/2026",
        "Chào mừng ngày 20/10/2026",
        "Tuần 42: 13/10/2026",
        "Số 12, ra ngày 01/10/2026",
    ],
)
@pytest.mark.parametrize(
    "stamp", ["05/10/2026 08:15", "Thứ Hai, 05/10/2026, 08:15 [GMT+7]", "Tin tức • 05/10/2026 08:15"]
)
def test_a_line_that_says_more_than_a_date_is_no_stamp_where_one_stands(stamp: str, line: str) -> None:
    found = _read(f"<div><div>{stamp}</div><div>{line}</div><h1>{_TITLE}</h1>{_TEXT}</div>")
    assert f"{found.published_at:%Y-%m-%d %H:%M}" == "2026-10-05 08:15"


@pytest.mark.parametrize(("heading", "kept"), [("", True), ("<h3>Tin khác</h3>", False)])
def test_a_table_of_dated_links_is_cut_only_under_a_heading_of_others(heading: str, kept: bool) -> None:
    rows = _table(
        ("Quyết định", '<a href="/k">Quyết định ban hành quy chế làm việc của xã</a>', "20/10/2026"),
        ("Kế hoạch", '<a href="/l">Kế hoạch giải ngân vốn đầu tư công quý IV</a>', "22/10/2026"),
    )
    found = _read(f"<div><h1>{_TITLE}</h1>{_DAY}{_TEXT}{heading}{rows}</div>")
    assert ("Quyết định ban hành" in found.body) is kept


@pytest.mark.parametrize(
    ("over", "below", "byline"),
    [
        ("<div>Kinh tế • 05/10/2026 • Hoàng Thị Mai</div>", "", "Hoàng Thị Mai"),
        ("<div>Gương điển hình | Lê Văn Nam | 05/10/2026</div>", "", ""),
        ("<div>Kinh tế • 04/10/2026 • Hoàng Thị Mai</div>", _DAY, ""),
        (
            '<h3><a href="/z">Khởi công cầu mới qua sông ở thị trấn hôm nay</a></h3>'
            "<div>Kinh tế • 04/10/2026 • Hoàng Thị Mai</div>",
            _DAY,
            "",
        ),
    ],
)
def test_a_name_over_the_title_signs_behind_the_articles_own_date(over: str, below: str, byline: str) -> None:
    assert _read(f"<div>{over}</div><div><h1>{_TITLE}</h1>{below}{_TEXT}</div>").byline == byline


@pytest.mark.parametrize("work", ["cộng tác viên", "phóng viên", "ctv"])
def test_a_labelled_author_may_be_a_reporter(work: str) -> None:
    found = _read(f"<div><h1>{_TITLE}</h1>{_DAY}<p>Tác giả: Hoàng Thị Mai, {work}</p>{_TEXT}</div>")
    assert found.byline.startswith("Hoàng Thị Mai")
