"""A cross-tab as a table: the values of its last facet side by side, rows and columns in the order of their values."""

import csv
import io

from records.errors import QueryError
from search.engine import UNKNOWN, CrossTab
from search.export import defused
from transforms.text import fold


def wide_csv(table: CrossTab) -> str:
    """The counts as CSV: a column for each facet but the last, then one for each value of the last; 0 where there is
    nothing. Raises QueryError where fewer than two facets were counted."""
    if len(table.by) < 2:
        raise QueryError(f"a wide table needs two facets or more, not only {', '.join(table.by)}: as in province,year")
    counts = dict(table.rows)
    columns = sorted({values[-1] for values in counts}, key=_place)
    rows = sorted({values[:-1] for values in counts}, key=lambda row: [_place(value) for value in row])
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([*table.by[:-1], *map(defused, columns)])
    writer.writerows([[*map(defused, row), *(counts.get((*row, column), 0) for column in columns)] for row in rows])
    return lines.getvalue()


def _place(value: str) -> tuple[bool, str, str]:
    """Where a value stands: by its letters, whatever their diacritics; what is unknown comes last."""
    return value == UNKNOWN, fold(value), value
