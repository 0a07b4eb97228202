"""Where a cluster keeps our indexes: one a unit and build behind aliases that are swapped in one call."""

import re
from datetime import UTC, datetime
from typing import Any

from elasticsearch import Elasticsearch

from records.base import Record
from records.errors import IndexStateError
from search.elasticsearch.client import Access, nothing_yet, speaking
from search.mappings import UNITS, definition, mapping, mappings_digest, settings
from search.query import Unit

_FORMER = "-former"  # the alias of the build before, kept for a rollback and for those who still read it


class Build(Record, frozen=True):
    """One build: its name ("v2-20260805t0100"), its index a unit, and what their _meta notes."""

    name: str
    indexes: dict[Unit, str]
    watermark: int = 0
    mappings: str = ""
    archive: str = ""
    built_at: datetime | None = None
    shards: int = 1


class Store:
    """The indexes and aliases under one prefix: `articles` -> `articles-v2-20260805t0100`, and so for each unit."""

    def __init__(self, client: Elasticsearch, access: Access) -> None:
        self.client = client
        self.access = access
        units = "|".join(UNITS)
        self._name = re.compile(rf"{re.escape(access.prefix)}({units})-(v\d+-\d{{8}}t\d{{4}}(?:-\d+)?)")

    def alias(self, unit: Unit) -> str:
        """The name that readers of a unit use."""
        return self.access.prefix + unit

    def aliases(self) -> str:
        """The names of all units, as one."""
        return ",".join(map(self.alias, UNITS))

    def current(self, *, mending: bool = False) -> Build | None:
        """The build that readers see, None where there is none (with `mending`, or an alias of it is lost)."""
        return self._behind("", mending=mending)

    def former(self) -> Build | None:
        """The build before, None where there is none."""
        return self._behind(_FORMER)

    def must_current(self) -> Build:
        """The build that readers see; raises IndexStateError where there is none or it is of another version."""
        build = self.current()
        if build is None:
            raise IndexStateError(nothing_yet(self.access))
        if build.mappings != mappings_digest():
            raise IndexStateError(f"the index {build.name} is of another version: run `khotin index --rebuild`")
        return build

    def mine(self) -> Build | None:
        """The current build; raises IndexStateError where it holds another archive's articles."""
        build = self.current()
        if build and self._is_anothers(build):
            raise IndexStateError(
                f"the index {build.indexes['articles']} at {self.access.shown} holds another archive's articles: "
                "set a KHOTIN_INDEX_PREFIX of this archive's own, or take its place with `khotin index --rebuild`"
            )
        return build

    def create(self) -> Build:
        """Makes empty indexes beside those that serve."""
        version = max(mapping(unit).version for unit in UNITS)
        base = f"v{version}-{datetime.now(UTC):%Y%m%dt%H%M}"
        taken = {match[2] for index in self._all() if (match := self._name.fullmatch(index))}
        name = next(n for n in (base, *(f"{base}-{count}" for count in range(2, 1000))) if n not in taken)
        build = Build(
            name=name, indexes={unit: f"{self.alias(unit)}-{name}" for unit in UNITS}, mappings=mappings_digest()
        )
        with speaking(self.access):
            for unit, index in build.indexes.items():
                body = {**definition(unit), "_meta": self._meta(unit, 0)}
                self.client.indices.create(index=index, settings=settings(), mappings=body)
        return build

    def note(self, build: Build, watermark: int) -> None:
        """Writes what a build holds into its index of articles; done last, so it never claims more than is there."""
        with speaking(self.access):
            self.client.indices.put_mapping(index=build.indexes["articles"], meta=self._meta("articles", watermark))

    def publish(self, build: Build) -> None:
        """Makes a build current for all units in one call; the one before it becomes the former."""
        self._swap(build, self._behind("", mending=True))

    def roll_back(self) -> Build:
        """Exchanges the current build and the former one; raises IndexStateError where there is no former one, or one
        of them holds another archive's articles."""
        now, before = self.mine(), self.former()
        if now is None or before is None:
            raise IndexStateError(
                f"no former index is kept at {self.access.shown}: build one with `khotin index --rebuild`"
            )
        if self._is_anothers(before):
            raise IndexStateError(
                f"the former index {before.indexes['articles']} at {self.access.shown} holds another archive's articles: "
                "build one of this archive with `khotin index --rebuild`"
            )
        self._swap(before, now)
        return before

    def _is_anothers(self, build: Build) -> bool:
        return bool(self.access.archive and build.archive and build.archive != self.access.archive)

    def _swap(self, build: Build, now: Build | None) -> None:
        """Whatever else bears an alias of ours loses it, so that one lost or moved by hand is set right too."""
        actions: list[dict[str, Any]] = []
        held = self._all()
        for unit in UNITS:
            serving, kept = self.alias(unit), self.alias(unit) + _FORMER
            actions += [
                {"remove": {"index": index, "alias": alias}}
                for index, found in held.items()
                for alias in (serving, kept)
                if alias in found["aliases"]
            ]
            if now:
                actions.append({"add": {"index": now.indexes[unit], "alias": kept}})
            actions.append({"add": {"index": build.indexes[unit], "alias": serving}})
        with speaking(self.access):
            self.client.indices.update_aliases(actions=actions)

    def clean(self) -> None:
        """Removes builds that nobody uses: what a killed rebuild left, and all before the former one."""
        self.drop(list(self.unused()))

    def unused(self, before: datetime | None = None) -> tuple[str, ...]:
        """Indexes that no alias names, and those of the former build where that was begun before a moment."""
        found = [index for index, held in self._all().items() if not held["aliases"] and self._name.fullmatch(index)]
        former = self.former() if before else None
        if former and before and _begun(former.name) < before:
            found += former.indexes.values()
        return tuple(sorted(found))

    def drop(self, indexes: list[str]) -> None:
        """Deletes indexes by name."""
        if indexes:
            with speaking(self.access):
                self.client.indices.delete(index=",".join(indexes), ignore_unavailable=True)

    def _meta(self, unit: Unit, watermark: int) -> dict[str, Any]:
        own = definition(unit)["_meta"]
        noted = {"watermark": watermark, "archive": self.access.archive, "built_at": datetime.now(UTC).isoformat()}
        return {**own, "digest": mappings_digest(), **noted}

    def _all(self) -> dict[str, Any]:
        with speaking(self.access):
            names = ",".join(f"{self.alias(unit)}-v*" for unit in UNITS)
            return dict(self.client.indices.get(index=names, features="aliases").body)

    def _behind(self, ending: str, *, mending: bool = False) -> Build | None:
        """The build that the aliases with an ending stand for; raises IndexStateError where one of them is lost, unless
        `mending`, which takes that for none."""
        names = [self.alias(unit) + ending for unit in UNITS]
        with speaking(self.access):
            found: dict[str, Any] = self.client.indices.get(
                index=",".join(names),
                ignore_unavailable=True,
                filter_path="*.aliases,*.mappings._meta,*.settings.index.number_of_shards",
            ).body
        if not found:
            return None
        borne = {alias for index in found.values() for alias in index["aliases"]}
        lost = [name for name in names if name not in borne and name not in found]
        if lost and mending:
            return None
        if lost:
            raise IndexStateError(
                f"the alias {', '.join(lost)} at {self.access.shown} is lost: `khotin index --rebuild` makes all anew"
            )
        indexes = {unit: name for name in found for unit in UNITS if name.startswith(f"{self.alias(unit)}-v")}
        if set(indexes) != set(UNITS):
            raise IndexStateError(
                f"{self.aliases()} at {self.access.shown} stand for {', '.join(found) or 'nothing'}, which Kho Tin did not make: "
                "move them away, or set another KHOTIN_INDEX_PREFIX"
            )
        meta = found[indexes["articles"]]["mappings"].get("_meta", {})
        return Build(
            name=indexes["articles"].removeprefix(f"{self.alias('articles')}-"),
            indexes=indexes,
            watermark=meta.get("watermark", 0),
            mappings=meta.get("digest", ""),
            archive=meta.get("archive", ""),
            built_at=datetime.fromisoformat(meta["built_at"]) if "built_at" in meta else None,
            shards=int(found[indexes["articles"]]["settings"]["index"]["number_of_shards"]),
        )


def _begun(name: str) -> datetime:
    """When a build was begun, as its name tells to the minute."""
    return datetime.strptime(name.split("-")[1], "%Y%m%dt%H%M").replace(tzinfo=UTC)
