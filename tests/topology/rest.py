"""Airflow's REST API as the tests ask it: runs triggered, awaited, and told of when they fail."""

import json
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.serving import PATIENCE
from tests.smoke.desk import wait_until

# What the nightly DAG's assets start.
CHAIN = ("news_link_and_index", "news_alerts")
ENDED = frozenset({"success", "failed"})


class Rest:
    """One server at `base`, asked as its user `admin`; `folder` is AIRFLOW_HOME, for the logs of what failed."""

    def __init__(self, base: str, folder: Path) -> None:
        self.base, self._folder, self._token = base, folder, ""

    def log_in(self, password: str) -> None:
        """Gets a token, which all that is asked from now on carries."""
        self._token = self.ask("POST", "/auth/token", {"username": "admin", "password": password})["access_token"]

    def dags(self) -> int:
        """How many DAGs were read."""
        found: int = self.ask("GET", "/api/v2/dags")["total_entries"]
        return found

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """One request to the REST API; its JSON. Fails with what the server said."""
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {self._token}"} if self._token else {}
        )
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as exc:
            raise AssertionError(f"{method} {path}: {exc.code} {exc.read().decode()[:1000]}") from exc

    def switch_on(self, *dag_ids: str) -> None:
        """Unpauses DAGs."""
        for dag_id in dag_ids:
            self.ask("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": False})

    def trigger(self, dag_id: str, **conf: object) -> str:
        """Starts a run; returns its id."""
        run: str = self.ask("POST", f"/api/v2/dags/{dag_id}/dagRuns", {"logical_date": None, "conf": conf})[
            "dag_run_id"
        ]
        return run

    def runs(self, dag_id: str) -> dict[str, dict[str, Any]]:
        """The runs of a DAG by their ids, oldest first."""
        found = self.ask("GET", f"/api/v2/dags/{dag_id}/dagRuns?order_by=run_after&limit=100")["dag_runs"]
        return {run["dag_run_id"]: run for run in found}

    def tasks(self, dag_id: str, run_id: str) -> list[dict[str, Any]]:
        """The task instances of a run."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances?limit=500"
        found: list[dict[str, Any]] = self.ask("GET", path)["task_instances"]
        return found

    def returned(self, dag_id: str, run_id: str, task_id: str) -> list[Any]:
        """What the instances of a task returned."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/xcomEntries/return_value?map_index="
        numbers = [task["map_index"] for task in self.tasks(dag_id, run_id) if task["task_id"] == task_id]
        return [json.loads(str(self.ask("GET", f"{path}{number}")["value"])) for number in numbers]

    def states(self, dag_id: str, run_id: str) -> Counter[tuple[str, str]]:
        """How many instances of each task are in each state."""
        return Counter((task["task_id"], str(task["state"])) for task in self.tasks(dag_id, run_id))

    def await_run(self, dag_id: str, run_id: str = "", *, within: float = 200) -> dict[str, Any]:
        """The run once it ended (without an id: the newest that a DAG has); must be a success."""
        last: dict[str, Any] = {}

        def is_over() -> bool:
            found = self.runs(dag_id)
            run = found.get(run_id) if run_id else next(reversed(found.values()), None)
            last.update(run or {})
            return bool(run) and last["state"] in ENDED

        wait_until(is_over, f"the end of {dag_id}", within=within, every=0.5)
        if last["state"] != "success":
            raise AssertionError(f"{dag_id}: {self.states(dag_id, last['dag_run_id'])}\n{self.told(dag_id)}")
        return last

    def night(self, sources: Path, *, within: float = 400) -> None:
        """A night over the sources of a folder, and what its assets start after it."""
        self.switch_on(*CHAIN)
        run = self.trigger("news_crawl_nightly", sources=sorted(path.stem for path in sources.glob("*.yaml")))
        # This also starts the last night that was missed. One of the two crawls, the other finds nothing to do.
        self.switch_on("news_crawl_nightly")
        self.await_run("news_crawl_nightly", run, within=within)
        for dag_id in CHAIN:
            self.await_run(dag_id, within=within)
        wait_until(lambda: len(self.ended("news_crawl_nightly")) > 1, "the missed night", within=60, every=0.5)

    def await_another(self, dag_id: str, before: int, *, within: float = 200) -> None:
        """Returns once more runs of a DAG ended than there were; the newest must be a success."""
        wait_until(lambda: len(self.ended(dag_id)) > before, f"another run of {dag_id}", within=within, every=0.5)
        self.await_run(dag_id)

    def ended(self, dag_id: str) -> list[dict[str, Any]]:
        """The runs of a DAG that are over."""
        return [run for run in self.runs(dag_id).values() if run["state"] in ENDED]

    def told(self, dag_id: str) -> str:
        """The ends of the task logs of a DAG."""
        logs = sorted(self._folder.glob(f"logs/dag_id={dag_id}/**/*.log"), key=lambda path: path.stat().st_mtime)
        return "\n".join(f"--- {path}\n{path.read_text('utf-8', errors='replace')[-1500:]}" for path in logs[-6:])


def seconds(run: Mapping[str, Any]) -> float:
    """How long a run or a task took by Airflow's own clock."""
    begin, finish = (datetime.fromisoformat(run[key].replace("Z", "+00:00")) for key in ("start_date", "end_date"))
    return (finish - begin).total_seconds()
