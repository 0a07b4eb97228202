"""What may have been missed: portals by days as the ledger has them, each day with a verdict in words; and its table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from records.base import Record
from search.protocols import Archive, CoverageRow
from search.web.counting.common import Choice, joined
from search.web.counting.days import DAYS, LOOKS, SIGNS, Span, Verdict, rows_of, unread_of, verdict, words_of
from search.web.counting.depth import Depth, depth
from search.web.i18n import Language

PATH, CSV_PATH = "/coverage", "/coverage.csv"
_TOLD = 60  # days with something missing that are listed; the file has all


class DayCell(Record, frozen=True):
    """One portal's day: its look, its sign, and what both mean, with numbers."""

    look: str
    sign: str
    text: str


class Stretch(Record, frozen=True):
    """Days in a row that look alike, in percent of the strip."""

    look: str
    x: float
    width: float


class MonthStart(Record, frozen=True):
    """Where a month begins, in percent of the strips, and its short name."""

    x: float
    name: str


class Portal(Record, frozen=True):
    """A line of the map: a portal, its days, and the same in words."""

    name: str
    href: str
    cells: tuple[DayCell, ...]
    strip: tuple[Stretch, ...]
    summary: str


class Missed(Record, frozen=True):
    """A day of a portal on which something may have been missed."""

    day: str
    name: str
    verdict: str
    new: str
    failed: str
    expected: str


class Coverage(Record, frozen=True):
    """Everything the page shows; `never` are the portals of the registry that nothing is known of."""

    span: Span
    title: str
    views: tuple[Choice, ...]
    before: str
    after: str
    heads: tuple[tuple[str, str], ...]
    portals: tuple[Portal, ...]
    months: tuple[MonthStart, ...]
    summary: str
    missed: tuple[Missed, ...]
    more_missed: int
    legend: tuple[DayCell, ...]
    depth: Depth
    never: tuple[str, ...]
    csv: str


def coverage(archive: Archive, shown: Span, lang: Language, sources: Mapping[str, str], today: date) -> Coverage:
    """Asks the archive, and makes of it what the page shows."""
    rows, words = rows_of(archive, shown), words_of(lang)
    known, held = {(row.source_id, row.day): row for row in rows}, archive.depth()
    first, unread = archive.asked_since(), unread_of(archive, shown, rows, today)
    met = {row.source_id for row in rows} | {row.source_id for row in held} | {source for _, source in unread}
    named = sorted(met, key=lambda source: sources.get(source, source))
    bad = _lacking(rows, unread)
    counted = Counter([*map(verdict, rows), *(verdict(None) for _ in unread)])
    return Coverage(
        span=shown,
        title=_title(shown, lang),
        views=_views(shown, lang),
        before=_month_address(shown.first - timedelta(days=1)) if shown.month else "",
        after=_month_address(shown.last + timedelta(days=1)) if shown.month and shown.last < shown.latest else "",
        heads=tuple((str(day.day), lang.day(day)) for day in shown.days),
        portals=tuple(_portal(source, shown, known, first.get(source), lang, sources) for source in named),
        months=_month_starts(shown, lang),
        summary=_summary(counted, lang),
        missed=tuple(_missed(day, source, row, lang, sources) for day, source, row in bad[:_TOLD]),
        more_missed=max(len(bad) - _TOLD, 0),
        legend=tuple(DayCell(look=LOOKS[name], sign=SIGNS[name], text=text) for name, text in words.items()),
        depth=depth(held, lang, sources, today),
        never=tuple(sorted(name for source, name in sources.items() if source not in named)),
        csv=joined(CSV_PATH, [("month", shown.month)] if shown.month else []),
    )


def _portal(
    source: str, shown: Span, known: Mapping[tuple[str, date], CoverageRow], first: date | None, lang: Language,
    sources: Mapping[str, str],
) -> Portal:  # fmt: skip
    """A portal first asked on the day `first` (None: never, what is here was imported): the days before count as nothing."""
    rows = [known.get((source, day)) for day in shown.days]
    counted = Counter(verdict(row) for row, day in zip(rows, shown.days, strict=True) if first is None or day >= first)
    said = [
        lang.many("{n} ngày {what}", counted[name], what=text) for name, text in words_of(lang).items() if counted[name]
    ]
    if first and first > shown.first:
        said.append(lang.text("đọc từ {day}", day=lang.day(first)))
    return Portal(
        name=sources.get(source, source),
        href=joined("/", [("source", source), ("sort", "newest")]),
        cells=tuple(_cell(row, lang) for row in rows),
        strip=_strip([LOOKS[verdict(row)] for row in rows]),
        summary=", ".join(said),
    )


