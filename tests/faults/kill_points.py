"""Two nights over sample portals, cut into steps: each killed at a point drawn by lot, run again, and compared."""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from samples.content import TRIED
from tests.faults import equal
from tests.faults.sudden import Ended, Order
from tests.serving import PATIENCE
from tests.smoke.desk import ROOT, serving, wait_until

STEPS = ("crawl", "transform", "link", "index")
# Who is killed in a crawl: the command, the crawl that it started, or first the one, then the other.
_WHO = ("command", "crawl", "both")
_USED = re.compile(r"^used ([\d.]+)$", re.MULTILINE)


class Runner:
    """`khotin` in forks that may be killed."""

    def __init__(self, folder: Path) -> None:
        self._told = folder / "told"
        command = [sys.executable, "-m", "tests.faults.sudden"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, home: Path, sources: Path, *arguments: str, after: float = 0, crawl_after: float = 0) -> Ended:
        """A command to its end, or up to a point; it never says what only a fault of the program says."""
        assert self._process.stdin
        assert self._process.stdout
        self._told.unlink(missing_ok=True)
        order = Order(
            arguments=list(arguments), environment={"KHOTIN_HOME": str(home), "KHOTIN_SOURCES": str(sources)},
            told=str(self._told), after=after, crawl_after=crawl_after,
        )  # fmt: skip
        print(msgspec.json.encode(order).decode(), file=self._process.stdin, flush=True)
        ended = msgspec.json.decode(self._process.stdout.readline(), type=Ended)
        assert "Traceback" not in self.told, self.told
        return ended

    @property
    def told(self) -> str:
        """What the last command said."""
        return self._told.read_text("utf-8") if self._told.exists() else ""

    def close(self) -> None:
        """Ends the process that forks."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


@dataclass
class Stage:
    """A step of a night: the home before it, its sources, the commands from it to the night's end, the processor seconds
    it takes (and the crawl's own), the home at the night's end when nobody killed anything."""

    night: int
    step: str
    before: Path
    sources: Path
    commands: list[tuple[str, ...]]
    seconds: float = 0
    crawl_seconds: float = 0
    wanted: equal.Told = field(default_factory=dict)

    @property
    def name(self) -> str:
        """As a person says it."""
        return f"night {self.night}, {self.step}"


@contextmanager
def two_nights(folder: Path, runner: Runner) -> Iterator[list[Stage]]:
    """The stages of both nights, the portals of both served as long as the block lasts."""
    home, stages = folder / "undisturbed", []
    with _portals(folder / "night-1", 1) as first, _portals(folder / "night-2", 2) as second:
        for night, sources in enumerate((first, second), 1):
            done = runner.run(home, sources, "crawl", *TRIED[1:])
            assert done.code == 0, runner.told
            stages += _night(folder, home, sources, night, runner)
        yield stages


@contextmanager
def _portals(folder: Path, night: int) -> Iterator[Path]:
    command = ["-m", "samples.commands", "serve", "--port", 0, "--sources", folder, "--night", night]
    command += [part for portal_id in TRIED for part in ("--only", portal_id)]
    with serving(command, "night "):
        yield folder


def _night(folder: Path, home: Path, sources: Path, night: int, runner: Runner) -> list[Stage]:
    """A night that nobody disturbs, with a copy of the home before each step."""
    commands = [("crawl", TRIED[0]), ("transform",), ("link",), ("index",)]
    stages = []
    for number, (step, command) in enumerate(zip(STEPS, commands, strict=True)):
        before = folder / f"before-{night}-{step}"
        shutil.copytree(home, before)
        ended = runner.run(home, sources, *command)
        assert ended.code == 0, runner.told
        stages.append(Stage(night, step, before, sources, commands[number:], ended.used))
    stages[0].crawl_seconds = _crawl_seconds(home)
    for stage in stages:
        stage.wanted = (equal.in_meaning if stage.step == "crawl" else equal.exactly)(home)
    return stages


def _crawl_seconds(home: Path) -> float:
    logs = sorted((home / "logs").glob(f"*-{TRIED[0]}.log"))
    found = _USED.search(logs[-1].read_text("utf-8"))
    assert found, "the crawl did not say what it used"
    return float(found[1])


class Killer:
    """Kills at points drawn by lot, each command once or twice, until it has killed often enough."""

    def __init__(self, runner: Runner, folder: Path, seed: int) -> None:
        self._runner, self._home, self._lot = runner, folder / "killed", random.Random(seed)
        self.kills: list[str] = []

    def round(self, stage: Stage) -> None:
        """Kills a step, and sometimes the run that was to mend it too; then the night's rest and the comparison."""
        shutil.rmtree(self._home, ignore_errors=True)
        shutil.copytree(stage.before, self._home)
        for _ in range(1 + (self._lot.random() < 1 / 3)):
            self._kill(stage)
        for command in stage.commands:
            self._come_through(stage, command)
        told = (equal.in_meaning if stage.step == "crawl" else equal.exactly)(self._home)
        for part, wanted in stage.wanted.items():
            same = told[part] == wanted
            assert same, f"{stage.name}: {part} after {self.kills[-2:]}:\n{equal.differing(told[part], wanted)}"
        assert self._runner.run(self._home, stage.sources, "verify", "--pages").code == 0, self._runner.told

    def _kill(self, stage: Stage) -> None:
        """A step that was done before its point came is drawn again, with an earlier one."""
        who = self._lot.choice(_WHO) if stage.step == "crawl" else "command"
        part = 1.0
        while part > 0.01:
            after = self._lot.random() * part * stage.seconds if who != "crawl" else 0
            crawl_after = self._lot.random() * part * stage.crawl_seconds if who != "command" else 0
            ended = self._runner.run(
                self._home, stage.sources, *stage.commands[0], after=after, crawl_after=crawl_after
            )
            self._let_orphans_end(stage)
            if ended.code == -9 or "the crawl ended without its report (exit -9)" in self._runner.told:
                self.kills.append(f"{stage.name}: {who} after {after or crawl_after:.3f} s of processor time")
                return
            shutil.rmtree(self._home)
            shutil.copytree(stage.before, self._home)
            part *= 0.8
        raise AssertionError(f"{stage.name}: never killed in time")

    def _let_orphans_end(self, stage: Stage) -> None:
        """A crawl whose command is gone notices, stops, and lets go of the lock."""
        from pipeline.locks import is_held

        if stage.step == "crawl":
            wait_until(lambda: not is_held(self._home / "locks", TRIED[0]), "the end of an orphaned crawl")

    def _come_through(self, stage: Stage, command: tuple[str, ...]) -> None:
        ended = self._runner.run(self._home, stage.sources, *command)
        assert ended.code == 0, f"{stage.name}: {command} after {self.kills[-2:]}: {self._runner.told}"
