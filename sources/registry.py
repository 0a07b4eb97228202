"""Loads the project's sources, platforms and closed portals, then the operator's folders, into one Registry."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from records.base import Record
from records.errors import RegistryError
from records.platform import Platform
from records.source import Source
from sources.checks import CheckSelector, balanced, check_named, check_platform, check_source, home_key
from sources.corrections import is_correction
from sources.reading import read_yaml, suggest, to_record
from sources.writing import write_source

__all__ = ["ClosedPortal", "Registry", "load_registry", "read_source", "write_source"]

_HERE = Path(__file__).parent


class ClosedPortal(Record, frozen=True):
    """A portal that stopped: never crawled, named so that its old addresses are understood.

    `until` is the last day on which it spoke for its province, null where that is not known; `successor` is the id of
    the source that took over, `platform` what its pages are known to have run on.
    """

    name: str
    home: str
    province: str | None = None
    platform: str | None = None
    until: date | None = None
    successor: str | None = None
    note: str = ""


class _ClosedTable(Record, frozen=True):
    closed: tuple[ClosedPortal, ...] = ()


class Registry(Record, frozen=True):
    """All sources and platforms by id, the closed portals, the file each id was read from, and what was wrong with the
    files that were left out (file -> message)."""

    sources: dict[str, Source]
    platforms: dict[str, Platform]
    closed: tuple[ClosedPortal, ...]
    files: dict[str, str]
    faults: dict[str, str] = {}

    def source(self, source_id: str) -> Source:
        """The source of that id; raises RegistryError naming what is wrong with its file, or the ids that look like it."""
        if source_id in self.sources:
            return self.sources[source_id]
        own = next((fault for file, fault in self.faults.items() if Path(file).stem == source_id), None)
        if own:
            raise RegistryError(own)
        raise RegistryError(f"unknown source {source_id!r}; {suggest(source_id, self.sources, most=12)}")

    def platform_of(self, source: Source) -> Platform | None:
        """The platform of a source, None where it names none."""
        return self.platforms[source.platform] if source.platform else None

    def closed_at(self, url: str) -> ClosedPortal | None:
        """The closed portal at whose home an address lies, None where there is none."""
        key = home_key(url) + "/"
        return next((portal for portal in self.closed if key.startswith(home_key(portal.home) + "/")), None)

    def enabled(self) -> tuple[Source, ...]:
        """The sources that a night without names crawls, in the order of their ids."""
        return tuple(s for _, s in sorted(self.sources.items()) if s.enabled)


def load_registry(
    extra: Sequence[Path] = (),
    *,
    check_selector: CheckSelector = balanced,
    home: Path = _HERE,
    tolerant: bool = False,
) -> Registry:
    """The registry of the project's own folder (`home`) and of the operator's folders (`extra`), read in that order.

    An operator's source or platform takes the place of the project's of the same id. A YAML with `fingerprints` is a
    platform, one with `home` a source. `check_selector` raises ValueError for a CSS selector that can't be used
    (`transforms.extract.check_selector`). Raises RegistryError naming file, key and value; with `tolerant` the files
    that are wrong are left out and told in `Registry.faults`, so that one typo doesn't stop a night.
    """
    files = [*_yamls(home / "platforms"), *_yamls(home / "portals")]
    for folder in extra:
        if not folder.is_dir():
            raise RegistryError(f"{folder}: no such folder of sources; make it, or take it out of KHOTIN_SOURCES")
        files += _yamls(folder)
    return _Loading(home, check_selector, tolerant=tolerant).registry(files)


def read_source(path: Path, platforms: Iterable[str], *, check_selector: CheckSelector = balanced) -> Source:
    """One source from a file outside the registry (a proposal). Raises RegistryError naming file, key and value."""
    return check_source(to_record(read_yaml(path), Source, path), path, platforms, check_selector)


class _Loading:
    """One reading of all files: what was taken in so far, and what was wrong."""

    def __init__(self, home: Path, check_selector: CheckSelector, *, tolerant: bool) -> None:
        self._home, self._check, self._tolerant = home, check_selector, tolerant
        self._faults: dict[str, str] = {}
        self._origin: dict[str, str] = {}
        self._platforms: dict[str, Platform] = {}
        self._sources: dict[str, Source] = {}
        self._homes: dict[str, tuple[str, Path]] = {}

    def registry(self, files: Iterable[Path]) -> Registry:
        """Platforms first, since sources name them."""
        parsed: list[tuple[Path, str, dict[str, Any]]] = []
        for path in files:
            with self._forgiving(path):
                value = read_yaml(path)
                if not is_correction(value):  # load_corrections takes those
                    parsed.append((path, _kind(path, value), value))
        parsed = _replaced(parsed, self._home)
        described = {value.get("id"): value for _, kind, value in parsed if kind == "platform"}
        for path, kind, value in parsed:
            if kind == "platform":
                with self._forgiving(path):
                    self._take_platform(path, _extended(value, described, path))
        for path, kind, value in parsed:
            if kind == "source":
                with self._forgiving(path):
                    self._take_source(path, value)
        closed: tuple[ClosedPortal, ...] = ()
        with self._forgiving(self._home / "closed.yaml"):
            closed = _closed(self._home / "closed.yaml", self._platforms)
        return Registry(
            sources=self._sources, platforms=self._platforms, closed=closed, files=self._origin, faults=self._faults
        )

    @contextmanager
    def _forgiving(self, path: Path) -> Iterator[None]:
        """Where tolerant, what is wrong in the block leaves this file out and is told."""
        try:
            yield
        except RegistryError as exc:
            if not self._tolerant:
                raise
            self._faults[str(path)] = str(exc)

    def _take_platform(self, path: Path, value: dict[str, Any]) -> None:
        platform = check_platform(to_record(value, Platform, path), path, self._check)
        _claim(self._origin, "platform", platform.id, path)
        self._platforms[platform.id] = platform

    def _take_source(self, path: Path, value: dict[str, Any]) -> None:
        source = check_source(to_record(value, Source, path), path, self._platforms, self._check)
        _claim(self._origin, "source", source.id, path)
        _claim_home(self._homes, source, path)
        self._sources[source.id] = source


def _replaced(parsed: list[tuple[Path, str, dict[str, Any]]], home: Path) -> list[tuple[Path, str, dict[str, Any]]]:
    """The files less those of the project whose kind and id an operator's file has too."""
    given = {(kind, value.get("id")) for path, kind, value in parsed if not path.is_relative_to(home)}
    return [row for row in parsed if not (row[0].is_relative_to(home) and (row[1], row[2].get("id")) in given)]


