"""Whole nights: who is still to be crawled, when enough came through, and when they are late."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from pipeline import clock
from pipeline.coverage import coverage_days
from pipeline.ledger import nights, runs
from pipeline.ledger.tables import parts
from pipeline.ledger.tables import runs as runs_table
from pipeline.night_letter import coverage_of, coverage_table, tell_coverage
from pipeline.nights import (
    budget_now,
    close_crawls,
    end_waiting_nights,
    note_night,
    nothing_to_crawl,
    plan_night,
    politeness_class,
)
from pipeline.reading_room import ReadingRoom
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from records.errors import NightError, RegistryError, WindowError
from tests.serving import Quiet, running

NIGHT = date(2026, 3, 2)
WITHIN = timedelta(hours=36)


@pytest.fixture
def place(world: Any, tmp_path: Path) -> Iterator[Workplace]:
    """Three enabled sources; one is asked slowly."""
    for name, delay in (("mot", 0), ("hai", 0), ("ba", 1)):
        text = (
            f'id: {name}\nname: "Cổng {name}"\nhome: "http://127.0.0.1:9/{name}/"\nlevel: department\nenabled: true\n'
        )
        text += f"politeness: {{delay_seconds: {delay}, allow_private: true, because: on loopback}}\n"
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    place = Workplace(Settings(home=world.home.root, sources=str(tmp_path)))
    yield place
    place.ledger.close()


def crawled(place: Workplace, source_id: str, *, error: str = "", stopped: bool = False) -> str:
    """Notes a crawl of the night."""
    run_id, now = f"20260302T0100{len(source_id):02d}-{source_id}", clock.now()
    with place.ledger.begin() as connection:
        runs.start(connection, run_id, command="crawl", source_id=source_id, night=NIGHT, now=now)
        runs.end(connection, run_id, now=now, stats={"stopped": stopped}, error=error)
    return run_id


def test_all_that_are_due_are_planned_by_how_fast_they_may_be_asked(place: Workplace) -> None:
    plan = plan_night(place, (), night=NIGHT)
    assert {row["source_id"]: row["pace"] for row in plan.rows} == {"mot": "quick", "hai": "quick", "ba": "polite"}
    assert all(row["budget"] == 2000 for row in plan.rows)
    assert [politeness_class(source) for source in plan.sources].count("polite") == 1


def test_what_came_through_is_not_planned_again_unless_asked(place: Workplace) -> None:
    crawled(place, "mot")
    crawled(place, "hai", error="unreachable")
    crawled(place, "ba", stopped=True)
    assert {row["source_id"] for row in plan_night(place, (), night=NIGHT).rows} == {"hai", "ba"}
    assert plan_night(place, (), night=NIGHT).notes == ["came through tonight already: mot"]
    assert len(plan_night(place, (), night=NIGHT, again=True).rows) == 3
    assert len(plan_night(place, (), night=NIGHT + timedelta(days=1)).rows) == 3


def test_a_crawl_that_was_stopped_watched_its_source_and_did_not_come_through(place: Workplace) -> None:
    crawled(place, "mot")
    crawled(place, "hai", stopped=True)
    crawled(place, "ba", error="unreachable")
    with place.ledger.read() as connection:
        assert nights.came_through(connection, NIGHT) == {"mot"}
        assert nights.first_watched(connection) == {"mot": NIGHT, "hai": NIGHT}
        found = {row.source_id: row.finding for row in coverage_days(connection, NIGHT)}
    assert found == {"mot": "ok", "hai": "unfinished", "ba": "unreachable"}


def test_what_was_crawled_and_not_read_need_only_be_read(place: Workplace) -> None:
    run_id = crawled(place, "mot")
    row = {"part": "mot/x.warc.gz", "source_id": "mot", "run_id": run_id, "records": 1, "bytes": 1}
    with place.ledger.begin() as connection:
        connection.execute(parts.insert().values(**row, sealed_at=clock.now()))
    budgets = {row["source_id"]: row["budget"] for row in plan_night(place, (), night=NIGHT).rows}
    assert budgets == {"mot": 0, "hai": 2000, "ba": 2000}


def test_names_are_checked_and_windows_told(place: Workplace, tmp_path: Path) -> None:
    assert [row["budget"] for row in plan_night(place, ["ba"], night=NIGHT, budget=7).rows] == [7]
    with pytest.raises(RegistryError, match="khong-co"):
        plan_night(place, ["khong-co"], night=NIGHT)
    minute = clock.now() + timedelta(hours=3)
    window = f'window: ["{minute:%H:%M}", "{minute + timedelta(minutes=1):%H:%M}"]'
    for path in tmp_path.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("politeness: {", f"politeness: {{{window}, "), "utf-8")
    place.reload()
    with pytest.raises(WindowError, match=r"no source may be asked now: .*ba"):
        plan_night(place, (), night=NIGHT)


def test_a_night_without_any_source_has_nothing_to_crawl(place: Workplace, tmp_path: Path) -> None:
    assert nothing_to_crawl(place, ()) == ""
    for path in tmp_path.glob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("enabled: true", "enabled: false"), "utf-8")
    place.reload()
    assert re.search(rf"no source is enabled.*probe URL --write.*{tmp_path}", nothing_to_crawl(place, ()))
    assert nothing_to_crawl(place, ["mot"]) == ""
    (tmp_path / "sai.yaml").write_text("id: [", "utf-8")
    place.reload()
    assert nothing_to_crawl(place, ()) == ""


def test_a_night_is_good_when_enough_came_through(place: Workplace) -> None:
    told: list[str] = []
    crawled(place, "mot")
    crawled(place, "hai")
    crawled(place, "ba", error="no answer")
    assert close_crawls(place, ["mot", "hai", "ba"], NIGHT, tell=told.append) == {"came": 2, "failed": 1}
    assert told == ["night 2026-03-02: 2 of 3 sources came through; ba: no answer"]


def test_a_night_on_which_too_few_came_fails_and_is_noted(place: Workplace) -> None:
    crawled(place, "mot")
    crawled(place, "hai", error="no answer")
    with pytest.raises(NightError, match=r"1 of 3 sources came through.*hai: no answer.*ba: no crawl of it began"):
        close_crawls(place, ["mot", "hai", "ba"], NIGHT, tell=lambda _: None)
    with place.ledger.read() as connection:
        assert nights.last_good(connection) is None
        assert "no night was good yet" in nights.late(connection, now=clock.now() + 2 * WITHIN, within=WITHIN)


def test_health_goes_by_the_last_good_night(place: Workplace) -> None:
    room = ReadingRoom(place.ledger, place.settings.folders, {}, night_hours=36)
    assert room.late_night() == "", "whoever runs no nights is never late"
    note_night(place, NIGHT, stats={"came": 3})
    assert room.late_night() == ""
    with place.ledger.begin() as connection:
        connection.execute(update(runs_table).values(ended_at=clock.now() - timedelta(hours=37)))
    assert room.late_night().startswith("the last good night ended ")
    assert ReadingRoom(place.ledger, place.settings.folders, {}, night_hours=0).late_night() == ""
    note_night(place, NIGHT, error="1 of 3 came through")
    assert room.late_night(), "a bad night is no good one"


def test_notes_of_nights_are_no_source(place: Workplace) -> None:
    note_night(place, NIGHT)
    crawled(place, "mot", error="no answer")
    with place.ledger.read() as connection:
        assert [day.source_id for day in coverage_days(connection, NIGHT)] == ["mot"]
    table = coverage_table(coverage_of(place, NIGHT))
    assert table.splitlines()[0].startswith("mot")
    assert "no answer" in table


def test_a_wrong_yaml_is_told_wherever_the_night_is(place: Workplace, tmp_path: Path) -> None:
    (tmp_path / "sai.yaml").write_text("id: sai\nkhoa: la\n", "utf-8")
    place.reload()
    assert [note for note in plan_night(place, (), night=NIGHT).notes if "sai.yaml" in note and "left out" in note]
    crawled(place, "mot")
    told: list[str] = []
    close_crawls(place, ["mot"], NIGHT, tell=told.append)
    assert "1 of 1 sources came through; left out, it is wrong: " in told[0]
    with pytest.raises(NightError, match=r"sai\.yaml"):
        close_crawls(place, ["mot", "hai"], NIGHT, tell=told.append)


def test_another_try_has_what_is_left_of_the_nights_requests(place: Workplace) -> None:
    source = place.registry.source("mot")
    assert budget_now(place, source, night=NIGHT, planned=2000) == 2000
    run_id, now = "20260302T010000-mot", clock.now()
    with place.ledger.begin() as connection:
        runs.start(connection, run_id, command="crawl", source_id="mot", night=NIGHT, now=now)
        runs.end(connection, run_id, now=now, stats={"requests": 1900}, error="no answer")
    assert budget_now(place, source, night=NIGHT, planned=2000) == 100
    assert budget_now(place, source, night=NIGHT, planned=2000, named=True) == 2000
    with place.ledger.begin() as connection:
        runs.end(connection, run_id, now=now, stats={"requests": 2000}, error="no answer")
    with pytest.raises(WindowError, match="all its 2000 requests"):
        budget_now(place, source, night=NIGHT, planned=2000)


def test_a_night_that_came_in_is_good_once_it_is_searchable(place: Workplace) -> None:
    crawled(place, "mot")
    for _ in range(2):  # its task was cleared, and done again
        close_crawls(place, ["mot"], NIGHT, tell=lambda _: None)
    with place.ledger.read() as connection:
        assert nights.last_good(connection) is None
        assert "no night was good yet" in nights.late(connection, now=clock.now() + 2 * WITHIN, within=WITHIN)
    assert end_waiting_nights(place, {}, came_before=clock.now() - timedelta(hours=1)) == []
    assert end_waiting_nights(place, {"new": 3}, came_before=clock.now() + timedelta(seconds=1)) == [NIGHT]
    assert end_waiting_nights(place, {"new": 3}, came_before=clock.now() + timedelta(seconds=1)) == []
    with place.ledger.read() as connection:
        assert nights.last_good(connection) is not None


def test_the_letter_names_who_was_not_asked_or_read_or_is_wrong(place: Workplace, tmp_path: Path) -> None:
    folder = tmp_path / "only yamls"
    folder.mkdir()
    for path in tmp_path.glob("*.yaml"):
        path.rename(folder / path.name)
    closed = folder / "ba.yaml"
    closed.write_text(closed.read_text("utf-8").replace("politeness: {", 'politeness: {window: ["08:00", "12:00"], '))
    (folder / "sai.yaml").write_text("id: sai\nkhoa: la\n", "utf-8")
    (folder / "an.yaml").write_text("kind: correction\nid: an\nsupress: true\n", "utf-8")
    crawled(place, "mot")
    row = {"part": "hai/x.warc.gz", "source_id": "hai", "run_id": crawled(place, "hai"), "records": 1, "bytes": 1}
    with place.ledger.begin() as connection:
        connection.execute(parts.insert().values(**row, sealed_at=clock.now()))
    (place.settings.folders.rules / "mot.yaml").parent.mkdir(parents=True, exist_ok=True)
    (place.settings.folders.rules / "mot.yaml").write_text("fields: {}\n", "utf-8")
    letters: list[bytes] = []

    class Hook(Quiet):
        def asked(self) -> None:
            letters.append(self.took())
            self.answer(204)

    with running(HTTPServer(("127.0.0.1", 0), Hook)) as server:
        hook = f"http://127.0.0.1:{server.server_address[1]}/"
        told = Workplace(Settings(home=place.settings.home, sources=str(folder), webhook_url=hook))
        assert tell_coverage(told, NIGHT) == 5
        assert tell_coverage(told, NIGHT, whole=False) == 4, "who was not named need not be asked"
        told.ledger.close()
    text = json.loads(letters[0])["text"]
    assert "an.yaml: unknown key 'supress'" in text
    assert "ba: not asked: its window is 08:00 to 12:00" in text
    assert "hai: crawled, its pages could not be read: `khotin transform hai`" in text
    assert "mot: new rules are proposed: khotin sources check mot --accept" in text
    assert "sai.yaml" in text
    assert "ba: not asked" not in json.loads(letters[1])["text"]