def _cell(row: CoverageRow | None, lang: Language) -> DayCell:
    found = verdict(row)
    text = words_of(lang)[found]
    if row is not None:
        text = f"{text}: {lang.many('{n} bài mới', row.new)}"
    return DayCell(look=LOOKS[found], sign=SIGNS[found], text=text)


def _strip(looks: Sequence[str]) -> tuple[Stretch, ...]:
    """Neighbours that look alike as one."""
    found: list[Stretch] = []
    start, day = 0, 100 / len(looks)
    for number in range(1, len(looks) + 1):
        if number == len(looks) or looks[number] != looks[start]:
            width = round((number - start) * day, 3)
            found.append(Stretch(look=looks[start], x=round(start * day, 3), width=width))
            start = number
    return tuple(found)


def _month_starts(shown: Span, lang: Language) -> tuple[MonthStart, ...]:
    days = shown.days
    return tuple(
        MonthStart(x=round(100 * number / len(days), 3), name=lang.month_short(day.month))
        for number, day in enumerate(days)
        if day.day == 1
    )


def _lacking(
    rows: Sequence[CoverageRow], unread: Sequence[tuple[date, str]]
) -> list[tuple[date, str, CoverageRow | None]]:
    """The days that lack something with what the ledger says of them, None of those on which nobody asked; newest first."""
    found: list[tuple[date, str, CoverageRow | None]] = [
        (row.day, row.source_id, row) for row in rows if LOOKS[verdict(row)] != "full"
    ]
    found += [(day, source, None) for day, source in unread]
    return sorted(found, key=lambda told: (-told[0].toordinal(), told[2] is None))


def _summary(counted: Counter[Verdict], lang: Language) -> str:
    total = sum(counted.values())
    full = sum(number for name, number in counted.items() if LOOKS[name] == "full")
    if not total:
        return lang.text("Không cổng nào được đọc trong những ngày này.")
    said = lang.text(
        "{total} lượt, mỗi cổng mỗi ngày một lượt kể từ lần đọc đầu tiên: {percent}% đọc đủ, "
        "{unread} lượt không đọc (kho không vào, không phải lỗi của cổng).",
        total=total,
        percent=100 * full // total,
        unread=counted["none"],
    )
    if not counted["left"]:
        return said
    left = lang.many(
        "Trong những lượt đọc đủ, {n} lượt hết lượt hỏi: bài mới đọc trước, bài cũ chờ đêm sau.", counted["left"]
    )
    return f"{said} {left}"


def _missed(day: date, source: str, row: CoverageRow | None, lang: Language, sources: Mapping[str, str]) -> Missed:
    expected = row.expected if row else None
    return Missed(
        day=lang.day(day),
        name=sources.get(source, source),
        verdict=words_of(lang)[verdict(row)],
        new=lang.number(row.new) if row else "",
        failed=lang.number(row.failed) if row else "",
        expected=f"{lang.number(expected[0])}–{lang.number(expected[1])}" if expected else "",
    )


def _title(shown: Span, lang: Language) -> str:
    if shown.month:
        return lang.text("Tháng {month}", month=lang.day(shown.month)) if lang.code == "vi" else lang.day(shown.month)
    return lang.text(
        "{n} ngày qua, từ {first} đến {last}", n=DAYS, first=lang.day(shown.first), last=lang.day(shown.last)
    )


def _views(shown: Span, lang: Language) -> tuple[Choice, ...]:
    month = _month_address(shown.last)
    return (
        Choice(name=lang.text("{n} ngày", n=DAYS), href=PATH, chosen=not shown.month),
        Choice(name=lang.text("từng tháng"), href=month, chosen=bool(shown.month)),
    )


def _month_address(day: date) -> str:
    return joined(PATH, [("month", f"{day:%Y-%m}")])
