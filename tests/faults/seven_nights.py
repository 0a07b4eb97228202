"""A week of nights, compressed: edits, removals, an outage, a silence, a redesign; each night judged right, the corpus whole.

KHOTIN_WEEK_PORTALS=34 runs it over as many portals; without it over six. It takes minutes: only by name (`make week`).
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline import clock
from tests.faults.desks import Around, said
from tests.faults.week import Portal, Told
from tests.smoke.desk import Desk

pytestmark = [pytest.mark.smoke, pytest.mark.timeout(1800)]
_NIGHTS = 7
_A_DAY = 3  # articles
EDITED, REMOVED, DOWN, SILENT, REDESIGNED = "sua-bai", "go-bai", "sap-mang", "im-lang", "doi-giao-dien"
_SPECIAL = (EDITED, REMOVED, DOWN, SILENT, REDESIGNED)
_OUTAGE, _SILENCE, _REDESIGN = 2, 3, 4  # nights, from 0


class Week:
    """The portals, the desk, and the night that it is."""

    def __init__(self, desk: Desk, portals: dict[str, Portal]) -> None:
        self.desk, self.portals, self.night = desk, portals, 0
        # Whatever the hour of the test: what a portal published in the two hours before a night is of the night's own day.
        self._last = (clock.now() - timedelta(hours=12)).replace(hour=12, minute=0, second=0)

    def at(self, night: int) -> datetime:
        """The time of a night; the last one is the noon of today or, before it, of yesterday."""
        return self._last - timedelta(days=_NIGHTS - 1 - night)

    def around(self) -> Around:
        """A clock that shows the night's time."""
        return Around(off=(self.at(self.night) - clock.now()).total_seconds())

    def happens(self) -> None:
        """What the day before this night brought."""
        p, night = self.portals, self.night
        for portal in p.values():
            if portal.source_id != SILENT or night != _SILENCE:
                for number in range(_A_DAY if portal.source_id != REDESIGNED else 2 * _A_DAY):
                    portal.publish(self.at(night) - timedelta(hours=2, minutes=number))
        if night == 2:
            _edit(p[EDITED], p[EDITED].articles[-2 * _A_DAY])  # yesterday's
        if night == 3:
            p[REMOVED].articles[-2 * _A_DAY].taken_down = True
        if night == _OUTAGE:
            p[DOWN].close()
        if night == _OUTAGE + 1:
            p[DOWN].open()
        p[REDESIGNED].redesigned = night >= _REDESIGN

    def run(self) -> str:
        """The night; what it says went wrong."""
        return said(self.desk, self.around(), "run", *self.portals, code=None).err

    def verdicts(self) -> dict[tuple[str, int], str]:
        """What coverage says of each source and night."""
        nights = {self.at(night).date().isoformat(): night for night in range(_NIGHTS)}
        told = said(self.desk, self.around(), "status", "--json").json
        return {(row["source"], nights[row["day"]]): row["verdict"] for row in told["coverage"] if row["day"] in nights}

    def expected(self) -> dict[tuple[str, int], str]:
        """What it should say by this night."""
        found = {(known, night): "ok" for known in self.portals for night in range(self.night + 1)}
        if self.night >= _OUTAGE:
            found[DOWN, _OUTAGE] = "unreachable"
        if self.night > _SILENCE:  # a day is judged once a later night has asked for the rest of it
            found[SILENT, _SILENCE] = "silent"
        for night in range(_REDESIGN, self.night + 1):
            found[REDESIGNED, night] = "broken extraction"
        return found


def _edit(portal: Portal, told: Told) -> None:
    told.text = portal.sentences()


@pytest.fixture
def week(tmp_path: Any) -> Iterator[Week]:
    """Portals with a past of a week."""
    desk, wanted = Desk(tmp_path), int(os.environ.get("KHOTIN_WEEK_PORTALS", "6"))
    names = [*_SPECIAL, *(f"cong-{number}" for number in range(max(0, wanted - len(_SPECIAL))))]
    with ExitStack() as open_:
        portals = {name: Portal(name) for name in names}
        week = Week(desk, portals)
        for portal in portals.values():
            open_.callback(portal.close)
            more = ["expect: {articles_per_week: [14, 70]}"] if portal.source_id == SILENT else []
            desk.source(portal.source_id, portal.base, "platform: nukeviet", *more)
            for day in range(7, 0, -1):
                for number in range(_A_DAY):
                    portal.publish(week.at(0) - timedelta(days=day, hours=2, minutes=number))
        yield week


def test_a_week_of_nights(week: Week) -> None:
    for night in range(_NIGHTS):
        week.night = night
        week.happens()
        wrong = week.run()
        if night == _OUTAGE:
            assert f"failed: {DOWN}: " in wrong
            assert len(wrong.splitlines()) == 1, wrong
        elif night != _REDESIGN:
            assert not [line for line in wrong.splitlines() if REDESIGNED not in line], wrong
        verdicts, expected = week.verdicts(), week.expected()
        differing = {
            key: (verdicts.get(key), wanted) for key, wanted in expected.items() if verdicts.get(key) != wanted
        }
        assert not differing, f"night {night}: (told, right) {differing}"
    _check_corpus(week)


def _check_corpus(week: Week) -> None:
    """Every article that ever was is there once, with its latest text; what was taken down is marked."""
    rows = week.desk.exported()
    found = {row["url"]: row for row in rows}
    assert len(found) == len(rows)
    told = {f"{portal.base.rstrip('/')}{t.path}": t for portal in week.portals.values() for t in portal.articles}
    assert found.keys() == told.keys()
    wrong = [url for url, t in told.items() if t.title != found[url]["title"] or _end(t) not in found[url]["body"]]
    assert not wrong
    gone = {row["source"]: row["gone"] for row in week.desk.status()["sources"]}
    assert {name for name, number in gone.items() if number} == {REMOVED}
    assert gone[REMOVED] == 1
    # Pages in a new dress may be read a little otherwise, which makes another version of theirs.
    dressed = week.portals[REDESIGNED].base
    (edited,) = (url for url, row in found.items() if row["version"] > 1 and not url.startswith(dressed))
    assert edited.startswith(week.portals[EDITED].base)
    week.desk.khotin("verify", "--pages")


def _end(told: Told) -> str:
    return told.text.rpartition(". ")[2]
