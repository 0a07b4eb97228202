"""The page of an article: text with evidence, facts, versions, how it was read, references."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from records.article import Article
from search.protocols import SourceInfo
from search.query import make_query
from search.tantivy.engine import TantivyEngine
from search.web.documents.how_read import how_read
from search.web.documents.reading import read
from search.web.i18n import language
from tests.search.web.browser import Browser
from tests.search.web.pages import CONFERENCE, text, tree, words
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]
VI, EN = language("vi"), language("en")
NOW = datetime(2026, 3, 1, 2, tzinfo=UTC)


def test_article_underlines_what_proves_the_facts(client: Browser, world: World) -> None:
    page = tree(client, f"/articles/{CONFERENCE}")
    document = world[0].get("articles", CONFERENCE)
    assert document
    assert document.article
    for hidden in page.cssselect(".story .unsaid"):
        hidden.drop_tree()
    shown = [text(p) for p in page.cssselect(".text p, .text tr")]
    told = [document.article.lead, *document.article.body.split("\n\n")]
    assert shown == [" ".join(line.replace(" | ", " ").split()) for line in told]
    assert len(page.cssselect(".text table th")) == 3
    for kind, proved in {"date": "25/3", "person": "Lương Thế Khoát", "place": "Quảng Trị"}.items():
        assert proved in [text(span) for span in page.cssselect(f".text .ev-{kind}")]
    for fact in page.cssselect(".panel dd[data-words] > a:not(.more-of)"):
        assert page.cssselect(f'[id="{fact.get("href")[1:]}"]'), fact.get("href")
    panel = text(page.cssselect(".panel")[0])
    assert "Bài không ghi năm; năm suy từ ngày đăng." in panel
    assert "Thừa Thiên Huế nay thuộc Huế" in panel
    assert "Bảy địa phương ký thỏa thuận" in text(page.cssselect("#reprints")[0])
    assert "quy tắc viết cho hệ thống của cổng" in panel
    assert page.cssselect(".original a")[0].get("href") == document.article.url


def test_names_lead_to_people_and_places_to_provinces(client: Browser) -> None:
    page = tree(client, f"/articles/{CONFERENCE}")
    people = page.cssselect(".panel a.more-of")
    assert people
    for link in people:
        assert words(tree(client, link.get("href")).cssselect("h1")[0]) == text(link).removeprefix("hồ sơ: ")
    places = [link.get("href") for link in page.cssselect(".places a[href^='/provinces/']")]
    assert {"/provinces/63:40", "/provinces/63:46", "/provinces/34:46"} <= set(places)
    assert all(client.get(place).status_code == 200 for place in places)


def test_the_reference_names_portal_date_address_access_and_archived_version(client: Browser, world: World) -> None:
    document = world[0].get("articles", CONFERENCE)
    assert document
    assert document.article
    page = tree(client, f"/articles/{CONFERENCE}")
    vietnamese, english = (text(field) for field in page.cssselect("textarea[readonly]"))
    kept = f"http://kho.test/articles/{CONFERENCE}?version=1"
    for part in (document.article.title, document.article.url, "(26/3/2023)", "truy cập ngày 20/11/2026", kept):
        assert part in vietnamese
    for part in (document.article.title, document.article.url, "(26 March 2023)", "Accessed 20 November 2026", kept):
        assert part in english
    assert page.cssselect('a[href="/report/articles/' + CONFERENCE + '"]')


def test_a_gone_article_stays_and_says_so(client: Browser, world: World) -> None:
    gone = [d.id for d in world[0].stream(make_query({})) if d.links and d.links.state == "gone"]
    assert gone
    told = text(tree(client, f"/articles/{gone[0]}").cssselect(".banner")[0])
    assert "Cổng đã gỡ bài này (thấy vào 20/11/2026)" in told


def article(**fields: object) -> Article:
    given = {"article_id": "a", "url": "https://a.vn/1", "source_id": "s", "fetched_at": NOW, "published_at": NOW}
    return Article(**(given | fields))


SOURCE = SourceInfo(id="s", name="Cổng S")


@pytest.mark.parametrize(
    ("told", "source", "said"),
    [
        (article(), SOURCE, "Ngày đăng: ghi trên trang."),
        (article(published_from="feed"), SOURCE, "lấy từ nguồn cấp tin (RSS)"),
        (article(published_from="sitemap"), SOURCE, "có thể là ngày sửa"),
        (article(published_from="listing"), SOURCE, "lấy từ trang chuyên mục"),
        (article(published_at=None), SOURCE, "Không nơi nào ghi ngày đăng."),
        (article(published_precision="day"), SOURCE, "Cổng chỉ cho biết ngày, không có giờ."),
        (article(extractor="learned", confidence=0.834), SOURCE, "Độ tin của lần đọc: 83%."),
        (article(extractor="fallback"), SOURCE, "bộ đọc chung"),
        (article(next_parts=("https://a.vn/2",)), SOURCE, "chỉ có phần này"),
    ],
)
def test_how_a_page_was_read_is_told(told: Article, source: SourceInfo, said: str) -> None:
    assert said in " ".join(how_read(told, source, None, VI))


def test_distrusted_fields_are_named_for_pages_since_then_only() -> None:
    broken = msgspec.structs.replace(SOURCE, distrusted=("body", "byline"), distrusted_since=NOW)
    since = " ".join(how_read(article(), broken, None, VI))
    assert "Giao diện cổng đã đổi từ 1/3/2026: nội dung, bút danh" in since
    before = article(fetched_at=NOW - timedelta(days=1))
    assert "đã đổi" not in " ".join(how_read(before, broken, None, VI))
    assert "text, byline are no longer read" in " ".join(how_read(article(), broken, None, EN))


def test_a_word_that_proves_nothing_is_not_marked() -> None:
    assert read(article(body="Không có gì.")).marks == ()
