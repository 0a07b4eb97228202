"""Which way reads a page: the source's rules of their day, its platform's, what the page marks for machines, trafilatura."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from records.article import Article
from records.platform import FieldRule
from records.rejection import Rejection
from records.snapshot import Snapshot
from records.source import Design, Learned, Source
from sources.registry import load_registry
from transforms.extract import check_selector, extract
from transforms.extract.footer import above_footer

_PLATFORMS = load_registry(check_selector=check_selector).platforms
_TITLE = "Xã Mẫu Hưng khánh thành cầu treo qua suối Lim"
_TEXT = (
    "Cây cầu dài 42 mét nối hai thôn trước đây phải đi vòng chín cây số mỗi khi nước suối dâng cao vào mùa mưa.",
    "Người dân góp ba nghìn ngày công, phần còn lại do quỹ của các doanh nghiệp trong huyện tài trợ cho xã.",
    "Học sinh thôn Lim từ nay đến trường bằng đường mới, các thầy cô không phải đón ở bờ suối như mọi năm.",
)
_OLD = {"title": FieldRule(select=("h2.tieude",)), "body": FieldRule(select=(".noidung",))}
_OLD["published_at"] = FieldRule(select=(".luc",))
_NEW = {name: FieldRule(select=(f".moi-{name}",)) for name in ("title", "body", "published_at")}
_LEARNED = Learned(learned_on=date(2026, 1, 5))


def _source(**changes: Any) -> Source:
    return Source(id="xa-mau", name="Xã Mẫu Hưng", home="https://xa.mau.example", **changes)


def _page(title: str, body: str, stamp: str, head: str = "", after: str = "") -> str:
    return f"<html><head><title>{_TITLE}</title>{head}</head><body>{title}{stamp}{body}{after}</body></html>"


def _paragraphs(texts: tuple[str, ...] = _TEXT) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def _read(
    html: str, source: Source | None = None, url: str = "https://xa.mau.example/tin/cau-treo", **changes: Any
) -> Any:
    snapshot = Snapshot(
        url=url,
        final_url=url,
        source_id=source.id if source else "",
        fetched_at=changes.pop("fetched_at", datetime(2026, 11, 20, tzinfo=UTC)),
        run_id="",
        body=html.encode(),
        charset="utf-8",
        **changes,
    )
    return extract(snapshot, source=source, platforms=_PLATFORMS)


_OLD_PAGE = _page(
    f"<h2 class=tieude>{_TITLE}</h2>", f"<div class=noidung>{_paragraphs()}</div>", "<i class=luc>25/03/2023 16:40</i>"
)
_NEW_PAGE = _OLD_PAGE.replace("tieude", "moi-title").replace("noidung", "moi-body").replace("luc", "moi-published_at")


def test_learned_rules_say_that_they_are() -> None:
    article = _read(_NEW_PAGE, _source(rules=_NEW, learned=_LEARNED))
    assert isinstance(article, Article), article
    assert (article.extractor, article.platform, article.confidence) == ("learned", None, 0.9)
    assert article.body.split("\n\n") == list(_TEXT)
    assert _read(_NEW_PAGE, _source(rules=_NEW)).extractor == "rule"


@pytest.mark.parametrize(
    ("day", "page", "extractor"),
    [(date(2025, 12, 31), _OLD_PAGE, "rule"), (date(2026, 1, 1), _NEW_PAGE, "learned")],
)
def test_a_page_is_read_by_the_rules_of_its_day(day: date, page: str, extractor: str) -> None:
    source = _source(rules=_NEW, learned=_LEARNED, designs=(Design(until=date(2026, 1, 1), rules=_OLD),))
    article = _read(page, source, fetched_at=datetime(day.year, day.month, day.day, 5, tzinfo=UTC))
    assert isinstance(article, Article), article
    assert (article.title, article.extractor) == (_TITLE, extractor)


def test_a_sources_drop_and_marks_add_to_its_rules() -> None:
    page = _NEW_PAGE.replace("</p></div>", "</p><div class=hop>Hộp quảng bá của cổng, không phải bài.</div></div>")
    assert "quảng bá" in _read(page, _source(rules=_NEW)).body
    assert "quảng bá" not in _read(page, _source(rules=_NEW, drop=(".hop",))).body
    refused = _read(page, _source(rules=_NEW, other_marks=(".hop",)))
    assert isinstance(refused, Rejection)
    assert ".hop" in refused.detail


def test_rules_that_fit_no_more_leave_the_page_to_the_next_way() -> None:
    broken = _source(rules=_OLD, learned=_LEARNED, article_pattern="^/tin/")
    page = _page(f"<h1>{_TITLE}</h1>", f"<div class=x>{_paragraphs()}</div>", "<p>25/03/2023 16:40</p>")
    assert _read(page, broken).extractor == "fallback"
    refused = _read(page, broken, url="https://xa.mau.example/gioi-thieu-chung")
    assert isinstance(refused, Rejection)
    assert "the source" in refused.detail


def test_a_body_that_matches_many_times_is_a_listing() -> None:
    page = _page(
        f"<h2 class=tieude>{_TITLE}</h2>",
        "".join(f"<div class=noidung>{_paragraphs((text,))}</div>" for text in _TEXT * 2),
        "<i class=luc>25/03/2023 16:40</i>",
    )
    assert isinstance(_read(page, _source(rules=_OLD)), Rejection)


_MICRODATA = _page(
    f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{_TITLE}</h1>',
    f'<div itemprop="articleBody">{_paragraphs()}<p>Nguồn: Báo Mẫu</p></div></div>',
    '<p>25/03/2023</p><meta itemprop="datePublished" content="2023-03-25T09:40:00Z">'
    '<span itemprop="author"><b itemprop="name">Thu Quyên</b></span>',
)


def test_microdata() -> None:
    article = _read(_MICRODATA)
    assert isinstance(article, Article), article
    assert (article.extractor, article.title, article.byline) == ("structured", _TITLE, "Thu Quyên")
    assert article.body.split("\n\n") == list(_TEXT)


def test_json_ld_text_is_read_where_the_page_shows_it() -> None:
    told = {
        "@type": "NewsArticle",
        "headline": _TITLE,
        "articleBody": " ".join(_TEXT),
        "datePublished": "2023-03-25T09:40:00Z",
    }
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    page = _page(f"<h1>{_TITLE}</h1>", f"<div><div class=z>{_paragraphs()}</div></div>", "<p>25/03/2023</p>", head)
    article = _read(page)
    assert isinstance(article, Article), article
    assert (article.extractor, article.body.split("\n\n")) == ("structured", list(_TEXT))
    assert article.published_at == datetime.fromisoformat("2023-03-25T16:40:00+07:00")


_LISTED = datetime(2023, 3, 25, 16, 40, 12, tzinfo=UTC).replace(hour=9)


@pytest.mark.parametrize(
    ("shown", "listed_in", "minute", "came_from"),
    [
        ("25/03/2023 08:15", "feed", "08:15", "page"),
        ("25/03/2023", "feed", "16:40", "feed"),
        ("24/03/2023", "feed", None, "page"),
        ("25/03/2023", "sitemap", None, "page"),
        ("", "sitemap", "16:40", "sitemap"),
        ("", "feed", "16:40", "feed"),
    ],
)
def test_where_the_time_is_from(shown: str, listed_in: Any, minute: str | None, came_from: str) -> None:
    page = _OLD_PAGE.replace("25/03/2023 16:40", shown)
    article = _read(page, _source(rules=_OLD), listed_at=_LISTED, listed_in=listed_in)
    assert isinstance(article, Article), article
    assert article.published_from == came_from
    assert article.published_at is not None
    assert article.published_precision == ("minute" if minute else "day")
    assert minute is None or article.published_at.strftime("%H:%M") == minute


def test_a_listed_time_in_the_future_is_refused() -> None:
    page = _OLD_PAGE.replace("25/03/2023 16:40", "25/03/2023")
    article = _read(page, _source(rules=_OLD), listed_at=datetime(2031, 1, 1, tzinfo=UTC), listed_in="feed")
    assert article.published_precision == "day"


def test_a_clock_in_the_frame_is_passed_over() -> None:
    clock = '<div class="top-bar"><i class=luc>20/11/2026 07:00:12</i></div>'
    article = _read(_OLD_PAGE.replace("<body>", f"<body>{clock}"), _source(rules=_OLD))
    assert article.published_at == datetime.fromisoformat("2023-03-25T16:40:00+07:00")


def test_dates_of_other_articles_are_passed_over() -> None:
    other = "<aside><div><i class=luc>19/11/2026 07:00</i></div></aside>"
    article = _read(_OLD_PAGE.replace("<body>", f"<body>{other}"), _source(rules=_OLD))
    assert article.published_at == datetime.fromisoformat("2023-03-25T16:40:00+07:00")


@pytest.mark.parametrize(
    ("links", "parts"),
    [
        (
            '<div class="page-links">Trang: <b>1</b> <a href="/tin/cau-treo/2">2</a> <a href="/tin/cau-treo/3">3</a></div>',
            (2, 3),
        ),
        ('<a rel="next" href="/tin/cau-treo/2">Trang sau</a>', (2,)),
        ('<div class="pagination"><a href="/tin/khac-2">2</a><a href="/tin/khac-3">3</a></div>', ()),
        ('<a rel="next" href="/tin/bai-truoc">Bài trước</a>', ()),
        ('<ul class="pagination"><a href="/tin/page/2">2</a></ul>', ()),
    ],
)
def test_next_parts(links: str, parts: tuple[int, ...]) -> None:
    article = _read(_OLD_PAGE.replace("</body>", f"{links}</body>"), _source(rules=_OLD))
    assert article.next_parts == tuple(f"https://xa.mau.example/tin/cau-treo/{n}" for n in parts)


def test_next_parts_by_a_parameter() -> None:
    links = '<div class=paging><a href="?id=7&trang=2">2</a><a href="?id=8&trang=3">3</a></div>'
    page = _OLD_PAGE.replace("</body>", f"{links}</body>")
    article = _read(page, _source(rules=_OLD), url="https://xa.mau.example/tin?id=7")
    assert article.next_parts == ("https://xa.mau.example/tin?id=7&trang=2",)


def test_a_part_named_by_a_number_that_is_no_digit() -> None:
    page = _OLD_PAGE.replace("</body>", '<div class=paging><a href="?id=7&trang=²">2</a></div></body>')
    assert _read(page, _source(rules=_OLD), url="https://xa.mau.example/tin?id=7").next_parts == ()


@pytest.mark.parametrize(
    "pager",
    [
        '<p class="page-links"><a href="/tin/cau-treo/2">2</a></p>',
        '<p class="phan-trang"><a href="/tin/cau-treo/2">2</a></p>',
        "<a rel=next href=/tin/cau-treo/2>Trang sau</a>",
    ],
)
def test_next_parts_named_in_the_footer(pager: str) -> None:
    filler = "<i class=menu>Trang</i>" * 1000
    page = _page(
        f"{filler}<h2 class=tieude>{_TITLE}</h2>",
        f"<div class=noidung>{_paragraphs(_TEXT * 3)}</div>",
        "<i class=luc>25/03/2023 16:40</i>",
        after=f"<footer>{pager}{filler[:9000]}</footer>",
    )
    assert above_footer(page.replace(pager, "").encode()) != page.replace(pager, "").encode()
    assert _read(page, _source(rules=_OLD)).next_parts == ("https://xa.mau.example/tin/cau-treo/2",)


def test_files_offered_beside_the_text() -> None:
    files = (
        '<div class=tep><b>Tệp đính kèm:</b> <a href="/f/KH-12.pdf">Kế hoạch 12.pdf</a> (1,2 MB)<br>'
        '<a href="/documents/10/phu-luc.docx/9f-1?t=1">Phụ lục - 35 KB</a></div><a href="/menu/huong-dan.pdf">Hướng dẫn</a>'
    )
    article = _read(_OLD_PAGE.replace("</body>", f"{files}</body>"), _source(rules=_OLD))
    assert [(a.name, a.url.rsplit("/", 1)[-1], a.media_type[-3:], a.size) for a in article.attachments] == [
        ("Kế hoạch 12.pdf", "KH-12.pdf", "pdf", int(1.2 * 1024**2)),
        ("Phụ lục", "9f-1?t=1", "ent", 35 * 1024),
    ]
    inside = _OLD_PAGE.replace("</p></div>", '</p><p><a href="/f/KH-12.pdf">Kế hoạch 12</a> (1,2 MB)</p></div>')
    (file,) = _read(inside, _source(rules=_OLD)).attachments
    assert (file.name, file.size) == ("Kế hoạch 12", int(1.2 * 1024**2))
