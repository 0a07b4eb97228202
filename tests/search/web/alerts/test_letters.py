"""The letters of news: what they say of each result."""

from search.query import Query
from search.tantivy.engine import TantivyEngine
from search.web.alerts.letters import Links, news
from tests.search.web.sample_archive import SampleArchive


def test_a_letter_names_the_provinces_of_its_articles(world: tuple[TantivyEngine, SampleArchive]) -> None:
    query = Query(q="tổng kết năm năm hợp tác Hà Nội Điện Biên", limit=1)
    hits = world[0].search(query).hits
    letter = news(query, hits, 1, code="vi", frequency="run", sources={}, links=Links(base="https://kho.example"))
    assert " · 17/4/2021 · Hà Nội, Điện Biên\n" in letter.text
    assert 'lang="vi">Hà Nội, Điện Biên</span>' in letter.html
