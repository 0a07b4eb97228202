"""What goes wrong outside: each time a line that names the thing and the way out, the rest goes on, the exit code tells."""

import gzip
import json
import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.smoke.desk import KHOTIN, ROOT, Desk, Said, wait_until
from tests.smoke.small_portal import TEXT, Answer, small_portal

pytestmark = pytest.mark.smoke

NUKEVIET = "platform: nukeviet"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose home holds one small portal's three articles."""
    desk = Desk(tmp_path_factory.mktemp("small"))
    with small_portal(articles=3) as portal:
        desk.source("nho", portal.base, NUKEVIET)
        desk.khotin("run", "nho")
    return desk


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Said, dict[str, Any]]]:
    """Portals in one night: one good, one unreachable, one that forbids all, one full of broken pages, one misdescribed."""
    desk = Desk(tmp_path_factory.mktemp("bad"))
    with small_portal(articles=3) as good, small_portal(articles=2) as closed, small_portal(articles=1) as broken:
        closed.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /\n", "text/plain")
        odd = {
            "/tin-tuc/van-ban-11.html": Answer(b"%PDF-1.4 ...", "application/pdf"),
            "/tin-tuc/trang-rong-12.html": Answer(b""),
            "/tin-tuc/dut-giua-chung-13.html": Answer(broken.pages["/tin-tuc/bai-so-0.html"].body[:300], promised=9999),
            "/tin-tuc/khong-phai-html-14.html": Answer(bytes(range(256)) * 20),
        }
        broken.pages |= odd | {"/rss/": Answer(b"<html><p>Khong phai XML</p>", "application/rss+xml")}
        broken.pages["/sitemap.xml"] = Answer(b"\x1f\x8b\x08 cut", "application/xml")
        broken.home("/tin-tuc/bai-so-0.html", *odd)
        desk.source("tot", good.base, NUKEVIET)
        desk.source("chet", f"http://127.0.0.1:{free_port()}/", NUKEVIET)
        desk.source("cam", closed.base, NUKEVIET)
        desk.source("hong", broken.base, NUKEVIET, "feeds: [/rss/]", "sitemaps: [/sitemap.xml]")
        (desk.sources / "sai.yaml").write_text(
            'id: sai\nname: "Sai"\nhome: "https://sai.example/"\nfedes: []\n', "utf-8"
        )
        said = desk.khotin("run", "--json", code=1)
        yield desk, said, {row["source"]: row for row in said.json["sources"]}


def test_good_one_comes_in_whole(ran):
    desk, _, rows = ran
    assert rows["tot"]["error"] is None
    assert rows["tot"]["transform"]["articles"] == 3
    assert sum(row["source_id"] == "tot" for row in desk.exported()) == 3


def test_unreachable_one_is_named_with_its_cause(ran):
    _, said, rows = ran
    assert "refused" in rows["chet"]["error"]
    assert f"failed: {rows['chet']['error']}" in said.err
    assert rows["chet"]["error"].startswith("chet: ")


def test_forbidden_one_is_named_with_its_cause(ran):
    _, said, rows = ran
    assert "robots.txt forbids" in rows["cam"]["error"]
    assert rows["cam"]["crawl"] is None or rows["cam"]["crawl"]["new"] == 0
    assert "cam: " in said.err


def test_misdescribed_one_is_named_and_left_out(ran):
    desk, said, rows = ran
    assert "sai" not in rows
    assert str(desk.sources / "sai.yaml") in said.err
    assert "'fedes'" in said.err


def test_broken_pages_are_counted_and_cost_no_other(ran):
    desk, _, rows = ran
    found = [row for row in desk.exported() if row["source_id"] == "hong"]
    assert [row["title"] for row in found] == ["Hội nghị kết nối cung cầu lần thứ 0"]
    assert rows["hong"]["transform"]["quarantined"] == 0
    assert rows["hong"]["error"] is None


