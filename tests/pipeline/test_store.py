"""The store: files written in the home go to a real S3 server when they are whole, and come back from it when asked for."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.archive import read_part
from pipeline.engines import open_engine
from pipeline.home import Home
from pipeline.index import index_all
from pipeline.readings import drop_older, read_readings, reading_name
from pipeline.settings import Settings
from pipeline.store import open_store
from pipeline.store_cache import CachingStore
from pipeline.store_folder import FolderStore
from pipeline.store_objects import ObjectStore
from pipeline.verify import verify
from records import Article
from records.errors import HomeError, UsageError
from tests.pipeline.object_storage import Objects, running_objects

PART = "snapshots/nghean/r1-0001.warc.gz"


@pytest.fixture
def database() -> Callable[[], str]:
    """Nothing here depends on the database."""
    return lambda: ""


@pytest.fixture(scope="session")
def s3_server() -> Iterator[Objects]:
    with running_objects() as objects:
        yield objects


@pytest.fixture
def objects(s3_server: Objects, monkeypatch: pytest.MonkeyPatch) -> Objects:
    """The server, empty, and known to this process by its environment."""
    for name, value in s3_server.environment.items():
        monkeypatch.setenv(name, value)
    for name in s3_server.names():
        s3_server.remove(name)
    return s3_server


@pytest.fixture
def home(tmp_path: Path, objects: Objects) -> Home:
    return Home(tmp_path / "home", objects.environment["KHOTIN_STORE"])


def write(home: Home, name: str = PART, content: bytes = b"whole") -> Path:
    path = home.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_whole_files_are_sent_once(home: Home, objects: Objects) -> None:
    for name in (f"{PART}.open", "snapshots/nghean/.r2.warc.gz.99", "readings/nghean/note.txt"):
        write(home, name)
    write(home)
    write(home, "readings/nghean/r1-0001.k.jsonl.zst")
    assert home.store.unsettled("snapshots") == [PART]
    assert (home.store.settle("snapshots/nghean"), home.store.settle("readings"), home.store.settle("snapshots")) == (
        1,
        1,
        0,
    )
    assert objects.names() == ["kho/readings/nghean/r1-0001.k.jsonl.zst", f"kho/{PART}"]
    assert home.store.unsettled("snapshots") == []


def test_what_is_only_there_comes_back(home: Home) -> None:
    write(home).with_name("other").touch()
    home.store.settle("snapshots")
    (home.root / PART).unlink()
    assert home.store.sizes("snapshots") == {PART: 5}
    assert home.part("nghean/r1-0001.warc.gz").read_bytes() == b"whole"
    assert [p.name for p in (home.root / "fetching").rglob("*") if p.is_file()] == []
    assert not home.part("nghean/never.warc.gz").exists()


def test_what_is_there_is_never_replaced(home: Home) -> None:
    write(home)
    home.store.settle("snapshots")
    write(home, content=b"cut")
    assert home.store.settle("snapshots") == 0
    assert home.store.unsettled("snapshots") == [PART]
    (home.root / PART).unlink()
    assert home.part("nghean/r1-0001.warc.gz").read_bytes() == b"whole"


def test_only_copies_can_be_spared(home: Home) -> None:
    soon = datetime.now(UTC) + timedelta(minutes=1)
    path = write(home)
    assert list(home.store.spare(before=soon)) == []
    home.store.settle("snapshots")
    assert list(home.store.spare(before=soon)) == [path]
    assert list(home.store.spare(before=soon - timedelta(hours=1))) == []


def test_older_readings_of_a_part_leave_both(home: Home, objects: Objects) -> None:
    names = [f"readings/nghean/{reading_name(f'r1-000{n}.warc.gz', key)}" for n in (1, 2) for key in ("k1", "k2")]
    for name in names:
        write(home, name)
        home.store.settle("readings")
        time.sleep(1.1 if name == names[0] else 0)  # S3 tells moments to the second
    drop_older(home, names[1].removeprefix("readings/"))
    assert objects.names() == [f"kho/{name}" for name in names[1:]]
    assert sorted(home.store.sizes("readings")) == names[1:]


def test_a_storage_that_does_not_answer_is_named(
    tmp_path: Path, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    home = Home(tmp_path, "s3://khotin/elsewhere")
    write(home)
    with pytest.raises(HomeError, match=r"KHOTIN_STORE=s3://khotin/elsewhere can't be used .*stays in the home"):
        home.store.settle("snapshots")
    assert (home.root / PART).read_bytes() == b"whole"


def test_a_url_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"KHOTIN_STORE='nowhere://x'.*s3://bucket/prefix"):
        open_store(tmp_path, "nowhere://x").sizes("snapshots")
    assert type(open_store(tmp_path, "")) is FolderStore
    assert isinstance(Settings(home=tmp_path, store="s3://khotin/kho").folders.store, ObjectStore)


def test_a_home_goes_on_without_its_files(world: Any, article: Callable[..., Article], objects: Objects) -> None:
    part = world.put(article("a", "Một bài."), article("b", "Hai bài."))
    settings = Settings(home=world.home.root, store=objects.environment["KHOTIN_STORE"])
    home = settings.folders
    index_all(settings, world.ledger)
    with world.ledger.read() as connection:
        found = verify(connection, home, open_engine(settings)).found
        assert found["store"] == 2
        home.settle("nghean")
        for path in [p for folder in (home.snapshots, home.readings) for p in folder.rglob("*.*") if p.is_file()]:
            path.unlink()
        report = verify(connection, home, open_engine(settings), pages=True)
        assert "store" not in report.found
        assert "archive" not in report.found
        assert (report.compared["parts"], report.compared["pages"]) == (1, 2)
    assert len(list(read_part(home, part))) == len(list(read_readings(home, f"{part}.code1.jsonl.zst"))) == 2


def test_who_may_not_write_the_home_keeps_what_it_fetches_elsewhere(home: Home, tmp_path: Path) -> None:
    parts = [f"snapshots/nghean/r{number}-0001.warc.gz" for number in range(3)]
    for part in parts:
        write(home, part, b"whole" * 10)
    home.store.settle("snapshots")
    empty, cache = tmp_path / "empty", tmp_path / "cache"
    store = CachingStore(empty, home.store_url, cache, most=100)
    assert [store.local(part).read_bytes() for part in parts[:2]] == [b"whole" * 10] * 2
    os.utime(cache / parts[1], (1, 1))
    assert store.local(parts[2]) == cache / parts[2]
    assert store.local(parts[0]) == cache / parts[0]
    assert sorted(cache.rglob("*.warc.gz")) == [cache / parts[0], cache / parts[2]], (
        "the one not asked for longest went"
    )
    assert not store.local("snapshots/nghean/never.warc.gz").exists()
    assert not empty.exists()


@pytest.fixture
def cached(tmp_path: Path) -> CachingStore:
    """Room for two of the four parts that a storage holds, of a source whose id has dots."""
    for number in range(4):
        path = tmp_path / "storage" / cached_part(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"whole" * 10)
    return CachingStore(tmp_path / "home", f"file://{tmp_path}/storage", tmp_path / "cache", most=100)


def cached_part(number: int) -> str:
    return f"snapshots/nghean.gov.vn/r{number}-0001.warc.gz"


def test_the_cache_makes_room_also_where_folders_have_dots(cached: CachingStore, tmp_path: Path) -> None:
    for number in range(4):
        assert cached.local(cached_part(number)).stat().st_size == 50
    assert len(list((tmp_path / "cache").rglob("*.warc.gz"))) == 2


def test_what_a_kill_left_half_fetched_leaves_the_cache(cached: CachingStore, tmp_path: Path) -> None:
    left, under_way = (tmp_path / "cache" / "fetching" / "snapshots" / f".r9.{name}" for name in ("left", "now"))
    left.parent.mkdir(parents=True)
    for path in (left, under_way):
        path.write_bytes(b"half")
    os.utime(left, (1, 1))
    cached.local(cached_part(0))
    assert (left.exists(), under_way.exists()) == (False, True)


def test_what_leaves_the_cache_while_it_is_asked_for_is_fetched_again(
    cached: CachingStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = cached.local(cached_part(0))
    touch = os.utime

    def gone(path: Path) -> None:
        """Another process makes room just before."""
        path.unlink()
        touch(path)

    monkeypatch.setattr("pipeline.store_cache.os.utime", gone)
    assert cached.local(cached_part(0)) == kept
    assert kept.exists()


def test_the_cache_is_the_one_that_is_named(home: Home, tmp_path: Path) -> None:
    named = Home(home.root, home.store_url, str(tmp_path / "cache"))
    assert isinstance(named.store, CachingStore)
    assert isinstance(Settings(home=home.root, store=home.store_url, cache="x").folders.store, CachingStore)
    assert not isinstance(home.store, CachingStore)
