"""How far back the archive of each portal reaches: articles a year, its months as small bars, and what waits; pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from records.base import Record
from search.protocols import DepthRow
from search.web.counting.panel import Depths, Reach, depths
from search.web.i18n import Language

YEARS = 20  # shown at most, the latest
_TALL = 14  # pixels of the tallest month


class YearDepth(Record, frozen=True):
    """A portal's year: articles ("" for none), how far it is covered (whole also where all that was found of the portal is
    read and nothing of this year was), the months as an SVG path 24 by 14."""

    count: str
    reach: Reach
    months: str


class PortalDepth(Record, frozen=True):
    """A portal: its oldest month, its years, pages that were found and not read, articles without a date."""

    name: str
    oldest: str
    years: tuple[YearDepth, ...]
    waiting: str
    undated: str


class Depth(Record, frozen=True):
    """The portals by years; `before` says whether years older than those shown are left out."""

    years: tuple[str, ...]
    portals: tuple[PortalDepth, ...]
    before: bool


def depth(rows: Sequence[DepthRow], lang: Language, sources: Mapping[str, str], today: date) -> Depth:
    """The table of all portals of which anything is known."""
    by_source: dict[str, dict[str, DepthRow]] = defaultdict(dict)
    for row in rows:
        by_source[row.source_id][row.month] = row
    known = sorted({row.month[:4] for row in rows if row.month and row.articles and int(row.month[:4]) <= today.year})
    every = [str(year) for year in range(int(known[0]), int(known[-1]) + 1)] if known else []
    shown = tuple(every[-YEARS:])
    reach = depths(rows)
    return Depth(
        years=shown,
        portals=tuple(
            PortalDepth(
                name=sources.get(source, source),
                oldest=lang.day(min((month for month, row in months.items() if month and row.articles), default="")),
                years=tuple(_year(year, months, _reach(reach, source, year), lang) for year in shown),
                waiting=_number(sum(row.waiting for row in months.values()), lang),
                undated=_number(months[""].articles if "" in months else 0, lang),
            )
            for source, months in sorted(by_source.items(), key=lambda pair: sources.get(pair[0], pair[0]))
        ),
        before=len(every) > len(shown),
    )


def _reach(known: Depths, source: str, year: str) -> Reach:
    found = known.of(source, year)
    return "whole" if found == "none" and source not in known.unread else found


def _year(year: str, months: Mapping[str, DepthRow], reach: Reach, lang: Language) -> YearDepth:
    largest = max((row.articles for row in months.values() if row.month), default=0)
    counts = [months[key].articles if (key := f"{year}-{n:02}") in months else 0 for n in range(1, 13)]
    bars = [
        f"M{2 * n} {_TALL}v-{max(1.0, _TALL * count / largest):.1f}h1.5V{_TALL}z"
        for n, count in enumerate(counts)
        if count
    ]
    return YearDepth(count=_number(sum(counts), lang), reach=reach, months="".join(bars))


def _number(count: int, lang: Language) -> str:
    return lang.number(count) if count else ""
