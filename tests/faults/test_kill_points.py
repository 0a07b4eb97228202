"""kill -9 at points drawn by lot in each step of two nights, then the step again: nobody can tell that it was killed.

A few here; a hundred in hundred_kills.py.
"""

from pathlib import Path

import pytest

from tests.faults.kill_points import Killer, Runner, two_nights

pytestmark = pytest.mark.smoke


def test_a_few_random_kills(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    try:
        with two_nights(tmp_path, runner) as stages:
            killer = Killer(runner, tmp_path, seed=20260301)
            for stage in stages:
                killer.round(stage)
    finally:
        runner.close()
    assert len(killer.kills) >= len(stages)
