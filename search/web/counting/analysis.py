"""The page of an analysis: the form, the drawing, the table, and what its counts stand on."""

from collections.abc import Mapping
from datetime import date

import msgspec

from records.base import Record
from records.errors import QueryError
from search.engine import UNKNOWN, Reader
from search.protocols import Archive
from search.web import wording
from search.web.counting.common import chips
from search.web.counting.drawing import Drawing, drawing
from search.web.counting.panel import Reach, depths
from search.web.counting.question import CSV_PATH, SVG_PATH, Question, address, narrowing
from search.web.counting.table import Axis, Table, evidence, table
from search.web.counting.telling import Field, Words
from search.web.i18n import Language
from search.web.listing.filters import Chip, given_names

_COUNTED_BY = ("by", "rows", "columns")  # what of an address names facets


class Head(Record, frozen=True):
    """A row's or column's heading with its total; `open` is what has no year."""

    name: str
    total: str
    reach: Reach
    open: bool


class Cell(Record, frozen=True):
    """A number, the list behind it ("" where no list holds exactly that), and how far its year is covered."""

    count: str
    href: str
    reach: Reach


class Sheet(Record, frozen=True):
    """The table as shown; `more_rows` and `more_columns` are in the file only."""

    head: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[Head, tuple[Cell, ...]], ...]
    total: str
    more_rows: int
    more_columns: int


class Analysis(Record, frozen=True):
    """Everything the page shows; `sheet` and `drawing` are None where there was too much to count, or nothing."""

    asked: Question
    title: str
    stands_on: str
    fields: tuple[Field, ...]
    hidden: tuple[tuple[str, str], ...]
    chips: tuple[Chip, ...]
    banners: tuple[str, ...]
    ignored: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    too_much: bool
    drawing: Drawing | None
    sheet: Sheet | None
    permalink: str
    csv: str
    svg: str


def counted(engine: Reader, archive: Archive, asked: Question, today: date) -> Table:
    """The table of a question. Raises QueryError where it has more values than can be counted at once."""
    return table(engine, asked, depths(archive.depth(), today), today)


def analysis(
    engine: Reader, archive: Archive, asked: Question, lang: Language, sources: Mapping[str, str], today: date
) -> Analysis:
    """Counts the question and makes of it what the page shows."""
    words = Words(asked, lang, sources)
    try:
        told: Table | None = counted(engine, archive, asked, today)
    except QueryError:
        told = None
    shown = told if told and told.total else None
    return Analysis(
        asked=asked,
        title=words.title(),
        stands_on=words.stands_on(told),
        fields=words.fields(),
        hidden=tuple(pair for pair in narrowing(asked.query) if pair[0] != "basis"),
        chips=chips(
            asked.query, lang, sources, lambda query: address(msgspec.structs.replace(asked, query=query))
        ),
        banners=words.banners(told) if told else (),
        ignored=given_names([pair for pair in asked.ignored if pair[0] not in _COUNTED_BY], lang),
        notices=_notices(asked, told, lang),
        too_much=told is None,
        drawing=drawing(shown, words.name, lang) if shown else None,
        sheet=_sheet(words, shown) if shown else None,
        permalink=address(asked),
        csv=address(asked, CSV_PATH),
        svg=address(asked, SVG_PATH),
    )  # fmt: skip


def _notices(asked: Question, told: Table | None, lang: Language) -> tuple[str, ...]:
    """How the question was taken: what is not counted by, that its years were exchanged, and what the engine says."""
    unit = wording.unit_names(lang)[asked.query.unit]
    aside = tuple(
        lang.text("{unit} không đếm được theo “{value}”, nên đếm theo mục có sẵn.", unit=unit, value=value)
        for name, value in asked.ignored
        if name in _COUNTED_BY
    )
    swapped = lang.text(
        "Năm đầu đứng sau năm cuối, nên đã đổi chỗ: {first}–{last}.", first=str(asked.first), last=str(asked.last)
    )
    said = wording.notice_texts(told.notices, lang, asked.query.q, found=told.total > 0) if told else ()
    return (*aside, swapped, *said) if asked.swapped else (*aside, *said)


def _sheet(words: Words, told: Table) -> Sheet:
    columns = told.columns
    return Sheet(
        head=words.facet(told.rows.facet),
        columns=tuple(_head(words, told, columns, value) for value in columns.values) if columns else (),
        rows=tuple((_head(words, told, told.rows, value), _cells(words, told, value)) for value in told.rows.values),
        total=wording.counted(told.total, told.query.unit, words.lang),
        more_rows=told.rows.more,
        more_columns=columns.more if columns else 0,
    )


def _head(words: Words, told: Table, axis: Axis, value: str) -> Head:
    return Head(
        name=words.name(axis.facet, value),
        total=words.lang.number(axis.totals.get(value, 0)),
        reach=told.reach_of(axis.facet, value),
        open=value == UNKNOWN,
    )


def _cells(words: Words, told: Table, row: str) -> tuple[Cell, ...]:
    columns = told.columns.values if told.columns else ("",)
    return tuple(_cell(words, told, row, column) for column in columns)


def _cell(words: Words, told: Table, row: str, column: str) -> Cell:
    count, reach = told.count(row, column), told.reach(row, column)
    # What isn't covered is never shown as a zero.
    text = words.lang.number(count) if count or reach == "whole" else ""
    return Cell(count=text, href=evidence(told, row, column) if count else "", reach=reach)
