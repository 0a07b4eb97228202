"""The page of one article: the record of the index with what the archive knows of it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from records.article import Article
from records.base import Record
from records.links import ArticleLinks
from records.places import vintage_on
from search.engine import Reader
from search.protocols import Archive, SourceInfo, Version
from search.web import wording
from search.web.documents.citing import Citation, Where, cite_article
from search.web.documents.facts import EventFacts, event_facts, said
from search.web.documents.history import History, article_history
from search.web.documents.how_read import how_read
from search.web.documents.officials import links_of
from search.web.documents.reading import Reading, read
from search.web.documents.tellers import Teller, published, source_of, tellers
from search.web.i18n import Language

_REASON_WORDS = 6


class PlaceTag(Record, frozen=True):
    """A province of an article: as named then, and today's where that differs, each with its page; `role` in
    words, "" for one that is only named."""

    name: str
    href: str
    today: str
    today_href: str
    words: tuple[int, ...]
    about: bool
    role: str


class SectorReason(Record, frozen=True):
    """A sector and the words that speak for it."""

    name: str
    href: str
    words: tuple[str, ...]


class ArticlePage(Record, frozen=True):
    """What the article page shows beside the article itself."""

    article: Article
    links: ArticleLinks
    reading: Reading
    source: SourceInfo
    title: str
    published: str
    events: tuple[EventFacts, ...]
    provinces: tuple[PlaceTag, ...]
    regions: tuple[tuple[str, str], ...]
    sectors: tuple[SectorReason, ...]
    reprints: tuple[Teller, ...]
    versions: tuple[Version, ...]
    how: tuple[str, ...]
    history: History
    citation: Citation


def article_page(
    engine: Reader, archive: Archive, article: Article, links: ArticleLinks, where: Where, lang: Language
) -> ArticlePage:
    """The page of an article as it stands in the index; `where` is its address."""
    reading, sources = read(article), archive.sources()
    source = source_of(article, sources)
    return ArticlePage(
        article=article,
        links=links,
        reading=reading,
        source=source,
        title=article.title or lang.text("(không có tít)"),
        published=published(article, lang),
        events=_events(archive, article, links.event_ids, reading, lang),
        provinces=_provinces(article, reading, lang),
        regions=tuple((lang.text(t.name), _listed("region", t.name)) for t in article.regions if t.role == "named"),
        sectors=_sectors(article, lang),
        reprints=tellers(engine, links.reprint_ids, sources, lang),
        versions=tuple(archive.versions(article.article_id)),
        how=how_read(article, source, links.first_seen_at, lang),
        history=article_history(links, lang),
        citation=cite_article(article, source.name, links.version, where),
    )


def _events(
    archive: Archive, article: Article, event_ids: Sequence[str], reading: Reading, lang: Language
) -> tuple[EventFacts, ...]:
    named = any(event.officials for event in article.events)
    person = links_of(archive, [article.article_id] if named else [])
    ids = (*event_ids, *("",) * len(article.events))
    vintage = vintage_on(article.published_at.date() if article.published_at else None)
    return tuple(
        event_facts(event, reading.marks, lang, event_id=event_id, person=person, vintage=vintage)
        for event, event_id in zip(article.events, ids, strict=False)
    )


def _provinces(article: Article, reading: Reading, lang: Language) -> tuple[PlaceTag, ...]:
    roles = {"about": lang.text("bài nói về nơi này"), "place": lang.text("nơi diễn ra")}
    return tuple(
        PlaceTag(
            name=tag.name,
            href=f"/provinces/{tag.id}",
            today=tag.today_name if tag.today_name != tag.name else "",
            today_href=f"/provinces/{tag.today_id}",
            words=said(reading.marks, ("province", "place", "partner"), tag.name),
            about=tag.role == "about",
            role=roles.get(tag.role, ""),
        )
        for tag in article.provinces
        if tag.role != "source"
    )


def _sectors(article: Article, lang: Language) -> tuple[SectorReason, ...]:
    return tuple(
        SectorReason(
            name=wording.coded("sectors", tag.code, lang.code),
            href=_listed("sector", tag.code),
            words=tuple(dict.fromkeys(evidence.text.lower() for evidence in tag.evidence))[:_REASON_WORDS],
        )
        for tag in article.sectors
    )


def _listed(facet: str, value: str) -> str:
    """The list of the articles that have this."""
    return f"/?{urlencode({facet: value})}"
