"""Whether the clock may be believed: which text of a page is the newest goes by the time at which it was fetched."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from pipeline.ledger.tables import parts
from records.errors import ClockError

# What setting a clock right may take it back by.
_ALLOWED = timedelta(minutes=10)


def check_clock(connection: Connection, source_id: str, now: datetime) -> None:
    """Raises ClockError where the clock stands before the moment at which the source's newest pages were stored.

    Newest is what came in last, whatever its time: once a run was let through with a clock set right, all is well.
    """
    query = select(parts.c.sealed_at).where(parts.c.source_id == source_id).order_by(parts.c.id.desc()).limit(1)
    stored = connection.scalar(query)
    if stored is not None and now < stored - _ALLOWED:
        raise ClockError(
            f"{source_id}: the clock says {now:%Y-%m-%d %H:%M}, but pages of it were stored at {stored:%Y-%m-%d %H:%M} already: "
            "set the clock right and run this again; if it is right now and was wrong then, run once with "
            "KHOTIN_TRUST_CLOCK=1"
        )
