"""Loads the operator's corrections: YAMLs with `kind: correction` in the folders of KHOTIN_SOURCES."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from records.base import Record
from records.correction import Correction, Fix
from records.errors import RegistryError
from records.places import provinces
from sources.reading import read_yaml, suggest, to_record

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EVENT_ID = re.compile(r"e[1-9]\d*")
# What in `same` is an event's or a person's id; anything else is an article.
ID_OF = re.compile(r"[ep][1-9]\d*")
_ACTIONS = ("not_an_event", "fix", "same", "suppress", "person")
_SUFFIXES = (".yaml", ".yml")


class Corrections(Record, frozen=True):
    """The corrections of some folders by id, the file each is from, and what is wrong with files that can't be read.

    A file that can't be read lifts nothing: what it said before stays in force.
    """

    by_id: dict[str, Correction]
    files: dict[str, str]
    folders: tuple[str, ...] = ()
    faults: dict[str, str] = {}


def is_correction(value: dict[str, Any]) -> bool:
    """Whether a YAML of an operator's folder is a correction, no source and no platform."""
    return value.get("kind") == "correction"


def load_corrections(folders: Sequence[Path], *, tolerant: bool = False) -> Corrections:
    """All corrections below some folders. Raises RegistryError naming file, key and value; with `tolerant` such files
    are told in `faults`. YAMLs that are no corrections are the registry's."""
    found = Corrections(by_id={}, files={}, folders=tuple(map(str, folders)), faults={})
    for path in _yamls(folders):
        try:
            value = read_yaml(path)
            if is_correction(value):
                _take(found, check_correction(to_record(value, Correction, path), path), path)
        except RegistryError as exc:
            if not tolerant:
                raise
            found.faults[str(path)] = str(exc)
    return found


def _yamls(folders: Iterable[Path]) -> list[Path]:
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file()]
    return sorted(path for path in found if not any(part.startswith(".") for part in path.parts[-3:]))


def _take(found: Corrections, correction: Correction, path: Path) -> None:
    if correction.id in found.by_id:
        other = found.files[correction.id]
        raise RegistryError(f"{path}: correction {correction.id!r} is already in {other}; give one of them another id")
    found.by_id[correction.id], found.files[correction.id] = correction, str(path)


def check_correction(correction: Correction, path: Path) -> Correction:
    """The correction itself; raises RegistryError where it says nothing, two things, or nothing of what it is about."""
    for key in ("by", "why"):
        if not getattr(correction, key).strip():
            raise RegistryError(f"{path}: key {key!r} is empty; say who asked for it, and why")
    if not _ID.fullmatch(correction.id):
        raise RegistryError(f"{path}: key 'id': {correction.id!r}; use lower-case letters, digits and hyphens")
    done = [name for name in _ACTIONS if getattr(correction, name)]
    if len(done) != 1:
        told = " and ".join(done) or "nothing to do"
        raise RegistryError(f"{path}: {told}: a correction does one thing of {', '.join(_ACTIONS)}")
    _check_target(correction, done[0], path)
    if correction.fix is not None:
        _check_fix(correction.fix, path)
    return correction


def _check_target(correction: Correction, action: str, path: Path) -> None:
    """What each action is about."""
    given = [key for key in ("article", "event") if getattr(correction, key)]
    ways: dict[str, list[list[str]]] = {"suppress": [["article"]], "person": [[], ["article"]], "same": [[]]}
    allowed = ways.get(action, [["article"], ["event"]])
    if given not in allowed:
        told = " or ".join(" and ".join(way) or "neither article nor event" for way in allowed)
        raise RegistryError(f"{path}: {action} goes with {told}; given: {' and '.join(given) or 'neither'}")
    if correction.event is not None and not _EVENT_ID.fullmatch(correction.event):
        raise RegistryError(f"{path}: key 'event': {correction.event!r} is no event's id; they look like 'e12'")
    if correction.number < 1 or (correction.number > 1 and correction.article is None):
        raise RegistryError(f"{path}: key 'number': {correction.number}; it counts an article's events from 1")
    if action == "same":
        _check_same(correction.same, path)


def _check_same(same: tuple[str, ...], path: Path) -> None:
    if len(set(same)) < len(same) or len(same) < 2:
        raise RegistryError(f"{path}: key 'same': {', '.join(same)}: name two or more different ones")
    kinds = {name[0] if ID_OF.fullmatch(name) else "e" for name in same}
    if len(kinds) > 1:
        raise RegistryError(f"{path}: key 'same': {', '.join(same)}: an event and a person can't be one")


def _check_fix(fix: Fix, path: Path) -> None:
    """Provinces are known ones, and no two keys say different things."""
    if fix == Fix():
        raise RegistryError(f"{path}: key 'fix' says nothing; known: {', '.join(Fix.__struct_fields__)}")
    names = {unit.name for unit in provinces().values()}
    if fix.place_province is not None and fix.place_province not in names:
        raise RegistryError(
            f"{path}: key 'fix.place_province': {fix.place_province!r}; {suggest(fix.place_province, names)}"
        )
    if fix.partners is not None and (fix.add_partners or fix.remove_partners):
        raise RegistryError(f"{path}: key 'fix.partners' is the whole row; leave out add_partners and remove_partners")
    for name in (*(fix.partners or ()), *fix.add_partners):
        if name not in names:
            raise RegistryError(f"{path}: key 'fix': partner {name!r} is no province; {suggest(name, names)}")
    if fix.ends_on and fix.starts_on and fix.ends_on < fix.starts_on:
        raise RegistryError(f"{path}: key 'fix.ends_on': {fix.ends_on} is before {fix.starts_on}")
