"""Filter values as people type them, taken to what the index holds: province names and keys, regions, sectors, days."""

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from records.errors import QueryError
from records.places import by_name, provinces
from records.vocabulary import names, region_names
from records.yaml_text import read_yaml
from search.days import span
from search.synonyms import alternatives
from transforms.analyser import folded, tokens
from transforms.text import composed

UNKNOWN_YEAR = "unknown"
_KEY = re.compile(r"(63|34):\d\d")
# "tỉnh Nghệ An", "thành phố Huế": the kind of unit is no part of its short name.
_KINDS = (("tinh",), ("thanh", "pho"), ("tp",))


def known(name: str, value: str, basis: str) -> str:
    """The value of a list filter as the index holds it; raises QueryError naming what is near where there is none."""
    value = " ".join(composed(value).split())
    readers: dict[str, Callable[[str], str]] = {
        "province": lambda text: province(text, basis),
        "region": region,
        "sector": lambda text: _code("sectors", "sector", text),
        "event_type": lambda text: _code("event_types", "event type", text),
        "year": _year,
        "language": _language,
        "partner": lambda text: partner(text, basis),
    }
    return readers[name](value) if name in readers else value


def is_other(name: str, given: str, taken: str) -> bool:
    """Whether a province was taken for another unit than the one named (an old name on today's basis)."""
    if name not in ("province", "partner") or _KEY.fullmatch(given):
        return False
    named = _find(given, _province_names())
    return named != taken and (name == "province" or named is not None)


def province(value: str, basis: str) -> str:
    """A short name, or the key where a name means two units on the basis "then"; with or without diacritics."""
    if _KEY.fullmatch(value):
        return _by_key(value, basis)
    name = _find(value, _province_names())
    if name is None:
        raise QueryError(f"unknown province {value!r}{near(value, _province_names().values())}")
    return _on_basis(name, basis)


def _on_basis(name: str, basis: str) -> str:
    """The short name of a province, on today's basis that of the unit it belongs to now."""
    if basis == "today" and name not in by_name("34"):
        return provinces()[by_name("63")[name].today].name
    return name


def named_units(name: str, basis: str) -> tuple[str, ...]:
    """The units that a name stands for on a basis: on "then" one that only came by its name follows under that name the
    single unit it was before, so that both are meant (Huế: also Thừa Thiên Huế)."""
    before = _earlier_names().get(name) if basis == "then" else None
    return (name, before) if before else (name,)


def later_name(name: str, basis: str) -> str | None:
    """On "then" the name under which a unit goes on alone, which stands for it and itself (Thừa Thiên Huế: Huế)."""
    return next((later for later, before in _earlier_names().items() if before == name and basis == "then"), None)


def exactly(name: str, value: str, basis: str) -> str:
    """A filter's value for what is counted under a name alone: the key where the name would find another unit too."""
    if name not in ("province", "partner") or len(named_units(value, basis)) == 1:
        return value
    return by_name("34")[value].key


@cache
def _earlier_names() -> dict[str, str]:
    """Names that only units of today have, and that follow one unit alone, to that unit's name."""
    followed = {
        unit.name: [former.name for former in by_name("63").values() if former.today == unit.key]
        for unit in by_name("34").values()
    }
    return {name: units[0] for name, units in followed.items() if len(units) == 1 and name not in by_name("63")}


def _by_key(key: str, basis: str) -> str:
    unit = provinces().get(key)
    if unit is None:
        raise QueryError(f"unknown province key {key!r}: known are {_span('63')} and {_span('34')}")
    if basis == "today":
        return provinces()[unit.today].name
    ambiguous = unit.name in by_name("63") and unit.name in by_name("34")
    return key if ambiguous else exactly("province", unit.name, basis)


def _span(vintage: str) -> str:
    keys = [key for key in provinces() if key.startswith(vintage)]
    return f"{keys[0]} to {keys[-1]}"


def region(value: str) -> str:
    """A region's name, official or not, also from its abbreviation."""
    name = _find(value, _region_names())
    if name is None:
        raise QueryError(f"unknown region {value!r}; known: {', '.join(_region_names().values())}")
    return name


def partner(value: str, basis: str) -> str:
    """A province's or region's name where it is one, else as typed: partners are an open list. A province's key stands for
    its name, which is all that partners are known by, or for that name alone."""
    if _KEY.fullmatch(value) and value in provinces():
        known_as = _by_key(value, basis)
        return exactly("partner", provinces()[known_as].name, basis) if known_as in provinces() else known_as
    name = _find(value, _province_names())
    return _on_basis(name, basis) if name else _find(value, _region_names()) or value


def day(name: str, value: object) -> date:
    """A day, YYYY-MM-DD; a month or year stands for its first day (from) or its last (to)."""
    if isinstance(value, date):
        return value
    text = str(value)
    try:
        first, last = span(text)
    except ValueError:
        raise QueryError(f"{name} {text!r} is no date: write it as 2023-03-25, 2023-03 or 2023") from None
    return first if name == "from" else last


def near(value: str, choices: Iterable[str]) -> str:
    """ "; did you mean …?" with up to five choices that look alike, or "" where none does."""
    by_fold = {_folded(choice): choice for choice in choices}
    alike = difflib.get_close_matches(_folded(value), by_fold, n=5, cutoff=0.5)
    return f"; did you mean {', '.join(by_fold[match] for match in alike)}?" if alike else ""


def _folded(text: str) -> str:
    return " ".join(folded(tokens(text)))


@cache
def other_names() -> dict[str, list[str]]:
    """What provinces are called besides their short names, and spelt (other_names.yaml)."""
    listed: dict[str, list[str]] = read_yaml(files("search").joinpath("other_names.yaml").read_text("utf-8"))
    return listed


@cache
def _province_names() -> dict[str, str]:
    """Short names of both vintages by their folded tokens, and by those of the other names they go by."""
    found = {_folded(other): name for name, listed in other_names().items() for other in listed}
    return found | {_folded(unit.name): unit.name for unit in provinces().values()}


@cache
def _region_names() -> dict[str, str]:
    return {_folded(name): name for name in region_names()}


def _find(value: str, choices: dict[str, str]) -> str | None:
    """The choice a value means: itself, without the kind of unit, or by a synonym ("TP.HCM", "ĐBSCL")."""
    written = tuple(folded(tokens(value)))
    for words in (written, *(tuple(folded(list(other))) for other in alternatives(written, written=False))):
        for kind in ((), *_KINDS):
            if words[: len(kind)] == kind and (found := choices.get(" ".join(words[len(kind) :]))):
                return found
    return None


def _code(vocabulary: str, what: str, value: str) -> str:
    """A code of a controlled list, given as the code or as its Vietnamese or English name."""
    listed = names(vocabulary)
    if value in listed:
        return value
    by_text = {_folded(name): code for code, both in listed.items() for name in (code, *both)}
    code = by_text.get(_folded(value))
    if code is None:
        raise QueryError(f"unknown {what} {value!r}{near(value, by_text)}; known: {', '.join(listed)}")
    return code


def _year(value: str) -> str:
    if value != UNKNOWN_YEAR and not re.fullmatch(r"[12]\d{3}", value):
        raise QueryError(f"year {value!r} is none: write 2023, or {UNKNOWN_YEAR} for what has no date")
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z]+)?", value):
        raise QueryError(f"language {value!r} is none: write a code such as vi or en")
    return value.lower()
