"""The days beside a signing: the event's own, an earlier one, one of another meeting that the text goes on about."""

import re

from transforms.events.documents import date_in
from transforms.events.reading import Sentence
from transforms.events.when import DateMention, find_dates

# "Tại buổi họp mặt … ngày 6/2, lãnh đạo hai bên đã …".
_AT_OCCASION = re.compile(
    r"^\W*(?:cũng )?(?:tại|trong)\s(?:hội nghị|buổi|lễ|hội thảo|diễn đàn|tọa đàm|cuộc|chương trình)(?!\w)"
)
_DO_NOW = re.compile(r"(?<!\w)(?:đã|cùng|tiến hành|chính thức)\s$")
# "Tháng 5/2015, Ban A tổ chức hội nghị. Tại hội nghị, …".
_THEN = re.compile(
    r"^\W*(?:(?:vào|trong|hồi|đầu|cuối|giữa)\s)*(?:ngày \d{1,2}\s?[/.\-]\s?|tháng )?\d{1,2}\s?[/.\-]\s?(?P<year>20\d\d),\s"
    r"[^;]*?(?<!\w)(?:tổ chức|diễn ra)(?!\w)"
)
_THERE = re.compile(r"^\W*(?:tại|trong)\s(?:hội nghị|buổi|lễ|diễn đàn|hội thảo|sự kiện|dịp)(?!\w)")
# What may stand between a day and the verb it belongs to: ", hai tỉnh".
_SAME_CLAUSE = re.compile(r"(?:,|\))?(?:(?!(?<!\w)(?:sẽ|thống nhất|đồng thời|hội nghị|ký|kí)(?!\w))[^,;.]){0,60}")
_FROM_OR_TO = re.compile(r"(?<!\w)(?:trước|sau|từ|đến|hết|kể từ)\s(?:ngày\s?)?$")


def same_day(low: str, event: DateMention | None) -> bool:
    """Whether the first date of a stretch is the event's own day: of its year too, where both are known."""
    dates = [m for m in find_dates(low) if m.month]
    if not dates or not event or (dates[0].day, dates[0].month) != (event.day, event.month):
        return False
    return not (dates[0].year and event.year) or dates[0].year == event.year


def held_that_day(low: str, event: DateMention | None) -> bool:
    """Whether a sentence opens with an occasion of the event's own day: "Tại buổi họp mặt … ngày 6/2, lãnh đạo … đã"; `low`
    goes up to a verb."""
    if not _AT_OCCASION.match(low) or not _DO_NOW.search(low):
        return False
    dates = [m for m in find_dates(low) if m.month and m.day]
    return bool(dates) and same_day(low[dates[-1].start :], event)


def meeting_then(before: Sentence, sentence: Sentence, event: DateMention | None) -> str | None:
    """The month or day of an earlier meeting that a sentence goes on with: "Tháng 5/2015, … tổ chức hội nghị. Tại hội nghị, …"."""
    if sentence.field != "body" or before.field != "body" or not _THERE.match(sentence.low):
        return None
    then = _THEN.match(before.low)
    if then is None or same_day(before.low, event) or (event and event.year and int(then["year"]) >= event.year):
        return None
    return date_in(before.low[: then.end()])


def day_before(low: str, event: DateMention | None) -> str | None:
    """The full date that stands last in a stretch, as YYYY-MM-DD, where it is surely another than the event's."""
    dates = [m for m in find_dates(low) if m.month and m.day]
    if not dates or not dates[-1].year or dates[-1].last_day or event is None or not event.month:
        return None
    last = dates[-1]
    if not _SAME_CLAUSE.fullmatch(low, last.end) or _FROM_OR_TO.search(low, 0, last.start + 1):
        return None
    same = (last.month, last.day) == (event.month, event.day) and (last.year == event.year or not event.year)
    return None if same else f"{last.year}-{last.month:02d}-{last.day:02d}"


def earlier_day(low: str, event: DateMention | None) -> bool:
    """Whether the day that stands last in a stretch, without its year, is one before the event's: "ngày 15/5, hai tỉnh đã ký"."""
    dates = [m for m in find_dates(low) if m.month and m.day]
    if not dates or dates[-1].year or dates[-1].last_day or not dates[-1].cued or event is None or not event.month:
        return False
    last = dates[-1]
    aside = not _SAME_CLAUSE.fullmatch(low, last.end) or _FROM_OR_TO.search(low, 0, last.start + 1)
    return not aside and not event.last_day and (last.month, last.day) < (event.month, event.day)


def other_day(low: str, event: DateMention | None) -> bool:
    """Whether a stretch gives a day, and the event's own is known to be another."""
    dates = [m for m in find_dates(low) if m.month and not m.last_day and m.cued]
    if not dates or event is None or not event.month or event.last_day:
        return False
    return (dates[0].month, dates[0].day) != (event.month, event.day)
