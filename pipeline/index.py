"""The index step: brings the index up to the ledger's last change, or builds a fresh one beside it and swaps it in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline import clock, locks
from pipeline.crawl import new_run_id
from pipeline.documents import count_since, documents_since
from pipeline.engines import open_engine
from pipeline.ledger import Ledger
from pipeline.link import LOCK
from pipeline.settings import Settings
from records.links import Document


@dataclass
class IndexCounts:
    """What an index run did: documents put or removed, and the change number that is searchable now."""

    documents: int = 0
    watermark: int = 0


def index_all(
    settings: Settings, ledger: Ledger, *, rebuild: bool = False, progress: Callable[[int, int], None] | None = None
) -> IndexCounts:
    """Indexes all that changed since the index's watermark. Raises LockError; killed anywhere it can be run again."""
    now = clock.now()
    with locks.held(settings.folders.locks, LOCK, run_id=new_run_id(now, "index"), now=now):
        engine = open_engine(settings)
        watermark = 0 if rebuild else engine.watermark()
        with ledger.read() as connection:
            total = count_since(connection, watermark)
            if total == 0 and not rebuild:
                return IndexCounts(0, watermark)
            engine.begin(rebuild=rebuild)
            try:
                done = engine.put(_told(documents_since(connection, settings.folders, watermark), total, progress))
            except BaseException:
                engine.abort()
                raise
            engine.commit()
        return IndexCounts(done, engine.watermark())


def _told(documents: Iterator[Document], total: int, progress: Callable[[int, int], None] | None) -> Iterator[Document]:
    for number, document in enumerate(documents, 1):
        yield document
        if progress and number % 50 == 0:
            progress(number, total)
