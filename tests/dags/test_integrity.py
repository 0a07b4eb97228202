"""Each DAG file: reads, is light, is wired to pools and assets that exist, and is due when it says."""

import ast
import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.dags.conftest import DAGS

FILES = sorted(DAGS.glob("*.py"))
NAMES = sorted(path.stem for path in DAGS.glob("news_*.py"))
# What takes more than a moment to import belongs into a task.
LIGHT = {"airflow", "datetime", "logging", "os", "time", "typing", "zoneinfo", "collections"}
OWN = {"night_clock", "night_wiring", "portal_tasks", "pipeline.stopping"}


def test_every_file_holds_the_dag_of_its_name(bag: Any) -> None:
    assert bag.import_errors == {}
    assert sorted(bag.dags) == NAMES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_top_level_imports_are_light(path: Path) -> None:
    found = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module))
    assert {name for name in found - OWN if name.split(".")[0] not in LIGHT} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_dag_file_is_wiring(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 120


def test_reading_the_files_imports_nothing_that_only_tasks_need() -> None:
    """The DAG processor reads them again and again."""
    read = "import sys; [__import__(name) for name in sys.argv[1:]]; print(*sys.modules)"
    path = os.pathsep.join((str(DAGS.parent), str(DAGS)))
    command = [sys.executable, "-W", "ignore", "-c", read, *NAMES]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=True)
    ours = {"sources", "transforms", "crawlers", "search", "pipeline"}
    imported = {
        name for name in done.stdout.splitlines()[-1].split() if name.split(".")[0] in ours | {"scrapy", "tantivy"}
    }
    assert imported <= {"pipeline", "pipeline.stopping"}


@pytest.mark.parametrize("name", NAMES)
def test_an_operator_can_read_it(bag: Any, name: str) -> None:
    dag = bag.dags[name]
    assert dag.doc_md
    assert "khotin" in dag.tags
    assert dag.catchup is False
    assert dag.max_active_runs == 1
    assert dag.has_on_failure_callback
    for key in dag.params:
        param = dag.params.get_param(key)
        assert param.description, key
        assert param.schema.get("type"), key
    for task in dag.tasks:
        assert task.owner == "khotin"
        assert task.execution_timeout is not None
        assert task.retry_policy is not None


def test_every_pool_exists(bag: Any) -> None:
    pools = set(json.loads((DAGS / "pools.json").read_text("utf-8")))
    used = {task.pool for dag in bag.dags.values() for task in dag.tasks}
    assert used - {"default_pool"} == pools


def test_crawls_leave_places_for_readings(bag: Any) -> None:
    slots = {name: pool["slots"] for name, pool in json.loads((DAGS / "pools.json").read_text("utf-8")).items()}
    composed = (DAGS.parent / "docker-compose.yml").read_text("utf-8")
    [places] = re.findall(r'AIRFLOW__CORE__PARALLELISM: "(\d+)"', composed)
    assert slots["portals_polite"] + slots["portals_quick"] < int(places)
    tasks = bag.dags["news_crawl_nightly"].task_dict
    crawl, transform = tasks["polite.crawl"], tasks["polite.transform"]
    assert {str(task.weight_rule) for task in (crawl, transform)} == {"absolute"}
    assert transform.priority_weight > crawl.priority_weight, "what was crawled is read before others are crawled"


def test_assets_lead_from_the_crawl_to_the_alerts(bag: Any) -> None:
    made = {(asset.name, dag.dag_id) for dag in bag.dags.values() for task in dag.tasks for asset in task.outlets}
    assert made == {
        ("khotin_readings", "news_crawl_nightly"),
        ("khotin_readings", "news_backfill"),
        ("khotin_index", "news_link_and_index"),
    }
    awaits = {name: getattr(dag.timetable, "asset_condition", None) for name, dag in bag.dags.items()}
    awaited = {name: [asset.name for asset in found.objects] for name, found in awaits.items() if found}
    assert awaited == {"news_link_and_index": ["khotin_readings"], "news_alerts": ["khotin_index"]}


