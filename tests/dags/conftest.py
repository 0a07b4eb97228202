"""An Airflow of the tests' own, portals on loopback, and DAG runs in this process; collected only where Airflow is."""

import atexit
import os
import shutil
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
DAGS = ROOT / "dags"

if find_spec("airflow") is None:
    collect_ignore_glob = ["test_*.py"]  # `make test` runs them in the environment that has it
else:
    # Before the first import of airflow, which reads them once.
    _home = tempfile.mkdtemp(prefix="khotin-airflow-")
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
    os.environ |= {
        "AIRFLOW_HOME": _home,
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__UNIT_TEST_MODE": "True",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{_home}/airflow.db",
        "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
        "KHOTIN_DEADLINES": "off",  # dag.test() of this Airflow can't do with them
    }
    sys.path.append(str(DAGS))  # as Airflow does


@pytest.fixture(scope="session")
def bag() -> Any:
    """All DAGs as Airflow reads them."""
    from airflow.dag_processing.dagbag import DagBag

    return DagBag(dag_folder=str(DAGS))


@pytest.fixture(scope="session")
def database() -> None:
    """Airflow's own tables, and the pools."""
    import json

    from airflow.models.pool import Pool
    from airflow.utils import db

    db.initdb()
    for name, pool in json.loads((DAGS / "pools.json").read_text("utf-8")).items():
        Pool.create_or_update_pool(name, slots=pool["slots"], description="", include_deferred=False)


class Nights:
    """A home, a folder of sources, and DAGs run on them."""

    def __init__(self, home: Path, sources: Path) -> None:
        self.home, self.sources = home, sources

    def source(self, source_id: str, base: str, *, delay: float = 0) -> None:
        """Registers a portal on loopback."""
        text = f'id: {source_id}\nname: "Cổng thử {source_id}"\nhome: "{base}"\nlevel: department\nenabled: true\n'
        text += (
            f"platform: nukeviet\npoliteness: {{delay_seconds: {delay}, allow_private: true, because: on loopback}}\n"
        )
        (self.sources / f"{source_id}.yaml").write_text(text, "utf-8")

    def run(self, dag_id: str, **params: Any) -> tuple[str, dict[str, list[str]]]:
        """Runs a DAG as one triggered by hand, trying nothing twice; gives its state and those of its tasks by name."""
        from airflow.dag_processing.dagbag import DagBag

        # Read anew, as each process of a real one does: a run leaves its parameters in the DAG.
        dag = DagBag(dag_folder=str(DAGS / f"{dag_id}.py")).dags[dag_id]
        for task in dag.tasks:
            task.retries = 0
        ran = dag.test(logical_date=None, run_conf=params)
        states: dict[str, list[str]] = {}
        for instance in sorted(ran.get_task_instances(), key=lambda found: found.map_index):
            states.setdefault(instance.task_id, []).append(str(instance.state))
        return str(ran.state), states

    def documents(self) -> dict[str, int]:
        """What the index that serves holds."""
        from pipeline.engines import open_engine
        from pipeline.settings import load_settings

        return dict(open_engine(load_settings()).stats().documents)


@pytest.fixture
def nights(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nights:
    """A home with nothing in it."""
    nights = Nights(tmp_path / "home", tmp_path / "sources")
    nights.sources.mkdir()
    monkeypatch.setenv("KHOTIN_HOME", str(nights.home))
    monkeypatch.setenv("KHOTIN_SOURCES", str(nights.sources))
    return nights
