"""A run without names: who is asked now, who is named and passed over, and what is said when nobody may be asked."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline import clock
from pipeline.cli import khotin
from pipeline.cli.choosing import chosen_tonight
from pipeline.workplace import Workplace
from records.errors import WindowError
from tests.pipeline.test_windows import at

NOON = at("12:00")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Workplace]:
    """A workplace with these sources, enabled, at noon; each by its id and the politeness in its file."""

    def make(**sources: str) -> Workplace:
        folder = tmp_path / "sources"
        folder.mkdir(exist_ok=True)
        for known, politeness in sources.items():
            text = (
                f'id: {known}\nname: "Cổng"\nhome: "https://{known}.gov.vn/"\nenabled: true\npoliteness: {politeness}\n'
            )
            (folder / f"{known}.yaml").write_text(text, "utf-8")
        monkeypatch.setenv("KHOTIN_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("KHOTIN_SOURCES", str(folder))
        monkeypatch.setattr(clock, "now", lambda: NOON)
        return Workplace()

    return make


def test_named_sources_wait_for_no_window(place: Callable[..., Workplace]) -> None:
    found, budgets = chosen_tonight(place(dem="{requests_a_night: 300}"), ("dem",), None, None)
    assert ([source.id for source in found], budgets) == (["dem"], {"dem": 5000})


def test_those_whose_window_is_closed_are_named(
    place: Callable[..., Workplace], capsys: pytest.CaptureFixture[str]
) -> None:
    here = place(dem="{}", ngay='{window: ["11:00", "13:00"], requests_a_night: 300, because: asked by day}')
    found, budgets = chosen_tonight(here, (), None, None)
    assert ([source.id for source in found], budgets) == (["ngay"], {"ngay": 300})
    told = capsys.readouterr().err
    assert "passed over: dem (its window is 20:00 to 07:00; it opens 2026-03-01 20:00)" in told
    (others,) = [line for line in told.splitlines() if line.startswith("not crawled: ")]
    assert re.fullmatch(r"not crawled: \d+ disabled, \d+ of them never verified \(`khotin sources list` .*\)", others)
    here.ledger.close()


def test_a_source_on_a_private_network_waits_for_no_window_but_its_own(
    place: Callable[..., Workplace], capsys: pytest.CaptureFixture[str]
) -> None:
    here = place(
        gan="{allow_private: true, because: ours}",
        dem='{allow_private: true, window: ["22:00", "06:00"], because: ours}',
    )
    found, _ = chosen_tonight(here, (), None, None)
    assert [source.id for source in found] == ["gan"]
    assert "passed over: dem (its window is 22:00 to 06:00" in capsys.readouterr().err
    here.ledger.close()


def test_the_list_says_of_each_whether_it_is_crawled(place: Callable[..., Workplace]) -> None:
    place(ngay="{}")
    lines = CliRunner().invoke(khotin, ["sources", "list"]).stdout.splitlines()
    assert lines[1].split() == ["id", "name", "platform", "state", "verified", "home"]
    states = {line.split()[0]: line for line in lines if "https://" in line}
    assert " enabled " in states["ngay"]
    assert " disabled " in states["da-nang"]


def test_a_run_that_may_ask_nobody_says_when_it_may(place: Callable[..., Workplace]) -> None:
    place(dem="{}")
    said: Result = CliRunner().invoke(khotin, ["run"])
    problem: Any = said.exception
    assert isinstance(problem, WindowError)
    assert "no source may be asked now: dem (its window is 20:00 to 07:00; it opens 2026-03-01 20:00)" in str(problem)
