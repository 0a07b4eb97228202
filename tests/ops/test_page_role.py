"""As whom the page asks the ledger: ops/ledger-init.sh makes a user of PostgreSQL that may read all of it, and write only
who asked for which letters; the page is served so, over a home in which nothing is written."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError

from pipeline.alerts.desk import Desk as AlertDesk
from pipeline.alerts.mailing import mail_server
from pipeline.engines import open_engine
from pipeline.ledger import open_ledger
from pipeline.settings import Settings
from search.alerting import Alert
from tests.ops.conftest import ROOT
from tests.pipeline.alerts.conftest import BASE, READER, SECRET, Mailbox, smtp_url
from tests.pipeline.server import Server, running_server
from tests.serving import PATIENCE
from tests.smoke.small_portal import small_portal
from tests.topology.conftest import NightDesk

__all__ = ["mailbox", "smtp_url"]
PASSWORDS = {f"{name}_DB_PASSWORD": f"{name.lower()}'s" for name in ("AIRFLOW", "KHOTIN", "KHOTIN_PAGE")}


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


class Stack:
    """A server as the stack's scripts make it; `night` is a desk on whose ledger one portal was read."""

    def __init__(self, server: Server, root: Path) -> None:
        self.host, self.port = server.address.rpartition("@")[2].split(":")
        self.night = NightDesk(root, root / "sources", self.address("khotin"))
        server.run("DROP DATABASE khotin")  # the tests' own template bears that name

    def address(self, user: str, database: str = "khotin") -> str:
        """Of a database, for a user of it."""
        return f"postgresql+psycopg://{user}@{self.host}:{self.port}/{database}"

    def run(self, script: str, **more: str) -> None:
        """A script of ops/, as its container runs it."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        server = {"PGHOST": self.host, "PGPORT": self.port, "PGUSER": "postgres", "PGDATABASE": "postgres"}
        environment = self.night.environment(PATH=path, POSTGRES_PASSWORD="p", **server, **PASSWORDS | more)
        done = subprocess.run(
            [ROOT / "ops" / script], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")

    def asked(self, user: str, statement: str) -> list[Any]:
        """The rows of one statement, made as a user and not kept."""
        engine = create_engine(self.address(user))
        try:
            with engine.connect() as connection:
                return list(connection.execute(text(statement)))
        finally:
            engine.dispose()


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """Made twice, as by a first start and the next."""
    with running_server() as server, small_portal(3) as portal:
        stack = Stack(server, tmp_path_factory.mktemp("stack"))
        stack.night.sources.mkdir(exist_ok=True)
        stack.night.source("mot", portal.base, "platform: nukeviet")
        stack.run("postgres/10-databases.sh")
        stack.run("ledger-init.sh")
        stack.run("ledger-init.sh")
        stack.night.khotin("run", "mot")
        yield stack


def tables(stack: Stack) -> list[str]:
    """Of the ledger, all."""
    found = stack.asked("khotin", "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [row[0] for row in found]


def test_it_may_read_all_and_write_only_what_readers_ask_for(stack: Stack) -> None:
    found = tables(stack)
    assert len(found) > 10
    may: dict[str, set[str]] = {}
    for table in found:
        wanted = ", ".join(f"has_table_privilege('{table}', '{right}')" for right in RIGHTS)
        [row] = stack.asked("khotin_page", f"SELECT {wanted}")
        may[table] = {right for right, has in zip(RIGHTS, row, strict=True) if has}
    written = {table for table, rights in may.items() if rights != {"SELECT"}}
    assert written == {"subscriptions", "letters_asked"}
    assert all(may[table] == {"SELECT", "INSERT", "UPDATE", "DELETE"} for table in written)


RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE articles SET state = 'withdrawn'", "DELETE FROM runs", "DROP TABLE subscriptions", "CREATE TABLE own (a int)",
     "CREATE ROLE other", "UPDATE alembic_version SET version_num = '0'", "GRANT khotin TO khotin_page"],
)  # fmt: skip
def test_what_else_it_tries_is_refused(stack: Stack, statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner|must have|role"):
        stack.asked("khotin_page", statement)


def test_passwords_of_env_take_at_the_next_start(stack: Stack) -> None:
    def kept() -> dict[str, str]:
        return dict(stack.asked("postgres", "SELECT rolname, rolpassword FROM pg_authid WHERE rolname ~ 'khotin|airf'"))

    before = kept()
    assert all(before.values())
    stack.run("ledger-init.sh", KHOTIN_PAGE_DB_PASSWORD="another")
    assert {name for name, word in kept().items() if word.startswith("SCRAM-SHA-256$")} == set(before)
    assert kept()["khotin_page"] != before["khotin_page"]


def test_a_table_made_later_can_be_read_at_once(stack: Stack) -> None:
    """As those that a restore makes anew."""
    engine = create_engine(stack.address("khotin"))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE later (a int)"))
    try:
        assert stack.asked("khotin_page", "SELECT * FROM later") == []
    finally:
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE later"))
        engine.dispose()


def test_letters_are_ordered_changed_and_ended_with_it(stack: Stack, smtp_url: str, mailbox: Mailbox) -> None:
    address = stack.address("khotin_page")
    sender = {"smtp_url": smtp_url, "mail_from": "tin@kho.example", "secret": SECRET}
    settings = Settings(home=stack.night.home, database_url=address, **sender)
    ledger = open_ledger(address)
    desk = AlertDesk(
        ledger, open_engine(settings), server=mail_server(settings), public_url=BASE, secret=SECRET, sources={}
    )

    def link(purpose: str) -> str:
        found = re.search(rf"/alerts/{purpose}\?t=(\S+)", mailbox.text())
        assert found
        return found[1]

    desk.ask(READER, "q=a", "vi", "run")
    about = desk.confirm(link("confirm"))
    assert isinstance(about, Alert)
    desk.remind(READER, "vi")
    manage = link("manage")
    assert desk.change(manage, about.id, "daily") is None
    assert [alert.frequency for alert in desk.overview(manage) if isinstance(alert, Alert)] == ["daily"]
    assert desk.change(manage, about.id, None) is None
    assert stack.asked("khotin", "SELECT * FROM subscriptions") == []
    ledger.close()


def test_the_page_writes_nothing_into_the_home(stack: Stack, tmp_path: Path) -> None:
    """All its rooms are asked, with the user of its own; as the stack mounts the home, it could not."""
    before = tree(stack.night.home)
    stack.night.settings["KHOTIN_DATABASE_URL"] = stack.address("khotin_page")
    stack.night.settings["KHOTIN_SECRET"] = SECRET
    with stack.night.page() as base:
        listing = urllib.request.urlopen(f"{base}/?q=hoi+nghi", timeout=PATIENCE).read().decode()
        article = re.findall(r'href="/articles/([0-9a-f]+)', listing)[0]
        own = (f"/articles/{article}", f"/snapshots/{article}?version=1", f"/report/articles/{article}")
        for path in (*own, "/events", "/people", "/provinces", "/coverage", "/feed.atom", "/"):
            assert answered(base + path), path
    assert tree(stack.night.home) == before


def answered(address: str) -> bool:
    """Whether a page is there."""
    with suppress(urllib.error.HTTPError), urllib.request.urlopen(address, timeout=PATIENCE) as answer:
        return bool(answer.read())
    return False


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """All that is below a folder, with its size and when it was written."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in folder.rglob("*")}
