"""What stands beside a text on pages without rules: labels in cells of their own, icons, badges, titles and leads that only
their weight and place tell."""

import re
from typing import Any

import pytest
import trafilatura

from records.article import Article
from records.rejection import Rejection
from tests.transforms.extract.invented import DAY, LINES, TEXT, TITLE, outcome, read

_OTHER = "Mở bán vé tàu những ngày giáp Tết cho người đi xa về quê"
_SITE = "Cổng thông tin điện tử xã Mẫu"


def _read(body: str, head: str = _SITE) -> Article:
    return read(body, head)


def _rows(*pairs: tuple[str, str]) -> str:
    return "<table>" + "".join(f"<tr><td>{a}</td><td><font>{b}</font></td></tr>" for a, b in pairs) + "</table>"


_FACTS = (("Ngày đưa tin", "05/10/2026"), ("Tác giả", "Mai Thùy"), ("Đăng lại từ", "Báo Mẫu"), ("Lượt đọc", "215"))


@pytest.mark.parametrize("above", [True, False], ids=["above the title", "below the text"])
def test_labels_and_values_in_cells_of_their_own(above: bool) -> None:
    rows = f"<div>{_rows(*_FACTS)}</div>"
    text = f"<h1>{TITLE}</h1><div>{TEXT}</div>"
    found = _read(rows + text if above else text + rows, f"{TITLE} - Xã Mẫu")
    assert found.published_at is not None
    assert (str(found.published_at.date()), found.byline, found.credit) == ("2026-10-05", "Mai Thùy", "Báo Mẫu")
    assert found.body.split("\n\n") == LINES


def test_a_label_without_a_value_has_not_the_next_label_for_one() -> None:
    facts = "<dl><dt>Người viết</dt><dd></dd><dt>Nguồn</dt><dd></dd><dt>Lượt đọc</dt><dd>12</dd></dl>"
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}</div>{facts}", TITLE)
    assert (found.byline, found.credit) == ("", "")


def test_author_and_source_in_elements_of_one_line() -> None:
    line = "<div><span>Bài viết: Mai Thùy</span><span>Trích nguồn: <cite>Báo Mẫu</cite></span><span>Lượt xem: 9</span></div>"
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}</div>{line}", TITLE)
    assert (found.byline, found.credit) == ("Bài viết: Mai Thùy", "Báo Mẫu")


def test_an_icon_says_what_stands_beside_it() -> None:
    line = '<ul><li><i class="a" title="Tác giả"></i><a href="/n/7">Mai Thùy</a></li><li><i title="Nguồn"></i>Báo Mẫu</li></ul>'
    found = _read(f"<h1>{TITLE}</h1>{DAY}{line}<div>{TEXT}</div>", TITLE)
    assert (found.byline, found.credit) == ("Mai Thùy", "Báo Mẫu")
    cards = "".join(f'<div><a href="/{n}">{_OTHER}</a><p><i title="Nguồn"></i>Báo {n}</p></div>' for n in "ab")
    assert _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}</div><h4>Tin khác</h4>{cards}", TITLE).credit == ""


_BADGE = "<div><b>{}</b><i>Tháng {}</i><u>2026</u></div>"


def test_the_day_in_a_badge_and_a_section_for_heading() -> None:
    others = f"<h4>Tin cùng chuyên mục</h4>{_BADGE.format(12, 9)}<h5><a href=/b>{_OTHER}</a></h5>"
    body = f"<h1>Tin tức</h1><p><a href=/>Trang chủ</a></p>{_BADGE.format('05', 10)}<h4>{TITLE}</h4><div>{TEXT}</div>{others}"
    found = _read(body, "Tin tức | Trường Mẫu")
    assert found.title == TITLE
    assert found.published_at is not None
    assert str(found.published_at.date()) == "2026-10-05"


def test_a_day_above_another_headline_is_that_one_s() -> None:
    short = "".join(f"<p>{line}</p>" for line in LINES[:2])
    body = f"<div>{DAY}</div><h1>{TITLE}</h1>{short}<div>12/09/2026</div><a href=/b>{_OTHER}</a>"
    found = _read(body, TITLE)
    assert found.published_at is not None
    assert str(found.published_at.date()) == "2026-10-05"


def test_a_title_without_a_heading_stands_below_its_date_and_not_below_a_picture() -> None:
    caption = "<p><img src=/a.jpg></p><p><em>Trụ sở Đảng ủy, HĐND, UBND xã Mẫu</em></p>"
    found = _read(f"<div>{DAY}<div class=x>{TITLE}</div>{caption}{TEXT}</div>")
    assert found.title == TITLE
    assert found.body.split("\n\n") == LINES


