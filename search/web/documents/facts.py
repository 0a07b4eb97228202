"""What an article or event says, fact by fact, each with the words of the text that prove it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from records.agreement import Agreement
from records.base import Record
from records.event import Event
from records.places import Vintage
from search.names import titled
from search.web import addresses, wording
from search.web.documents.officials import NameLink, did, of_name
from search.web.documents.reading import Mark
from search.web.documents.tables import Kind
from search.web.documents.units import address_of_name
from search.web.i18n import Language
from search.web.listing.rows import Leaf, leaf
from transforms.analyser import folded, tokens


class Fact(Record, frozen=True):
    """One fact: what is said, a second line about it, the marks that prove it, and where it leads; where it has marks,
    the name leads to them and `more` (words) to the address."""

    text: str
    note: str = ""
    words: tuple[int, ...] = ()
    href: str = ""
    more: str = ""
    kind: Kind | None = None


class FactGroup(Record, frozen=True):
    """Facts under one heading."""

    title: str
    facts: tuple[Fact, ...]


class EventFacts(Record, frozen=True):
    """An event: title, type, leaf and groups of facts."""

    title: str
    kind: str
    leaf: Leaf | None
    groups: tuple[FactGroup, ...]
    href: str = ""


def event_facts(
    event: Event,
    marks: Sequence[Mark],
    lang: Language,
    *,
    event_id: str = "",
    person: NameLink = of_name,
    vintage: Vintage = "63",
) -> EventFacts:
    """Everything one event says, with the marks of the page it stands on (none on a page without its text); `person`
    says where a name leads, `vintage` whose names of provinces it uses."""
    groups = (
        FactGroup(title=lang.text("Khi nào"), facts=_when(event, marks, lang)),
        FactGroup(title=lang.text("Ở đâu"), facts=_where(event, marks, vintage)),
        FactGroup(title=lang.text("Đơn vị tổ chức"), facts=tuple(Fact(text=host) for host in event.hosts)),
        FactGroup(title=lang.text("Các bên"), facts=_partners(event, marks, lang)),
        FactGroup(title=lang.text("Những người dự"), facts=_officials(event, marks, lang, person)),
        FactGroup(title=lang.text("Ký kết"), facts=_signed(event, marks, lang)),
        FactGroup(title=lang.text("Giai đoạn"), facts=_periods(event, marks, lang)),
        FactGroup(title=lang.text("Chương trình, thỏa thuận được nhắc đến"), facts=_references(event, marks, lang)),
    )
    return EventFacts(
        title=wording.event_title(event, lang),
        kind=wording.coded("event_types", event.type, lang.code),
        leaf=leaf(event, lang),
        groups=tuple(group for group in groups if group.facts),
        href=addresses.document("events", event_id) if event_id else "",
    )


def agreement_groups(agreement: Agreement, lang: Language) -> tuple[FactGroup, ...]:
    """What an agreement says; parties that are provinces lead to their pages."""
    vintage: Vintage = "34" if agreement.vintage == "34" else "63"
    parties = [Fact(text=lang.text(p), href=address_of_name(p, vintage)) for p in agreement.parties]
    when = lang.day(agreement.signed_on) if agreement.signed_on else lang.text("không rõ ngày ký")
    period = "–".join(agreement.period) if agreement.period else ""
    groups = (
        FactGroup(title=wording.parties_title(agreement, lang), facts=tuple(parties)),
        FactGroup(title=lang.text("Ngày ký"), facts=(Fact(text=when, kind="date"),)),
        FactGroup(title=lang.text("Giai đoạn"), facts=(Fact(text=period, kind="date"),) if period else ()),
    )
    return tuple(group for group in groups if group.facts)


def said(marks: Sequence[Mark], facts: Sequence[str], text: str = "") -> tuple[int, ...]:
    """The marks that prove facts of these names; with a text, those whose words hold it or are part of it."""
    wanted = _key(text)
    found = [mark for mark in marks if mark.fact in facts]
    if wanted:
        found = [mark for mark in found if _alike(_key(mark.text), wanted)]
    return tuple(mark.number for mark in found)


def _key(text: str) -> str:
    return f" {' '.join(folded(tokens(text)))} " if text else ""


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _when(event: Event, marks: Sequence[Mark], lang: Language) -> tuple[Fact, ...]:
    shown = leaf(event, lang)
    if shown is None and not event.not_before and not event.not_after:
        return ()
    times = {
        "sáng": lang.text("buổi sáng"),
        "trưa": lang.text("buổi trưa"),
        "chiều": lang.text("buổi chiều"),
        "tối": lang.text("buổi tối"),
    }
    text = shown.text if shown else lang.text("không rõ ngày")
    if event.time_of_day:
        text = f"{text}, {times[event.time_of_day]}"
    note = wording.year_reason(event, lang)
    return (Fact(text=text, note=note, words=said(marks, ("date",)), kind="date"),)


def _where(event: Event, marks: Sequence[Mark], vintage: Vintage) -> tuple[Fact, ...]:
    place = event.place_province or event.place_text
    if not place:
        return ()
    words = said(marks, ("place",)) or said(marks, ("province",), place)[:1]
    note = event.place_text if event.place_text and event.place_text != place else ""
    href = address_of_name(event.place_province or "", vintage)
    return (Fact(text=place, note=note or "", words=words, href=href, kind="place"),)


def _partners(event: Event, marks: Sequence[Mark], lang: Language) -> tuple[Fact, ...]:
    def words(name: str) -> tuple[int, ...]:
        return said(marks, ("partner",), name) or said(marks, ("province", "region"), name)

    named = [
        Fact(text=name, words=words(name), kind="place", href=_events_of("partner", name)) for name in event.partners
    ]
    for region in event.partner_regions:
        counted = lang.many("{n} tỉnh, thành", region.count) if region.count else ""
        named.append(Fact(text=lang.text(region.name), note=counted, words=words(region.name), kind="place"))
    others = (
        Fact(text=name, words=said(marks, ("partner",), name), href=_events_of("partner", name))
        for name in event.other_partners
    )
    return (*named, *others)


def _events_of(filter_name: str, value: str) -> str:
    """The list of all events with this partner."""
    return f"/events?{urlencode({filter_name: value})}"


def _officials(event: Event, marks: Sequence[Mark], lang: Language, person: NameLink) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            text=official.name,
            note=" · ".join(filter(None, (titled(official.title, official.province), did(official, event, lang)))),
            words=said(marks, ("official",), official.name),
            kind="person",
            href=person(official.name),
            more=lang.text("hồ sơ"),
        )
        for official in event.officials
    )


def _signed(event: Event, marks: Sequence[Mark], lang: Language) -> tuple[Fact, ...]:
    if not event.signed:
        return ()
    what = event.signed_what or lang.text("có ký kết; bài không nêu tên văn bản")
    return (Fact(text=what, words=said(marks, ("signed",)), kind="agreement"),)


def _periods(event: Event, marks: Sequence[Mark], lang: Language) -> tuple[Fact, ...]:
    done = {"reviewed": lang.text("tổng kết, đánh giá"), "planned": lang.text("dự kiến thực hiện")}
    return tuple(
        Fact(text=f"{first}–{last}", note=done.get(what or "", ""), words=said(marks, ("period",), first), kind="date")
        for first, last, what in event.periods
    )


def _references(event: Event, marks: Sequence[Mark], lang: Language) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            text=reference.what,
            note=lang.text("ký {day}", day=lang.day(reference.signed_on)) if reference.signed_on else "",
            words=said(marks, ("refers_to",), reference.what) or said(marks, ("refers_to",)),
            kind="agreement",
        )
        for reference in event.refers_to
    )
