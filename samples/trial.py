"""`khotin samples try`: the portals, one night over them and the search page, as processes that end together."""

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from pipeline.settings import Settings
from records.errors import SampleError, UsageError
from samples.content import TRIED, load_portals

_READY_WITHIN = 30.0  # seconds for the portals to draw breath on a busy machine
_GRACE = 10.0  # seconds for a child to end by itself


def run_trial(settings: Settings, *, port: int | None = None, once: bool = False, every: bool = False) -> int:
    """Runs the trial and returns its exit code: that of the night with `once`, else that of the search page.

    Raises HomeError where the home can't be written, UsageError where Elasticsearch is chosen and no address given.
    """
    if settings.engine == "elasticsearch" and not settings.elasticsearch_url:
        raise UsageError("KHOTIN_ENGINE=elasticsearch needs ELASTICSEARCH_URL, such as http://127.0.0.1:9200")
    settings.folders.ready()
    folder = settings.folders.root / "sample-sources"
    marker = folder / "night"
    night = next_night(marker)
    environment = os.environ | {
        "KHOTIN_HOME": str(settings.folders.root),
        "KHOTIN_SOURCES": os.pathsep.join(map(str, (folder, *settings.source_folders))),
        "KHOTIN_INDEX_PREFIX": settings.index_prefix or _index_prefix(folder),
    }
    ids = [portal.id for portal in load_portals(night, only=() if every else TRIED)]
    with _stopping_on_signals():
        try:
            with _portals(folder, night, ids):
                click.echo(f"night {night} over {len(ids)} sample portals: {', '.join(ids)}", err=True)
                code = _call(["run", *ids], environment)
                if settings.engine == "elasticsearch" and not settings.index_prefix:
                    prefix = environment["KHOTIN_INDEX_PREFIX"]
                    click.echo(f"to ask these samples yourself: KHOTIN_INDEX_PREFIX={prefix} khotin search …", err=True)
                if code == 0:
                    marker.write_text(f"{night}\n", "utf-8")
                if once:
                    return code
                if code:
                    click.echo(f"the run ended with {code}; what it brought in is served all the same", err=True)
                return _call(["serve", *(["--port", str(port)] if port is not None else [])], environment)
        except KeyboardInterrupt:
            return 0


def _index_prefix(folder: Path) -> str:
    """What keeps this home's samples apart in a cluster: invented articles never come among an operator's own."""
    kept = folder.parent / "sample-index"
    if not kept.exists():
        kept.write_text(f"khotin-samples-{secrets.token_hex(4)}-", "utf-8")
    return kept.read_text("utf-8")


def next_night(marker: Path) -> int:
    """1 where no night was finished yet, else 2: the portals change once."""
    return 2 if marker.exists() else 1


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _portals(folder: Path, night: int, ids: Sequence[str]) -> Iterator[None]:
    """The portals in a child on free ports, with their source files written, for as long as the block lasts."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise SampleError(f"{folder}: {exc.strerror}; point KHOTIN_HOME at a folder that can be written") from exc
    command = [sys.executable, "-m", "samples.commands", "serve"]
    command += ["--night", str(night), "--sources", str(folder)]
    command += [part for portal_id in ids for part in ("--only", portal_id)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 our own module
    try:
        _await_ready(child)
        yield
    finally:
        _end(child)


def _await_ready(child: "subprocess.Popen[str]") -> None:
    """Reads the child's lines until it says that all portals are served."""
    assert child.stdout is not None
    until = time.monotonic() + _READY_WITHIN
    for line in child.stdout:
        if line.startswith("night "):
            return
        if time.monotonic() > until:
            break
    raise SampleError("the sample portals did not start; `khotin samples serve` by itself says why")


def _call(arguments: list[str], environment: dict[str, str]) -> int:
    """Runs a command of khotin to its end; if this process is stopped meanwhile, so is the command."""
    child = subprocess.Popen([sys.executable, "-m", "pipeline.cli", *arguments], env=environment)  # noqa: S603 our own command
    try:
        return child.wait()
    finally:
        _end(child)


def _end(child: "subprocess.Popen[str] | subprocess.Popen[bytes]") -> None:
    """Ends a child: politely, then not. A second Ctrl-C is not needed."""
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(_GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    if child.stdout:
        child.stdout.close()
