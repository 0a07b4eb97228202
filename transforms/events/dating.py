"""When the event was: the date that the text gives for it, and its year or the bounds of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from records.event import Period, Reference
from records.tag import Evidence
from transforms.events import years
from transforms.events.anchor import Anchor
from transforms.events.reading import Reading, Sentence, evidence
from transforms.events.subject import openings
from transforms.events.told_nouns import WILL
from transforms.events.when import DateMention, event_date, with_part

_ELSEWHERE = re.compile(r"(?<!\w)(?:trước đó|sau đó|sẽ|dự kiến|tới đây|đến nay|kể từ)(?!\w)")
_TO_COME = re.compile(r"\s(?:tới|tới đây|sắp tới)(?=\s*[,.;)]|\s*$)")
# "Lớp học diễn ra trong ba ngày, từ 13 đến 15/6".
_RUNS = re.compile(r"(?<!\w)(?:diễn ra|được tổ chức|kéo dài|khai mạc|bế mạc)(?!\w)[^.;]*$")
_RUNS_REACH = 45
# "Kỳ họp đã bế mạc sáng 13/7. Kỳ họp khai mạc ngày 11/7": of several days the first, so many days before at the most.
_LONGEST = 31
_CLOSES = re.compile(r"(?<!\w)(?:bế mạc|kết thúc|khép lại)(?!\w)")
_OPENED = re.compile(r"(?<!\w)(?:khai mạc|bắt đầu|diễn ra|kéo dài)\s(?:vào\s|từ\s)?(?=(?:sáng|chiều|tối|ngày)\s|\d)")
_HEAD = 160
_BODY_SENTENCES = 12


@dataclass(frozen=True)
class Dated:
    """A date mention and the sentence it stands in; empty where the text gives none."""

    sentence: Sentence | None = None
    mention: DateMention | None = None

    @property
    def month_day(self) -> str | None:
        """ "MM-DD" where a solar day is printed."""
        if self.mention is None or not self.mention.month or self.mention.lunar:
            return None
        return f"{self.mention.month:02d}-{self.mention.day:02d}"

    @property
    def is_ahead(self) -> bool:
        """Whether the sentence says that the day is still to come: its year is then looked for after publication."""
        if self.sentence is None or self.mention is None:
            return False
        before, after = self.sentence.low[: self.mention.start], self.sentence.low[self.mention.end :]
        return bool(WILL.search(before[-110:]) or _TO_COME.match(after))

    @property
    def text(self) -> str | None:
        """The words, as printed."""
        return self.proof.text if self.proof else None

    @property
    def proof(self) -> Evidence | None:
        """Where the words stand."""
        if self.sentence is None or self.mention is None:
            return None
        return evidence(self.sentence, self.mention.start, self.mention.end, "date")


def _first_day(reading: Reading, anchor: Anchor) -> Dated:
    """Where the happening itself is told to end, the day on which another sentence of the opening says that it began."""
    closed = event_date(anchor.sentence.low, anchor.start)
    if closed is None or not _CLOSES.search(anchor.sentence.low, anchor.end) or _CLOSES.search(anchor.noun):
        return Dated()
    same = re.compile(rf"^\W*{re.escape(anchor.noun)}\s(?:(?!(?<!\w)(?:trước|lần)\s)[^,.;])*$")
    for sentence, _ in openings(reading):
        opened = None if sentence is anchor.sentence else _OPENED.search(sentence.low)
        if opened is None or not same.match(sentence.low[: opened.start()]):
            continue
        found = event_date(sentence.low[opened.end() :])
        if found is not None and found.month and found.start == 0 and 0 <= _days(found, closed) <= _LONGEST:
            moved = found._replace(start=found.start + opened.end(), end=found.end + opened.end())
            return Dated(sentence, moved)
    return Dated()


def _days(first: DateMention, last: DateMention) -> int:
    """About how many days lie between two days of one year; -1 where the second has no number."""
    return (last.month - first.month) * 30 + last.day - first.day if last.month else -1


def find_date(reading: Reading, anchor: Anchor) -> Dated:
    """The day of the happening: from the anchor's sentence, the opening, then any sentence naming it beside a date."""
    best = _first_day(reading, anchor)
    if best.mention is not None:
        return best
    found = event_date(anchor.sentence.low, anchor.start)
    if found is not None:
        best = Dated(anchor.sentence, with_part(found, anchor.sentence.low))
        if found.month or found.lunar:
            return best
    near = [s for s, _ in openings(reading) if s is not anchor.sentence]
    for sentence in (*near, *reading.captions, *reading.body[:_BODY_SENTENCES]):
        at = sentence.low.find(anchor.noun)
        if at < 0 and sentence not in near[:2]:
            continue
        found = event_date(sentence.low, at if at >= 0 else None)
        if found is None:
            continue
        full = with_part(found, sentence.low)
        runs = _RUNS.search(sentence.low[: found.start][-_RUNS_REACH:]) is not None
        if found.month and (found.cued or full.part or at >= 0 or runs) and not _ELSEWHERE.search(sentence.low[:_HEAD]):
            return Dated(sentence, full)
        if best.mention is None and found.relative is not None:
            best = Dated(sentence, found)
    return best


def resolve_date(
    reading: Reading, dated: Dated, name: str | None, references: Iterable[Reference], periods: Sequence[Period]
) -> years.Resolved:
    """The full dates of the event, or where its year stays open the bounds that are certain."""
    published = published_on(reading)
    fixed = years.Resolved()
    if dated.mention is not None:
        fixed = years.resolve(dated.mention, published, reading.prose, name or "", forward=dated.is_ahead)
    if fixed.starts_on is not None or published is not None:
        return fixed
    return years.bounds(dated.mention, references, periods, years.past_year(reading.prose))


def relative_day(dated: Dated, starts_on: date | None) -> str | None:
    """ "MM-DD" of "hôm nay", "thứ Sáu" where the publication gives the day; None otherwise."""
    mention = dated.mention
    if mention is None or starts_on is None or (mention.relative is None and mention.weekday is None):
        return None
    return f"{starts_on.month:02d}-{starts_on.day:02d}"


def published_on(reading: Reading) -> date | None:
    """The day an article was published; None where it isn't known."""
    return reading.article.published_at.date() if reading.article.published_at else None
