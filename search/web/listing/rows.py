"""One result as the list shows it: title and passage with marks, a line of what it is, and the event it tells of."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal

from records.article import Article
from records.base import Record
from records.event import Event
from records.links import Document
from search.documents import event_parties
from search.engine import Hit, Pieces
from search.query import Query
from search.web import addresses, wording
from search.web.i18n import Language

_PLACES_SHOWN = 3
# Parties are named one by one up to so many; of more, so many and how many others there are.
_ALL_PARTIES, _SOME_PARTIES = 8, 6
_ALL_PEOPLE, _SOME_PEOPLE = 4, 3
_EVERYTHING = Query()


class Leaf(Record, frozen=True):
    """A date as a calendar leaf: "Th 3", "25", "2023"; `until` is the last day where it lasts, `year` "?" if open."""

    month: str
    day: str
    year: str
    text: str


class EventLine(Record, frozen=True):
    """The event under a result: its leaf (None without any date), what it is, where it leads ("" if not linked)."""

    leaf: Leaf | None
    title: str
    kind: str
    place: str
    signed: bool
    href: str


class Tag(Record, frozen=True):
    """A province or sector of an article, and the results narrowed to it."""

    kind: Literal["province", "sector"]
    name: str
    href: str


class Row(Record, frozen=True):
    """One result. `meta` are short texts parted by dots; `places` are provinces and `tags` sectors that narrow; `people`
    says who was there."""

    id: str
    href: str
    title: Pieces
    passage: Pieces
    meta: tuple[str, ...]
    places: tuple[Tag, ...] = ()
    tags: tuple[Tag, ...] = ()
    event: EventLine | None = None
    leaf: Leaf | None = None
    reprints: int = 0
    gone: bool = False
    signed: bool = False
    people: str = ""


def row(hit: Hit, lang: Language, sources: Mapping[str, str], query: Query = _EVERYTHING) -> Row:
    """The result as shown, whatever unit it is of; its tags narrow the query."""
    document = hit.document
    if document.article is not None:
        return _article_row(hit, document.article, query, lang, sources)
    if document.event is not None:
        return _event_row(hit, document.event.event, len(document.event.article_ids), lang)
    return _agreement_row(hit, document, lang)


def leaf(event: Event, lang: Language) -> Leaf | None:
    """The event's date; None where neither day nor year is known."""
    if event.starts_on:
        start, end = event.starts_on, event.ends_on
        days = str(start.day)
        text = lang.day(start)
        if end and end != start:
            days = f"{start.day}–{end.day}" if (end.year, end.month) == (start.year, start.month) else f"{start.day}…"
            text = f"{text} – {lang.day(end)}"
        return Leaf(month=lang.month_short(start.month), day=days, year=str(start.year), text=text)
    if event.month_day:
        month, _, day = event.month_day.partition("-")
        text = lang.text("{day}, không rõ năm", day=lang.month_day(event.month_day))
        return Leaf(month=lang.month_short(int(month)), day=str(int(day)), year="?", text=text)
    return None


def event_line(event: Event, event_id: str | None, lang: Language) -> EventLine:
    """One event as a line under an article."""
    return EventLine(
        leaf=leaf(event, lang),
        title=wording.event_title(event, lang),
        kind=wording.coded("event_types", event.type, lang.code),
        place=event.place_province or event.place_text or "",
        signed=event.signed,
        href=addresses.document("events", event_id) if event_id else "",
    )


def _article_row(hit: Hit, article: Article, query: Query, lang: Language, sources: Mapping[str, str]) -> Row:
    links = hit.document.links
    event_ids = links.event_ids if links else ()
    first = article.events[0] if article.events else None
    published = lang.day(hit.date) if hit.date else lang.text("không rõ ngày đăng")
    return Row(
        id=hit.id,
        href=addresses.document("articles", hit.id),
        title=hit.marked_title or ((lang.text("(không có tít)"), False),),
        passage=hit.passage,
        meta=(sources.get(article.source_id, article.source_id), published),
        places=_provinces(article, query),
        tags=_sectors(article, query, lang),
        event=event_line(first, event_ids[0] if event_ids else None, lang) if first else None,
        reprints=hit.reprints,
        gone=links is not None and links.state == "gone",
    )


