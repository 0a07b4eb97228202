"""Pages that no rules fit: trafilatura's text with the title, date and signature that the page shows."""

from datetime import UTC, datetime

import pytest

from records.article import Article
from records.rejection import Rejection
from records.source import Source
from sources.registry import load_registry
from transforms.extract import check_selector, read_page
from transforms.extract.block import Block
from transforms.extract.labelled import labelled

_PLATFORMS = load_registry(check_selector=check_selector).platforms
_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_TEXT = "".join(
    f"<p>Đoạn {n} của bài kể việc làng nghề đan lát xoay xở tìm đầu ra khi chợ huyện vắng khách, người thợ già vẫn giữ nếp cũ "
    "còn lớp trẻ đem hàng lên mạng bán cho khách phương xa.</p>"
    for n in range(1, 6)
)
_PAGE = f"""<html><head><title>Làng nghề đan lát tìm đường lên mạng - Cổng xã</title></head><body>
<div>Thứ Tư, ngày 18 tháng 11 năm 2026 | 09:12 GMT+7</div><ul><li><a href=/>Trang chủ</a></li></ul>
<div class=noi-dung><h1>Làng nghề đan lát tìm đường lên mạng</h1><div>Cập nhật lúc 15:20 ngày 12/05/2025</div>{_TEXT}</div>
<p>Tác giả: Hồng Nhật</p><p>Nguồn tin: Báo Mẫu</p>
<ul><li><a href=/b>Một bài khác nói về chuyện trồng tre lấy măng</a> (20/05/2025)</li></ul></body></html>"""


def _read(html: str, source: Source | None = None) -> Article | Rejection:
    return read_page("https://xa.mau.example/lang-nghe", html, platforms=_PLATFORMS, source=source, fetched_at=_NOW)


def test_fields() -> None:
    article = _read(_PAGE)
    assert isinstance(article, Article), article
    assert article.extractor == "fallback"
    assert article.title == "Làng nghề đan lát tìm đường lên mạng"
    assert article.published_at == datetime.fromisoformat("2025-05-12T15:20:00+07:00")
    assert (article.byline, article.credit) == ("Hồng Nhật", "Báo Mẫu")
    assert article.body.count("Đoạn ") == 5
    assert "trồng tre" not in article.body


@pytest.mark.parametrize("head", ["Ý kiến", "Bình luận"])
def test_a_chapter_of_opinions_stays(head: str) -> None:
    chapter = _TEXT.replace("Đoạn", "Ý thứ").replace("làng nghề", "chợ quê")
    article = _read(_PAGE.replace(_TEXT, f"{_TEXT}<h2>{head}</h2>{chapter}"))
    assert isinstance(article, Article)
    assert (article.body.count("Đoạn "), article.body.count("Ý thứ ")) == (5, 5)


def test_comments_do_not() -> None:
    comments = _TEXT.replace("Đoạn", "Tôi nghĩ").replace("</p>", "</p><p>Trả lời</p>")
    for head in ("Bình luận", "Ý kiến (5)"):
        article = _read(_PAGE.replace(_TEXT, f"{_TEXT}<h2>{head}</h2>{comments}"))
        assert isinstance(article, Article)
        assert (article.body.count("Đoạn "), article.body.count("Tôi nghĩ")) == (5, 0)


def test_a_table_of_data_stays_though_it_is_most_of_a_text() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>Huyện số {n} của tỉnh Mẫu</td><td>Hoàn thành {80 + n}% kế hoạch, xếp loại tốt</td></tr>"
        for n in range(40)
    )
    table = f"<table border=1><tr><th>TT</th><th>Huyện</th><th>Kết quả</th></tr>{rows}</table>"
    article = _read(_PAGE.replace(_TEXT, _TEXT + table))
    assert isinstance(article, Article)
    assert article.body.count("Huyện số ") == 40
    assert article.body.count("Đoạn ") == 5


_OTHERS = (
    "<div><h3>Tin liên quan</h3><ul><li><a href=/x>Một bài khác kể chuyện trồng tre lấy măng bán cho khách</a> {}</li></ul>"
    "</div>"
)


