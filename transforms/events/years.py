"""Which year a day without one belongs to: the text's, else the publication's, else open between two bounds."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from records.event import Period, Reference, YearFrom
from transforms.events.reading import Sentence
from transforms.events.when import DateMention, exists, find_dates

# News follows its event by days; a page that gives none of the year's dates may still be printed weeks later.
_AHEAD = timedelta(days=3)
_FORWARD = timedelta(days=330)
# A full date of the run-up or the aftermath fixes the year of a day this near to it.
_NEAR = timedelta(days=150)
_HALF_YEAR = re.compile(
    r"(?:(?:\d+|hai|ba|sáu|bảy|tám|chín)\s+tháng\s+(?:đầu|cuối)|quý [ivx\d]+(?:/|,)?|"
    r"(?:từ|ngay từ|những tháng) đầu)\s+năm\s+(20\d\d)(?!\s*[-–]\s*20)"
)
_NAMED_YEAR = re.compile(
    r"(?:hội nghị|hội thảo|diễn đàn|lễ|kỳ họp|họp báo|tọa đàm|tuần lễ|hội chợ)"
    r"[^.;,]{0,120}?\s(?:năm\s+)?(20\d\d)(?!\s*[-–/]\s*(?:20)?\d)"
)
_IN_YEAR = re.compile(r"(?<!\w)(?:trong năm|năm nay|năm)\s+(20\d\d)(?!\s*[-–]\s*20)(?!\d)")
_LATER = re.compile(
    r"(?:đến|vào|tới|hết|cho|trước|sang|từ nay đến|kế hoạch|mục tiêu|dự kiến|sẽ|tầm nhìn)\s*(?:cuối |hết |trong )?$"
)
_DECREE = re.compile(r"(?:số|quyết định|nghị quyết|nghị định|chỉ thị|sinh|luật|công văn)[^.;]{0,40}$")


class Resolved(NamedTuple):
    """When it was: full dates where the year is fixed, else the bounds that are certain."""

    starts_on: date | None = None
    ends_on: date | None = None
    year_from: YearFrom | None = None
    not_before: date | None = None
    not_after: date | None = None


def _dated(mention: DateMention, year: int, year_from: YearFrom) -> Resolved:
    """A mention's day or range in a year; the range's end may fall into the next."""
    month, day = mention.month, mention.day
    if not exists(year, month, day):
        return Resolved()
    starts = date(year, month, day)
    ends = None
    if mention.last_day:
        later = year + (mention.last_month < month)
        if exists(later, mention.last_month, mention.last_day):
            ends = date(later, mention.last_month, mention.last_day)
    return Resolved(starts, ends, year_from)


def from_published(mention: DateMention, published: date, *, forward: bool) -> int | None:
    """The year that puts a day nearest before publication, or (an announcement) nearest after it."""
    low, high = (published - _AHEAD, published + _FORWARD) if forward else (published - _FORWARD, published + _AHEAD)
    for year in (published.year - 1, published.year, published.year + 1):
        if exists(year, mention.month, mention.day) and low <= date(year, mention.month, mention.day) <= high:
            return year
    return None


def _by_near_date(mention: DateMention, sentences: Iterable[Sentence]) -> int | None:
    """The year of a full date of the text that lies within months of the event's day."""
    best: tuple[timedelta, int] | None = None
    for sentence in sentences:
        if "20" not in sentence.low:
            continue
        for other in find_dates(sentence.low):
            before = sentence.low[max(0, other.start - 60) : other.start]
            if not other.year or other.year < 2000 or _DECREE.search(before):
                continue
            there = date(other.year, other.month, other.day)
            for year in (other.year - 1, other.year, other.year + 1):
                if exists(year, mention.month, mention.day):
                    gap = abs(date(year, mention.month, mention.day) - there)
                    if gap <= _NEAR and (best is None or gap < best[0]):
                        best = gap, year
    return best[1] if best else None


def from_text(mention: DateMention, sentences: Sequence[Sentence], name: str) -> int | None:
    """The year that the text itself fixes for a day printed without one; None where it stays open."""
    for pattern, texts in ((_HALF_YEAR, [s.low for s in sentences]), (_NAMED_YEAR, [name])):
        years = {int(m[1]) for text in texts for m in pattern.finditer(text) if "giải " not in m[0]}
        if len(years) == 1:
            return years.pop()
    return _by_near_date(mention, sentences)


def past_year(sentences: Iterable[Sentence]) -> int | None:
    """The latest year that the text speaks of as begun: the event isn't earlier."""
    years = [0]
    for sentence in sentences:
        if "20" not in sentence.low:
            continue
        begun = " đã " in sentence.low or "so với" in sentence.low or "kết quả" in sentence.low
        for match in _IN_YEAR.finditer(sentence.low):
            if begun and not _LATER.search(sentence.low[max(0, match.start() - 20) : match.start()]):
                years.append(int(match[1]))
    latest = max(years)
    return latest or None


def _first_since(mention: DateMention | None, since: date) -> date:
    """The first day with the mention's month and day that is not before a date; the date itself without a mention."""
    if mention is None or not mention.month:
        return since
    for year in range(since.year, since.year + 9):
        if exists(year, mention.month, mention.day) and date(year, mention.month, mention.day) >= since:
            return date(year, mention.month, mention.day)
    return since


def _reference_day(reference: Reference) -> date | None:
    """The first day an earlier signing can have been on."""
    parts = [int(part) for part in (reference.signed_on or "").split("-") if part]
    if not parts or not exists(parts[0], *[*parts[1:], 1, 1][:2]):
        return None
    year, month, day = ([*parts, 1, 1])[:3]
    return date(year, month, day)


def bounds(
    mention: DateMention | None, references: Iterable[Reference], periods: Iterable[Period], begun: int | None
) -> Resolved:
    """What is certain where the year is open: after what it refers to, not after the period it plans has begun."""
    floors = [day for day in map(_reference_day, references) if day]
    if begun:
        floors.append(date(begun, 1, 1))
    not_before = _first_since(mention, max(floors)) if floors else None
    planned = [int(first) for first, _, what in periods if what == "planned"]
    not_after = None
    if planned and mention is not None and exists(max(planned), mention.month, mention.day):
        not_after = date(max(planned), mention.month, mention.day)
    if not_before and not_after and not_after < not_before:
        not_after = None
    return Resolved(not_before=not_before, not_after=not_after)


def resolve(
    mention: DateMention, published: date | None, sentences: Sequence[Sentence], name: str, *, forward: bool
) -> Resolved:
    """The dates of a mention where something fixes the year; an empty answer where nothing does."""
    if mention.lunar:
        return Resolved()
    if mention.relative is not None:
        return Resolved(published + timedelta(days=mention.relative), None, "published") if published else Resolved()
    if mention.weekday is not None:
        if published is None:
            return Resolved()
        back = (published.weekday() - mention.weekday) % 7
        return Resolved(published - timedelta(days=back), None, "published")
    if not mention.month:
        if published and mention.vague:
            return Resolved(not_before=published - timedelta(days=31), not_after=published)
        return Resolved()
    if mention.year:
        year = mention.year
        crosses = bool(mention.last_day and mention.last_year == year and mention.last_month < mention.month)
        return _dated(mention, year - crosses, "text")
    if published:
        near = from_published(mention, published, forward=forward)
        if near is not None:
            return _dated(mention, near, "published")
    fixed = from_text(mention, sentences, name)
    if fixed and fixed < (past_year(sentences) or 0):
        return Resolved()  # the text looks back on a later year: no date near the day can be the event's
    return _dated(mention, fixed, "text") if fixed else Resolved()
