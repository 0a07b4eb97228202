"""Databases, portals, a cluster and an Airflow of the tests' own; skipped, saying why, where Airflow is not installed."""

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.pipeline.server import Server, running_server
from tests.serving import PATIENCE
from tests.smoke.desk import KHOTIN, ROOT, Desk, samples
from tests.topology.stack import SERVICES, Stack

if TYPE_CHECKING:
    from search.elasticsearch.client import Access


@pytest.fixture(scope="session")
def airflow() -> Path:
    """Airflow's program: of this environment, or of the one `make airflow` makes."""
    for folder in (Path(sys.executable).parent, ROOT / ".venv-airflow" / "bin"):
        if (folder / "airflow").exists():
            return folder / "airflow"
    pytest.skip("Airflow is not installed: make airflow")


@pytest.fixture(scope="session")
def server(airflow: Path) -> Iterator[Server]:
    """A PostgreSQL server."""
    with running_server() as found:
        yield found


class NightDesk(Desk):
    """A desk whose ledger is a database of PostgreSQL and whose index is Elasticsearch's."""

    def __init__(self, root: Path, sources: Path, database: str, access: "Access | None" = None) -> None:
        super().__init__(root)
        self.sources = sources
        self.settings = {"KHOTIN_DATABASE_URL": database, "KHOTIN_NIGHT_HOURS": "36"}
        if access is not None:
            prefix = f"{access.prefix}{root.name}-"
            self.settings |= {"KHOTIN_ENGINE": "elasticsearch", "ELASTICSEARCH_URL": access.url}
            self.settings |= {"ELASTICSEARCH_API_KEY": access.api_key, "KHOTIN_INDEX_PREFIX": prefix}

    def environment(self, **more: str) -> dict[str, str]:
        """Also for the commands that a test runs by hand."""
        return super().environment(**self.settings, **more)

    @property
    def variables(self) -> dict[str, str]:
        """What Airflow's tasks must be told."""
        return {"KHOTIN_HOME": str(self.home), "KHOTIN_SOURCES": str(self.sources), **self.settings}

    @contextmanager
    def page(self) -> Iterator[str]:
        """The address of the search page, served as long as the block lasts."""
        with subprocess.Popen(
            [*KHOTIN, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=self.environment()
        ) as process:
            try:
                assert process.stdout
                found = re.search(r"http://\S+", process.stdout.readline())
                assert found, "khotin serve did not print its address"
                yield found[0].rstrip("/")
            finally:
                process.terminate()

    def asked(self, path: str) -> Any:
        """The JSON that the web API answers."""
        with self.page() as base, urllib.request.urlopen(base + path, timeout=PATIENCE) as answer:
            return json.load(answer)


@pytest.fixture(scope="session")
def portals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder with the sources of the sample portals, which take their time: a kill must come in mid-run."""
    folder = tmp_path_factory.mktemp("sources")
    with samples(folder, "--slow", "0.3"):
        yield folder


@contextmanager
def running(stack: Stack, *more: str) -> Iterator[Stack]:
    """A prepared stack with all its services up, for as long as the block lasts."""
    stack.prepare()
    with started(stack, *more):
        yield stack


@contextmanager
def started(stack: Stack, *more: str) -> Iterator[None]:
    """The services of a stack that was prepared, for as long as the block lasts."""
    try:
        stack.start(*SERVICES, *more)
        stack.await_ready()
        yield
    finally:
        stack.stop()


@pytest.fixture(scope="session")
def new_desk(server: Server, portals: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., NightDesk]:
    """Makes desks with nothing on them."""

    def made(name: str, access: Any = None) -> NightDesk:
        return NightDesk(tmp_path_factory.mktemp(name), portals, server.new_database(), access)

    return made
