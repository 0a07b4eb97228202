"""The letter of a night: what each source brought, and whatever else somebody should look at."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from pipeline.coverage import CoverageDay, coverage_days
from pipeline.distrust import read_distrust
from pipeline.ledger import nights
from pipeline.ledger.tables import runs
from pipeline.nights import left_out
from pipeline.notices import notify
from pipeline.windows import window_of
from pipeline.workplace import Workplace
from records.source import Source
from sources.corrections import load_corrections


def coverage_of(place: Workplace, night: date) -> list[CoverageDay]:
    """What each source brought in a night, the worst first."""
    with place.ledger.read() as connection:
        days = coverage_days(connection, night, place.registry.sources)
    return sorted((day for day in days if day.day == night), key=lambda day: (day.finding == "ok", day.source_id))


def coverage_table(days: Sequence[CoverageDay]) -> str:
    """The coverage of a night as plain text, a line a source."""
    width = max((len(day.source_id) for day in days), default=0)
    lines = [
        f"{day.source_id:<{width}}  {day.finding:<18}  {day.discovered:>5} new addresses  {day.fetched:>5} pages"
        + (f"  {day.why}" if day.why else "")
        for day in days
    ]
    return "\n".join(lines)


def not_asked(place: Workplace, night: date) -> list[str]:
    """A line for each enabled source that no run of a night asked, with its window."""
    query = select(runs.c.source_id).where(runs.c.night == night, runs.c.command == "crawl")
    with place.ledger.read() as connection:
        asked = set(connection.scalars(query))
    return [_not_asked(source) for source in place.registry.enabled() if source.id not in asked]


def _not_asked(source: Source) -> str:
    begins, ends = window_of(source)
    return (
        f"{source.id}: not asked: its window is {begins} to {ends}. Where that leaves out the hour at which nights begin, "
        f"have `khotin run {source.id}` run within it, or change its `window`"
    )


def unread(place: Workplace, night: date) -> list[str]:
    """A line for each source asked in a night of which pages wait to be read."""
    with place.ledger.read() as connection:
        query = select(runs.c.source_id).where(runs.c.night == night, runs.c.command == "crawl").distinct()
        waiting = sorted(set(connection.scalars(query)) & nights.unread(connection))
    return [
        f"{source_id}: crawled, its pages could not be read: `khotin transform {source_id}`" for source_id in waiting
    ]


def redesigned(place: Workplace) -> list[str]:
    """A line for each enabled source of which a redesign broke rules, or for which rules are proposed."""
    distrusted, home, lines = read_distrust(place.settings.folders), place.settings.folders, []
    for source in place.registry.enabled():
        told = []
        if broken := distrusted.get(source.id):
            told.append(f"{', '.join(broken.fields)} read by the next way since {broken.since:%Y-%m-%d %H:%M}")
        if home.proposal(source.id).exists():
            told.append(f"new rules are proposed: khotin sources check {source.id} --accept")
        lines += [f"{source.id}: {'; '.join(told)}"] if told else []
    return lines


def tell_coverage(place: Workplace, night: date, *, whole: bool = True) -> int:
    """Sends the coverage of a night to the operator where something is amiss; returns how many things are. Of a `whole`
    night (not one over sources that were named) also those that nobody asked."""
    days = coverage_of(place, night)
    corrections = load_corrections(place.settings.source_folders, tolerant=True)
    told = left_out((place.registry.faults | corrections.faults).values())
    told += [*(not_asked(place, night) if whole else ()), *unread(place, night), *redesigned(place)]
    amiss = sum(day.finding != "ok" for day in days) + len(told)
    if amiss:
        text = "\n\n".join(part for part in (coverage_table(days), "\n".join(told)) if part)
        notify(place.settings, f"Kho Tin: night {night}: {amiss} things need a look", text)
    return amiss
