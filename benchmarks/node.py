"""The Elasticsearch node that a benchmark asks: the one ELASTICSEARCH_URL names, else one started for it."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.elasticsearch.client import Access, connect


@contextmanager
def running_node(shared: Path | None = None, *, heap: str = "1g") -> Iterator[str]:
    """Gives its address; `shared` is the folder of measured data with the program that starts one. Ends what it started."""
    given = os.environ.get("ELASTICSEARCH_URL")
    if given:
        yield given
        return
    program = shared / "elasticsearch" / "start" if shared else None
    if program is None or not program.exists():
        raise SystemExit("no Elasticsearch: set ELASTICSEARCH_URL, or give the folder of measured data")
    with tempfile.TemporaryDirectory() as data:
        command = [str(program), "--port", "0", "--data", data, "--heap", heap]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            assert process.stdout
            assert process.stderr
            ready = process.stdout.readline()
            if not ready.startswith("ready "):
                raise SystemExit(f"the node did not start: {process.stderr.read()[-300:]}")
            yield ready.split()[1]
        finally:
            process.terminate()
            process.communicate()


def remove(access: Access) -> None:
    """Deletes every index under the prefix."""
    with connect(access) as client:
        for index in client.indices.get(index=f"{access.prefix}*", expand_wildcards="all", features="aliases"):
            client.indices.delete(index=index)