def _provinces(article: Article, query: Query) -> tuple[Tag, ...]:
    """The provinces the article is about, else those it names; the first few, by their names on the query's basis."""
    about = [tag for tag in article.provinces if tag.role == "about"]
    tags = about or [tag for tag in article.provinces if tag.role in ("place", "named")]
    names = dict.fromkeys(tag.today_name if query.basis == "today" else tag.name for tag in tags)
    return tuple(_tag("province", name, name, query) for name in list(names)[:_PLACES_SHOWN])


def _sectors(article: Article, query: Query, lang: Language) -> tuple[Tag, ...]:
    listed = (sector.code for sector in article.sectors)
    return tuple(_tag("sector", code, wording.coded("sectors", code, lang.code), query) for code in listed)


def _tag(kind: Literal["province", "sector"], value: str, name: str, query: Query) -> Tag:
    """The tag, leading to the query narrowed by it alone."""
    return Tag(kind=kind, name=name, href=addresses.narrowed(_without(query, kind), kind, value))


_without = lru_cache(64)(Query.without)  # one query a page, and a hundred tags


def _event_row(hit: Hit, event: Event, articles: int, lang: Language) -> Row:
    kind = wording.coded("event_types", event.type, lang.code)
    made = wording.event_title(event, lang)
    as_told = event.name is not None and wording.capital(event.name) == made
    title = _capital(hit.marked_title) if as_told else ((made, False),)
    parties = event_parties(event)
    told = _parties(parties, lang) if len(parties) > 1 else ""
    meta = (kind, event.place_province or event.place_text or "", told)
    return Row(
        id=hit.id,
        href=addresses.document("events", hit.id),
        title=title,
        passage=((wording.capital(event.signed_what), False),) if event.signed_what else (),
        meta=(*filter(None, meta), lang.many("{n} bài", articles)),
        leaf=leaf(event, lang),
        signed=event.signed,
        people=_people([official.name for official in event.officials], lang),
    )


def _people(names: Sequence[str], lang: Language) -> str:
    """Who was there, the first few by name."""
    names = list(dict.fromkeys(names))
    if not names:
        return ""
    if len(names) <= _ALL_PEOPLE:
        return lang.text("Người dự: {names}", names=", ".join(names))
    shown = ", ".join(names[:_SOME_PEOPLE])
    return lang.many("Người dự: {names} và {n} người nữa", len(names) - _SOME_PEOPLE, names=shown)


def _parties(names: Sequence[str], lang: Language) -> str:
    """Parties by commas; where not all are named, the number of the others."""
    if len(names) <= _ALL_PARTIES:
        return ", ".join(names)
    others = lang.many("và {n} bên nữa", len(names) - _SOME_PARTIES)
    return f"{', '.join(names[:_SOME_PARTIES])} {others}"


def _capital(pieces: Pieces) -> Pieces:
    (text, marked), *rest = pieces or (("", False),)
    return ((wording.capital(text), marked), *rest)


def _agreement_row(hit: Hit, document: Document, lang: Language) -> Row:
    agreement = document.agreement
    parties = ", ".join(agreement.parties) if agreement else ""
    beside = wording.beside_title(agreement) if agreement else ""
    if agreement and agreement.parties_inferred:
        parties = lang.text("{parties} (các bên theo hội nghị nhắc lại)", parties=parties)
    signed = lang.text("ký {day}", day=lang.day(hit.date)) if hit.date else lang.text("không rõ ngày ký")
    articles = lang.many("{n} bài", len(agreement.article_ids)) if agreement else ""
    return Row(
        id=hit.id,
        href=addresses.document("agreements", hit.id),
        title=(*_capital(hit.marked_title), *(((f" ({beside})", False),) if beside else ())),
        passage=(),
        meta=tuple(filter(None, ("" if beside == parties else parties, signed, articles))),
    )
