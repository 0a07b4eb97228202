"""The days looked at and what each came to, by the ledger's rows: a verdict, its look, its words; and the rows as a table."""

import calendar
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from records.base import Record
from search.protocols import Archive, CoverageRow
from search.web.i18n import Language

DAYS = 90

Verdict = Literal["ok", "left", "partial", "low", "silent", "unfinished", "broken", "blocked", "unreachable", "none"]
# Read alike from afar: all is well, something may lack, nothing came. What is new is asked for first: where the budget
# ended, what is left is of the past, and comes in the next nights.
LOOKS: dict[Verdict, str] = {
    "ok": "full", "left": "full", "partial": "thin", "low": "thin", "silent": "thin", "unfinished": "thin",
    "broken": "bad", "blocked": "bad", "unreachable": "bad", "none": "none",
}  # fmt: skip
SIGNS: dict[Verdict, str] = {
    "ok": "•", "left": "…", "partial": "~", "low": "–", "silent": "o", "unfinished": "?",
    "broken": "!", "blocked": "×", "unreachable": "/", "none": "",
}  # fmt: skip


HEADER = (
    "source", "day", "state", "finding", "new", "changed", "gone", "failed", "published", "expected_least", "expected_most",
    "left",
)  # fmt: skip
UNREAD = "not read"  # the state in the table of a day on which nobody asked


class Span(Record, frozen=True):
    """The days looked at, both inclusive, and the last of which anything is known; `month` is "2026-11", or "" for the
    last 90 days."""

    first: date
    last: date
    latest: date
    month: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """All days in order."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def last_day(archive: Archive, today: date) -> date:
    """The last day of which something can be said: today where a portal was read since midnight, else yesterday."""
    return today if any(row.day >= today for row in archive.coverage(today)) else today - timedelta(days=1)


def span(month: str, last: date) -> Span:
    """A month ("2026-10"), as far as it has passed by the last day; or the 90 days until then."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        first = date.max
    if first > last:
        return Span(first=last - timedelta(days=DAYS - 1), last=last, latest=last)
    end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return Span(first=first, last=min(end, last), latest=last, month=f"{first:%Y-%m}")


def rows_of(archive: Archive, shown: Span) -> list[CoverageRow]:
    """The ledger's rows of the days looked at, newest first."""
    return [row for row in archive.coverage(shown.first) if row.day <= shown.last]


def unread_of(archive: Archive, shown: Span, rows: Sequence[CoverageRow], today: date) -> list[tuple[date, str]]:
    """Days on which a portal was not asked at all, since it first was, newest first; today's may still be coming."""
    asked = {(row.day, row.source_id) for row in rows}
    unread = [
        (day, source)
        for source, first in archive.asked_since().items()
        for day in shown.days
        if first <= day < today and (day, source) not in asked
    ]
    return sorted(unread, key=lambda pair: (-pair[0].toordinal(), pair[1]))


def verdict(row: CoverageRow | None) -> Verdict:
    """What a day came to; "none" where the portal was not read."""
    if row is None:
        return "none"
    if row.finding == "ok":
        by_state: dict[str, Verdict] = {"complete": "ok", "partial": "partial", "failed": "unreachable"}
        came = by_state[row.state]
        return "left" if came == "ok" and row.left else came
    return "broken" if row.finding == "broken extraction" else row.finding


def words_of(lang: Language) -> dict[Verdict, str]:
    """The verdicts in words."""
    return {
        "ok": lang.text("đọc đủ"),
        "left": lang.text("hết lượt hỏi, còn bài chưa lấy"),
        "partial": lang.text("thiếu vài trang"),
        "low": lang.text("ít bài hơn thường lệ"),
        "silent": lang.text("im ắng khác thường"),
        "unfinished": lang.text("đọc dở dang"),
        "broken": lang.text("trang đổi mẫu, đọc sai"),
        "blocked": lang.text("bị cổng chặn"),
        "unreachable": lang.text("không vào được cổng"),
        "none": lang.text("không đọc"),
    }


def lines(rows: Sequence[CoverageRow], unread: Sequence[tuple[date, str]]) -> Iterator[tuple[str | int, ...]]:
    """The rows as a table, in the words of the ledger; then the days without one, which have no numbers."""
    for row in rows:
        low, high = row.expected or ("", "")
        yield (
            row.source_id, str(row.day), row.state, row.finding, row.new, row.text_changed, row.gone, row.failed, row.published,
            low, high, row.left,
        )  # fmt: skip
    for day, source in unread:
        yield (source, str(day), UNREAD, *[""] * (len(HEADER) - 3))
