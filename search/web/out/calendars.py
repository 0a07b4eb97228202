"""Events as iCalendar: a file of many, or of one to add to a calendar."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from records.event import Event
from search.web import wording
from search.web.i18n import Language
from search.web.out.plain import clean

if TYPE_CHECKING:
    import icalendar

MEDIA_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Kho Tin//khotin//VI"


def calendar_file(
    events: Iterable[tuple[str, Event, str]],
    *,
    stamp: datetime,
    lang: Language,
    name: str = "Kho Tin",
    source: str = "",
) -> bytes:
    """A calendar of events, given as (id, event, address of its page); those without a day are left out.

    `stamp` is when the index was built, `source` the address that the file is asked at again.
    """
    # Imported here: the app starts without it.
    import icalendar  # noqa: PLC0415

    calendar = icalendar.Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add(
        "x-wr-calname", " ".join(clean(name).split())
    )  # the library escapes no line's end in names it doesn't know
    if source:
        calendar.add("source", source, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for event_id, event, address in events:
        if event.starts_on:
            calendar.add_component(_component(event_id, event, address, stamp, lang))
    return bytes(calendar.to_ical())


def _component(event_id: str, event: Event, address: str, stamp: datetime, lang: Language) -> "icalendar.Event":
    import icalendar  # noqa: PLC0415

    assert event.starts_on is not None
    made = icalendar.Event()
    made.add("uid", f"{clean(event_id)}@khotin")
    made.add("dtstamp", stamp.astimezone(UTC))
    made.add("dtstart", event.starts_on)
    made.add("dtend", (event.ends_on or event.starts_on) + timedelta(days=1))  # the first day after
    made.add("summary", clean(wording.event_title(event, lang)))
    made.add("categories", [clean(wording.coded("event_types", event.type, lang.code))])
    made.add("url", address)
    made.add("transp", "TRANSPARENT")  # a reader of news is not busy on that day
    place = ", ".join(dict.fromkeys(filter(None, (event.place_text, event.place_province))))
    if place:
        made.add("location", clean(place))
    if event.partners:
        made.add("description", clean(", ".join(event.partners)))
    return made
