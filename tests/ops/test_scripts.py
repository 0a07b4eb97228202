"""The scripts of ops/: shellcheck finds nothing, secrets are fresh and kept, databases are apart, health is told truly."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import HTTPServer
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.ops.conftest import ROOT, program
from tests.pipeline.server import Server, running_server
from tests.serving import Quiet, running

SCRIPTS = sorted((ROOT / "ops").rglob("*.sh"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shellcheck_finds_nothing(script: Path) -> None:
    done = subprocess.run([program("shellcheck"), script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
    assert os.access(script, os.X_OK)


def made(path: Path) -> dict[str, str]:
    subprocess.run([ROOT / "ops" / "secrets.sh", path], check=True, capture_output=True)
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if line[:1].isupper())


def test_secrets_are_fresh_long_and_for_their_owner(tmp_path: Path) -> None:
    found, other = made(tmp_path / "a"), made(tmp_path / "b")
    secret = [name for name in found if name.endswith(("PASSWORD", "SECRET", "_KEY"))]
    assert len(secret) >= 14
    assert all(found[name] != other[name] and len(found[name]) >= 44 for name in secret)
    assert len(found["AIRFLOW_JWT_SECRET"]) == 128
    assert len(base64.urlsafe_b64decode(found["AIRFLOW_FERNET_KEY"])) == 32
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_what_is_set_stays_and_what_is_new_is_added(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("KHOTIN_CONTACT=kho@example.org\nPOSTGRES_PASSWORD=old\nES_READER_PASSWORD=\nMY_OWN=1\n")
    first = made(path)
    assert (first["KHOTIN_CONTACT"], first["POSTGRES_PASSWORD"], first["MY_OWN"]) == ("kho@example.org", "old", "1")
    assert first["ES_READER_PASSWORD"]
    assert made(path) == first
    assert sorted(p.name for p in tmp_path.iterdir()) == [".env"]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as found:
        yield found


def test_databases_have_owners_of_their_own(server: Server) -> None:
    host, port = server.address.rpartition("@")[2].split(":")
    # The superuser's name in the image's environment, as its entry point sets it.
    environment = os.environ | {"PGHOST": host, "PGPORT": port, "PGUSER": "postgres", "PGDATABASE": "postgres"}
    passwords = {"AIRFLOW_DB_PASSWORD": "air'flow", "KHOTIN_DB_PASSWORD": "kho"}
    script = ROOT / "ops" / "postgres" / "10-databases.sh"
    server.run("DROP DATABASE khotin")  # the tests' own template bears that name
    done = subprocess.run([script], env=environment | passwords, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for name, other in (("airflow", "khotin"), ("khotin", "airflow")):
        own = create_engine(f"postgresql+psycopg://{name}@{host}:{port}/{name}")
        with own.begin() as connection:
            connection.execute(text("CREATE TABLE mine (a int)"))
        own.dispose()
        alien = create_engine(f"postgresql+psycopg://{name}@{host}:{port}/{other}")
        with pytest.raises(OperationalError, match="permission denied"):
            alien.connect()
        alien.dispose()
    missing = subprocess.run([script], env=environment, capture_output=True, text=True, check=False)
    assert missing.returncode != 0
    assert "AIRFLOW_DB_PASSWORD" in missing.stderr


@pytest.fixture
def api() -> Iterator[str]:
    """A server that reports as Airflow does: with status 200 whatever is the matter."""

    class Handler(Quiet):
        def asked(self) -> None:
            report = {"triggerer": {"status": "unhealthy"}, "dag_processor": {"status": "healthy"}}
            self.answer(503 if self.path == "/ill" else 200, json.dumps(report).encode())

    with running(HTTPServer(("127.0.0.1", 0), Handler)) as server:
        yield f"http://127.0.0.1:{server.server_port}"


def healthy(api: str, *words: str) -> int:
    command = [sys.executable, ROOT / "ops" / "healthy.py", *words]
    done = subprocess.run(command, env={"AIRFLOW_API": api}, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode


def test_health_is_told_truly(api: str) -> None:
    assert healthy(api, "url", f"{api}/well") == 0
    assert healthy(api, "url", f"{api}/ill") == 1
    assert healthy(api, "url", "http://127.0.0.1:9/") == 1
    assert healthy(api, "airflow", "dag_processor") == 0
    assert healthy(api, "airflow", "triggerer") == 1
    assert healthy(api, "airflow", "unknown") == 1
    assert healthy(api, "port", api.rpartition(":")[2]) == 0
    assert healthy(api, "port", "9") == 1
