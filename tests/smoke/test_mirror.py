"""A real portal's mirror through the command line: whole nights of it, an edit, a page that went, a bad connection."""

import json
import lzma
import re
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline import clock
from tests.smoke.desk import Desk, mirror

pytestmark = pytest.mark.smoke

Row = dict[str, Any]
EDIT = "Đoạn này đã được toà soạn sửa lại vào hôm sau."


@dataclass
class Portal:
    """The mirror after its first night: the desk it is crawled from, and how to serve it and count its requests."""

    serve: Callable[..., AbstractContextManager[str]]
    log: Path
    desk: Desk
    source: str
    requests: int


def path_of(url: str) -> str:
    """An address below the portal's home."""
    return re.sub(r"^https?://[^/]+", "", url)


@pytest.fixture(scope="module")
def truth(shared: Path) -> dict[str, Row]:
    """The portal's articles by their path."""
    with lzma.open(shared / "portals/nukeviet.truth.jsonl.xz", "rt") as lines:
        return {path_of(row["url"]): row for row in map(json.loads, lines)}


@pytest.fixture(scope="module")
def portal(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The mirror probed and run, nothing else."""
    folder = tmp_path_factory.mktemp("mirror")
    desk, log = Desk(folder), folder / "log"
    with mirror(shared) as base:
        source = desk.khotin("sources", "probe", base, "--write", "--allow-private", "--json").json["id"]
    # On this port from now on: it is in every page and in every id.
    serve = partial(mirror, shared, "--port", base.rpartition(":")[2], "--log", log)
    with serve():
        desk.khotin("run", source)
    return Portal(serve, log, desk, source, requests(log))


def requests(log: Path) -> int:
    """How many requests the mirror answered since it was started."""
    return len(log.read_text().splitlines())


@pytest.fixture(scope="module")
def exported(portal: Portal) -> dict[str, Row]:
    """All that is searchable after the first night, by path."""
    return {path_of(row["url"]): row for row in portal.desk.exported()}


def share(truth: dict[str, Row], exported: dict[str, Row], field: str, wanted: str) -> float:
    """The share of articles whose field is what the truth says, spaces aside."""
    same = sum(
        " ".join((exported[path][field] or "").split()) == " ".join((row[wanted] or "").split())
        for path, row in truth.items()
    )
    return same / len(truth)


def test_all_articles_and_nothing_else(exported, truth):
    assert set(exported) == set(truth)
    assert {row["state"] for row in exported.values()} == {"present"}


@pytest.mark.parametrize(("field", "wanted"), [("title", "title"), ("byline", "author"), ("credit", "source")])
def test_field(exported, truth, field, wanted):
    assert share(truth, exported, field, wanted) >= 0.99


def test_minute(exported, truth):
    same = sum(exported[path]["published_at"][:16] == row["published_at"][:16] for path, row in truth.items())
    assert same >= 0.99 * len(truth)
    assert all(row["published_at"].endswith("+07:00") for row in exported.values())


def words(*texts: str) -> Counter[str]:
    """The words of texts, counted."""
    return Counter(re.findall(r"\w+", " ".join(texts)))


def test_body_words(exported, truth):
    scores = []
    for path, row in truth.items():
        found, wanted = words(exported[path]["body"]), words(*row["body"])
        common = (found & wanted).total()
        scores.append(2 * common / (found.total() + wanted.total()) if common else 0.0)
    assert sum(scores) / len(scores) >= 0.99


def test_first_night_costs_little(portal, truth):
    assert portal.requests <= 1.3 * len(truth)


def test_unchanged_second_night(portal):
    with portal.serve():
        again = portal.desk.khotin("run", portal.source, "--json").json
    crawled = again["sources"][0]["crawl"]
    assert requests(portal.log) == crawled["requests"] < 60
    assert crawled["unchanged"] >= 20
    assert crawled["by_status"]["304"] >= 0.8 * crawled["requests"]
    assert again["index"]["documents"] == 0


@pytest.fixture(scope="module")
def changed(portal, exported, truth) -> tuple[str, str, list[dict[str, Row]]]:
    """Paths of an edited article and of one that went, and what was searchable after a night that
    asked for everything again over a bad connection, and after one that did not."""
    edited, gone = sorted(path for path, row in truth.items() if row["markup"] == "p_justify")[:2]
    tomorrow = clock.now().date() + timedelta(days=1)
    seen = []
    with portal.serve("--edit", edited, EDIT, "--gone", gone, "--fail", "0.02"):
        portal.desk.khotin("crawl", "--full", portal.source, "--night", tomorrow)
        for step in ("transform", "link", "index"):
            portal.desk.khotin(step)
        seen.append({path_of(row["url"]): row for row in portal.desk.exported()})
        portal.desk.khotin("run", portal.source, "--night", tomorrow + timedelta(days=1))
        seen.append({path_of(row["url"]): row for row in portal.desk.exported()})
    return edited, gone, seen


def test_edited_article_has_two_versions(portal, exported, changed):
    edited, _, (first, second) = changed
    assert [nights[edited]["version"] for nights in (exported, first, second)] == [1, 2, 2]
    assert EDIT in first[edited]["body"]
    assert {row["version"] for path, row in second.items() if path != edited} == {1}
    url = exported[edited]["url"]
    listed = [line.split("\t") for line in portal.desk.khotin("snapshot", url, "--list").out.splitlines()]
    assert [line[0] for line in listed] == ["1", "2"]
    pages = [portal.desk.khotin("snapshot", url, "--at", line[1]).out for line in listed]
    assert [EDIT in page for page in pages] == [False, True]


def test_bad_connection_loses_nothing(portal, truth, changed):
    shown = [path for path in truth if path not in changed[:2]]
    first, second = changed[2]
    assert first.keys() == second.keys() == truth.keys()
    assert {nights[path]["state"] for path in shown for nights in (first, second)} == {"present"}
    (row,) = portal.desk.status()["sources"]
    assert (row["waiting"], row["quarantined"], row["wrong"]) == (0, 0, "")


def test_gone_after_two_nights_and_still_found(portal, exported, changed):
    _, gone, (first, second) = changed
    assert [nights[gone]["state"] for nights in (exported, first, second)] == ["present", "present", "gone"]
    assert second[gone]["gone_on"]
    assert {row["state"] for path, row in second.items() if path != gone} == {"present"}
    found = portal.desk.khotin("search", f'title:"{second[gone]["title"]}"', "--json").json
    assert [hit["state"] for hit in found["hits"] if hit["id"] == second[gone]["id"]] == ["gone"]
