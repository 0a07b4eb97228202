"""The languages of the interface: catalogues, forms of numbers and dates, and which one a request is answered in."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from records.base import Record

Code = Literal["vi", "en"]
CODES: tuple[Code, ...] = ("vi", "en")
CATALOGUES = {"en": sorted(Path(str(files("search.web").joinpath("english"))).glob("*.po"))}
HANOI = timezone(timedelta(hours=7))
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class Language(Record, frozen=True):
    """One language: messages by their Vietnamese text (which is its own translation), numbers, dates."""

    code: Code
    messages: Mapping[str, tuple[str, ...]] = {}

    def text(self, message: str, **values: object) -> str:
        """The message in this language with its values filled in; whole numbers are written as the language does."""
        found = self.messages.get(message)
        told = found[0] if found else message
        return self._fill(told, values) if values else told

    def many(self, message: str, n: int, **values: object) -> str:
        """A message that counts: {n} is filled in, and the form for one or many is taken."""
        forms = self.messages.get(message, (message,))
        form = forms[0] if n == 1 else forms[-1]
        # A number stays on the line of what it counts.
        return self._fill(form.replace("{n} ", "{n}\u00a0"), values | {"n": n})

    def _fill(self, message: str, values: Mapping[str, object]) -> str:
        written = {name: self.number(value) if type(value) is int else value for name, value in values.items()}
        return message.format(**written) if written else message

    def number(self, value: int) -> str:
        """1.234 in Vietnamese, 1,234 in English."""
        grouped = f"{value:,}"
        return grouped if self.code == "en" else grouped.replace(",", ".")

    def day(self, value: date | str) -> str:
        """A day, or ISO text of a day, month or year: 25/3/2023, 3/2023, 2023; 25 March 2023 in English."""
        year, _, rest = str(value)[: len("2023-03-25")].partition("-")
        month, _, day = rest.partition("-")
        if not month:
            return year
        if self.code == "en":
            return " ".join(filter(None, (day.lstrip("0"), _ENGLISH_MONTHS[int(month) - 1], year)))
        return "/".join(filter(None, (day.lstrip("0"), month.lstrip("0"), year)))

    def month_day(self, value: str) -> str:
        """A day without its year, from "03-25": 25/3, 25 March."""
        month, _, day = value.partition("-")
        if self.code == "en":
            return f"{int(day)} {_ENGLISH_MONTHS[int(month) - 1]}"
        return f"{int(day)}/{int(month)}"

    def month_short(self, month: int) -> str:
        """What the head of a calendar leaf says: Th 3, Mar."""
        return _ENGLISH_MONTHS[month - 1][:3] if self.code == "en" else f"Th {month}"

    def moment(self, value: datetime) -> str:
        """A day with its minute, in Vietnam's time: 25/3/2023, 16:40."""
        local = value.astimezone(HANOI)
        return f"{self.day(local.date())}, {local:%H:%M}"


@cache
def language(code: Code) -> Language:
    """A language with its catalogue, read once."""
    return Language(code=code, messages=_catalogue(code) if code != "vi" else {})


def _catalogue(code: Code) -> dict[str, tuple[str, ...]]:
    """The messages of all files in the folder of a language (one a room), by their Vietnamese text."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 (the app starts without it)

    found: dict[str, tuple[str, ...]] = {}
    for path in CATALOGUES[code]:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=code)
        for message in catalogue:
            key, forms = message.id, message.string
            found[key if isinstance(key, str) else key[0]] = (forms,) if isinstance(forms, str) else tuple(forms or ())
    return found


def choose(asked: str | None, kept: str | None, accepted: str, default: Code) -> Code:
    """The language of a request: the address' ?lang=, the cookie's, the first that the browser prefers, the default."""
    for wanted in (asked, kept):
        if wanted in CODES:
            return wanted
    for wanted in _by_preference(accepted):
        if wanted in CODES:
            return wanted
    return default


def _by_preference(accepted: str) -> list[str]:
    """The primary codes of an Accept-Language header, most wanted first; what is malformed counts as unwanted."""
    weighed: list[tuple[float, str]] = []
    for part in accepted[:200].split(","):
        name, _, parameters = part.strip().partition(";")
        weight = parameters.strip().removeprefix("q=")
        try:
            weighed.append((-float(weight or 1), name.split("-")[0].lower()))
        except ValueError:
            continue
    return [name for weight, name in sorted(weighed, key=lambda pair: pair[0]) if weight < 0]
