"""Copies of the ledger in one file each: SQLite's by its own backup, PostgreSQL's by pg_dump; both of one moment."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from sqlalchemy import URL, Connection, create_engine, inspect, make_url, select, text

from pipeline.files import written_whole
from pipeline.ledger.database import Ledger
from pipeline.ledger.tables import parts
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
    """Fills the empty database at a SQLAlchemy URL from a copy. Raises UsageError where the copy is of the other kind of
    database, HomeError where pg_restore is missing or fails; a failure leaves the database empty."""
    wanted = make_url(url)
    if path.suffix != SUFFIXES[wanted.get_backend_name()]:
        raise UsageError(
            f"{path} is no copy of a {wanted.get_backend_name()} ledger: set KHOTIN_DATABASE_URL to a database of its kind"
        )
    if path.suffix == SUFFIXES["sqlite"]:
        with path.open("rb") as copy, written_whole(Path(str(wanted.database))) as file:
            shutil.copyfileobj(copy, file)
        return
    _run("pg_restore", wanted, "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", str(path))


def is_empty(url: str) -> bool:
    """Whether the database at a SQLAlchemy URL has no ledger yet."""
    wanted = make_url(url)
    if wanted.get_backend_name() == "sqlite":
        return not Path(str(wanted.database)).exists()
    engine = create_engine(wanted.set(drivername="postgresql+psycopg"))
    try:
        with engine.connect() as connection:
            return not inspect(connection).has_table("alembic_version")
    finally:
        engine.dispose()


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