@pytest.mark.parametrize("name", NAMES)
def test_it_survives_being_written_down(bag: Any, name: str) -> None:
    from airflow.serialization.serialized_objects import DagSerialization

    written = DagSerialization.serialize_dag(bag.dags[name])
    again = DagSerialization.deserialize_dag(json.loads(json.dumps(written)))
    assert sorted(again.task_dict) == sorted(bag.dags[name].task_dict)


@pytest.mark.parametrize(
    ("name", "since", "due"),
    [
        ("news_crawl_nightly", "2026-12-29T12:00", ["12-30 01", "12-31 01", "01-01 01", "01-02 01", "01-03 01"]),
        ("news_backfill", "2026-12-29T13:00", ["12-30 07", "12-31 07", "01-01 07", "01-02 07", "01-03 07"]),
        ("news_retention", "2026-12-18T12:00", ["12-20 05", "12-27 05", "01-03 05", "01-10 05", "01-17 05"]),
        ("news_source_check", "2026-12-18T12:00", ["12-21 09", "12-28 09", "01-04 09", "01-11 09", "01-18 09"]),
        ("news_verify", "2026-12-18T12:00", ["12-20 06", "12-27 06", "01-03 06", "01-10 06", "01-17 06"]),
    ],
)
def test_it_is_due_by_vietnams_clock(bag: Any, name: str, since: str, due: list[str]) -> None:
    from airflow.serialization.serialized_objects import DagSerialization
    from airflow.timetables.base import TimeRestriction
    from pendulum import instance

    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    timetable = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(bag.dags[name])).timetable
    begin = instance(datetime.fromisoformat(since).replace(tzinfo=zone))
    found, last = [], None
    for _ in due:
        info = timetable.next_dagrun_info(
            last_automated_data_interval=last, restriction=TimeRestriction(begin, None, catchup=True)
        )
        last = info.data_interval
        found.append(f"{info.run_after.astimezone(zone):%m-%d %H}")
    assert found == due


def test_nothing_of_it_is_deprecated() -> None:
    """Airflow logs its deprecations; here they are errors, in a process of their own."""
    code = "\n".join([
        "import importlib, warnings",
        "import airflow.sdk",
        "from airflow.sdk.exceptions import RemovedInAirflow4Warning",
        "from airflow.utils.deprecation_tools import DeprecatedImportWarning",
        "for kind in (DeprecatedImportWarning, RemovedInAirflow4Warning): warnings.simplefilter('error', kind)",
        *(f"importlib.import_module({name!r})" for name in NAMES),
    ])  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=DAGS, check=False,
        env=os.environ | {"PYTHONPATH": str(DAGS.parent)},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-2000:]


def test_retries_go_by_the_kind_of_error() -> None:
    from night_wiring import RETRIES
    from records.errors import CrawlError, CrawlProcessError, GateError, LockError, RegistryError

    def told(error: Exception) -> tuple[str, float | None]:
        decision = RETRIES.evaluate(error, 1, 2)
        return decision.action.value, decision.retry_delay.total_seconds() if decision.retry_delay else None

    assert told(RegistryError("a.yml: unknown key")) == ("fail", None)
    assert told(GateError("…")) == ("fail", None)
    unreachable, crashed, locked = told(CrawlError("x")), told(CrawlProcessError("x")), told(LockError("x"))
    assert {unreachable[0], crashed[0], locked[0]} == {"retry"}
    assert unreachable[1] is not None
    assert crashed[1] is not None
    assert locked[1] is not None
    assert unreachable[1] > locked[1] > crashed[1]
    assert told(ValueError("anything else")) == ("default", None)


def test_deadlines_are_those_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    from night_wiring import warned_after

    for given, hours in (("", 5.0), ("0.5", 0.5), ("off", None)):
        monkeypatch.setenv("KHOTIN_DEADLINES", given)
        deadline = warned_after(5, "the night")
        assert (deadline.interval.total_seconds() / 3600 if deadline else None) == hours
    monkeypatch.setenv("KHOTIN_DEADLINES", "soon")
    with pytest.raises(ValueError, match=r"KHOTIN_DEADLINES='soon': give hours"):
        warned_after(5, "the night")
