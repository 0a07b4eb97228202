"""The page of one event: what, when, where, who, and everything that articles and people said of it."""

from records.base import Record
from records.event import Event
from records.links import LinkedEvent
from search.engine import Reader
from search.protocols import Archive
from search.web import addresses, wording
from search.web.documents.citing import Citation, Where, cite_event
from search.web.documents.facts import EventFacts, event_facts
from search.web.documents.history import History, event_history
from search.web.documents.known import documents_of
from search.web.documents.officials import links_of
from search.web.documents.tellers import Teller, tellers
from search.web.i18n import Language, language


class EventPage(Record, frozen=True):
    """An event, its agreements (address, name), the articles that tell of it, the words they prove it with by fact.

    `subtype` is "" where the type says as much, `calendar` the address of its calendar file ("" without a day),
    `year_by` the article that fixed its year.
    """

    linked: LinkedEvent
    facts: EventFacts
    subtype: str
    articles: tuple[Teller, ...]
    agreements: tuple[tuple[str, str], ...]
    quotes: tuple[tuple[str, tuple[str, ...]], ...]
    history: History
    citation: Citation
    calendar: str
    year_by: Teller | None


def event_page(engine: Reader, archive: Archive, linked: LinkedEvent, where: Where, lang: Language) -> EventPage:
    """The page of an event at the address `where`."""
    event, told_by = linked.event, tellers(engine, linked.article_ids, archive.sources(), lang)
    by_id = {one.id: one for one in told_by}
    person = links_of(archive, linked.article_ids if event.officials else ())
    titles = (wording.event_title(event, language("vi")), wording.event_title(event, language("en")))
    place = event.place_province or event.place_text or ""
    return EventPage(
        linked=linked,
        facts=event_facts(event, (), lang, person=person, vintage="34" if linked.vintage == "34" else "63"),
        subtype=_subtype(event),
        articles=told_by,
        agreements=_agreements(engine, linked),
        quotes=_quotes(event, lang),
        history=event_history(linked, by_id, lang),
        citation=cite_event(titles, str(event.starts_on or ""), place, told_by, where),
        calendar=f"{addresses.document('events', linked.event_id)}.ics" if event.starts_on else "",
        year_by=_year_by(linked, by_id),
    )


def _subtype(event: Event) -> str:
    kind = wording.coded("event_types", event.type, "vi").lower().split()
    said = (event.subtype or "").split()
    return "" if all(word.lower() in kind for word in said) else " ".join(said)


def _agreements(engine: Reader, linked: LinkedEvent) -> tuple[tuple[str, str], ...]:
    return tuple(
        (addresses.document("agreements", document.id), wording.agreement_title(document.agreement))
        for document in documents_of(engine, "agreements", linked.agreement_ids)
        if document.agreement
    )


def _year_by(linked: LinkedEvent, by_id: dict[str, Teller]) -> Teller | None:
    """The article from which the year was taken, where it is another than the first."""
    if linked.event.year_from != "linked":
        return None
    gave = [one.article_id for one in linked.filled if one.fact in ("starts_on", "year_from")]
    return next((by_id[known] for known in gave if known in by_id), None)


def _quotes(event: Event, lang: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of the texts by what they prove, each once."""
    names = {
        "date": lang.text("ngày tháng"),
        "place": lang.text("nơi"),
        "partner": lang.text("các bên"),
        "official": lang.text("người dự"),
        "signed": lang.text("việc ký kết"),
        "period": lang.text("giai đoạn"),
        "refers_to": lang.text("thỏa thuận được nhắc đến"),
        "type": lang.text("loại sự kiện"),
    }
    found: dict[str, dict[str, None]] = {}
    for one in event.evidence:
        if one.text.strip():
            found.setdefault(names.get(one.fact, one.fact), {})[" ".join(one.text.split())] = None
    return tuple((name, tuple(texts)) for name, texts in found.items())
