"""A backup put back is the archive it was: rehearsed on SQLite and on a real PostgreSQL, with `khotin` as operators run it."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.backup import back_up, backups, restore
from pipeline.ledger import open_ledger
from pipeline.ledger.dump import dump, password_line
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from records import Article
from records.errors import HomeError, UsageError
from tests.pipeline.conftest import World
from tests.pipeline.object_storage import running_objects
from tests.smoke.desk import Desk
from tests.smoke.small_portal import small_portal

QUERY = "kết nối cung cầu"


@pytest.fixture
def database() -> Callable[[], str]:
    """Only the rehearsal asks for the other database."""
    return lambda: ""


def empty_database(request: pytest.FixtureRequest, kind: str, name: str) -> dict[str, str]:
    """The setting that names a fresh database without tables; none for SQLite."""
    if kind == "sqlite":
        return {}
    server = request.getfixturevalue("postgres")
    server.run(f"CREATE DATABASE {name}")
    return {"KHOTIN_DATABASE_URL": f"{server.address}/{name}"}


def answers(desk: Desk, **database: str) -> Any:
    found = desk.khotin("search", QUERY, "--json", "--facets", **database).json
    return found["total"], [(hit["id"], hit["title"]) for hit in found["hits"]], found["facets"]


@pytest.mark.smoke
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_rehearsal(tmp_path: Path, request: pytest.FixtureRequest, kind: str) -> None:
    before, after = (empty_database(request, kind, f"rehearsal_{name}") for name in ("before", "after"))
    desk, copies = Desk(tmp_path), tmp_path / "copies"
    with small_portal(articles=3) as portal:
        desk.khotin("run", desk.source("cho-que", portal.base, "platform: nukeviet"), **before)
    desk.khotin("sources", "disable", "cho-que", **before)
    found = answers(desk, **before)
    assert found[0] == 3
    assert desk.khotin("backup", copies, "--json", **before).json["copied"] == 2

    shutil.rmtree(desk.home)
    desk.khotin("restore", copies, **after)
    assert "all agree" in desk.khotin("verify", "--pages", **after).err
    assert answers(desk, **after) == found
    # What the operator decided is back, and a second backup finds everything copied.
    desk.khotin("run", "cho-que", code=2, **after)
    assert desk.khotin("backup", copies, "--json", **after).json["copied"] == 0
    assert "not empty" in desk.khotin("restore", copies, code=2, **after).err


@pytest.mark.smoke
def test_a_night_with_object_storage_and_a_restore_into_another(tmp_path: Path) -> None:
    with running_objects() as objects, small_portal(articles=3) as portal:
        desk, settings = Desk(tmp_path), objects.environment
        source = desk.source("cho-que", portal.base, "platform: nukeviet")
        # Nobody answers there tonight: all is kept here, and said.
        deaf = settings | {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"}
        assert "stays in the home" in desk.khotin("run", source, code=1, **deaf).err
        assert "object storage lacks it" in desk.khotin("verify", code=1, **settings).out
        desk.khotin("run", source, **settings)
        assert {name.split("/")[1] for name in objects.names()} == {"snapshots", "readings"}
        assert "all agree" in desk.khotin("verify", **settings).err
        shutil.rmtree(desk.home / "snapshots")
        shutil.rmtree(desk.home / "readings")
        desk.khotin("index", "--rebuild", **settings)
        assert desk.khotin("search", QUERY, "--json", **settings).json["total"] == 3
        desk.khotin("backup", tmp_path / "copies", **settings)
        shutil.rmtree(desk.home)
        for name in objects.names():
            objects.remove(name)
        desk.khotin("restore", tmp_path / "copies", **settings)
        assert "all agree" in desk.khotin("verify", "--pages", **settings).err
        assert {name.split("/")[1] for name in objects.names()} == {"snapshots", "readings"}


@pytest.fixture
def copied(world: Any, article: Callable[..., Article], tmp_path: Path) -> Path:
    """A backup of two articles."""
    world.put(article("a", "Một bài."), article("b", "Hai bài."))
    place = Workplace(world.settings)
    with closing(place.ledger):
        back_up(place, tmp_path / "copies")
    return tmp_path / "copies"


def test_a_damaged_or_unfinished_backup_is_named(copied: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "new")
    (part,) = copied.rglob("*.warc.gz")
    whole = part.read_bytes()
    part.write_bytes(whole[:-1])
    with pytest.raises(HomeError, match=rf"{part} is missing or not of {len(whole)} bytes"):
        restore(settings, copied)
    assert not (tmp_path / "new").exists()
    (copied / backups(copied)[0] / "manifest.json").unlink()
    with pytest.raises(UsageError, match="holds no backup: `khotin backup` makes them"):
        restore(settings, copied)
    with pytest.raises(UsageError, match="none is no folder"):
        restore(settings, tmp_path / "none")


def test_what_cannot_be_restored_into_is_refused(copied: Path, world: Any, tmp_path: Path) -> None:
    home, database = (
        "ledger.* is not empty: set KHOTIN_HOME to an empty folder",
        "set KHOTIN_DATABASE_URL to a fresh one",
    )
    with pytest.raises(UsageError, match=database if world.settings.database_url else home):
        restore(world.settings, copied)
    with pytest.raises(UsageError, match="holds no backup 2020"):
        restore(Settings(home=tmp_path / "new"), copied, "2020")
    journal = tmp_path / "used" / "journals" / "nghean" / "r1.jsonl"
    journal.parent.mkdir(parents=True)
    journal.touch()
    with pytest.raises(UsageError, match="is in use"):
        restore(Settings(home=tmp_path / "used"), copied)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_ledger_without_pages_is_restored_over(
    article: Callable[..., Article], empty_ledger: Path, tmp_path: Path, request: pytest.FixtureRequest, kind: str
) -> None:
    """As the first start of a stack makes it, before anything could be put back; other programs have it open."""

    def new_world(name: str) -> World:
        url = request.getfixturevalue("postgres").new_database() if kind == "postgresql" else ""
        return World(tmp_path / name, empty_ledger, url)

    before, after = new_world("before"), new_world("after")
    with closing(before.ledger), closing(after.ledger):
        before.put(article("a"))
        with closing((place := Workplace(before.settings)).ledger):
            back_up(place, tmp_path / "copies")
        after.begin_run()
        restore(after.settings, tmp_path / "copies")
        assert after.row(article("a")) == before.row(article("a"))
        with pytest.raises(UsageError, match="not empty"):
            restore(after.settings, tmp_path / "copies")


def test_a_file_that_is_no_ledger_is_not_restored_over(copied: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"somebody's letters" * 100)
    with pytest.raises(UsageError, match="not empty"):
        restore(Settings(home=tmp_path / "new", database_url=f"sqlite:///{other}"), copied)
    assert other.read_bytes().startswith(b"somebody's letters")


def test_a_copy_of_another_database_is_named(copied: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = empty_database(request, "postgresql", "other_kind")["KHOTIN_DATABASE_URL"]
    with pytest.raises(UsageError, match=r"ledger\.sqlite is no copy of a postgresql ledger"):
        restore(Settings(home=tmp_path / "new", database_url=url), copied)


def test_a_missing_pg_dump_is_named(
    world: Any, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = request.getfixturevalue("postgres").new_database()
    monkeypatch.setenv("PATH", str(tmp_path))
    place = Workplace(Settings(home=tmp_path / "new", database_url=url))
    with closing(place.ledger), pytest.raises(HomeError, match="pg_dump is not on the path"):
        back_up(place, tmp_path / "copies")


def test_a_password_goes_by_a_file(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = request.getfixturevalue("postgres").new_database().replace("postgres@", "postgres:se:cret@")
    with closing(open_ledger(url)) as ledger:
        copy, rows = dump(ledger, tmp_path)
        assert (copy.name, rows) == ("ledger.dump", [])
        assert copy.read_bytes().startswith(b"PGDMP")
        said = tmp_path / "said"
        # Not to dump, only to tell what it was given.
        spy = f"#!/bin/sh\necho $* > {said}\ncat $(echo $1 | sed 's/.*passfile=//; s/%2F/\\//g') >> {said}\nexit 3\n"
        (tmp_path / "pg_dump").write_text(spy)
        (tmp_path / "pg_dump").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        with pytest.raises(HomeError, match="pg_dump failed on ") as failed:
            dump(ledger, tmp_path)
    assert "cret" not in str(failed.value)
    line, file = said.read_text().splitlines()
    assert "cret" not in line
    assert file == "*:*:*:*:se\\:cret" == password_line("se:cret").strip()
