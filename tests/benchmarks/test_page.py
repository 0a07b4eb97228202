"""docs/benchmarks.md is rewritten section by section."""

import subprocess
import sys

from benchmarks.__main__ import sections, written


def test_sections_that_were_not_measured_again_stay() -> None:
    told = {"Start of the command line and the web app": "    python -m benchmarks.startup"}
    told["Known-item search over 34,976 articles"] = "scores"
    assert sections(written(told)) == told


def test_sections_stand_in_the_order_in_which_they_run() -> None:
    late, early = "Memory that an export takes", "Start of the command line and the web app"
    assert list(sections(written({late: "b", early: "a"}))) == [early, late]


def test_an_unknown_name_says_which_there_are() -> None:
    command = [sys.executable, "-m", "benchmarks", "speed"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "speed: there are startup, extraction" in done.stderr
