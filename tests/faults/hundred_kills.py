"""kill -9 at a hundred points drawn by lot over crawl, transform, link and index of two nights.

KHOTIN_KILLS=500 kills more often, KHOTIN_KILL_SEED=2 at others. It takes minutes: only by name (`make faults`).
"""

import os
import sys
from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest

from tests.faults.kill_points import Killer, Runner, two_nights

pytestmark = [pytest.mark.smoke, pytest.mark.timeout(3600)]
_KILLS = int(os.environ.get("KHOTIN_KILLS", "100"))
_SEED = int(os.environ.get("KHOTIN_KILL_SEED", "1"))


def test_nobody_can_tell_that_it_was_killed(tmp_path: Path) -> None:
    runner = Runner(tmp_path)
    try:
        with two_nights(tmp_path, runner) as stages:
            killer = Killer(runner, tmp_path, seed=_SEED)
            for stage in cycle(stages):
                if len(killer.kills) >= _KILLS:
                    break
                killer.round(stage)
    finally:
        runner.close()
    counted = Counter(line.partition(":")[0] for line in killer.kills)
    assert len(killer.kills) >= _KILLS
    # A round kills its stage once or twice.
    rounds = _KILLS // (2 * len(stages))
    assert all(counted[stage.name] >= rounds for stage in stages), counted
    told = [
        *killer.kills,
        *(f"{stage}: {kills} kills" for stage, kills in counted.items()),
        f"{len(killer.kills)} in all",
    ]
    sys.stdout.write("\n" + "\n".join(told) + "\n")
