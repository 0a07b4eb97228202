"""Copies of the ledger in one file each: SQLite's by its own backup, PostgreSQL's by pg_dump; both of one moment."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, exists, inspect, make_url, select, text
from sqlalchemy.exc import DatabaseError

from pipeline.ledger.database import Ledger
from pipeline.ledger.tables import articles, metadata, parts
from records.errors import HomeError, UsageError

# Endings of a copy by the kind of database it is of.
SUFFIXES = {"sqlite": ".sqlite", "postgresql": ".dump"}
# Part, its bytes, its reading ("" for none).
PartRow = tuple[str, int, str]
_PARTS = select(parts.c.part, parts.c.bytes, parts.c.reading).order_by(parts.c.part)


def dump(ledger: Ledger, folder: Path) -> tuple[Path, list[PartRow]]:
    """Writes a copy into a folder, as file "ledger" with its kind's ending; returns it and the parts it speaks of.

    Raises HomeError where pg_dump is missing or fails.
    """
    path = folder / f"ledger{SUFFIXES[ledger.engine.dialect.name]}"
    if ledger.engine.dialect.name == "sqlite":
        return path, _copy_sqlite(ledger, path)
    with ledger.read() as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        options = ("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={path}")
        _run("pg_dump", ledger.engine.url, *options)
        return path, _part_rows(connection)


def load(url: str, path: Path) -> None:
    """Fills the empty database at a SQLAlchemy URL from a copy; a ledger of no pages that is there is replaced. Raises
    UsageError where the copy is of the other kind of database, HomeError where the copy or the database can't be used or
    pg_restore is missing or fails; a failure leaves the database empty."""
    wanted = make_url(url)
    if path.suffix != SUFFIXES[wanted.get_backend_name()]:
        raise UsageError(
            f"{path} is no copy of a {wanted.get_backend_name()} ledger: set KHOTIN_DATABASE_URL to a database of its kind"
        )
    if path.suffix == SUFFIXES["sqlite"]:
        _load_sqlite(Path(str(wanted.database)), path)
        return
    with _engine(wanted) as engine, engine.begin() as connection:
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    _run("pg_restore", wanted, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(path))


def is_empty(url: str) -> bool:
    """Whether the database at a SQLAlchemy URL has no ledger yet, or one that no page was taken into, as the first start of
    a stack makes it."""
    wanted = make_url(url)
    sqlite_file = Path(str(wanted.database)) if wanted.get_backend_name() == "sqlite" else None
    if sqlite_file and not sqlite_file.exists():
        return True
    with _engine(wanted) as engine:
        try:
            return _is_without_pages(engine)
        except DatabaseError:
            if sqlite_file:
                return False  # whatever that file is, it is not ours to replace
            raise


def _is_without_pages(engine: Engine) -> bool:
    with engine.connect() as connection:
        there = inspect(connection)
        return not any(
            there.has_table(table.name) and connection.scalar(select(exists().select_from(table)))
            for table in (parts, articles)
        )


@contextmanager
def _engine(url: URL) -> Iterator[Engine]:
    """To ask a database that may have no ledger."""
    engine = create_engine(
        url if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql+psycopg"), poolclass=NullPool
    )
    try:
        yield engine
    finally:
        engine.dispose()


def _load_sqlite(database: Path, copy: Path) -> None:
    """By SQLite itself: it knows of what may still wait in the file beside the old one."""
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(database)) as target:
            source.backup(target)
    except (OSError, sqlite3.Error) as exc:
        raise HomeError(f"{copy} can't be put into {database}: {exc}") from exc


def _copy_sqlite(ledger: Ledger, path: Path) -> list[PartRow]:
    source: Any = ledger.engine.raw_connection()
    try:
        with closing(sqlite3.connect(path)) as copy:
            source.driver_connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            return [(part, size, reading or "") for part, size, reading in copy.execute(str(_PARTS))]
    finally:
        source.close()


def _part_rows(connection: Connection) -> list[PartRow]:
    return [(row.part, row.bytes, row.reading or "") for row in connection.execute(_PARTS)]


def _run(program: str, url: URL, *options: str) -> None:
    """One of PostgreSQL's programs on a database; the password goes by a file, where no other user sees it."""
    where = url.set(drivername="postgresql", password=None)
    with NamedTemporaryFile("w", prefix="khotin-", encoding="utf-8") as passwords:  # readable by its owner alone
        if url.password:
            passwords.write(password_line(str(url.password)))
            passwords.flush()
            where = where.update_query_dict({"passfile": passwords.name})
        try:
            done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
                [program, f"--dbname={where.render_as_string()}", "--no-password", *options],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
        except FileNotFoundError as exc:
            raise HomeError(
                f"{program} is not on the path: install PostgreSQL's client programs (Debian: postgresql-client)"
            ) from exc
    if done.returncode:
        raise HomeError(f"{program} failed on {url.render_as_string()}: {done.stderr.strip()[-500:]}")


def password_line(password: str) -> str:
    """A line of a PostgreSQL password file that holds for any server."""
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    return f"*:*:*:*:{escaped}\n"
