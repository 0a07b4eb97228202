"""The columns of an export: one table a unit, which is also its data dictionary."""

from collections.abc import Callable
from typing import Any, Literal

from records.article import Article
from records.base import Record
from records.correction import Applied
from records.event import Event
from records.links import ArticleLinks, Document, LinkedEvent
from search.as_json import iso
from search.documents import date_of
from search.names import titled
from search.query import Unit

# text, a list of texts, a whole number, a fraction, a yes or no
Kind = Literal["text", "list", "number", "fraction", "flag"]


COLUMN_NOTES = (
    "An empty cell (null in Parquet) means that nothing was found, not that there was nothing.",
    "Moments are ISO 8601 at +07:00, days YYYY-MM-DD; a year or month alone is as far as a date is known.",
    "In CSV the values of a list are parted by '; ', and a text that a spreadsheet would run as a formula begins with an"
    " apostrophe (') that is not its own; control characters are left out.",
    "Spreadsheets show at most 32,767 characters of a cell: take long bodies from JSONL or Parquet.",
    "JSONL has the whole record of each document, with the evidence behind each tag; the columns here are a part of it.",
)
# The controlled list that a column's values are codes or names of.
_CODES = {
    "sectors": "sectors",
    "event_types": "event_types",
    "type": "event_types",
    "provinces": "provinces",
    "provinces_today": "provinces",
    "place_province": "provinces",
}


class Column(Record, frozen=True):
    """One column: its name, what it holds, what it means, the controlled list it draws on ("" for none), and where the
    value comes from (None where there is none)."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[Document], Any]
    codes: str = ""


def columns(unit: Unit) -> tuple[Column, ...]:
    """The columns of a unit's export, in order."""
    return {"articles": _ARTICLES, "events": _EVENTS, "agreements": _AGREEMENTS}[unit]


def row(document: Document) -> dict[str, Any]:
    """One document's values by column."""
    return {column.name: column.value(document) for column in columns(document.unit)}


def _article(take: Callable[[Article], Any]) -> Callable[[Document], Any]:
    return lambda document: take(document.article) if document.article else None


def _event(take: Callable[[Event], Any]) -> Callable[[Document], Any]:
    return lambda document: take(document.event.event) if document.event else None


def _of(part: str, name: str) -> Callable[[Document], Any]:
    """A field of the document's article, links, event record or agreement as it stands."""
    return lambda document: _plain(getattr(getattr(document, part), name))


def _first_seen_at(document: Document) -> str | None:
    return iso(document.links.first_seen_at) if document.links else None


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _column(name: str, kind: Kind, meaning: str, value: Callable[[Document], Any]) -> Column:
    return Column(name=name, kind=kind, meaning=meaning, value=value, codes=_CODES.get(name, ""))


