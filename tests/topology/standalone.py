"""What a newcomer starts, `make standalone`: a night on SQLite and the embedded index. `make smoke-standalone` names it."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.smoke.desk import ROOT, Desk, wait_until
from tests.topology.processes import end, family, free_port
from tests.topology.rest import Rest
from tests.topology.stack import DAGS

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, portals: Path) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.sources = portals
    return desk


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that it says."""
    return tmp_path_factory.mktemp("airflow") / "log"


@pytest.fixture(scope="module")
def rest(airflow: Path, desk: Desk, said: Path) -> Iterator[Rest]:
    """Its REST API, asked with the password it made."""
    home, port = said.parent, free_port()
    passwords = home / "simple_auth_manager_passwords.json.generated"
    rest = Rest(f"http://127.0.0.1:{port}", home)
    more = {"AIRFLOW_HOME": str(home), "AIRFLOW_BIN": str(airflow.parent), "AIRFLOW__API__PORT": str(port)}
    more |= {"KHOTIN_CONTACT": "kho@example.org"} | {
        f"AIRFLOW__LOGGING__{name}_LOG_SERVER_PORT": str(free_port()) for name in ("WORKER", "TRIGGER")
    }
    before = {key: value for key, value in desk.environment().items() if not key.startswith("AIRFLOW")}

    def is_ready() -> bool:
        assert process.poll() is None, said.read_text("utf-8")[-3000:]
        try:
            rest.log_in(json.loads(passwords.read_text("utf-8"))["admin"])
            return rest.dags() == DAGS
        except OSError:
            return False

    with said.open("wb") as log:
        process = subprocess.Popen(
            [ROOT / "ops" / "standalone.sh"], env=before | more, cwd=home, stdin=subprocess.DEVNULL, stdout=log,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        wait_until(is_ready, "a ready Airflow", within=180, every=1)
        yield rest
    finally:
        pids = family(process.pid)
        os.kill(process.pid, signal.SIGINT)  # as Ctrl-C does; it knows no other way to end cleanly
        end(pids, within=60)
        process.wait()


def test_a_night_ends_searchable(rest: Rest, desk: Desk, said: Path) -> None:
    rest.night(desk.sources)
    assert {run["state"] for run in rest.ended("news_crawl_nightly")} == {"success"}
    assert len(desk.texts()) > 30
    assert "database is locked" not in said.read_text("utf-8")
