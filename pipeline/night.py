"""One night: crawl the sources side by side, transform each, link, index; a portal that fails never stops the others."""

import traceback
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Literal

from pipeline import clock
from pipeline.coverage import worries
from pipeline.disk_faults import told_of_disk
from pipeline.files import written_whole
from pipeline.index import IndexCounts, index_all
from pipeline.link import LinkCounts, link_all
from pipeline.looking import Looks
from pipeline.nights import end_good_night, judge, note_night
from pipeline.page_reading import WORTH_PROCESSES, Readers
from pipeline.redesign import Redesign, look_for_redesign
from pipeline.settings import Settings
from pipeline.steps import NAMED_BUDGET, SourceNight, after_look, crawl_step, read_step
from pipeline.transform import many_waiting
from pipeline.workplace import Workplace
from records.errors import KhoTinError
from records.source import Source

# Sites crawled side by side; each waits for its own site most of the time.
_SIDE_BY_SIDE = 4
# (step, source id or "", done, total)
Progress = Callable[[str, str, int, int], None]
Tell = Callable[[str], None]


@dataclass
class NightReport:
    """All sources of a night, and the steps after them (None where a step was not reached)."""

    sources: list[SourceNight] = field(default_factory=list)
    link: LinkCounts | None = None
    index: IndexCounts | None = None
    errors: list[str] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """What the operator should know and may do, a line each: rules that broke, rules proposed."""
        return [s.redesign.note for s in self.sources if s.redesign and s.redesign.note]

    @property
    def failures(self) -> list[str]:
        """Everything that failed, a line each."""
        broken = [s.redesign.failure for s in self.sources if s.redesign and s.redesign.failure]
        return list(dict.fromkeys([*(s.error for s in self.sources if s.error), *broken, *self.errors]))


def told(settings: Settings, what: str, exc: Exception) -> str:
    """A failure in one line for the operator; one that nobody foresaw has its traceback in the logs, and says where."""
    if isinstance(exc, KhoTinError):
        return str(exc) if str(exc).startswith(what) else f"{what}: {exc}"
    if disk := told_of_disk(exc):
        return f"{what}: {disk}"
    log = settings.folders.logs / f"{clock.now():%Y%m%dT%H%M%S}-{what.replace(' ', '-')}.traceback"
    where = f"its traceback is in {log}"
    try:
        with written_whole(log) as file:
            file.write("".join(traceback.format_exception(exc)).encode())
    except OSError as full:
        where = f"its traceback can't be kept: {full.strerror}"
    return f"{what}: {type(exc).__name__}: {exc} (a fault of the program; {where})"


def _mute(message: str) -> None:
    """Nobody listens."""


def _silent(step: str, source_id: str, done: int, total: int) -> None:
    """Progress nobody watches."""


def crawl_sources(
    place: Workplace,
    sources: Sequence[Source],
    *,
    duty: Literal["night", "full"] = "night",
    budget: int = NAMED_BUDGET,
    budgets: Mapping[str, int] = MappingProxyType({}),
    night: date | None = None,
    progress: Progress = _silent,
) -> list[SourceNight]:
    """Crawls the sources side by side, each with its own of the `budgets` or with `budget`; failures are kept with them."""
    night = night or clock.now().date()
    # Opened once, here: what the threads share is not made by all of them at once.
    _, _ = place.ledger, place.registry

    def one(source: Source) -> SourceNight:
        result = SourceNight(source.id)
        try:
            result.crawl = crawl_step(
                place, source, duty=duty, night=night, budget=budgets.get(source.id, budget),
                progress=lambda done, total: progress("crawl", source.id, done, total),
            )  # fmt: skip
        except Exception as exc:  # noqa: BLE001 - the step runner: one source never stops the others
            result.error = told(place.settings, source.id, exc)
        progress("crawled", source.id, 1, 1)
        return result

    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        return list(pool.map(one, sources))


def transform_into(
    place: Workplace,
    results: list[SourceNight],
    *,
    force: bool = False,
    night: date | None = None,
    progress: Progress = _silent,
) -> None:
    """Transforms each source and looks whether its rules still hold; what a failed crawl stored before it failed is read
    too. What a redesign made unreadable is read again at once, by the next way."""
    night = night or clock.now().date()
    names = [result.source_id for result in results]
    waiting = partial(
        many_waiting, place.settings, place.ledger, place.registry, names, force=force, enough=WORTH_PROCESSES
    )
    with Readers(place.settings.worker_count, foreseen=waiting) as readers, Looks() as looks:
        for result in results:

            def shown(done: int, total: int, known: str = result.source_id) -> None:
                progress("transform", known, done, total)

            try:
                result.transform = read_step(place, result.source_id, force=force, progress=shown, readers=readers)
            except Exception as exc:  # noqa: BLE001 - as above
                result.error = result.error or told(place.settings, result.source_id, exc)
                continue
            looks.begin(
                partial(look_for_redesign, place, result.source_id, night),
                partial(_looked, place, result, force),
                beside=readers.is_side_by_side,
            )
        looks.settle()


def _looked(place: Workplace, result: SourceNight, force: bool, look: Callable[[], Redesign]) -> None:
    """Notes what a look showed of a source, and reads again what is read otherwise now."""
    try:
        result.redesign = after_look(place, look(), force=force)
    except Exception as exc:  # noqa: BLE001 - as above
        result.error = result.error or told(place.settings, result.source_id, exc)


def link_and_index(place: Workplace, report: NightReport, *, progress: Progress = _silent, tell: Tell = _mute) -> None:
    """Links and indexes what is new; tells whom it waits for."""

    def shown(step: str) -> Callable[[int, int], None]:
        return lambda done, total: progress(step, "", done, total)

    try:
        report.link = link_all(place.settings, place.ledger, progress=shown("link"), tell=tell)
        report.errors += report.link.conflicts
        report.index = index_all(place.settings, place.ledger, progress=shown("index"), tell=tell)
        report.errors += report.index.left_out
    except Exception as exc:  # noqa: BLE001 - what was crawled and read before is told all the same
        report.errors.append(told(place.settings, "link and index", exc))


def run_night(
    place: Workplace,
    sources: Sequence[Source],
    *,
    budget: int = NAMED_BUDGET,
    budgets: Mapping[str, int] = MappingProxyType({}),
    night: date | None = None,
    whole: bool = False,
    progress: Progress = _silent,
    tell: Tell = _mute,
) -> NightReport:
    """The whole night over some sources; those that came through and brought too little are failures as well. A `whole`
    one is over all that are due, and is written down as good or not."""
    report, night = NightReport(), night or clock.now().date()
    report.sources = crawl_sources(place, sources, budget=budget, budgets=budgets, night=night, progress=progress)
    transform_into(place, report.sources, night=night, progress=progress)
    link_and_index(place, report, progress=progress, tell=tell)
    crawled = [place.registry.sources[r.source_id] for r in report.sources if not r.error]
    try:
        with place.ledger.read() as connection:
            report.errors += worries(connection, crawled, night)
            came = judge(connection, [result.source_id for result in report.sources], night)
        if whole and came.is_good and report.index is not None:
            end_good_night(place, night, {"came": len(came.came), "failed": len(came.failed)})
        elif whole:
            note_night(place, night, error=came.summary)
    except KhoTinError as exc:  # a ledger that is gone is told beside what went well before
        report.errors.append(told(place.settings, "the night's account", exc))
    return report


__all__ = ["NightReport", "SourceNight", "crawl_sources", "link_and_index", "run_night", "told", "transform_into"]
