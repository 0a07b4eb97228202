"""The one place where pipeline asks what time it is, in Vietnam."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in Asia/Ho_Chi_Minh, to the second."""
    return datetime.now(UTC).astimezone(VIETNAM).replace(microsecond=0)
