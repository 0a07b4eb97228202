"""Articles in a list: what each is called, where and when it stood, where it leads."""

from collections.abc import Mapping, Sequence

from records.article import Article
from records.base import Record
from search.engine import Reader
from search.protocols import SourceInfo
from search.web import addresses
from search.web.documents.known import documents_of, newest_of
from search.web.i18n import HANOI, Language


class Teller(Record, frozen=True):
    """An article in a list; `iso` is its day ("" where unknown), to order by; `url` its own address on its portal ("" for
    what is no web address)."""

    id: str
    title: str
    href: str
    source: str
    day: str
    iso: str = ""
    url: str = ""


def tellers(
    engine: Reader, ids: Sequence[str], sources: Mapping[str, SourceInfo], lang: Language
) -> tuple[Teller, ...]:
    """The articles of these ids that are in the index, in their order."""
    found = documents_of(engine, "articles", ids)
    return tuple(teller(document.article, sources, lang) for document in found if document.article)


def newest_tellers(
    engine: Reader, ids: Sequence[str], sources: Mapping[str, SourceInfo], lang: Language, *, limit: int
) -> tuple[tuple[Teller, ...], int]:
    """The newest articles of these ids, and how many of the ids are in the index."""
    found, total = newest_of(engine, "articles", ids, limit)
    return tuple(teller(document.article, sources, lang) for document in found if document.article), total


def teller(article: Article, sources: Mapping[str, SourceInfo], lang: Language) -> Teller:
    """One article as a line of a list."""
    return Teller(
        id=article.article_id,
        title=article.title or lang.text("(không có tít)"),
        href=addresses.document("articles", article.article_id),
        source=source_of(article, sources).name,
        day=published(article, lang),
        iso=str(article.published_at.astimezone(HANOI).date()) if article.published_at else "",
        url=article.url if addresses.is_web(article.url) else "",
    )


def source_of(article: Article, sources: Mapping[str, SourceInfo]) -> SourceInfo:
    """The article's source; one that the registry no longer knows goes by its id."""
    return sources.get(article.source_id, SourceInfo(id=article.source_id, name=article.source_id))


def published(article: Article, lang: Language) -> str:
    """When it was published, to the minute only where the page says so; "" where unknown."""
    if article.published_at is None:
        return ""
    if article.published_precision == "day":
        return lang.day(article.published_at.astimezone(HANOI).date())
    return lang.moment(article.published_at)
