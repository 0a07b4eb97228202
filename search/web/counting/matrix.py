"""Who works with whom: provinces and regions against each other, by year, each pair with the list that proves it."""

from collections import Counter
from collections.abc import Mapping

import msgspec

from records.base import Record
from records.places import by_name
from search.engine import UNKNOWN, Reader
from search.query import Basis, Query, Unit
from search.web import addresses, wording
from search.web.asking import Asking, Given
from search.web.counting.common import Choice, bases, basis_text, chips, joined
from search.web.counting.pairs import Evidence, together
from search.web.counting.tiles import shade
from search.web.i18n import Language
from search.web.listing.filters import Chip, given_names

_Totals = Mapping[tuple[str, str], int]
PATH, CSV_PATH = "/cooperation", "/cooperation.csv"


class Named(Record, frozen=True):
    """A province or a region as a party, by its Vietnamese name."""

    name: str
    is_region: bool


class Party(Named, frozen=True):
    """A row and column; `starts` where another region's begin."""

    region: str
    starts: bool


class Cell(Record, frozen=True):
    """What two parties did together; `href` is "" where that is nothing, `own` on the diagonal, `inferred` says whether
    "some" or "all" of it are agreements of which no text says who signed ("" for none)."""

    count: str
    href: str
    label: str
    shade: int
    own: bool
    inferred: str


class Pair(Record, frozen=True):
    """A line of the list: both parties, the number in words, how much of it is inferred ("" for nothing), its years."""

    one: Named
    other: Named
    count: str
    href: str
    years: str
    inferred: str


class Matrix(Record, frozen=True):
    """Everything the page of cooperation shows; `narrowed_to` are the year and the parties chosen, in words."""

    unit: Unit
    what: str
    narrowed_to: str
    stands_on: str
    parties: tuple[Party, ...]
    rows: tuple[tuple[Party, tuple[Cell, ...]], ...]
    pairs: tuple[Pair, ...]
    total: int
    inferred: int
    units: tuple[Choice, ...]
    told: tuple[Choice, ...]
    bases: tuple[Choice, ...]
    years: tuple[Choice, ...]
    chips: tuple[Chip, ...]
    ignored: tuple[Given, ...]
    notices: tuple[str, ...]
    largest: str
    csv: str


def address(query: Query, path: str = PATH) -> str:
    """The matrix of a query; agreements are what it shows without being asked."""
    unit = [("unit", query.unit)] if query.unit != "agreements" else []
    return joined(path, [*unit, *addresses.pairs(query, "unit", "limit", "page", "after", "sort")])


def matrix(engine: Reader, asking: Asking, lang: Language, sources: Mapping[str, str]) -> Matrix:
    """Asks the engine for the pairs, and makes of them what the page shows."""
    query = asking.query
    told = together(engine, query)
    known, found = told.parties, told.pairs
    totals = {pair: sum(years.values()) for pair, years in found.items()}
    inferred = {pair: sum(years.values()) for pair, years in told.inferred.items()}
    cells, lists = _Cells(query, totals, inferred, lang), Evidence(query)
    paired = {name for pair in found for name in pair}
    shown = _parties([name for name in known if name in paired], query.basis)
    ordered = sorted(totals, key=lambda pair: (-totals[pair], known.index(pair[0]), known.index(pair[1])))
    return Matrix(
        unit=query.unit,
        what=lang.text("Thỏa thuận đã ký") if query.unit == "agreements" else lang.text("Sự kiện cùng tham gia"),
        narrowed_to=_narrowed_to(query, lang),
        stands_on=basis_text(query.basis, lang),
        parties=shown,
        rows=tuple((row, tuple(cells.cell(row.name, column.name) for column in shown)) for row in shown),
        pairs=tuple(_pair(pair, found[pair], inferred.get(pair, 0), lists, query.unit, lang) for pair in ordered),
        total=len(totals),
        inferred=len(inferred),
        units=_units(query, lang),
        told=_told(query, lang) if query.unit == "agreements" else (),
        bases=bases(query, lang, address),
        years=_years(engine, query, lang),
        chips=chips(query, lang, sources, address, "year"),
        ignored=given_names(asking.ignored, lang),
        notices=wording.notice_texts((*asking.notices, *told.notices), lang, query.q, found=bool(found)),
        largest=lang.number(max(totals.values(), default=0)),
        csv=address(query, CSV_PATH),
    )