def test_a_lead_stands_outside_of_the_element_of_the_text() -> None:
    lead = "Sáng 5/10, hai tỉnh khai trương tuyến xe buýt đầu tiên qua đèo, mỗi ngày mười sáu chuyến."
    box = f"<div><p>Ý kiến bạn đọc</p><p>Địa chỉ: {'số 1 đường Mẫu, ' * 6}</p></div>"
    found = _read(f"<h1>{TITLE}</h1>{DAY}<p class=q7>{lead}</p><div class=q8>{TEXT}</div>{box}", TITLE)
    assert found.lead == lead


def test_the_names_of_a_site_and_its_imprint_are_no_article() -> None:
    imprint = "Đơn vị quản lý: Văn phòng - số 6 đường Mẫu. Điện thoại: 024 3000 0000; thư điện tử: a@mau.example. " * 3
    body = f"<div>Ngày đăng: 05/10/2026</div><b>CỔNG THÔNG TIN ĐIỆN TỬ XÃ MẪU</b><p>{imprint}</p>"
    assert isinstance(outcome(body, _SITE), Rejection)


def test_who_is_told_of_has_not_written() -> None:
    name = "Võ Nguyên Giáp"
    told = re.sub("đầu tiên", f"đầu tiên của {name}", TEXT)
    assert _read(f"<h1>{TITLE}</h1>{DAY}<p>{name}</p><div>{TEXT}</div>", TITLE).byline == name
    assert _read(f"<h1>{TITLE}</h1>{DAY}<p>{name}</p><div>{told}</div>", TITLE).byline == ""


@pytest.mark.parametrize(("lines", "fast"), [(5, False), (6000, True)])
def test_thousands_of_short_lines_are_read_for_their_text(
    monkeypatch: pytest.MonkeyPatch, lines: int, fast: bool
) -> None:
    ways: list[bool] = []
    extract = trafilatura.extract

    def spied(*args: Any, **options: Any) -> str | None:
        ways.append(options["fast"])
        return extract(*args, **options)

    monkeypatch.setattr(trafilatura, "extract", spied)
    menu = "".join(f"<div>Mục số {n}</div>" for n in range(lines))
    found = _read(f"<h1>{TITLE}</h1>{DAY}<article>{TEXT}</article>{menu}", TITLE)
    assert LINES[4] in found.body
    assert set(ways) == {fast}


@pytest.mark.parametrize(
    "title",
    [
        "Cổng thông tin điện tử tỉnh Mẫu ra mắt giao diện mới",
        "Trang thông tin điện tử xã Mẫu đi vào hoạt động",
        "Giấy phép xây dựng được cấp trong bảy ngày ở mọi xã",
    ],
)
def test_an_article_about_a_portal_or_a_licence(title: str) -> None:
    assert _read(f"<h1>{title}</h1>{DAY}<div>{TEXT}</div>", f"{title} - Xã Mẫu").title == title


_PICTURE = "<p style='text-align:center'><img src=/a.jpg></p>"


@pytest.mark.parametrize(
    ("line", "byline", "credit"),
    [
        ("<p style='text-align:right'><i>Hồng Nhung</i></p>", "Hồng Nhung", ""),
        ("<p style='text-align:right'><i>Bài, ảnh: Hồng Nhung</i></p>", "Bài, ảnh: Hồng Nhung", ""),
        ("<p style='text-align:center'><em>(Theo TTXVN)</em></p>", "", "TTXVN"),
        ("<p><em>Toàn cảnh bến xe mới</em></p>", "", ""),
    ],
)
def test_a_signature_below_a_picture_is_no_caption(line: str, byline: str, credit: str) -> None:
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}{_PICTURE}{line}</div>", TITLE)
    assert (found.byline, found.credit) == (byline, credit)
    assert found.body.split("\n\n") == LINES


@pytest.mark.parametrize(
    "line",
    [
        "<p style='text-align:center'><b>II. Việc phải làm từ nay đến cuối năm</b></p>",
        "<p align=center>“Ai về xứ Mẫu quê ta<br>Gió Lào cát trắng thiết tha nghĩa tình”</p>",
    ],
)
def test_a_heading_or_a_verse_below_a_picture_stays(line: str) -> None:
    text = f"{''.join(f'<p>{text}</p>' for text in LINES[:3])}{_PICTURE}{line}<p>{LINES[3]}</p><p>{LINES[4]}</p>"
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{text}</div>", TITLE)
    assert len(found.body.split()) > len(" ".join(LINES).split()) + 5


@pytest.mark.parametrize(
    "rows",
    [
        (("Chỉ tiêu", "Kết quả"), ("Nguồn", "Ngân sách tỉnh"), ("Thời gian", "Quý IV năm 2026")),
        (("Ngày", "20/10/2026 tập huấn cán bộ xã"), ("Thời gian", "8 giờ tại hội trường")),
        (("Đơn vị</td><td>Số", "Ghi chú"), ("Xã Mới</td><td>12 chuyến", "")),
    ],
)
def test_a_table_of_data_at_the_end_stays(rows: tuple[tuple[str, str], ...]) -> None:
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}{_rows(*rows)}</div>", TITLE)
    assert rows[-1][0].partition("<")[0] in found.body.split(LINES[4])[1]


