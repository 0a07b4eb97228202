"""What every query module needs: inserts that pass over what is there, updates of many rows, questions about many values."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy import column as sql_column
from sqlalchemy.dialects import postgresql, sqlite

# Values asked for at once: few enough for rows to come before all are found.
PORTION = 2000


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> int:
    """Inserts rows whose unique keys are new and passes over the others; returns how many were new."""
    if not rows:
        return 0
    if connection.dialect.name == "postgresql":  # counts what it was given, not what it inserted
        new = postgresql.insert(table).on_conflict_do_nothing().returning(*table.primary_key)
        return len(connection.execute(new, rows).all())
    return connection.execute(sqlite.insert(table).on_conflict_do_nothing(), rows).rowcount


def update_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Writes rows over those with the same primary key; all rows give the same columns."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    where = [table.c[key] == bindparam(f"new_{key}") for key in keys]
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0] if name not in keys}
    connection.execute(
        update(table).where(*where).values(values), [{f"new_{k}": v for k, v in row.items()} for row in rows]
    )


def delete_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Deletes the rows with these primary keys; other columns given are not looked at."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    where = [table.c[key] == bindparam(f"old_{key}") for key in keys]
    connection.execute(delete(table).where(*where), [{f"old_{key}": row[key] for key in keys} for row in rows])


def select_in(connection: Connection, query: Any, column: Any, values: Iterable[Any]) -> Iterator[Any]:
    """Rows of a query whose column (of text or whole numbers) is one of many values, asked in portions."""
    wanted = list(dict.fromkeys(values))
    for start in range(0, len(wanted), PORTION):
        yield from connection.execute(query.where(one_of(connection, column, wanted[start : start + PORTION]))).all()


def one_of(connection: Connection, column: Any, values: Sequence[Any]) -> ColumnElement[bool]:
    """That a column (of text or whole numbers) has one of some values."""
    found: ColumnElement[bool] = column.in_(select(rows_of(connection, column, values).c.value))
    return found


def rows_of(connection: Connection, column: Any, values: Sequence[Any]) -> TableValuedAlias:
    """Values of a column (of text or whole numbers) as rows of one column, `value`. They go as one variable: with one
    each, most of the time of a question went into writing it down."""
    # Given as of the column's own length, longer ones would be cut to it.
    kind = Text() if isinstance(column.type, String) else column.type
    if connection.dialect.name == "postgresql":
        given = bindparam(None, list(values), postgresql.ARRAY(kind))
        return func.unnest(given).table_valued(sql_column("value", kind)).render_derived()
    return func.json_each(msgspec.json.encode(values).decode()).table_valued(sql_column("value", kind))
