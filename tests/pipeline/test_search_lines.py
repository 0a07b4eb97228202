"""What `khotin search` says of a hit on one line."""

from datetime import UTC, datetime

from pipeline.cli.search import _meta
from records.article import Article
from records.links import ArticleLinks, Document
from search.answers import ask, hit, marker_of
from search.query import Query


def test_what_its_portal_took_down_says_so() -> None:
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    article = Article(article_id="a", url="https://x.test/a", source_id="nghe-an", title="Tít")
    links = ArticleLinks(
        article_id="a", change=1, version=1, first_seen_at=seen, state="gone", gone_on="2026-03-01", reprint_ids=("b",)
    )
    document = Document(unit="articles", id="a", change=1, article=article, links=links)
    found = hit(document, marker_of(ask(Query())), score=None)
    assert _meta(found) == ["no date", "nghe-an", "gone from its portal 2026-03-01", "1 reprint", "a"]