def test_a_lead_in_a_heading_is_no_title() -> None:
    lead = "Hơn hai nghìn suất quà đến tay bà con các bản sát biên giới trước giao thừa."
    head = '<meta property="og:type" content="article">'
    title = "Tết ấm vùng biên"
    assert _read(f"<h1>{title}</h1>{DAY}<h2>{lead}</h2><div>{TEXT}</div>", f"{title}</title>{head}").title == title


@pytest.mark.parametrize(
    "behind",
    [
        "<h3>Bình luận</h3><form><i title='Tác giả'></i><span>Nguyễn Văn Bình</span><p>Bài viết rất hay.</p></form>",
        "<div><i title='Tác giả'></i> Rất hay, cảm ơn tòa soạn</div>",
        "<aside><h4>Sách mới</h4><p>Dế Mèn</p><p><i title='Tác giả'></i> Tô Hoài</p></aside>",
        "<aside><b>Góc nhìn</b><div><img src=/t.jpg alt='Tác giả'><a>Phan Huy Chú</a></div></aside>",
        f"<div><a href=/x>{_OTHER}</a><p><i title='Nguồn'></i> Báo Nhân Dân</p></div>",
        "<aside><b>Giá vàng</b><p>SJC 80 triệu</p><p><i title='Nguồn'></i>SJC Hà Nội</p></aside>",
        "<div>" + "<i title='Tác giả'></i> Mai Thùy " * 3000 + "</div>",
    ],
    ids=["comment", "no name", "book", "column", "teaser", "price", "thousands"],
)
def test_an_icon_elsewhere_says_nothing_of_the_text(behind: str) -> None:
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}</div>{behind}", TITLE)
    assert (found.byline, found.credit) == ("", "")


@pytest.mark.parametrize(
    "facts",
    [
        "<dl><dt>Tác giả</dt><dd></dd><dt>Người duyệt</dt><dd>Lê Văn Duyệt</dd></dl>",
        "<div><span>Tác giả:</span><span>Người duyệt: Lê Văn Duyệt</span></div>",
        "<div><span>Tác giả</span> <span>In bài viết</span></div>",
        "<div>Nguồn</div><div>Từ khóa</div><div>xe buýt</div>",
        "<div><b>Nguồn tin:</b> <span></span><b>Người duyệt:</b> <span>Lê Duyệt</span></div>",
        "<p>Phát lại: 20h ngày 16/10</p>",
    ],
)
def test_other_labels_and_buttons_are_no_values(facts: str) -> None:
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}</div>{facts}", TITLE)
    assert (found.byline, found.credit) == ("", "")


def test_a_text_is_from_whom_it_was_taken_again() -> None:
    found = _read(f"<h1>{TITLE}</h1>{DAY}<div>{TEXT}</div><p>Đăng lại: Báo Mẫu</p>", TITLE)
    assert found.credit == "Báo Mẫu"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Lê Thị Hồng Nhung", "Ghi nhận của phóng viên Lê Thị Hồng Nhung"),
        ("Hồng Nhung", "Chị Lê Hồng Nhung"),
        ("Hoàng Tuấn Anh", "Theo ông Hoàng Tuấn Anh Dũng"),
    ],
)
def test_a_longer_name_and_a_reporter_s_are_not_told_of(name: str, told: str) -> None:
    more = f"<p>{told} tại bến xe cho thấy người dân hai tỉnh đã quen với việc đi lại bằng xe buýt mỗi ngày.</p>"
    assert _read(f"<h1>{TITLE}</h1>{DAY}<p>{name}</p><div>{TEXT}{more}</div>", TITLE).byline == name


@pytest.mark.parametrize("between", ["", "<br>"])
def test_the_only_day_stands_below_the_text_above_links(between: str) -> None:
    links = f"<a href=/b>{_OTHER}</a>{between}<a href=/c>Khởi công cầu mới qua sông Mẫu ở phía Đông</a>"
    found = _read(f"<h1>{TITLE}</h1><div>{TEXT}</div><div>05/10/2026 14:30</div><div>{links}</div>", TITLE)
    assert found.published_at is not None
    assert str(found.published_at.date()) == "2026-10-05"


@pytest.mark.parametrize("heading", ["div", "h4"])
def test_the_day_of_another_box_is_not_the_text_s(heading: str) -> None:
    lines = "".join(f"<div>x{n}</div>" for n in range(8 if heading == "div" else 2))
    box = f"<{heading}>Văn bản mới</{heading}>{lines}<div>Ngày đăng: 03/03/2021</div>"
    assert isinstance(outcome(f"<h1>{TITLE}</h1><div>{TEXT}</div>{box}", TITLE), Rejection)
