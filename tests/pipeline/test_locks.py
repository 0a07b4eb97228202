"""Locks: one holder at a time, named to whoever comes second, let go by a killed process."""

import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from pipeline import locks
from pipeline.clock import VIETNAM
from records.errors import LockError

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=VIETNAM)
HOLD = """
import sys, time
from datetime import datetime
from pathlib import Path
from pipeline import locks
from pipeline.clock import VIETNAM
with locks.held(Path(sys.argv[1]), "nghean", run_id="run-of-a-child", now=datetime(2026, 3, 1, 1, 0, tzinfo=VIETNAM)):
    print("held", flush=True)
    time.sleep(600)
"""


def test_the_second_is_told_who_holds_it_and_since_when(tmp_path: Path) -> None:
    with locks.held(tmp_path, "nghean", run_id="run-1", now=NOW):
        with (
            pytest.raises(LockError, match=r"nghean: run run-1 \(process \d+\).*since 2026-03-01T02:00:00\+07:00"),
            locks.held(tmp_path, "nghean", run_id="run-2", now=NOW),
        ):
            pass
        with locks.held(tmp_path, "danang", run_id="run-2", now=NOW):
            assert locks.holder(tmp_path / "danang.lock")["run"] == "run-2"
    with locks.held(tmp_path, "nghean", run_id="run-3", now=NOW):
        assert locks.holder(tmp_path / "nghean.lock")["run"] == "run-3"
    assert locks.holder(tmp_path / "nghean.lock") == {}


def test_an_error_lets_go(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locks.held(tmp_path, "nghean", run_id="run-1", now=NOW):
        _ = 1 / 0
    with locks.held(tmp_path, "nghean", run_id="run-2", now=NOW):
        pass


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(LockError, match="run-of-a-child"), locks.held(tmp_path, "nghean", run_id="r", now=NOW):
            pass
        child.send_signal(signal.SIGKILL)
        child.wait()
    with locks.held(tmp_path, "nghean", run_id="run-2", now=NOW):
        assert locks.holder(tmp_path / "nghean.lock")["run"] == "run-2"


def test_whoever_waits_says_for_whom_and_gets_its_turn(tmp_path: Path) -> None:
    told: list[str] = []
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"

        def tell(message: str) -> None:
            told.append(message)
            child.kill()

        with locks.held(tmp_path, "nghean", run_id="mine", now=NOW, wait_seconds=60, tell=tell):
            assert locks.holder(tmp_path / "nghean.lock")["run"] == "mine"
    assert len(told) == 1
    assert told[0].startswith("nghean: waiting, at most 60 seconds: run run-of-a-child (process ")
    assert "since 2026-03-01T01:00:00+07:00" in told[0]


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    with (
        locks.held(tmp_path, "nghean", run_id="run-1", now=NOW),
        pytest.raises(LockError, match=r"run-1 .* was waited for 0\.1 seconds"),
        locks.held(tmp_path, "nghean", run_id="run-2", now=NOW, wait_seconds=0.1),
    ):
        pass
