"""A desk of its own for a test: a home, a folder of sources, and `khotin` run on them as a person runs it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samples.content import TRIED

KHOTIN = (sys.executable, "-m", "pipeline.cli")
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its one line of JSON."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Its lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


class Desk:
    """KHOTIN_HOME and KHOTIN_SOURCES below a folder."""

    def __init__(self, root: Path, *, home: Path | None = None) -> None:
        self.home, self.sources = home or root / "home", root / "sources"
        self.sources.mkdir(parents=True, exist_ok=True)
        self._output = root / "export.jsonl"

    def environment(self, **more: str) -> dict[str, str]:
        """The environment of its commands: this one's, less all settings but its own."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KHOTIN_")}
        return kept | {"KHOTIN_HOME": str(self.home), "KHOTIN_SOURCES": str(self.sources)} | more

    def khotin(self, *arguments: object, code: int = 0, stdin: str = "", within: float = 90, **more: str) -> Said:
        """Runs a command to its end; it must end with `code` and never with a traceback."""
        ran = subprocess.run(
            [*KHOTIN, *map(str, arguments)], input=stdin, capture_output=True, text=True, timeout=within, cwd=ROOT,
            env=self.environment(**more), check=False,
        )  # fmt: skip
        assert "Traceback" not in ran.stdout + ran.stderr, ran.stderr
        assert ran.returncode == code, f"{arguments}: {ran.returncode}, not {code}\n{ran.stderr}\n{ran.stdout[-2000:]}"
        return Said(ran.returncode, ran.stdout, ran.stderr)

    def start(self, *arguments: object) -> "subprocess.Popen[str]":
        """Starts a command in a process group of its own; its stderr is kept."""
        return subprocess.Popen(
            [*KHOTIN, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT,
            env=self.environment(), start_new_session=True,
        )  # fmt: skip

    def source(self, source_id: str, base: str, *more: str) -> str:
        """Writes the YAML of a portal on loopback, enabled; returns its id."""
        text = f'id: {source_id}\nname: "Cổng thử {source_id}"\nhome: "{base}"\nlevel: department\nenabled: true\n'
        text += "politeness: {delay_seconds: 0, allow_private: true, because: on loopback}\n"
        (self.sources / f"{source_id}.yaml").write_text("\n".join([text, *more]) + "\n", "utf-8")
        return source_id

    def exported(self, unit: str = "articles") -> list[dict[str, Any]]:
        """All documents of a unit, reprints too, as `khotin export` writes them."""
        options = ("--unit", unit, "--with-reprints", "--format", "jsonl", "-o", self._output)
        self.khotin("export", *options)
        return [json.loads(line) for line in self._output.read_text("utf-8").splitlines()]

    def texts(self) -> set[tuple[str, str]]:
        """(article id, text digest) of all that is indexed; no id may be there twice."""
        rows = self.exported()
        assert len({row["id"] for row in rows}) == len(rows)
        return {(row["id"], row["text_digest"]) for row in rows}

    def status(self) -> dict[str, Any]:
        """What `khotin status --json` says."""
        found: dict[str, Any] = self.khotin("status", "--json").json
        return found


@contextmanager
def serving(command: Sequence[object], ready: str) -> Iterator[list[str]]:
    """A server in a process of its own; yields what it said up to the line that begins with `ready`."""
    words = [sys.executable, *map(str, command)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        said: list[str] = []
        for line in process.stdout:
            said.append(line.strip())
            if line.startswith(ready):
                break
        try:
            assert said, "the server did not start"
            yield said
        finally:
            process.terminate()


@contextmanager
def mirror(shared: Path, *options: object) -> Iterator[str]:
    """The real portal's mirror; yields its address without a slash at the end."""
    with serving([shared / "portals/serve", "nukeviet", *options], "serving ") as said:
        yield said[-1].split()[-1]


@contextmanager
def samples(folder: Path, *options: object) -> Iterator[list[str]]:
    """The sample portals that a trial shows, their source files written into a folder; yields their ids."""
    command = ["-m", "samples.commands", "serve", "--port", 0, "--sources", folder, *options]
    command += [part for portal_id in TRIED for part in ("--only", portal_id)]
    with serving(command, "night ") as said:
        yield [line.split()[1] for line in said if line.startswith("serving ")]


def wait_until(happened: Callable[[], object], what: str, *, within: float = 60, every: float = 0.005) -> None:
    """Waits for something to happen; fails naming it when it does not."""
    until = time.monotonic() + within
    while not happened():
        assert time.monotonic() < until, f"{what}: not within {within:g} s"
        time.sleep(every)


def kill_group(process: "subprocess.Popen[str]") -> None:
    """Kills a started command and all its children at once."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stderr
    process.stderr.close()


def children(pid: int) -> list[int]:
    """The processes that a process started and that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = status.read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid and fields[0] != "Z":
                found.append(int(status.parent.name))
    return found


def is_running(pid: int) -> bool:
    """Whether a process is there and not only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
