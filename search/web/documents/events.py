"""The page of one event: what, when, where, who, and everything that articles and people said of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from records.agreement import Agreement
from records.base import Record
from records.event import Event
from records.links import LinkedEvent
from records.places import Vintage
from search.engine import Reader
from search.protocols import Archive
from search.web import addresses, wording
from search.web.documents.citing import Citation, Where, cite_event
from search.web.documents.facts import EventFacts, Fact, FactGroup, event_facts
from search.web.documents.history import History, event_history
from search.web.documents.known import documents_of
from search.web.documents.officials import links_of
from search.web.documents.tellers import Teller, tellers
from search.web.i18n import Language, language


class EventPage(Record, frozen=True):
    """An event, those of its agreements (address, name) that no fact leads to, the articles that tell of it, the
    words they prove it with by fact.

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
    vintage: Vintage = "34" if linked.vintage == "34" else "63"
    facts, agreements = linked_facts(
        event_facts(event, (), lang, person=person, vintage=vintage), _agreements(engine, linked)
    )
    titles = (wording.event_title(event, language("vi")), wording.event_title(event, language("en")))
    place = event.place_province or event.place_text or ""
    return EventPage(
        linked=linked,
        facts=facts,
        subtype=_subtype(event),
        articles=told_by,
        agreements=agreements,
        quotes=_quotes(event, lang),
        history=event_history(linked, by_id, lang),
        citation=cite_event(titles, str(event.starts_on or ""), place, told_by, where),
        calendar=f"{addresses.document('events', linked.event_id)}.ics" if event.starts_on else "",
        year_by=_year_by(linked, by_id),
    )


def linked_facts(
    facts: EventFacts, agreements: Sequence[tuple[str, Agreement]]
) -> tuple[EventFacts, tuple[tuple[str, str], ...]]:
    """The facts, those that name an agreement (given with its address) leading to it; and address and title of the
    agreements that none names. Of several agreements with
    one name nobody can tell which is meant: they stay apart."""
    named: defaultdict[str, list[str]] = defaultdict(list)
    for href, agreement in agreements:
        for name in {_key(agreement.name), _key(agreement.title)}:
            named[name].append(href)
    alone = {key: hrefs[0] for key, hrefs in named.items() if len(hrefs) == 1}
    groups = tuple(
        FactGroup(title=group.title, facts=tuple(_leading(fact, alone) for fact in group.facts))
        for group in facts.groups
    )
    led = {fact.href for group in groups for fact in group.facts}
    left = tuple((href, wording.agreement_title(one)) for href, one in agreements if href not in led)
    return msgspec.structs.replace(facts, groups=groups), left


def _leading(fact: Fact, addresses_of: Mapping[str, str]) -> Fact:
    href = addresses_of.get(_key(fact.text), "") if fact.kind == "agreement" else ""
    return msgspec.structs.replace(fact, href=href) if href else fact


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _subtype(event: Event) -> str:
    kind = wording.coded("event_types", event.type, "vi").lower().split()
    said = (event.subtype or "").split()
    return "" if all(word.lower() in kind for word in said) else " ".join(said)


def _agreements(engine: Reader, linked: LinkedEvent) -> tuple[tuple[str, Agreement], ...]:
    return tuple(
        (addresses.document("agreements", document.id), document.agreement)
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