_ARTICLES = (
    _column("id", "text", "stable id, made from the canonical address", lambda document: document.id),
    _column("url", "text", "address as finally served", _of("article", "url")),
    _column("source_id", "text", "the portal's entry in sources/", _of("article", "source_id")),
    _column("title", "text", "headline", _of("article", "title")),
    _column("lead", "text", "standfirst", _of("article", "lead")),
    _column("body", "text", "text, paragraphs parted by a blank line", _of("article", "body")),
    _column("byline", "text", "author line as printed", _of("article", "byline")),
    _column("authors", "list", "names in the author line", _of("article", "authors")),
    _column("credit", "text", "where the text came from, as printed", _of("article", "credit")),
    _column("section", "text", "the portal's own category", _of("article", "section")),
    _column("published_at", "text", "ISO 8601 at +07:00", _article(lambda article: iso(article.published_at))),
    _column("published_precision", "text", "minute or day", _of("article", "published_precision")),
    _column("language", "text", "code of the text's language", _of("article", "language")),
    _column("provinces", "list", "as named on the article's date", _article(lambda a: [t.name for t in a.provinces])),
    _column(
        "provinces_today",
        "list",
        "the present units they belong to",
        _article(lambda article: list(dict.fromkeys(tag.today_name for tag in article.provinces))),
    ),
    _column("province_roles", "list", "strongest role of each", _article(lambda a: [t.role for t in a.provinces])),
    _column("regions", "list", "named, or of a named province", _article(lambda a: [t.name for t in a.regions])),
    _column("sectors", "list", "codes, weightiest first", _article(lambda a: [t.code for t in a.sectors])),
    _column("event_types", "list", "of the events it tells of", _article(lambda a: [e.type for e in a.events])),
    _column("event_ids", "list", "ids of those events", _of("links", "event_ids")),
    _column("version", "number", "counts the texts seen at the address", _of("links", "version")),
    _column("first_seen_at", "text", "when it was first fetched", _first_seen_at),
    _column("state", "text", "present, or gone from the portal", _of("links", "state")),
    _column("is_lead", "flag", "whether it stands for its group of reprints", _of("links", "is_lead")),
    _column("group_id", "text", "shared by reprints", _of("links", "group_id")),
    _column("corrections", "list", "what was corrected, why, by whom and when", lambda d: _corrections(d.links)),
)
_EVENTS = (
    _column("id", "text", "stable id", lambda document: document.id),
    _column("type", "text", "code of the event type", _event(lambda event: event.type)),
    _column("subtype", "text", "as printed", _event(lambda event: event.subtype)),
    _column("name", "text", "what it is called", _event(lambda event: event.name)),
    _column("starts_on", "text", "ISO day, empty where the year is open", lambda document: date_of(document) or None),
    _column("ends_on", "text", "ISO day", _event(lambda event: str(event.ends_on) if event.ends_on else None)),
    _column("month_day", "text", "MM-DD as printed", _event(lambda event: event.month_day)),
    _column("year_from", "text", "what fixed the year", _event(lambda event: event.year_from)),
    _column("place_province", "text", "province of the place", _event(lambda event: event.place_province)),
    _column("place_text", "text", "place as printed", _event(lambda event: event.place_text)),
    _column("hosts", "list", "who held it", _event(lambda event: list(event.hosts))),
    _column("partners", "list", "provinces that took part, hosts included", _event(lambda event: list(event.partners))),
    _column("partner_regions", "list", "regions that took part", _event(lambda e: [r.name for r in e.partner_regions])),
    _column("other_partners", "list", "others that took part", _event(lambda event: list(event.other_partners))),
    _column("periods", "list", "years dealt with", _event(lambda event: [_period(p) for p in event.periods])),
    _column("signed", "flag", "whether something was signed there", _event(lambda event: event.signed)),
    _column("signed_what", "text", "what was signed", _event(lambda event: event.signed_what)),
    _column(
        "officials",
        "list",
        "name (title, province where that does not name it)",
        _event(lambda event: [f"{one.name} ({titled(one.title, one.province)})" for one in event.officials]),
    ),
    _column("confidence", "fraction", "0 to 1", _event(lambda event: event.confidence)),
    _column("article_ids", "list", "articles that tell of it", _of("event", "article_ids")),
    _column("source_ids", "list", "their portals", _of("event", "source_ids")),
    _column("agreement_ids", "list", "agreements it signed or reviewed", _of("event", "agreement_ids")),
    _column("disagreements", "list", "facts on which the articles differ", _of("event", "disagreements")),
    _column("corrections", "list", "what was corrected, why, by whom and when", lambda d: _corrections(d.event)),
    _column("note", "text", "ids it was joined with or split from", _of("event", "note")),
)
_AGREEMENTS = (
    _column("id", "text", "stable id", lambda document: document.id),
    _column("name", "text", "what was agreed", _of("agreement", "name")),
    _column("parties", "list", "who agreed", _of("agreement", "parties")),
    _column(
        "parties_inferred",
        "flag",
        "whether they are those of the meeting that refers to it, not of a signing",
        _of("agreement", "parties_inferred"),
    ),
    _column("period", "list", "first and last year", _of("agreement", "period")),
    _column("signed_on", "text", "ISO day, month or year", _of("agreement", "signed_on")),
    _column("signing_event_id", "text", "the event that signed it", _of("agreement", "signing_event_id")),
    _column("review_event_ids", "list", "the events that reviewed it", _of("agreement", "review_event_ids")),
    _column("article_ids", "list", "articles that tell of it", _of("agreement", "article_ids")),
)


def _corrections(record: ArticleLinks | LinkedEvent | None) -> list[str]:
    applied: tuple[Applied, ...] = record.corrections if record else ()
    return [f"{one.what} ({one.why}; {one.by}, {one.asked_on})" for one in applied]


def _period(period: tuple[str, str, str | None]) -> str:
    first, last, done = period
    return f"{first}-{last}" + (f" ({done})" if done else "")
