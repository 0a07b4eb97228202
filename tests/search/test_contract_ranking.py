"""What comes first: the contract of every engine."""

from msgspec.structs import replace

from records.article import Article
from records.links import ArticleLinks, Document
from search.engine import Engine
from search.query import make_query
from transforms.text import fold

PHRASE = "hội nghị xúc tiến đầu tư"
# Every syllable of the phrase, in other words, as most articles hold some.
SCATTERED = "Hội phụ nữ kiến nghị; người xem xúc động, tiến bộ từ đầu năm, tư tưởng vững vàng, hội nghị kín. "
NEARLY = "Hội nghị nêu việc đầu tư; tiến độ đầu tư được hội nghị khen, ai cũng xúc động. "
PLAIN = "Bài viết kể về con đường mới nối hai huyện miền núi, nơi người dân trồng chè và nuôi ong lấy mật. "


def _article(model: Document, name: str, body: str, change: int) -> Document:
    assert model.article is not None
    assert model.links is not None
    article: Article = replace(model.article, article_id=name, title="Tin trong ngày", lead="", body=body)
    links: ArticleLinks = replace(model.links, article_id=name, change=change, sort_key=f"2023-01-01 {name}")
    return replace(model, id=name, change=change, article=article, links=links)


def test_a_phrase_as_typed_comes_before_its_words_scattered(own_engine: Engine, documents: list[Document]) -> None:
    model = next(one for one in documents if one.unit == "articles")
    said_once = PLAIN * 3 + f"Sau đó tỉnh mở {PHRASE}. " + PLAIN * 3
    own_engine.begin()
    own_engine.put(
        [
            *(_article(model, f"plain-{n}", PLAIN + SCATTERED, 1000 + n) for n in range(40)),
            *(_article(model, f"scattered-{n}", NEARLY * 2 * n, 1100 + n) for n in range(1, 4)),
            _article(model, "once", said_once, 1110),
        ]
    )
    own_engine.commit()
    for typed in (PHRASE, fold(PHRASE)):
        found = [hit.id for hit in own_engine.search(make_query({"q": typed})).hits]
        assert {"once", "scattered-1"} <= set(found)
        assert found[0] == "once"
