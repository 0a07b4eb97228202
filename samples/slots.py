"""Sentences with slots: what in a sample article's text can be another name, day or number, and filling it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import yaml

from records.base import Record
from records.places import Vintage, provinces

_NOT_BEFORE = "".join(f"(?<!{cue} )" for cue in ("Chủ tịch", "Bác", "Quảng trường", "đường", "Đại học", "tư tưởng"))
_NOT_AFTER = "(?! Dương| Phủ|-)"
_DATE = (
    r"(?<![\w.,/-])(?P<day>[0-3]?\d)(?P<gap>[/.-])(?P<month>[01]?\d)(?:(?P=gap)(?P<year>20[12]\d))?"
    r"(?!\d|[/.,-]\d|/[A-ZĐ])"  # neither "1.200" nor "12/QĐ-UBND"
)
_WORDS_DATE = r"ngày (?P<day2>\d{1,2}) tháng (?P<month2>\d{1,2})(?: năm (?P<year2>20[12]\d))?"
_NUMBER = r"(?<![\w.,])\d+(?:\.\d{3})*(?:,\d+)?(?![\w]|[.,]\d)"


@dataclass(slots=True)
class Draw:
    """What one varied article has drawn: a shift of days (whole weeks), of provinces and of names, and its dice."""

    dice: Random
    published_on: date
    years: int
    provinces: int
    names: int


Slot = Callable[[Draw], str]


class Sentence(Record, frozen=True):
    """A sentence as a %-template and the slots that fill it."""

    template: str
    slots: tuple[Slot, ...]

    def filled(self, draw: Draw) -> str:
        """The sentence with what the draw gives its slots."""
        return self.template % tuple([slot(draw) for slot in self.slots]) if self.slots else self.template % ()


def compiled(text: str, *, published_on: date, vintage: Vintage, names: Iterable[str]) -> Sentence:
    """The text with its provinces, dates, years, numbers and the given names as slots."""
    people = sorted({n for n in names if n in text}, key=len, reverse=True)
    pattern = _pattern(vintage)
    if people:
        pattern = re.compile(f"(?P<person>{'|'.join(map(re.escape, people))})|{pattern.pattern}")
    template, slots, end = [], [], 0
    for found in pattern.finditer(text):
        slot = _slot(found, published_on, vintage)
        if slot:
            template += [text[end : found.start()].replace("%", "%%"), "%s"]
            slots.append(slot)
            end = found.end()
    template.append(text[end:].replace("%", "%%"))
    return Sentence(template="".join(template), slots=tuple(slots))


@cache
def _pattern(vintage: Vintage) -> re.Pattern[str]:
    names = sorted((p.name for p in provinces().values() if p.vintage == vintage), key=len, reverse=True)
    return re.compile(
        f"{_NOT_BEFORE}(?P<province>\\b(?:{'|'.join(names)})\\b){_NOT_AFTER}|{_WORDS_DATE}|{_DATE}|(?P<number>{_NUMBER})"
    )


def _slot(found: re.Match[str], published_on: date, vintage: Vintage) -> Slot | None:
    part = found.groupdict()
    if part.get("person"):
        return _person_slot(part["person"])
    if part["province"]:
        return _province_slot(part["province"], vintage)
    if part["number"]:
        return _number_slot(part["number"])
    if part["day2"]:
        return _words_date_slot(int(part["day2"]), int(part["month2"]), part["year2"], published_on)
    return _date_slot(part["day"], part["month"], part["year"], part["gap"], published_on)


def _person_slot(name: str) -> Slot:
    place = sum(ord(c) * 31**i for i, c in enumerate(name[-6:]))
    return lambda draw: invented_name(place + draw.names)


def invented_name(number: int) -> str:
    """A Vietnamese name made of a number; neighbours differ in every part."""
    surnames, middles, given = _names()
    return f"{surnames[number % len(surnames)]} {middles[number // 7 % len(middles)]} {given[number // 3 % len(given)]}"


@cache
def _names() -> tuple[list[str], list[str], list[str]]:
    parts = yaml.safe_load(Path(__file__).with_name("names.yaml").read_text("utf-8"))
    return parts["surnames"].split(), parts["middles"].split(), parts["given"].split()


def _province_slot(name: str, vintage: Vintage) -> Slot:
    kinds = {p.name: p.kind for p in provinces().values() if p.vintage == vintage}
    pool = [other for other, kind in kinds.items() if kind == kinds[name]]
    at, size = pool.index(name), len(pool)
    return lambda draw: pool[(at + draw.provinces) % size]


def _number_slot(text: str) -> Slot | None:
    whole, comma, rest = text.partition(",")
    value = int(whole.replace(".", ""))
    if 2010 <= value <= 2045 and not comma and "." not in whole:
        return lambda draw: str(value + draw.years)
    if value < 2:
        return None
    dots = "." in whole or value > 9999

    def varied(draw: Draw) -> str:
        number = max(2, int(value * (0.55 + draw.dice.random())))
        shown = f"{number:,}".replace(",", ".") if dots else str(number)
        return f"{shown},{draw.dice.randrange(1, 10 ** len(rest))}" if comma else shown

    return varied


def _offset(day: int, month: int, year: str | None, published_on: date) -> int | None:
    """Days from the publish date to the date meant: of the year printed, else the nearest such day."""
    years = [int(year)] if year else [published_on.year + shift for shift in (-1, 0, 1)]
    try:
        days = [(date(y, month, day) - published_on).days for y in years]
    except ValueError:
        return None
    return min(days, key=abs)


def _date_slot(day: str, month: str, year: str | None, gap: str, published_on: date) -> Slot | None:
    offset = _offset(int(day), int(month), year, published_on)
    if offset is None or (gap == "." and int(month) == 0):
        return None
    wide, tail = len(day) == 2 and day[0] == "0", bool(year)

    def moved(draw: Draw) -> str:
        on = draw.published_on + timedelta(offset)
        start = f"{on.day:02d}{gap}{on.month:02d}" if wide else f"{on.day}{gap}{on.month}"
        return f"{start}{gap}{on.year}" if tail else start

    return moved


def _words_date_slot(day: int, month: int, year: str | None, published_on: date) -> Slot | None:
    offset = _offset(day, month, year, published_on)
    if offset is None:
        return None
    tail = bool(year)

    def moved(draw: Draw) -> str:
        on = draw.published_on + timedelta(offset)
        return f"ngày {on.day} tháng {on.month}" + (f" năm {on.year}" if tail else "")

    return moved
