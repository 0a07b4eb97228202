"""Pages that no rules fit: trafilatura's text with the title, date and signature that the page shows."""

from datetime import UTC, datetime

from records.article import Article
from records.rejection import Rejection
from records.source import Source
from sources.registry import load_registry
from transforms.extract import check_selector, read_page

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
