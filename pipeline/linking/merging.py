"""What the tellings of one event say together: the fullest leads, the others fill what it lacks, contradictions are kept."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import msgspec

from pipeline.linking.corrected import applied, fixed
from pipeline.linking.events import Telling
from pipeline.linking.names import name_key
from pipeline.linking.offices import offices_differ
from records.correction import Correction
from records.event import Event, Official
from records.links import Contradiction, Filled, LinkedEvent, Said

_ONE_VALUE = ("subtype", "name", "month_day", "date_text", "time_of_day", "place_province", "signed_what")
_MANY_VALUES = ("hosts", "partners", "partner_regions", "other_partners", "periods", "refers_to")
_DATE = ("starts_on", "ends_on", "year_from")
_CONTRADICTED = ("type", "subtype", "place_province", "starts_on", "ends_on")


def merged_event(told: list[Telling], *, linked_day: date | None = None) -> LinkedEvent:
    """One event of all its tellings (without id or change).

    `linked_day` is what an agreement's other mentions say of a day whose year no telling knows. Corrections of any of
    the tellings have the last word, in the order in which they were asked for.
    """
    told = sorted(told, key=_weight, reverse=True)
    event, filled = told[0].event, list[Filled]()
    for other in told[1:]:
        event, facts = _filled(event, other.event)
        filled += [Filled(fact=fact, article_id=other.facts.article_id) for fact in facts]
    event = msgspec.structs.replace(event, signed=any(t.event.signed for t in told), **_bounds(event, told, linked_day))
    corrections = corrections_of(told)
    for correction in corrections:
        event = event if correction.fix is None else fixed(event, correction.fix)
    contradictions = _contradictions(told)
    return LinkedEvent(
        event_id="",
        change=0,
        event=event,
        article_ids=tuple(dict.fromkeys(t.facts.article_id for t in told)),
        source_ids=tuple(sorted({t.facts.source_id for t in told})),
        vintage=told[0].facts.vintage,
        disagreements=tuple(map(_line, contradictions)),
        contradictions=contradictions,
        filled=tuple(filled),
        corrections=applied(*corrections),
    )


def corrections_of(told: Iterable[Telling]) -> list[Correction]:
    """The corrections of any of the tellings, each once, in the order in which they were asked for."""
    marks = (mark for telling in told for mark in telling.facts.marks if mark.position == telling.position)
    return sorted({mark.correction.id: mark.correction for mark in marks}.values(), key=lambda c: (c.asked_on, c.id))


def is_withheld(told: Iterable[Telling]) -> bool:
    """Whether a correction of the whole event says that it is none."""
    return any(correction.not_an_event for correction in corrections_of(told))


def _weight(telling: Telling) -> tuple[bool, int, float, str, int]:
    event = telling.event
    told = len(event.evidence) + 2 * len(event.officials)
    return (event.starts_on is not None, told, event.confidence, telling.facts.article_id, telling.position)


def _filled(event: Event, other: Event) -> tuple[Event, list[str]]:
    """The event with what another telling adds, and the names of the facts that it added."""
    values: dict[str, Any] = {name: getattr(other, name) for name in _ONE_VALUE if getattr(event, name) is None}
    # A place's words belong to its province; a day, its year and how that is known go together.
    if event.place_text is None and event.place_province in (None, other.place_province):
        values["place_text"] = other.place_text
    if event.starts_on is None:
        values |= {name: getattr(other, name) for name in _DATE}
    facts = [name for name, value in values.items() if value is not None]
    lists = {name: tuple(dict.fromkeys([*getattr(event, name), *getattr(other, name)])) for name in _MANY_VALUES}
    facts += [name for name, row in lists.items() if len(row) > len(getattr(event, name))]
    officials, more = _officials(event.officials, other.officials)
    return msgspec.structs.replace(event, **values, **lists, officials=officials), facts + more


def _officials(ours: tuple[Official, ...], theirs: tuple[Official, ...]) -> tuple[tuple[Official, ...], list[str]]:
    """Officials of both tellings; a title, province or part in the event that one lacks is the other's."""
    found, facts = {name_key(official.name): official for official in ours}, []
    for other in theirs:
        own = found.get(name_key(other.name), other)
        role = other.role if own.role == "attended" else own.role
        title, province = own.title or other.title, own.province
        if province is None and not offices_differ(own.title, other.title):
            province = other.province
        filled = msgspec.structs.replace(own, title=title, province=province, role=role)
        if name_key(other.name) not in found or filled != own:
            facts.append(f"official {other.name}")
        found[name_key(other.name)] = filled
    return tuple(found.values()), facts