def _yamls(folder: Path) -> list[Path]:
    """All YAML files below a folder, in the order of their paths; hidden ones are left out."""
    found = [p for suffix in ("yaml", "yml") for p in folder.rglob(f"*.{suffix}") if p.is_file()]
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _kind(path: Path, value: dict[str, Any]) -> str:
    for key in ("id", "extends"):
        if isinstance(value.get(key), dict | list):
            raise RegistryError(f"{path}: key '{key}': {value[key]!r} is no id; write one word, as in {key}: nghe-an")
    if "fingerprints" in value:
        return "platform"
    if "home" in value:
        return "source"
    raise RegistryError(
        f"{path}: neither a source (id, name, home) nor a platform (id, name, fingerprints, fields); "
        f"it has {', '.join(map(str, value)) or 'no keys'}"
    )


def _extended(value: dict[str, Any], described: dict[Any, dict[str, Any]], path: Path) -> dict[str, Any]:
    """A platform's keys over those of the platform that it `extends`; rules are replaced field by field."""
    if "extends" not in value:
        return value
    base = described.get(value["extends"])
    if base is None or "extends" in base:
        known = [str(name) for name, other in described.items() if "extends" not in other]
        raise RegistryError(
            f"{path}: key 'extends': {value['extends']!r} is no platform that stands alone; "
            f"{suggest(str(value['extends']), known)}"
        )
    own = {key: inner for key, inner in value.items() if key != "extends"}
    fields = base.get("fields", {}), own.get("fields", {})
    if not all(isinstance(rules, dict) for rules in fields):
        return {**base, **own}  # refused where it is made a record, by its key
    return {**base, **own, "fields": fields[0] | fields[1]}


def _claim(origin: dict[str, str], kind: str, identifier: str, path: Path) -> None:
    """Notes the file of an id; two files for one id are an error that names both."""
    key = f"{kind}:{identifier}"
    if key in origin:
        raise RegistryError(f"{path}: {kind} {identifier!r} is already in {origin[key]}; give one of them another id")
    origin[key] = str(path)


def _claim_home(homes: dict[str, tuple[str, Path]], source: Source, path: Path) -> None:
    key = home_key(source.home)
    if key in homes:
        other, other_path = homes[key]
        raise RegistryError(
            f"{path}: key 'home': {source.home!r} is already the home of {other!r} in {other_path}; "
            "keep one of the two files"
        )
    homes[key] = (source.id, path)


def _closed(path: Path, platforms: Iterable[str]) -> tuple[ClosedPortal, ...]:
    """The table of closed portals; its provinces and platforms must be known ones."""
    closed = to_record(read_yaml(path), _ClosedTable, path).closed if path.exists() else ()
    for number, portal in enumerate(closed):
        check_named(path, f"closed[{number}].", portal.home, portal.province, portal.platform, platforms)
    return closed


def find_by_home(sources: Iterable[Source], url: str) -> Source | None:
    """The source whose home is the longest beginning of an address, None where there is none."""
    key = home_key(url) + "/"
    matching = [s for s in sources if key.startswith(home_key(s.home) + "/")]
    return max(matching, key=lambda s: len(home_key(s.home)), default=None)
