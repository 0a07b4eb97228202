"""Real Elasticsearch nodes for tests: started from the harness beside the measured data, stopped by their process."""

import atexit
import os
import shutil
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from search.elasticsearch.client import Access

_BUILD_AND_START = 240.0  # seconds; a start takes 5, a first build a minute
_ROOM = 2_000_000_000
_NEEDS = "a JDK of 21 or newer, Maven and the harness, or ELASTICSEARCH_URL"


class Node:
    """One server process on loopback; `start` again after `kill` takes up the same data and port."""

    def __init__(
        self, harness: Path, data: Path, *, heap: str = "1g", name: str = "n1", extra: tuple[str, ...] = ()
    ) -> None:
        self._command = [str(harness), "--data", str(data), "--heap", heap, "--node-name", name]
        self._command += ["--java-opt", "-XX:TieredStopAtLevel=1"]
        for setting in extra:
            self._command += ["--extra", setting]
        self._port = "0"
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    def start(self, *, wait: bool = True) -> None:
        """Skips the test where a node can't be had here."""
        command = [*self._command, "--port", self._port]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if wait:
            self.await_ready()

    def await_ready(self) -> None:
        """Returns once every primary shard is up."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        assert process.stderr is not None
        watchdog = threading.Timer(_BUILD_AND_START, process.kill)
        watchdog.start()
        line = process.stdout.readline()
        watchdog.cancel()
        if not line.startswith("ready "):
            process.wait()
            pytest.skip(f"no Elasticsearch node ({process.stderr.read().strip()[-300:]}): needs {_NEEDS}")
        self.url = line.split()[1]
        self._port = self.url.rpartition(":")[2]

    def kill(self) -> None:
        """kill -9: nothing is flushed."""
        self._end(subprocess.Popen.kill)

    def stop(self) -> None:
        """A clean stop."""
        self._end(subprocess.Popen.terminate)

    def _end(self, how: object) -> None:
        process, self._process = self._process, None
        if process is not None:
            how(process)  # type: ignore[operator]
            process.communicate(timeout=60)


def quick_folder(otherwise: Path) -> Path:
    """A folder in memory where there is room: a node waits for the disk at every index that is made."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or shutil.disk_usage(memory).free < _ROOM:
        return otherwise
    folder = Path(tempfile.mkdtemp(prefix="khotin-node-", dir=memory))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def elasticsearch_node(harness: Path | None, data: Path) -> Iterator[Access]:
    """The cluster of ELASTICSEARCH_URL under a prefix of this run, which is removed after it; else a node of our own."""
    prefix = f"khotin-test-{uuid.uuid4().hex[:8]}-"
    given = os.environ.get("ELASTICSEARCH_URL")
    if given:
        api_key = os.environ.get("ELASTICSEARCH_API_KEY", "")
        access = Access(
            url=given, api_key=api_key, ca_certs=os.environ.get("ELASTICSEARCH_CA_CERTS", ""), prefix=prefix
        )
        yield access
        remove(access)
        return
    if harness is None or not harness.exists():
        pytest.skip(f"no Elasticsearch to test with: needs {_NEEDS}")
    node = Node(harness, quick_folder(data))
    node.start()
    try:
        yield Access(url=node.url, prefix=prefix)
    finally:
        node.stop()


def remove(access: Access) -> None:
    """Deletes every index under a test's prefix."""
    client = Elasticsearch(
        access.url, **{k: v for k, v in (("api_key", access.api_key), ("ca_certs", access.ca_certs)) if v}
    )
    with client:
        for index in client.indices.get(index=f"{access.prefix}*", expand_wildcards="all", features="aliases"):
            client.indices.delete(index=index)
