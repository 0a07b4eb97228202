"""A PostgreSQL server for the tests: Debian's own program, in a temporary folder, on a free port of this machine."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from pipeline.ledger import open_ledger
from tests.serving import PATIENCE

_TEMPLATE = "khotin"
# Nothing has to outlive the tests, so nothing waits for the disk.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@dataclass
class Server:
    """A running server; its databases are copies of one that was migrated once, `log` is what it says."""

    address: str
    log: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def run(self, statement: str) -> None:
        """One statement outside any transaction."""
        engine = create_engine(f"{self.address}/postgres", isolation_level="AUTOCOMMIT")
        try:
            with engine.connect() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()

    def new_database(self) -> str:
        """The address of a fresh database with the ledger's tables."""
        name = f"{_TEMPLATE}_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return f"{self.address}/{name}"


def _programs() -> Path:
    """The folder of the newest server's programs; skips where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        pytest.skip("no PostgreSQL server at /usr/lib/postgresql: install Debian's package postgresql")
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: pip install -r requirements/postgres.txt")
    return found[-1].parent


def _somebody_else() -> dict[str, Any]:
    """The server refuses to run as root."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.getuid() == 0 else {}


@contextmanager
def running_server() -> Iterator[Server]:
    """The server, for as long as the block lasts."""
    programs, who = _programs(), _somebody_else()
    # In memory where the system offers that: a copy of the database a test is many thousand files.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="khotin-postgres-", dir=memory))
    if who:
        shutil.chown(folder, "nobody", "nogroup")
    data, log = folder / "data", folder / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try:
        initdb = [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ]
        subprocess.run(initdb, check=True, capture_output=True, cwd=folder, **who)
        options = [word for setting in (*_QUICK, "listen_addresses=127.0.0.1") for word in ("-c", setting)]
        command = [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, *options]
        with log.open("wb") as said, subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, **who) as process:
            try:
                yield _ready(Server(f"postgresql+psycopg://postgres@127.0.0.1:{port}", log), process, log)
            finally:
                process.send_signal(signal.SIGQUIT)  # at once: nothing is kept
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ready(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> Server:
    """The server once it answers, with the database that the others are copies of."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            server.run(f"CREATE DATABASE {_TEMPLATE}")
        except OperationalError:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        else:
            open_ledger(f"{server.address}/{_TEMPLATE}").close()
            return server
