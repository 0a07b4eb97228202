"""The country at a glance: one tile a province, placed as on the map and shaded by how many articles speak of it."""

import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import yaml

from records.base import Record
from records.places import Vintage, by_name, provinces
from search.engine import Reader
from search.query import Basis, Query
from search.values import later_name
from search.web import addresses
from search.web.i18n import Language

SHADES = 5


class Tile(Record, frozen=True):
    """One province: where it stands (from 1), what it says; shade 0 means nothing counted. `page` is the province's own
    page, `href` the list of what the number counts."""

    name: str
    short: str
    row: int
    column: int
    count: int
    count_text: str
    shade: int
    href: str
    page: str


class Island(Record, frozen=True):
    """An archipelago, named where it lies, with the unit it belongs to."""

    name: str
    of: str
    row: int
    column: int


class Step(Record, frozen=True):
    """One shade of the legend with the counts it stands for."""

    shade: int
    text: str


class TileMap(Record, frozen=True):
    """The map of one basis; `rows` and `columns` are its size."""

    basis: Basis
    units: int
    rows: int
    columns: int
    tiles: tuple[Tile, ...]
    islands: tuple[Island, ...]
    legend: tuple[Step, ...]


def tile_map(engine: Reader, basis: Basis, lang: Language) -> TileMap:
    """The map of all articles about each province, on the names of then (63) or of today (34)."""
    query = Query(basis=basis, role="about", sort="newest", limit=0)
    counted = {values[0]: count for values, count in engine.count(["province"], query).rows}
    vintage: Vintage = "34" if basis == "today" else "63"
    layout = _layout()[vintage]
    names = {unit.key[3:]: unit.name for unit in by_name(vintage).values()}
    numbers = {code: _count(engine, query, names[code], counted) for code in layout["tiles"]}
    held = [number for number in numbers.values() if number]
    smallest, largest = min(held, default=0), max(held, default=0)
    shades = {code: shade(number, smallest, largest) for code, number in numbers.items()}
    tiles = tuple(
        Tile(
            name=names[code],
            short=short,
            row=row + 1,
            column=column + 1,
            count=numbers[code],
            count_text=lang.number(numbers[code]),
            shade=shades[code],
            href=addresses.listing(_of(query, names[code], counted)),
            page=f"/provinces/{vintage}:{code}",
        )
        for code, (row, column, short) in layout["tiles"].items()
    )
    return TileMap(
        basis=basis,
        units=len(tiles),
        rows=max(tile.row for tile in tiles),
        columns=layout["columns"],
        tiles=tiles,
        islands=tuple(
            Island(name=i["name"], of=names[i["unit"]], row=i["row"] + 1, column=i["column"] + 1)
            for i in layout["islands"]
        ),
        legend=_legend(numbers, shades, lang),
    )


def shade(count: int, smallest: int, largest: int) -> int:
    """Which of the shades a count has, 0 for none: equal steps on a logarithmic scale from the smallest count to the
    largest, as a few provinces have most of the articles."""
    if not count:
        return 0
    if smallest == largest:
        return SHADES
    share = math.log(count / smallest) / math.log(largest / smallest)
    return min(SHADES, 1 + math.floor(SHADES * share))


def _of(query: Query, name: str, counted: Mapping[str, int]) -> Query:
    later = later_name(name, query.basis)  # articles since then name it so, and belong on its tile
    named = later if later in counted else name
    return msgspec.structs.replace(query, province=(named,), limit=Query().limit, sort=None)


def _count(engine: Reader, query: Query, name: str, counted: Mapping[str, int]) -> int:
    """The number the tile's link will find."""
    asked = _of(query, name, counted)
    if asked.province != (name,):
        return engine.search(msgspec.structs.replace(asked, limit=0), facets=False).total
    return counted.get(name, 0)


def _legend(numbers: Mapping[str, int], shades: Mapping[str, int], lang: Language) -> tuple[Step, ...]:
    steps = []
    for step in range(SHADES + 1):
        held = sorted(number for code, number in numbers.items() if shades[code] == step)
        if held:
            low, high = lang.number(held[0]), lang.number(held[-1])
            steps.append(Step(shade=step, text=low if low == high else f"{low}–{high}"))
    return tuple(steps)


@cache
def _layout() -> dict[str, Any]:
    """Both maps, checked: every unit has one tile, and no two stand on one place."""
    layout: dict[str, Any] = yaml.safe_load(files("search.web.counting").joinpath("tiles.yaml").read_text("utf-8"))
    for vintage, sheet in layout.items():
        codes = {unit.key[3:] for unit in provinces().values() if unit.vintage == vintage}
        places = {(row, column) for row, column, _ in sheet["tiles"].values()}
        if set(sheet["tiles"]) != codes or len(places) != len(codes):
            raise ValueError(f"tiles.yaml: the {vintage} units must have one tile each, none on another's place")
    return layout
