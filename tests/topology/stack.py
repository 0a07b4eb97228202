"""Airflow as docker-compose.yml runs it, as processes of this machine: made, started, asked over REST, killed, ended."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.smoke.desk import wait_until
from tests.topology.composed import ROOT, made_secrets, service
from tests.topology.processes import end, family, free_port, is_running, kill
from tests.topology.rest import Rest

SERVICES = ("airflow-apiserver", "airflow-scheduler", "airflow-dag-processor", "airflow-triggerer")
# What the api-server's report calls them.
_COMPONENTS = ("metadatabase", "scheduler", "dag_processor", "triggerer")
DAGS = len(list((ROOT / "dags").glob("news_*.py")))


class Stack:
    """The processes of one Airflow with its database at `database`. `more` stands in the environment of all of
    them beside what compose gives them; `variables` are those of .env."""

    def __init__(self, airflow: Path, folder: Path, database: str, more: Mapping[str, str], **variables: str) -> None:
        self._airflow, self.folder, self._variables = airflow, folder, made_secrets() | variables
        self.port, self._health, self._logs = free_port(), free_port(), free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.more, self.processes = dict(more), dict[str, subprocess.Popen[bytes]]()
        self._database, self.password = database, self._variables["AIRFLOW_ADMIN_PASSWORD"]
        self.rest = Rest(self.base, folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "users.json").write_text(json.dumps({"admin": self.password}), "utf-8")

    def environment(self, name: str) -> dict[str, str]:
        """That of a service: compose's, its addresses and folders replaced by those of this machine."""
        _, composed = service(name, self._variables)
        composed = {key: value for key, value in composed.items() if key.startswith("AIRFLOW")}
        here = {
            "AIRFLOW_API": self.base,
            "AIRFLOW_HOME": str(self.folder),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{self.base}/execution/",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(self.folder / "users.json"),
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self.port),
            "AIRFLOW__API__BASE_URL": self.base,
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": self._database,
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC": self._database,
            "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_HOST": "127.0.0.1",
            "AIRFLOW__SCHEDULER__SCHEDULER_HEALTH_CHECK_SERVER_PORT": str(self._health),
            "AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(self._logs),
            "AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT": str(free_port()),
            "PYTHONPATH": str(ROOT),
            "PATH": f"{self._airflow.parent}{os.pathsep}{os.environ['PATH']}",
        }
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("KHOTIN_", "AIRFLOW"))}
        return kept | composed | here | self.more

    def prepare(self) -> None:
        """Makes Airflow's tables and pools, as ops/airflow-init.sh does."""
        self.airflow("db", "migrate")
        self.airflow("pools", "import", str(ROOT / "dags" / "pools.json"))

    def airflow(self, *words: str) -> str:
        """Runs a command of Airflow's as `docker compose exec airflow-scheduler airflow …` does; what it said."""
        ran = subprocess.run(
            [self._airflow, *words], env=self.environment("airflow-scheduler"), cwd=self.folder,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, f"airflow {' '.join(words)}: {ran.stdout[-1000:]}{ran.stderr[-3000:]}"
        return ran.stdout

    def start(self, *names: str) -> None:
        """Starts services; what they say goes into a log each."""
        for name in names:
            command, _ = service(name, self._variables)
            with (self.folder / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    [self._airflow, *command], env=self.environment(name), cwd=self.folder, stdin=subprocess.DEVNULL,
                    stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
                )  # fmt: skip

    def kill(self, name: str) -> None:
        """kill -9 of a service with all that it started, as a container's end does."""
        kill(family(self.processes[name].pid))
        self.processes.pop(name).wait()

    def stop(self, *names: str) -> None:
        """Ends services in the order given, as `docker stop` does: SIGTERM, and SIGKILL to what is left a while later."""
        for name in names or tuple(reversed(self.processes)):
            process = self.processes.pop(name)
            pids = family(process.pid)
            process.send_signal(signal.SIGTERM)
            end(pids, within=30)
            process.wait()

    def healthy(self, names: Sequence[str] = _COMPONENTS) -> bool:
        """Whether the api-server says that these are well, by the program that compose's health checks run."""
        checks = [("url", f"{self.base}/api/v2/version"), *(("airflow", name) for name in names)]
        return all(self._check(*check) for check in checks)

    def _check(self, kind: str, what: str) -> bool:
        command = [sys.executable, str(ROOT / "ops" / "healthy.py"), kind, what]
        environment = os.environ | {"AIRFLOW_API": self.base}
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0

    def await_ready(self, *, within: float = 120) -> None:
        """Returns when all services are well and every DAG was read."""
        wait_until(self._is_ready, f"a ready Airflow in {self.folder}", within=within, every=1)

    def _is_ready(self) -> bool:
        for name, process in self.processes.items():
            said = (self.folder / f"{name}.log").read_text("utf-8", errors="replace")[-3000:]
            assert process.poll() is None, f"{name} ended: {said}"
        if not self.healthy():
            return False
        self.rest.log_in(self.password)
        return self.rest.dags() == DAGS


def await_end(pid: int, what: str, *, within: float = 30) -> None:
    """Waits until a process is gone."""
    wait_until(lambda: not is_running(pid), what, within=within, every=0.1)
