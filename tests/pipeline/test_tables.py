"""What commands say on a narrow terminal and a wide one: days and names whole, budgets that ended told."""

from datetime import date
from typing import Any

import pytest

from crawlers.job import CrawlStats
from pipeline.cli import status_tables, terminal
from pipeline.cli.telling import tell_night
from pipeline.coverage import CoverageDay
from pipeline.night import NightReport, SourceNight

DAY = date(2026, 11, 23)
DAYS = [
    CoverageDay("mau-ben-tre", DAY, "complete", {"new": 12, "failed": 1, "gone": 2, "rejected": 3}, 18, 12),
    CoverageDay("mau-hung-yen", DAY, "complete", {"new": 15, "budget": 24, "duplicate": 2, "redirected": 1}, 42, 15),
]


def shown(monkeypatch: pytest.MonkeyPatch, capsys: Any, width: int) -> list[str]:
    monkeypatch.setattr(terminal, "_NO_TERMINAL", width)
    status_tables.show_coverage(DAYS, DAY, 7)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("width", [80, 100, 120, 200])
def test_a_day_its_source_and_its_verdict_stand_on_one_line(width: int, monkeypatch: Any, capsys: Any) -> None:
    lines = shown(monkeypatch, capsys, width)
    assert max(map(len, lines[:8])) <= width
    for source, verdict in (("mau-ben-tre", "ok"), ("mau-hung-yen", "budget ended")):
        (line,) = (line for line in lines if line.split()[:2] == ["2026-11-23", source])
        assert line.endswith(f" {verdict}")


def test_numbers_that_have_no_room_are_told_in_words(monkeypatch: Any, capsys: Any) -> None:
    narrow = " ".join(" ".join(shown(monkeypatch, capsys, 80)).split())
    assert "12 fetched, 3 rejected," in narrow
    assert "ended as" in narrow
    assert "duplicates redirected" in " ".join(" ".join(shown(monkeypatch, capsys, 160)).split())


def test_a_column_of_numbers_folds_its_heading_and_no_number(monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr(terminal, "_NO_TERMINAL", 40)
    rows = [("mau-hung-yen", 1234567, "a long line that is told in several")]
    terminal.put_table(
        ("source", "articles to fetch", "what"), rows, right=("articles to fetch",), unbroken=("source",)
    )
    out = capsys.readouterr().out
    assert any("mau-hung-yen" in line and "1234567" in line for line in out.splitlines())


def test_a_budget_that_ended_is_told_in_the_run_s_own_lines(capsys: Any) -> None:
    ended = SourceNight("mau-hung-yen", crawl=CrawlStats(requests=25, new=14, left=26))
    whole = SourceNight("mau-ben-tre", crawl=CrawlStats(requests=26, new=12))
    tell_night(NightReport(sources=[ended, whole]), as_json=False)
    out = capsys.readouterr().out
    assert "26 of mau-hung-yen are left" in out
    rows = {line.split()[0]: line.rstrip() for line in out.splitlines() if line.startswith(" mau-")}
    assert rows["mau-hung-yen"].endswith("budget ended")
    assert rows["mau-ben-tre"].endswith("ok")


@pytest.mark.parametrize(("gone", "told"), [(1, "1 address answered"), (2, "2 addresses answered")])
def test_one_address_is_no_addresses(gone: int, told: str, capsys: Any) -> None:
    tell_night(NightReport(sources=[SourceNight("a", crawl=CrawlStats(gone=gone))]), as_json=False)
    assert told in capsys.readouterr().out


def test_a_crawl_that_was_asked_to_end_is_not_told_as_ended(capsys: Any) -> None:
    stopped = SourceNight("mau-hung-yen", crawl=CrawlStats(requests=25, new=14, left=26, stopped=True))
    tell_night(NightReport(sources=[stopped]), as_json=False)
    out = capsys.readouterr().out
    assert next(line for line in out.splitlines() if line.startswith(" mau-")).rstrip().endswith("stopped")
    assert "budget:" not in out
