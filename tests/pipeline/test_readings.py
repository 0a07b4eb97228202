"""Readings: the same pages give the same bytes, any line is had at once, damage is named, code and rules make the key."""

import io
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard

from pipeline import readings
from pipeline.home import Home
from pipeline.readings import Reading, read_lines, read_readings, reading_key, reading_name, write_reading
from records import FieldRule, Platform, Quarantine, Rejection, RejectionReason, Source
from records.errors import HomeError

NAME = "nghean/r1.key.jsonl.zst"
SOURCE = Source(id="nghean", name="Nghệ An", home="https://nghean.gov.vn")


def rejection(number: int) -> Reading:
    why = Rejection(url=f"https://a.vn/{number}", reason=RejectionReason.LISTING, detail="ngày\u2028tháng")
    return Reading(warc_offset=number, rejection=why)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize("count", [0, 1, 39, 40, 41, 200])
def test_what_is_written_is_read(home: Home, count: int) -> None:
    found = [rejection(n) for n in range(count)]
    write_reading(home, NAME, iter(found))
    assert list(read_readings(home, NAME)) == list(enumerate(found))
    wanted = {n for n in (0, 7, 39, 40, 80, 199) if n < count}
    assert list(read_lines(home, NAME, wanted)) == [(n, found[n]) for n in sorted(wanted)]


def test_equal_readings_give_equal_bytes(home: Home) -> None:
    raw = []
    for _ in range(2):
        write_reading(home, NAME, (rejection(n) for n in range(90)))
        raw.append((home.readings / NAME).read_bytes())
    assert raw[0] == raw[1]


def test_any_tool_that_reads_zstd_reads_it(home: Home) -> None:
    write_reading(home, NAME, (rejection(n) for n in range(90)))
    with (home.readings / NAME).open("rb") as file:
        stream = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
        lines = list(io.BufferedReader(stream))
    assert [msgspec.json.decode(line)["warc_offset"] for line in lines] == list(range(90))


def test_nothing_is_left_of_a_reading_that_failed(home: Home) -> None:
    def failing() -> Any:
        yield rejection(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_reading(home, NAME, failing())
    assert list(home.readings.rglob("*.*")) == []


def test_what_is_missing_or_damaged_is_named(home: Home) -> None:
    with pytest.raises(HomeError, match=r"r1\.key\.jsonl\.zst can't be read \(No such file or directory\)"):
        list(read_readings(home, NAME))
    write_reading(home, NAME, (rejection(n) for n in range(90)))
    raw = (home.readings / NAME).read_bytes()
    for cut in (0, 3, 100, len(raw) - 1):
        (home.readings / NAME).write_bytes(raw[:cut])
        with pytest.raises(HomeError, match="is damaged"):
            list(read_readings(home, NAME))
    (home.readings / NAME).write_bytes(b"\0" * 50 + raw[50:])
    with pytest.raises(HomeError, match="is damaged"):
        list(read_readings(home, NAME))


def test_a_quarantine_is_a_reading(home: Home) -> None:
    found = Reading(warc_offset=1, quarantine=Quarantine(url="https://a.vn", error="ValueError: x", traceback="…"))
    write_reading(home, NAME, [found])
    assert list(read_readings(home, NAME)) == [(0, found)]


def test_code_and_rules_make_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Platform(id="p", name="P", fingerprints=(), fields={})
    key = reading_key(SOURCE, {"p": platform})
    assert key == reading_key(SOURCE, {"p": platform})
    ruled = msgspec.structs.replace(SOURCE, rules={"title": FieldRule(select=("h2",))})
    other = msgspec.structs.replace(platform, drop=("aside",))
    keys = {key, reading_key(ruled, {"p": platform}), reading_key(SOURCE, {"p": other}), reading_key(None, {})}
    assert len(keys) == 4
    assert reading_key(msgspec.structs.replace(SOURCE, enabled=True, note="x"), {"p": platform}) == key
    monkeypatch.setattr(readings, "code_version", lambda: "other")
    assert reading_key(SOURCE, {"p": platform}) not in keys


def test_a_lexicon_is_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("records", "transforms"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(readings, "files", lambda name: tmp_path / name)
    found = set()
    for text in ("a: 1", "a: 2"):
        (tmp_path / "transforms" / "sectors.yaml").write_text(text)
        readings.code_version.cache_clear()
        found.add(readings.code_version())
    readings.code_version.cache_clear()
    assert len(found) == 2


def test_a_readings_name_tells_part_and_key() -> None:
    assert reading_name("nghean/r1-0001.warc.gz", "k") == "nghean/r1-0001.k.jsonl.zst"


def test_what_other_code_made_of_a_part_is_dropped(home: Home) -> None:
    names = [reading_name(f"nghean/r1-000{n}.warc.gz", key) for n in (1, 2) for key in ("k1", "k2")]
    for name in names:
        write_reading(home, name, [rejection(1)])
    readings.drop_older(home, names[1])
    assert sorted(str(p.relative_to(home.readings)) for p in home.readings.rglob("*.zst")) == names[1:]