@pytest.mark.parametrize("where", ["before", "behind"])
def test_the_author_of_another_article_is_not_this_one_s(where: str) -> None:
    others = _OTHERS.format("<a href=/author/binh>Trần Thị Bình</a>")
    end = "<p>Tác giả: Hồng Nhật</p>"
    page = (
        _PAGE.replace(end, others) if where == "behind" else _PAGE.replace(end, "").replace("<ul>", f"{others}<ul>", 1)
    )
    article = _read(page)
    assert isinstance(article, Article)
    assert article.byline == ""


def test_a_link_to_its_author_behind_a_text() -> None:
    signed = "<p><a href=/author/nhat>Hồng Nhật</a></p>" + _OTHERS.format("<a href=/author/binh>Trần Thị Bình</a>")
    article = _read(_PAGE.replace("<p>Tác giả: Hồng Nhật</p>", signed))
    assert isinstance(article, Article)
    assert article.byline == "Hồng Nhật"


@pytest.mark.parametrize(
    ("lines", "byline", "credit"),
    [
        (("Tác giả:", "Hồng Nhật", "Nguồn:", "Báo Mẫu"), "Hồng Nhật", "Báo Mẫu"),
        (("Tác giả", "Hồng Nhật"), "Hồng Nhật", ""),
        (("Tác giả:", "Nguồn:", "Nguồn: Báo Mẫu", "Tác giả: Hồng Nhật"), "Hồng Nhật", "Báo Mẫu"),
        (("Nguồn", "Chia sẻ"), "", ""),
        (("Theo", "Quay lại"), "", ""),
        (("Nguồn", "Tin liên quan"), "", ""),
        (("Nguồn:", "Tác giả: Hồng Nhật"), "", ""),
        (("Nguồn:", "12/05/2025 08:30"), "", ""),
        (("Nguồn", "Báo Mẫu: https://mau.example/x"), "", "Báo Mẫu: https://mau.example/x"),
        (("Nguồn", "Chia sẻ", "Nguồn: Báo Mẫu"), "", "Báo Mẫu"),
    ],
)
def test_labels_and_the_line_behind_them(lines: tuple[str, ...], byline: str, credit: str) -> None:
    shown = [Block("text", line) for line in lines]
    if byline:
        assert labelled(shown, "byline_labels") == byline
    assert labelled(shown, "credit_labels") == credit


def test_the_page_without_a_date_is_none() -> None:
    outcome = _read(_PAGE.replace("15:20 ngày 12/05/2025", ""))
    assert isinstance(outcome, Rejection)
    assert "date" in outcome.detail


def test_json_ld_lends_the_time_of_the_day_shown() -> None:
    said = '{"@type": "NewsArticle", "headline": "x", "datePublished": "2025-05-12T08:20:00Z"}'
    script = f'<script type="application/ld+json">{said}</script>'
    article = _read(_PAGE.replace("</head>", f"{script}</head>").replace("15:20 ngày 12/05/2025", "12/05/2025"))
    assert isinstance(article, Article)
    assert article.published_at == datetime.fromisoformat("2025-05-12T15:20:00+07:00")


def test_rules_of_a_source_alone_do() -> None:
    rules = load_registry(check_selector=check_selector).source("son-la")
    html = (
        "<html><head><title>Mở đường vào bản</title></head><body><div class=ArticleHeader>Mở đường vào bản</div>"
        "<div class=PostDate>13/01/2026 19:15</div><div class=ArticleSummary>Con đường dài 6 km nối bản với quốc lộ.</div>"
        "<div class=ArticleContent><p>Từ nay xe máy đi được cả mùa mưa, nông sản đỡ rớt giá.</p></div></body></html>"
    )
    article = _read(html, rules)
    assert isinstance(article, Article), article
    assert (article.extractor, article.lead) == ("rule", "Con đường dài 6 km nối bản với quốc lộ.")
    assert article.source_id == "son-la"
