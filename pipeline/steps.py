"""The steps of a night over one source, as `khotin run` and the DAGs both call them: crawl, read, look for a redesign."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crawlers.job import CrawlStats
from pipeline.crawl import crawl_source, take_in_leftover
from pipeline.engines import open_engine
from pipeline.page_reading import Readers
from pipeline.redesign import Redesign, look_for_redesign
from pipeline.stopping import CrawlHandle
from pipeline.transform import Days, TransformCounts, transform_source
from pipeline.workplace import Workplace
from records.errors import MailError
from records.source import Source

# What was done, and how much there is to do.
Progress = Callable[[int, int], None]
# Requests a source may be asked by a run that names it.
NAMED_BUDGET = 5000


@dataclass
class SourceNight:
    """What became of one source: its crawl, its reading, whether its rules still hold, and why it failed ("" if it did
    not)."""

    source_id: str
    crawl: CrawlStats | None = None
    transform: TransformCounts | None = None
    redesign: Redesign | None = None
    error: str = ""


def _silent(done: int, total: int) -> None:
    """Progress nobody watches."""


def crawl_step(
    place: Workplace,
    source: Source,
    *,
    night: date,
    duty: Literal["night", "full"] = "night",
    budget: int = NAMED_BUDGET,
    progress: Progress = _silent,
    handle: CrawlHandle | None = None,
) -> CrawlStats:
    """Crawls one source for a night. Raises LockError, CrawlError."""
    return crawl_source(
        place.settings, place.ledger, source, place.platform_of(source), duty=duty, night=night, budget=budget,
        progress=lambda done, total, _url: progress(done, total), handle=handle,
    )  # fmt: skip


def read_step(
    place: Workplace,
    source_id: str,
    *,
    force: bool = False,
    days: Days | None = None,
    progress: Progress = _silent,
    readers: Readers | None = None,
) -> TransformCounts:
    """Reads what is new of one source, also of a crawl that was killed; with `force` also what other code or rules read,
    with `days` of those nights alone; by `readers`, which are kept for other sources. Raises LockError, TransformError."""
    take_in_leftover(place.settings, place.ledger, source_id)
    return transform_source(
        place.settings, place.ledger, place.registry, source_id, force=force, days=days, progress=progress,
        readers=readers,
    )  # fmt: skip


def redesign_step(place: Workplace, source_id: str, *, night: date, force: bool = False) -> Redesign:
    """Looks whether a source's rules still hold; what a redesign made unreadable is read again at once, by the next way.
    Raises LockError, TransformError."""
    return after_look(place, look_for_redesign(place, source_id, night), force=force)


def after_look(place: Workplace, redesign: Redesign, *, force: bool = False) -> Redesign:
    """What `redesign_step` does once it was looked: reads again what is read otherwise now."""
    if redesign.is_reread:
        place.reload()
        read_step(place, redesign.source_id, force=force)
    return redesign


def alerts_step(place: Workplace, *, tell: Callable[[str], None]) -> dict[str, int]:
    """Tells subscribers what is new since they were last told; gives counts. Raises MailError where any letter failed,
    UsageError where mail is set by half."""
    from pipeline.alerts.sending import send_alerts  # noqa: PLC0415 (a crawl does without the web's templates)
    from pipeline.alerts.setting_up import sender_of  # noqa: PLC0415

    sender = sender_of(place)
    if sender is None:
        tell("no mail server is set (KHOTIN_SMTP_URL, KHOTIN_MAIL_FROM): no letter is sent")
        return {"looked_at": 0, "told": 0}
    server, writer = sender
    reader = open_engine(place.settings)
    counts = send_alerts(place.settings, place.ledger, reader, writer=writer, server=server, tell=tell)
    if counts.failures:
        raise MailError("; ".join(counts.failures))
    return {"looked_at": counts.looked_at, "told": len(counts.told)}
