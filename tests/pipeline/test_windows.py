"""Windows and budgets: when a run without names may ask a source, and for how much."""

from datetime import datetime
from typing import Any

import msgspec
import pytest

from pipeline.clock import VIETNAM
from pipeline.ledger import runs
from pipeline.windows import is_open, opens_at, tonight, window_of
from records import Politeness, Source


def at(clock_time: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-01T{clock_time}:00+07:00")


def source(source_id: str = "nghean", **politeness: Any) -> Source:
    return Source(id=source_id, name="Cổng", home="https://nghean.gov.vn/", politeness=Politeness(**politeness))


@pytest.mark.parametrize(
    ("window", "now", "open_"),
    [
        (("20:00", "07:00"), "19:59", False),
        (("20:00", "07:00"), "20:00", True),
        (("20:00", "07:00"), "03:00", True),
        (("20:00", "07:00"), "07:00", False),
        (("01:00", "05:30"), "05:29", True),
        (("01:00", "05:30"), "05:30", False),
        (("01:00", "05:30"), "00:59", False),
        (("00:00", "24:00"), "23:59", True),
        (("00:00", "00:00"), "12:00", True),
    ],
)
def test_a_window_may_go_over_midnight(window: tuple[str, str], now: str, open_: bool) -> None:
    assert is_open(window, at(now)) is open_
    utc = at(now).astimezone(msgspec.convert("2026-03-01T00:00:00Z", datetime).tzinfo)
    assert is_open(window, utc) is open_, "Vietnam's time, whatever the machine's"


def test_it_opens_today_or_tomorrow() -> None:
    assert opens_at(("20:00", "07:00"), at("12:00")) == datetime(2026, 3, 1, 20, 0, tzinfo=VIETNAM)
    assert opens_at(("01:00", "05:30"), at("12:00")) == datetime(2026, 3, 2, 1, 0, tzinfo=VIETNAM)


def test_on_a_private_network_only_a_window_written_down_holds() -> None:
    assert is_open(window_of(source(allow_private=True)), at("12:00"))
    assert window_of(source(allow_private=True, window=("22:00", "06:00"))) == ("22:00", "06:00")
    assert window_of(source()) == ("20:00", "07:00")


def test_who_is_passed_over_and_for_how_much_the_others_are_asked(world: Any) -> None:
    run_id = world.begin_run("halfway")
    night = world.now.date()
    for spent, known in ((70, "halfway"), (100, "spent")):
        run_id = run_id if known == "halfway" else world.begin_run(known)
        with world.ledger.begin() as connection:
            runs.end(connection, run_id, now=world.now, stats={"requests": spent})
    nights = {"halfway": night, "spent": world.now.date()}
    sources = [source(known, requests_a_night=100) for known in ("halfway", "spent", "fresh")]
    closed = source("closed", window=("01:00", "02:00"))
    with world.ledger.read() as connection:
        found = tonight(connection, [*sources, closed], now=at("22:00"), night=nights["spent"])
        small = tonight(connection, sources, now=at("22:00"), night=night, budget=20)
    assert found.budgets == {"halfway": 100, "fresh": 100}, "another night's requests don't count"
    assert found.passed == [
        "spent (all its 100 requests of the night 2026-03-03 were made)",
        "closed (its window is 01:00 to 02:00; it opens 2026-03-02 01:00)",
    ]
    assert small.budgets == {"halfway": 20, "spent": 20, "fresh": 20}
    with world.ledger.read() as connection:
        rest = tonight(connection, sources, now=at("22:00"), night=night)
    assert rest.budgets["halfway"] == 30
