"""Types of the ledger's columns that SQL has not as they are needed."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, TypeDecorator

from pipeline.clock import VIETNAM

# A second net: readers refuse such dates, but a moment within hours of the calendar's ends has no UTC, and one that came
# through would stop a whole night's merge. A year from either end every zone fits.
_FIRST = datetime(2, 1, 1, 12, tzinfo=UTC)
_LAST = datetime(9998, 12, 31, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC, read back in Vietnam's time; a naive one is refused,
    one at the calendar's edge moved a year inward."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value.isoformat()}: give it a time zone")
        return min(max(value, _FIRST), _LAST).astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To aware Vietnam time."""
        return None if value is None else value.replace(tzinfo=UTC).astimezone(VIETNAM)