def _narrowed_to(query: Query, lang: Language) -> str:
    """The year chosen, and that only what texts tell of the parties counts: paper has no switches that say so."""
    years = [wording.value_name("year", year, lang, {}) for year in sorted(query.year)]
    said = [lang.text("năm {year}", year=", ".join(years)) if UNKNOWN not in query.year else ", ".join(years)]
    told = [lang.text("chỉ khi văn bản nêu rõ các bên")] if query.signed and query.unit == "agreements" else []
    return ", ".join([*(said if years else [lang.text("mọi năm")]), *told])


class _Cells:
    """Makes the cells of one matrix."""

    def __init__(self, query: Query, totals: _Totals, inferred: _Totals, lang: Language) -> None:
        self._unit, self._totals, self._inferred, self._lang = query.unit, totals, inferred, lang
        self._evidence = Evidence(query)
        self._smallest, self._largest = min(totals.values(), default=0), max(totals.values(), default=0)

    def cell(self, one: str, other: str) -> Cell:
        """The cell of two parties, whichever comes first."""
        pair = (one, other) if (one, other) in self._totals else (other, one)
        count, inferred = self._totals.get(pair, 0), self._inferred.get(pair, 0)
        said = wording.counted(count, self._unit, self._lang) + _inferred_text(count, inferred, self._lang)
        return Cell(
            count=self._lang.number(count) if count else "",
            href=self._evidence.of(one, other) if count else "",
            label=f"{self._lang.text(one)} – {self._lang.text(other)}: {said}",
            shade=shade(count, self._smallest, self._largest),
            own=one == other,
            inferred="" if not inferred else "all" if inferred == count else "some",
        )


def _inferred_text(count: int, inferred: int, lang: Language) -> str:
    """How many of a number of agreements have inferred parties, as the end of a line; "" for none."""
    if not inferred:
        return ""
    if inferred == count:
        return lang.text(", các bên đều do suy ra")
    return lang.text(", trong đó {n} suy ra các bên", n=lang.number(inferred))


def _pair(
    pair: tuple[str, str], years: Counter[str], inferred: int, lists: Evidence, unit: Unit, lang: Language
) -> Pair:  # fmt: skip
    said = [
        f"{lang.text('không rõ năm') if year == UNKNOWN else year}: {lang.number(years[year])}"
        for year in sorted(years)
    ]
    return Pair(
        one=_named(pair[0]),
        other=_named(pair[1]),
        count=wording.counted(sum(years.values()), unit, lang),
        href=lists.of(*pair),
        years=" · ".join(said),
        inferred=_inferred_text(sum(years.values()), inferred, lang).removeprefix(", "),
    )


def _named(name: str) -> Named:
    return Named(name=name, is_region=name not in by_name("63") and name not in by_name("34"))


def _parties(names: list[str], basis: Basis) -> tuple[Party, ...]:
    units = by_name("63") | by_name("34") if basis == "today" else by_name("34") | by_name("63")
    regions_of = [units[name].region if name in units else "" for name in names]
    return tuple(
        Party(
            name=name,
            region=region,
            starts=number > 0 and region != regions_of[number - 1],
            is_region=name not in units,
        )
        for number, (name, region) in enumerate(zip(names, regions_of, strict=True))
    )


def _units(query: Query, lang: Language) -> tuple[Choice, ...]:
    named: dict[Unit, str] = {
        "agreements": lang.text("Thỏa thuận đã ký"),
        "events": lang.text("Sự kiện cùng tham gia"),
    }
    return tuple(
        Choice(name=name, href=address(msgspec.structs.replace(query, unit=unit)), chosen=query.unit == unit)
        for unit, name in named.items()
    )


def _told(query: Query, lang: Language) -> tuple[Choice, ...]:
    """All agreements, or those of which a text says who signed."""
    named = {False: lang.text("mọi thỏa thuận"), True: lang.text("chỉ khi văn bản nêu rõ")}
    return tuple(
        Choice(name=name, href=address(msgspec.structs.replace(query, signed=signed)), chosen=query.signed == signed)
        for signed, name in named.items()
    )


def _years(engine: Reader, query: Query, lang: Language) -> tuple[Choice, ...]:
    """All years at once, or one of them; the numbers are all of the unit, whoever took part."""
    every = query.without("year")
    counted = {values[0]: count for values, count in engine.count(["year"], every).rows}
    return (
        Choice(name=lang.text("mọi năm"), href=address(every), chosen=not query.year),
        *(
            Choice(
                name=lang.text("không rõ năm") if year == UNKNOWN else year,
                href=address(msgspec.structs.replace(query, year=(year,))),
                chosen=year in query.year,
                note=lang.number(counted[year]),
            )
            for year in sorted(counted)
        ),
    )