def test_status_says_what_looks_wrong(ran):
    wrong = {row["source"]: row["wrong"] for row in ran[0].status()["sources"]}
    assert not wrong["tot"]
    assert "refused" in wrong["chet"]
    assert "robots.txt" in wrong["cam"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("platform: nukevit", ("platform", "'nukevit'", "nukeviet")),
        ("fedes: [/rss/]", ("'fedes'", "feeds")),
        ("rules: [", ("rules",)),
    ],
)
def test_typo_in_a_source(desk, tmp_path, line, named):
    own = Desk(tmp_path)
    text = f'id: saichinhta\nname: "Sai"\nhome: "https://sai.example/"\n{line}\n'
    file = own.sources / "saichinhta.yaml"
    file.write_text(text, "utf-8")
    said = own.khotin("run", "saichinhta", code=2)
    assert str(file) in said.err
    assert all(word in said.err for word in named), said.err
    assert len(said.err.strip().splitlines()) == 1 or line.endswith("[")


def test_unknown_source_names_what_is_near(desk):
    said = desk.khotin("run", "dong-naii", code=2)
    assert "'dong-naii'" in said.err
    assert "dong-nai" in said.err.replace("dong-naii", "")


def test_disabled_source_is_refused_by_name(desk):
    said = desk.khotin("run", "dong-nai", code=2)
    assert "khotin sources enable dong-nai" in said.err


def test_bare_run_without_an_enabled_source(tmp_path):
    said = Desk(tmp_path).khotin("run", code=2)
    assert "sources enable" in said.err


@pytest.mark.parametrize("command", [("run", "nho"), ("sources", "enable", "nho")])
def test_home_that_cannot_be_written(desk, tmp_path, command):
    # The tests may run as root, who may write anywhere but below a file.
    (tmp_path / "file").write_text("")
    said = desk.khotin(*command, code=1, KHOTIN_HOME=str(tmp_path / "file/home"))
    assert f"KHOTIN_HOME={tmp_path}/file/home can't be written" in said.err
    assert "set KHOTIN_HOME" in said.err


def test_samples_in_a_home_that_cannot_be_written(desk, tmp_path):
    (tmp_path / "file").write_text("")
    said = desk.khotin("samples", "try", "--once", code=1, KHOTIN_HOME=str(tmp_path / "file/home"))
    assert f"KHOTIN_HOME={tmp_path}/file/home can't be written" in said.err


def test_two_runs_of_one_source(tmp_path):
    desk = Desk(tmp_path)
    with small_portal(articles=2) as portal:
        desk.source("cham", portal.base, NUKEVIET)
        portal.open_.clear()
        first = desk.start("crawl", "cham")
        lock = desk.home / "locks/cham.lock"
        wait_until(lambda: lock.exists() and lock.read_text().endswith("}"), "the first run's lock")
        held = json.loads(lock.read_text())
        second = desk.khotin("run", "cham", code=1)
        assert held["run"] in second.err
        assert str(held["since"]) in second.err
        assert str(held["pid"]) in second.err
        portal.open_.set()
        _, told = first.communicate(timeout=60)
    assert first.returncode == 0, told
    assert desk.status()["sources"][0]["pages"] == 2


BATCH = "\n".join(
    [
        json.dumps({"id": "a", "url": "", "text": TEXT, "title": "Hội nghị", "body": TEXT}),
        "{ no json",
        "[1, 2]",
        json.dumps({"id": "b"}),
        json.dumps({"id": "c", "html": 5, "title": 5.5}),
        json.dumps({"id": "d", "path": "/nowhere/page.html", "published_at": "yesterday"}),
        json.dumps({"id": "e", "text": TEXT, "fetched_at": "soon", "captions": 3}),
        json.dumps({"id": "f", "html": "", "title": "Chỉ có tít"}),
        '{"id": "g", "html": "\\ud800", "body": "nửa \\ud83d cặp"}',
        json.dumps({"id": "z", "url": "", "text": TEXT, "title": "Hội nghị", "body": TEXT}),
    ]
)


def test_extract_batch_answers_every_line(desk):
    said = desk.khotin("extract", "--batch", stdin=BATCH, code=1)
    assert len(said.lines) == 10
    assert [row["outcome"] for row in said.lines] == ["article", *["rejection"] * 8, "article"]
    assert all(row["reason"] for row in said.lines if row["outcome"] == "rejection")
    assert re.findall(r"^line (\d+) of the input", said.err, re.M) == ["2", "3", "4", "5", "6", "7", "9"]


