"""Days, months and years written as ISO dates of less precision: the days they may mean."""

import re
from datetime import date, timedelta

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def span(text: str) -> tuple[date, date]:
    """The first and the last day that YYYY, YYYY-MM or YYYY-MM-DD may mean; raises ValueError for anything else."""
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"not a day, month or year: {text!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    first = date(year or 0, month or 1, day or 1)
    if day:
        return first, first
    if month is None:
        return first, date(first.year, 12, 31)
    following = date(first.year + 1, 1, 1) if month == 12 else date(first.year, month + 1, 1)
    return first, following - timedelta(days=1)
