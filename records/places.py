"""The provinces of both vintages: 63 until 30 June 2025, 34 since; and which belongs to which."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from records.base import Record
from records.yaml_text import read_yaml

Vintage = Literal["63", "34"]
# Resolution 202/2025/QH15: the 34 units work from this day.
MERGED_ON = date(2025, 7, 1)


class Province(Record, frozen=True):
    """A unit of the first level. `key` is vintage and code ("63:15"), `today` the key it belongs to now ("34:15")."""

    key: str
    name: str
    kind: Literal["city", "province"]
    region: str
    today: str

    @property
    def vintage(self) -> str:
        """ "63" or "34"."""
        return self.key[:2]


@cache
def provinces() -> dict[str, Province]:
    """All 97 units by key, in the order of their codes."""
    raw = read_yaml(files("records.vocabulary").joinpath("provinces.yaml").read_text("utf-8"))
    return {
        f"{vintage}:{code}": Province(
            key=f"{vintage}:{code}",
            name=row["name"],
            kind=row["kind"],
            region=row["region"],
            today=f"34:{row['today']}",
        )
        for vintage, rows in raw.items()
        for code, row in rows.items()
    }


def vintage_on(day: date | None) -> Vintage:
    """Which set of provinces was in force on a day; an unknown day is read as before the merger."""
    return "34" if day is not None and day >= MERGED_ON else "63"


@cache
def by_name(vintage: Vintage) -> dict[str, Province]:
    """The units of one vintage by short name ("Hồ Chí Minh")."""
    return {p.name: p for p in provinces().values() if p.vintage == vintage}


@cache
def regions(vintage: Vintage) -> tuple[str, ...]:
    """The six regions of a vintage, from north to south as the statistics office lists them."""
    return tuple(dict.fromkeys(p.region for p in provinces().values() if p.vintage == vintage))