def test_tag_answers_every_line(desk):
    said = desk.khotin("tag", stdin=BATCH, code=1)
    assert len(said.lines) == 10
    assert [row.get("id") for row in said.lines] == ["a", None, None, "b", "c", "d", "e", "f", None, "z"]
    assert [n for n, row in enumerate(said.lines, 1) if "error" in row] == [2, 3, 5, 6, 7, 9]
    assert re.findall(r"^line (\d+) of the input", said.err, re.M) == ["2", "3", "5", "6", "7", "9"]


def test_search_batch_answers_every_line(desk):
    asked = ['{"q": "hội nghị"}', "nonsense", '{"q": "", "filters": {"sector": "healht"}}', '{"q": "cung cầu"}']
    said = desk.khotin("search", "--batch", stdin="\n".join(asked), code=1)
    assert [row["total"] for row in said.lines] == [3, 0, 0, 3]
    assert "health" in said.lines[2]["error"]
    assert re.findall(r"^line (\d+) of the input", said.err, re.M) == ["2", "3"]


@pytest.mark.parametrize(
    ("option", "value", "near"),
    [
        ("--province", "Nghe Am", "Nghệ An"),
        ("--sector", "healht", "health"),
        ("--event-type", "conferense", "conference"),
        ("--from", "hôm qua", "2023-03-25"),
    ],
)
def test_unknown_filter_value(desk, option, value, near):
    said = desk.khotin("search", "hội nghị", option, value, code=2)
    assert value in said.err
    assert near in said.err


def test_search_before_anything_is_indexed(tmp_path):
    assert "khotin index" in Desk(tmp_path).khotin("search", "hội nghị", code=1).err


def test_export_where_nothing_can_be_written(desk, tmp_path):
    (tmp_path / "file").write_text("kept")
    target = tmp_path / "file/out.csv"
    said = desk.khotin("export", "--format", "csv", "-o", target, code=2)
    assert f"{target} can't be written" in said.err
    assert "-o" in said.err
    assert (tmp_path / "file").read_text() == "kept"


def test_snapshot_that_is_not_there(desk):
    url = "https://nowhere.example/a-1.html"
    assert url in desk.khotin("snapshot", url, code=2).err
    known = desk.exported()[0]["id"]
    assert "--at='hôm qua'" in desk.khotin("snapshot", known, "--at", "hôm qua", code=2).err
    assert "1999-01-01" in desk.khotin("snapshot", known, "--at", "1999-01-01", code=2).err


@pytest.mark.parametrize("command", ["search hội", "search --batch", "status"])
def test_reader_that_goes_away_is_no_error(desk, command):
    words = " ".join([*KHOTIN, command])
    lines = '{"q": "hội nghị"}\n' * 2000 if "--batch" in command else ""
    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {words} | head -c 1 > /dev/null"], input=lines, capture_output=True, text=True,
        cwd=ROOT, env=desk.environment(), timeout=60, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr.replace("note: reprints count once\n", "")) == (0, "")


def test_import_of_what_is_none(tmp_path):
    lines = "\n".join(['{"id": "tốt-1", "title": "Tin ngắn"}', "no json", '{"id": "trống"}', "7"])
    (tmp_path / "rows.jsonl").write_text(lines, "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "broken.warc").write_bytes(b"no WARC at all")
    desk = Desk(tmp_path / "desk")
    said = desk.khotin(
        "import", tmp_path / "rows.jsonl", tmp_path / "picture.png", tmp_path / "broken.warc", "--json", code=1
    )
    assert said.json["new"] == said.json["indexed"] == 1
    for word in ("line 2", "line 3", "line 4", "picture.png"):
        assert word in said.err
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(lines.encode())[:-12])
    for name in ("cut.jsonl.gz", "broken.warc", "missing.jsonl"):
        assert str(tmp_path / name) in desk.khotin("import", tmp_path / name, code=1).err
    assert len(desk.exported()) == 1


def test_sources_folder_that_is_not_there(desk):
    said = desk.khotin("run", "nho", code=2, KHOTIN_SOURCES=str(Path("/nowhere/sources")))
    assert "/nowhere/sources" in said.err
    assert "KHOTIN_SOURCES" in said.err


def test_setting_that_cannot_be(desk):
    said = desk.khotin("status", code=2, KHOTIN_PROCESSES="many")
    assert "KHOTIN_PROCESSES='many'" in said.err