def _bounds(event: Event, told: list[Telling], linked_day: date | None) -> dict[str, Any]:
    """The day an agreement fixes, or what all tellings together say of the time before and after which it was."""
    if event.starts_on is not None:
        return {"not_before": None, "not_after": None}
    if linked_day is not None:
        return {"starts_on": linked_day, "year_from": "linked", "not_before": None, "not_after": None}
    first = max((t.event.not_before for t in told if t.event.not_before), default=None)
    last = min((t.event.not_after for t in told if t.event.not_after), default=None)
    if first and last and first > last:
        return {}
    return {"not_before": first, "not_after": last}


def _contradictions(told: list[Telling]) -> tuple[Contradiction, ...]:
    """Facts on which the articles differ, as they tell them: what a correction changed too."""
    plain = [telling.uncorrected or telling for telling in told]
    found = [_differing(name, plain, lambda event, name=name: getattr(event, name)) for name in _CONTRADICTED]  # type: ignore[misc]
    regions = sorted({region.name for telling in plain for region in telling.event.partner_regions})
    found += [_differing(f"count of {name}", plain, _count_of(name)) for name in regions]
    return tuple(c for c in (*found, *_of_officials(plain)) if c is not None)


def _count_of(region: str) -> Callable[[Event], int | None]:
    return lambda event: next((r.count for r in event.partner_regions if r.name == region), None)


def _differing(fact: str, told: list[Telling], value_of: Callable[[Event], object]) -> Contradiction | None:
    said: dict[str, dict[str, None]] = {}
    for telling in told:
        value = value_of(telling.event)
        if value is not None:
            said.setdefault(str(value), {})[telling.facts.article_id] = None
    if len(said) < 2:
        return None
    return Contradiction(
        fact=fact, said=tuple(Said(value=value, article_ids=tuple(ids)) for value, ids in sorted(said.items()))
    )


def _of_officials(told: list[Telling]) -> list[Contradiction]:
    """People whose provinces or offices differ between the articles."""
    by_name: dict[str, list[tuple[str, Official]]] = {}
    for telling in told:
        for official in telling.event.officials:
            by_name.setdefault(name_key(official.name), []).append((telling.facts.article_id, official))
    found = []
    for _, said in sorted(by_name.items()):
        name = said[0][1].name
        provinces = {o.province for _, o in said if o.province}
        titles = {o.title for _, o in said if o.title}
        if len(provinces) > 1:
            found.append(_people_said(f"province of {name}", [(a, o.province) for a, o in said]))
        elif any(offices_differ(one, other) for one in titles for other in titles):
            found.append(_people_said(f"title of {name}", [(a, o.title) for a, o in said]))
    return found


def _people_said(fact: str, said: list[tuple[str, str | None]]) -> Contradiction:
    rows: dict[str, dict[str, None]] = {}
    for article, value in said:
        if value:
            rows.setdefault(value, {})[article] = None
    return Contradiction(
        fact=fact, said=tuple(Said(value=v, article_ids=tuple(ids)) for v, ids in sorted(rows.items()))
    )


def _line(contradiction: Contradiction) -> str:
    """A contradiction as a line to read: "field: value (article) / value (article)"."""
    told = (f"{said.value} ({', '.join(said.article_ids)})" for said in contradiction.said)
    return f"{contradiction.fact}: {' / '.join(told)}"
