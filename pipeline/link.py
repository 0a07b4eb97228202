"""The link step: takes new readings into the ledger, then links what they touch with what was there before."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import or_, select

from pipeline import clock, locks, versions
from pipeline.crawl import new_run_id
from pipeline.ledger import Ledger
from pipeline.ledger.tables import parts
from pipeline.linking.relink import relink
from pipeline.readings import drop_older
from pipeline.settings import Settings
from records.errors import HomeError

# Articles linked at once; bounds memory on a first run over a large corpus.
_BATCH = 2000
LOCK = "link-and-index"
Progress = Callable[[int, int], None]


@dataclass
class LinkCounts:
    """What a link run did: articles new, with a new version, gone or back; those linked; what could not be taken in."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    linked: int = 0
    conflicts: list[str] = field(default_factory=list)


def link_all(
    settings: Settings,
    ledger: Ledger,
    *,
    progress: Progress | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> LinkCounts:
    """Links everything read since the last time; killed anywhere it goes on where it stopped.

    Waits for another run that links or indexes, and tells so. Raises LockError where it waited in vain.
    """
    now = clock.now()
    counts = LinkCounts()
    run_id, wait = new_run_id(now, "link"), settings.lock_wait
    with locks.held(settings.folders.locks, LOCK, run_id=run_id, now=now, wait_seconds=wait, tell=tell):
        with ledger.read() as connection:
            unread = or_(parts.c.linked_key.is_(None), parts.c.linked_key != parts.c.reading_key)
            query = select(parts.c.id, parts.c.articles, parts.c.reading).where(parts.c.reading.is_not(None), unread)
            todo = connection.execute(query.order_by(parts.c.id)).all()
        total, done, taken = sum(row.articles for row in todo), 0, versions.TakenIn()
        for row in todo:

            def shown(linked: int, base: int = done) -> None:
                if progress:
                    progress(base + linked, total)

            try:
                counts.linked += _link_part(settings, ledger, row.id, taken, shown)
                drop_older(settings.folders, row.reading)
            except HomeError as exc:
                counts.conflicts.append(str(exc))
            done += row.articles
        with ledger.begin() as connection:
            counts.gone = len(versions.mark_gone(connection))
    counts.new, counts.changed = taken.new, taken.changed
    counts.conflicts += taken.conflicts
    return counts


def _link_part(
    settings: Settings, ledger: Ledger, part_id: int, taken: versions.TakenIn, tell: Callable[[int], None]
) -> int:
    """One part in one transaction: its articles, their versions and their links appear together; returns how many."""
    taken.touched.clear()
    with ledger.begin() as connection:
        versions.take_part(connection, settings.folders, part_id, taken)
        touched = list(taken.touched)
        for start in range(0, len(touched), _BATCH):
            relink(connection, touched[start : start + _BATCH])
            tell(min(start + _BATCH, len(touched)))
    return len(touched)


__all__ = ["LOCK", "LinkCounts", "link_all"]
