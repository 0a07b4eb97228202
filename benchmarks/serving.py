"""The web app as benchmarks ask it: one page after another in this process, or by many readers from `khotin serve`."""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from msgspec.structs import replace

from benchmarks.readers import given
from search.query import Query

_LOCATION = re.compile(rb"location: (\S+)", re.IGNORECASE)
_LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Load:
    """What many readers at once got: answers a second, how long each waited, in seconds, the milliseconds of the server's
    processor an answer, and those of the readers' own, which take of the same cores."""

    a_second: float
    seconds: Sequence[float]
    busy: float
    asking: float


@dataclass(frozen=True, kw_only=True)
class Server:
    """A `khotin serve` that answers on this machine."""

    port: int
    process: int

    def megabytes(self) -> float:
        """What it and its children hold in memory; what they share counts once."""
        return sum(map(_resident, [self.process, *_children(self.process)])) / 1024

    def load(self, targets: Iterable[str], readers: int, seconds: float) -> Load:
        """So many readers, each with a connection of its own, ask one address after another for so long, in their order (from
        the first again if all were asked)."""
        listed = list(targets)
        before, own = self.worked(), time.process_time()
        a_second, waited = asyncio.run(_read_all(self.port, listed, readers, seconds))
        busy, asking = self.worked() - before, time.process_time() - own
        each = 1000 / len(waited)
        return Load(a_second=a_second, seconds=waited, busy=each * busy, asking=each * asking)

    def worked(self) -> float:
        """Seconds of the processor that it and its children have had."""
        return sum(map(_busy, [self.process, *_children(self.process)]))


@contextmanager
def served(home: Path, *options: str) -> Iterator[Server]:
    """A server over a home of its own; ended afterwards."""
    command = [sys.executable, "-m", "pipeline.cli", "serve", "--port", "0", *options]
    environment = {**os.environ, "KHOTIN_HOME": str(home), "KHOTIN_ENGINE": "tantivy"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout
        said = process.stdout.readline()
        found = re.search(r":(\d+)/", said)
        if found is None:
            raise SystemExit(f"the server did not start: {said}")
        server = Server(port=int(found[1]), process=process.pid)
        server.load(["/healthz"], 1, 0.1)
        yield server
    finally:
        process.terminate()
        process.communicate()


def page_times(home: Path, asked: Sequence[Query]) -> list[float]:
    """Milliseconds until the page of each query is complete, asked of the app itself, which others have warmed up."""
    from starlette.testclient import TestClient  # noqa: PLC0415 (only benchmarks and tests have it)

    from pipeline.engines import open_engine  # noqa: PLC0415
    from pipeline.reading_room import ReadingRoom  # noqa: PLC0415
    from pipeline.workplace import Workplace  # noqa: PLC0415
    from search.app import create_app  # noqa: PLC0415
    from search.web.limits import Rate  # noqa: PLC0415

    os.environ["KHOTIN_HOME"] = str(home)
    place = Workplace()
    archive = ReadingRoom(place.ledger, place.settings.folders, place.registry.sources)
    app = create_app(open_engine(place.settings), archive=archive, rate=Rate(per_minute=0))
    times: list[float] = []
    with TestClient(app) as client:
        for query in [*(replace(query, page=2) for query in asked[:20]), *asked]:
            started = time.perf_counter()
            client.get("/", params=given(query)).raise_for_status()
            times.append(1000 * (time.perf_counter() - started))
    return times[20:]


async def _read_all(port: int, targets: Sequence[str], readers: int, seconds: float) -> tuple[float, list[float]]:
    started = time.perf_counter()
    left = cycle(targets)
    reads = (_read(port, left, started + seconds) for _ in range(readers))
    waited = [one for each in await asyncio.gather(*reads) for one in each]
    return len(waited) / (time.perf_counter() - started), waited


async def _read(port: int, left: Iterator[str], until: float) -> list[float]:
    """One reader: asks for what is left over one connection, and follows where it is sent on."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    waited: list[float] = []
    while time.perf_counter() < until:
        started, target = time.perf_counter(), next(left)
        while target:
            writer.write(f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            sent_on = _LOCATION.search(head) if head.startswith(b"HTTP/1.1 303") else None
            if sent_on is None and not head.startswith(b"HTTP/1.1 200"):
                raise SystemExit(f"the server answered {head[:60]!r}")
            length = _LENGTH.search(head)
            await reader.readexactly(int(length[1]) if length else 0)
            target = sent_on[1].decode() if sent_on else ""
        waited.append(time.perf_counter() - started)
    writer.close()
    return waited


def _resident(process: int) -> int:
    """Kilobytes, of those it shares its part."""
    told = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(told.partition("\nPss:")[2].split()[0])


def _busy(process: int) -> float:
    """Seconds, of user and system."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
