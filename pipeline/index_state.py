"""How the index stands beside the ledger: what it holds, how far it lags, what it refused, or why it can't be asked."""

from datetime import datetime

from sqlalchemy import Connection

from pipeline.documents import count_since
from pipeline.engines import open_engine
from pipeline.ledger.indexing import refused
from pipeline.settings import Settings
from records.base import Record
from records.errors import IndexStateError
from search.engine import Stats


class Refused(Record, frozen=True):
    """A document that the index refused when it was last tried, and why."""

    unit: str
    id: str
    reason: str
    refused_at: datetime


class IndexState(Record, frozen=True):
    """`stats` is None where the index can't be asked; `problem` then says why and what to do. `lag` counts the documents
    that changed in the ledger since, those refused apart."""

    stats: Stats | None
    problem: str
    lag: int
    refused: tuple[Refused, ...]


def index_state(settings: Settings, connection: Connection) -> IndexState:
    """Asks the engine that the settings name."""
    stats, problem = None, ""
    try:
        stats = open_engine(settings).stats()
    except IndexStateError as exc:
        problem = str(exc)
    found = refused(connection, settings.engine, stats.build if stats else "")
    return IndexState(
        stats=stats,
        problem=problem,
        lag=count_since(connection, stats.watermark if stats else 0),
        refused=tuple(Refused(unit=r.unit, id=r.id, reason=r.reason, refused_at=r.refused_at) for r in found),
    )
