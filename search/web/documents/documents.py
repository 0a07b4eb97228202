"""The pages of one article, event or agreement: the records of the index with what the archive knows of them."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from records.agreement import Agreement
from records.article import Article
from records.base import Record
from records.links import ArticleLinks, LinkedEvent
from search.engine import Reader
from search.protocols import Archive, SourceInfo, Version
from search.web import addresses, wording
from search.web.documents.facts import EventFacts, FactGroup, agreement_groups, event_facts, said
from search.web.documents.history import History, Teller, agreement_history, article_history, event_history
from search.web.documents.reading import Reading, read
from search.web.i18n import Language

_REASON_WORDS = 6


class PlaceTag(Record, frozen=True):
    """A province of an article: as named then, and today's where that differs."""

    name: str
    today: str
    href: str
    words: tuple[int, ...]
    about: bool


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
    regions: tuple[str, ...]
    sectors: tuple[SectorReason, ...]
    reprints: tuple[Teller, ...]
    versions: tuple[Version, ...]
    extractor: str
    history: History


class EventPage(Record, frozen=True):
    """An event, its agreements (address, name) and the articles that tell of it."""

    linked: LinkedEvent
    facts: EventFacts
    articles: tuple[Teller, ...]
    agreements: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, str], ...]
    history: History


class AgreementPage(Record, frozen=True):
    """An agreement, the event that signed it, those that reviewed it since, and the articles."""

    agreement: Agreement
    groups: tuple[FactGroup, ...]
    signed_at: tuple[EventFacts, ...]
    reviewed_at: tuple[EventFacts, ...]
    articles: tuple[Teller, ...]
    history: History


def article_page(
    engine: Reader, archive: Archive, article: Article, links: ArticleLinks, lang: Language
) -> ArticlePage:
    """The page of an article as it stands in the index."""
    reading, sources = read(article), archive.sources()
    ids = (*links.event_ids, *("",) * len(article.events))
    return ArticlePage(
        article=article,
        links=links,
        reading=reading,
        source=sources.get(article.source_id, SourceInfo(id=article.source_id, name=article.source_id)),
        title=article.title or lang.text("(không có tít)"),
        published=published(article, lang),
        events=tuple(
            event_facts(event, reading.marks, lang, event_id=event_id)
            for event, event_id in zip(article.events, ids, strict=False)
        ),
        provinces=_provinces(article, reading),
        regions=tuple(lang.text(tag.name) for tag in article.regions if tag.role == "named"),
        sectors=_sectors(article, lang),
        reprints=tellers(engine, links.reprint_ids, sources, lang),
        versions=tuple(archive.versions(article.article_id)),
        extractor=wording.extractor_name(article, lang),
        history=article_history(links, lang),
    )


def published(article: Article, lang: Language) -> str:
    """When it was published, to the minute only where the page says so."""
    if article.published_at is None:
        return ""
    if article.published_precision == "day":
        return lang.day(article.published_at.date())
    return lang.moment(article.published_at)


def _provinces(article: Article, reading: Reading) -> tuple[PlaceTag, ...]:
    return tuple(
        PlaceTag(
            name=tag.name,
            today=tag.today_name if tag.today_name != tag.name else "",
            href=f"/?province={quote(tag.id)}",
            words=said(reading.marks, ("province", "place", "partner"), tag.name),
            about=tag.role == "about",
        )
        for tag in article.provinces
        if tag.role != "source"
    )


def _sectors(article: Article, lang: Language) -> tuple[SectorReason, ...]:
    return tuple(
        SectorReason(
            name=wording.coded("sectors", tag.code, lang.code),
            href=f"/?sector={tag.code}",
            words=tuple(dict.fromkeys(evidence.text.lower() for evidence in tag.evidence))[:_REASON_WORDS],
        )
        for tag in article.sectors
    )


def tellers(
    engine: Reader, ids: Sequence[str], sources: Mapping[str, SourceInfo], lang: Language
) -> tuple[Teller, ...]:
    """The articles of these ids that are in the index, in their order."""
    found = []
    for article_id in ids:
        document = engine.get("articles", article_id)
        if document and document.article:
            article, source = document.article, sources.get(document.article.source_id)
            found.append(
                Teller(
                    id=article_id,
                    title=article.title or lang.text("(không có tít)"),
                    href=addresses.document("articles", article_id),
                    source=source.name if source else article.source_id,
                    day=published(article, lang),
                )
            )
    return tuple(found)


def event_page(engine: Reader, archive: Archive, linked: LinkedEvent, lang: Language) -> EventPage:
    """The page of an event."""
    agreements = [(agreement_id, engine.get("agreements", agreement_id)) for agreement_id in linked.agreement_ids]
    told_by = tellers(engine, linked.article_ids, archive.sources(), lang)
    return EventPage(
        linked=linked,
        facts=event_facts(linked.event, (), lang),
        articles=told_by,
        agreements=tuple(
            (addresses.document("agreements", agreement_id), document.agreement.title)
            for agreement_id, document in agreements
            if document and document.agreement
        ),
        quotes=tuple(dict.fromkeys((one.fact, one.text) for one in linked.event.evidence if one.text.strip())),
        history=event_history(linked, {teller.id: teller for teller in told_by}, lang),
    )


def agreement_page(engine: Reader, archive: Archive, agreement: Agreement, lang: Language) -> AgreementPage:
    """The page of an agreement."""
    signing = [agreement.signing_event_id] if agreement.signing_event_id else []
    return AgreementPage(
        agreement=agreement,
        groups=agreement_groups(agreement, lang),
        signed_at=_events(engine, signing, lang),
        reviewed_at=_events(engine, agreement.review_event_ids, lang),
        articles=tellers(engine, agreement.article_ids, archive.sources(), lang),
        history=agreement_history(agreement, lang),
    )


def _events(engine: Reader, ids: Sequence[str], lang: Language) -> tuple[EventFacts, ...]:
    found = [(event_id, engine.get("events", event_id)) for event_id in ids]
    return tuple(
        event_facts(document.event.event, (), lang, event_id=event_id)
        for event_id, document in found
        if document and document.event
    )
