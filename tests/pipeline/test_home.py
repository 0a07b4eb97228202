"""The home: files appear whole or not at all, a home that can't be written is named; switches are kept in it."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.child_job import ChildJob
from pipeline.clock import VIETNAM, now
from pipeline.files import written_whole
from pipeline.home import Home
from pipeline.settings import Settings
from pipeline.switches import read_switches, switch, switched
from pipeline.workplace import Workplace
from records import Source
from records.errors import HomeError, RegistryError

AT = datetime(2026, 3, 1, 2, 0, tzinfo=VIETNAM)


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "file"
    with written_whole(path) as file:
        file.write(b"new")
        file.flush()
        assert not path.exists()
    assert path.read_bytes() == b"new"

    def fail() -> None:
        with written_whole(path) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["file"]


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    Home(tmp_path / "new").ready()
    assert list((tmp_path / "new").iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeError, match=rf"KHOTIN_HOME={tmp_path}/file/home can't be written"):
        Home(tmp_path / "file" / "home").ready()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_home_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(HomeError, match="Permission denied"):
        Home(tmp_path).ready()


def test_now_is_in_vietnam_to_the_second() -> None:
    assert (now().utcoffset(), now().microsecond) == (AT.utcoffset(), 0)


def test_switches_stand_over_the_sources(tmp_path: Path) -> None:
    home = Home(tmp_path)
    sources = {
        name: Source(id=name, name=name, home=f"https://{name}.vn", enabled=name == "on") for name in ("on", "off")
    }
    assert switched(sources, read_switches(home)) == sources
    switch(home, "off", enabled=True, now=AT)
    switch(home, "on", enabled=False, now=AT)
    switch(home, "unknown", enabled=False, now=AT)
    assert {k: s.enabled for k, s in switched(sources, read_switches(home)).items()} == {"on": False, "off": True}
    assert read_switches(home)["off"].at == AT


@pytest.mark.parametrize("text", ["a: [", "off: {enabled: maybe, at: 2026-03-01T02:00:00+07:00}", "- off"])
def test_switches_that_are_off_are_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "switches.yaml").write_text(text)
    with pytest.raises(RegistryError, match=rf"{tmp_path}/switches\.yaml.*remove it"):
        read_switches(Home(tmp_path))


def test_a_home_is_tried_by_many_at_once(tmp_path: Path) -> None:
    """Processes of two containers may have the same number, as threads do here."""
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: Home(tmp_path).ready(), range(200))) == [None] * 200
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_elsewhere_is_read_beside_a_home_that_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    place = Workplace(Settings(home=tmp_path / "file" / "home", database_url=f"sqlite:///{tmp_path / 'ledger'}"))
    assert place.ledger_to_read.writable
    with pytest.raises(HomeError):
        _ = place.ledger
    place.ledger_to_read.close()


def test_the_ledgers_password_is_neither_shown_nor_kept() -> None:
    settings = Settings(database_url="postgresql://khotin:geheim@db/khotin", elasticsearch_url="https://u:geheim@es")
    assert "geheim" not in repr(settings)
    assert ChildJob.__struct_fields__ == ("job", "home", "night"), "it lies in a file that others may read"
