"""What leaves by machine from a hostile archive: well formed, of its own kind, and safe in a spreadsheet."""

import csv
import io
import json
import re
from urllib.parse import quote
from xml.etree import ElementTree

import icalendar
import pyarrow.parquet as pq
import pytest

from search.app import create_app
from search.web.headers import SECURITY
from search.web.limits import Rate
from search.web.out import feeds
from tests.search.web.browser import Browser
from tests.search.web.hostile import PAYLOADS, WORDS, build_hostile, identity
from tests.search.web.out.atom_rules import ATOM, valid
from tests.search.web.sample_archive import TODAY

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    engine, archive = build_hostile(tmp_path_factory.mktemp("hostile"))
    return Browser(create_app(engine, archive=archive, rate=Rate(per_minute=0), today=lambda: TODAY))


@pytest.mark.parametrize("unit", ["articles", "events", "agreements"])
def test_feeds_hold_every_text_as_text(hostile: Browser, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ENTRIES", 300)
    for lang in ("vi", "en"):
        feed = valid(hostile.get(f"/feed.atom?unit={unit}&lang={lang}").content)
        assert len(feed.findall(f"{ATOM}entry")) == len(WORDS)
        assert {element.tag.removeprefix(ATOM) for element in feed.iter()} <= {
            "feed", "entry", "id", "title", "updated", "published", "author", "name", "link", "category", "summary", "generator",
        }  # fmt: skip
        titles = " ".join(
            " ".join(entry.findtext(f"{ATOM}title", "").split()) for entry in feed.findall(f"{ATOM}entry")
        )
        assert all(" ".join(bad.split()) in titles for bad in PAYLOADS)


@pytest.mark.parametrize("bad", WORDS[::41])
def test_feeds_of_hostile_queries_are_valid(hostile: Browser, bad: str) -> None:
    for name in ("q", "official", "after"):
        answer = hostile.get(f"/feed.atom?{name}={quote(bad)}")
        assert answer.status_code in (200, 400)
        if answer.status_code == 200:
            valid(answer.content)
        answer = hostile.get(f"/events.ics?{name}={quote(bad)}")
        assert answer.status_code == 400 or not icalendar.Calendar.from_ical(answer.content).errors


def test_calendars_take_no_lines_from_texts(hostile: Browser) -> None:
    known = {"BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "SOURCE", "REFRESH-INTERVAL", "UID", "DTSTAMP",
             "DTSTART", "DTEND", "SUMMARY", "CATEGORIES", "URL", "TRANSP", "LOCATION", "DESCRIPTION"}  # fmt: skip
    one = f"/events/{quote('e' + identity(len(WORDS) - 1), safe='')}.ics"
    for address in ("/events.ics", one, "/events.ics?q=alert%0d%0aX-BAD:1"):
        answer = hostile.get(address)
        assert answer.status_code == 200
        calendar = icalendar.Calendar.from_ical(answer.content)
        assert not calendar.errors
        lines = answer.text.replace("\r\n ", "").split("\r\n")
        assert {re.split("[:;]", line)[0] for line in lines if line} <= known
        assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
        assert "\n" not in answer.text.replace("\r\n", "")
    assert len(icalendar.Calendar.from_ical(hostile.get("/events.ics").content).walk("VEVENT")) == len(WORDS)


CSV_PAGES = (
    "/export?format=csv", "/export?format=csv&unit=events", "/export?format=csv&unit=agreements", "/cooperation.csv",
    "/api/count?by=official,partner&format=csv&unit=events", "/api/count?by=region,language&format=csv", "/analysis.csv",
    "/analysis.csv?rows=official&columns=partner&unit=events", "/coverage.csv",
)  # fmt: skip


@pytest.mark.parametrize("address", CSV_PAGES)
def test_no_cell_is_a_formula(hostile: Browser, address: str) -> None:
    answer = hostile.get(address)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert len(rows) > (address != "/cooperation.csv")  # no two parties here are provinces
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(RUNS) or NUMBER.fullmatch(cell), cell
    if address.startswith("/export"):
        assert len(rows) == len(WORDS) + 1
        assert len({len(row) for row in rows}) == 1


def test_what_a_spreadsheet_is_spared_others_have_as_printed(hostile: Browser) -> None:
    lines = hostile.get("/export?format=jsonl").text.splitlines()
    assert {json.loads(line)["title"] for line in lines} == set(WORDS)
    table = pq.read_table(io.BytesIO(hostile.get("/export?format=parquet").content))
    assert set(table.column("title").to_pylist()) == set(WORDS)


def test_json_and_pictures_are_no_pages(hostile: Browser) -> None:
    for address in (
        "/api/search?q=alert",
        f"/api/articles/{quote(identity(7), safe='')}",
        "/api/suggest?q=a",
        "/export/about",
    ):
        answer = hostile.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
        assert answer.headers["x-content-type-options"] == "nosniff"
    picture = hostile.get("/analysis.svg?rows=official&columns=partner&unit=events")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert picture.headers["content-security-policy"] == SECURITY["Content-Security-Policy"]
    for element in ElementTree.fromstring(picture.content).iter():
        assert element.tag.rpartition("}")[2] not in (
            "script",
            "foreignObject",
            "image",
            "use",
            "iframe",
            "animate",
            "set",
        )
        assert not [name for name in element.attrib if name.lower().startswith("on") or name.endswith("href")]


def test_archived_pages_are_text_in_a_sandbox(hostile: Browser) -> None:
    for number in (1, 7, len(WORDS) - 1):
        answer = hostile.get(f"/snapshots/{quote(identity(number), safe='')}?version=1")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
