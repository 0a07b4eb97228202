"""The ledger's database: its schema is that of the migrations, numbers are given once, a reader sees one moment."""

import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Column, Index, MetaData, String, create_engine, inspect, select, text
from sqlalchemy.exc import OperationalError

from pipeline.ledger import database, open_ledger, runs, tables
from pipeline.ledger.database import head_revision, take_numbers
from pipeline.ledger.tables import metadata
from records.errors import HomeError, LockError, UsageError
from tests.pipeline.conftest import current_number
from tests.pipeline.server import Server
from tests.serving import PATIENCE


def test_the_migrated_schema_is_that_of_the_tables(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    with ledger.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, metadata) == []
        layout = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
        migrated = {name: " ".join(sql.split()) for name, sql in connection.execute(text(layout))}
    ledger.close()
    assert sum("WITHOUT ROWID" in sql for sql in migrated.values()) == sum(
        bool(table.dialect_options["sqlite"]["with_rowid"] is False) for table in metadata.tables.values()
    )


def test_a_table_changed_without_a_migration_shows(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    changed = MetaData()
    for table in metadata.tables.values():
        table.to_metadata(changed)
    changed.tables["runs"].append_column(Column("host", String(64)))
    Index("by_host", changed.tables["runs"].c.host)
    with ledger.read() as connection:
        found = compare_metadata(MigrationContext.configure(connection), changed)
    ledger.close()
    assert {difference[0] for difference in found} == {"add_column", "add_index"}


def test_the_first_migration_goes_back(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with ledger.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    with ledger.read() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    ledger.close()


def test_processes_that_open_an_old_ledger_at_once_migrate_it_once(postgres: Server) -> None:
    name = "khotin_old"
    postgres.run(f"CREATE DATABASE {name}")
    url = f"{postgres.address}/{name}"
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    engine = create_engine(url)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
    program = f"from pipeline.ledger import open_ledger; open_ledger({url!r}).close()"
    with engine.connect() as holding:  # nobody comes through before all have seen the old version
        holding.execute(text("LOCK TABLE link_keys IN ACCESS SHARE MODE"))
        command_line = [sys.executable, "-W", "error", "-c", program]
        opening = [Popen(command_line, stderr=PIPE, text=True) for _ in range(3)]
        waiting = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        until = time.monotonic() + PATIENCE
        while holding.scalar(text(waiting)) != len(opening) and time.monotonic() < until:
            time.sleep(0.05)
            holding.execute(text("SELECT pg_stat_clear_snapshot()"))
    engine.dispose()
    assert [process.communicate()[1] for process in opening] == [""] * len(opening)
    ledger = open_ledger(url)
    with ledger.read() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == head_revision()
    ledger.close()


def test_it_opens_again_and_refuses_one_of_a_later_version(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    open_ledger(url).close()
    ledger = open_ledger(url)
    with ledger.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.close()
    with pytest.raises(HomeError, match=rf"newer version \(9999\) than this program \({head_revision()}\)"):
        open_ledger(url)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match=r"can't be used \(unable to open database file\): make its folder"):
        open_ledger(f"sqlite:///{tmp_path}/none/ledger.sqlite")
    (tmp_path / "text").write_text("no database " * 100)
    with pytest.raises(HomeError, match=r"can't be used \(file is not a database\): put back a copy"):
        open_ledger(f"sqlite:///{tmp_path}/text")
    for url in ("nosuch:///x", "mysql://me:secret@x"):
        with pytest.raises(UsageError, match=r"=\w+://…: the ledger is kept in sqlite:///FILE or postgresql://… only"):
            open_ledger(url)


def test_numbers_are_never_given_twice(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    taken: list[int] = []

    def take() -> None:
        for _ in range(20):
            with ledger.begin() as connection:
                first = take_numbers(connection, "change", 3)
                taken.extend(range(first, first + 3))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 241))
    with ledger.read() as connection:
        assert (current_number(connection, "change"), current_number(connection, "events")) == (240, 0)
    ledger.close()


def test_a_reader_sees_one_moment_while_another_writes(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    with ledger.read() as reader:
        assert current_number(reader, "change") == 0
        with ledger.begin() as connection:
            take_numbers(connection, "change")
        assert current_number(reader, "change") == 0
    with ledger.read() as reader:
        assert current_number(reader, "change") == 1
    ledger.close()


def test_an_error_takes_everything_back(tmp_path: Path) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")

    def fail() -> None:
        with ledger.begin() as connection:
            take_numbers(connection, "change")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with ledger.read() as connection:
        assert current_number(connection, "change") == 0
        assert runs.last(connection, "crawl") == {}
    ledger.close()


EDGES = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
ZONES: tuple[tzinfo, ...] = (UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=12)))


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("zone", ZONES)
def test_a_moment_at_the_edge_of_the_calendar_is_kept(tmp_path: Path, edge: datetime, zone: tzinfo) -> None:
    ledger = open_ledger(f"sqlite:///{tmp_path}/ledger.sqlite")
    moment = edge.replace(tzinfo=zone)
    with ledger.begin() as connection:
        runs.start(connection, "r", command="crawl", source_id="a", night=date(2026, 1, 1), now=moment)
    with ledger.read() as connection:
        kept = connection.scalars(select(tables.runs.c.started_at)).one()
    ledger.close()
    assert kept.year == min(max(edge.year, 2), 9998)


def test_a_ledger_that_another_writes_is_told_and_free_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert database.PATIENCE_MS == 300_000
    monkeypatch.setattr(database, "PATIENCE_MS", 20)
    url = f"sqlite:///{tmp_path}/ledger.sqlite"
    ledger, other = open_ledger(url), open_ledger(url)
    with (
        ledger.begin(),
        pytest.raises(LockError, match=r"ledger\.sqlite is locked: another khotin run .* again"),
        other.begin(),
    ):
        pass
    with other.begin() as connection:
        assert take_numbers(connection, "change") == 1
    with pytest.raises(OperationalError, match="no such table"), other.read() as connection:
        connection.execute(text("SELECT 1 FROM missing"))
    for opened in (ledger, other):
        opened.close()


def test_a_wrong_address_is_told_without_its_password() -> None:
    with pytest.raises(UsageError) as told:
        open_ledger("postgresql://khotin:bi-mat@[::1/khotin")
    assert "bi-mat" not in str(told.value)
    assert "KHOTIN_DATABASE_URL=postgresql://" in str(told.value)
