"""WARC files, of other tools and our own, come in once with all their versions."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.warcwriter import WARCWriter

from pipeline import import_items
from pipeline.archive import PartWriter
from records import Article, Snapshot
from tests.pipeline.conftest import DAY_ONE
from tests.pipeline.imports.importing import ROW, TEXT, Importer, lines, numbers, page, warc


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_warc_of_another_tool_comes_in_once_with_all_its_versions(bring: Importer, tmp_path: Path, name: str) -> None:
    url = "http://nghean.gov.vn/Tin-1.html"
    path = warc(
        tmp_path / name,
        (url, "2019-05-06T07:08:09Z", TEXT),
        (url, "2019-05-07T07:08:09Z", TEXT),
        (url, "2019-05-08T07:08:09Z", TEXT + " Đã sửa."),
        ("https://khac.vn/2", "2019-05-08T07:08:09Z", TEXT + " Bài khác."),
    )
    assert numbers(bring(path)) == (2, 1, 1)
    found = {d.article.url: d for d in bring.articles().values() if d.article}
    assert set(found) == {url, "https://khac.vn/2"}
    first = found[url]
    assert first.article is not None
    assert first.links is not None
    assert (first.article.source_id, first.links.version) == ("nghean", 2)
    assert str(first.links.first_seen_at) == "2019-05-06 14:08:09+07:00"
    last = max(d.change for d in bring.world.documents())
    assert numbers(bring(path)) == (0, 0, 4)
    assert bring.world.documents(last) == []


def test_older_captures_that_come_later_are_older_versions(bring: Importer, tmp_path: Path) -> None:
    url = "https://nghean.gov.vn/1"
    bring(warc(tmp_path / "new.warc", (url, "2022-01-01T00:00:00Z", TEXT + " Mới.")))
    bring(warc(tmp_path / "old.warc", (url, "2018-01-01T00:00:00Z", TEXT + " Cũ.")))
    (document,) = bring.articles().values()
    assert document.links is not None
    assert document.links.version == 2
    assert ["Cũ." in body for body in bring.bodies(document.id)] == [True, False]


def test_records_that_are_no_pages_are_counted(bring: Importer, tmp_path: Path) -> None:
    capture = ("https://nghean.gov.vn/1", "2022-01-01T00:00:00Z", TEXT)
    for name, fields in (
        ("a.warc", {"status": "404 Not Found"}),
        ("b.warc", {"kind": "image/png"}),
        ("c.warc", {"kind": "text/css"}),
    ):
        counts = bring(warc(tmp_path / name, capture, **fields))
        assert numbers(counts) == (0, 0, 0)
        assert "1 records passed over" in counts.notices[0]


def test_a_warc_cut_short_gives_what_is_whole(bring: Importer, tmp_path: Path) -> None:
    path = warc(
        tmp_path / "a.warc", *((f"https://nghean.gov.vn/{n}", "2022-01-01T00:00:00Z", f"{TEXT} {n}") for n in range(3))
    )
    path.write_bytes(path.read_bytes()[:-300])
    counts = bring(path)
    assert counts.new == 2
    assert "not read to its end" in counts.failures[0]
    (tmp_path / "b.warc").write_bytes(b"nothing of the kind\n" * 50)
    assert "not read to its end" in bring(tmp_path / "b.warc").failures[0]


def test_our_own_archive_can_be_imported_elsewhere(
    new_world: Callable[[], Any], tmp_path: Path, article: Callable[..., Article]
) -> None:
    old, new = Importer(new_world()), Importer(new_world())
    old(
        lines(tmp_path / "a.jsonl", ROW),
        warc(tmp_path / "a.warc", ("https://nghean.gov.vn/1", "2022-01-01T00:00:00Z", TEXT)),
    )
    snapshots = old.world.home.snapshots
    assert new(snapshots).new == 2
    assert {k: d.article for k, d in new.articles().items() if k != "17"} == {
        k: d.article for k, d in old.articles().items() if k != "17"
    }
    assert new.articles()["17"].article.body == ROW["body"]  # type: ignore[union-attr]
    assert numbers(new(snapshots)) == (0, 0, 2)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_capture_larger_than_any_page_is_passed_over(
    bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(import_items, "PAGE_BYTES", 5000)
    moment = "2022-01-01T00:00:00Z"
    captures = ("https://nghean.gov.vn/1", moment, TEXT * 9), ("https://nghean.gov.vn/2", moment, TEXT)
    counts = bring(warc(tmp_path / name, *captures))
    assert numbers(counts) == (1, 0, 0)
    assert counts.notices == [f"{tmp_path / name}: 1 records passed over, longer than 5000 bytes"]


def test_an_article_of_our_own_archive_that_is_none_is_named(bring: Importer, tmp_path: Path) -> None:
    sink = PartWriter(tmp_path, "nghean", "run")
    for body in (b'{"title": "x", "published_at": "0001-01-01"}', json.dumps(ROW).encode()):
        sink.write_resource(
            Snapshot(
                url="khotin:x", final_url="khotin:x", source_id="nghean", run_id="run", fetched_at=DAY_ONE, body=body,
                media_type="application/json", imported=True,
            )
        )  # fmt: skip
    sink.close()
    path = (tmp_path / "nghean" / "run-0001.warc.gz.open").rename(tmp_path / "a.warc.gz")
    counts = bring(path)
    assert numbers(counts) == (1, 0, 0)
    assert counts.notices[0].startswith(f"{path}, byte 0: passed over, published_at='0001-01-01'")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_a_capture_at_the_edge_of_the_calendar_comes_in(bring: Importer, tmp_path: Path, moment: str) -> None:
    assert numbers(bring(warc(tmp_path / "a.warc", ("https://nghean.gov.vn/1", moment, TEXT)))) == (1, 0, 0)
    (document,) = bring.articles().values()
    assert document.links is not None
    assert str(document.links.first_seen_at) == "1990-01-01 00:00:00+07:00"


@pytest.mark.parametrize(
    "header", ["{no json", "[]", '{"listed_at": "soon"}', '{"imported": true, "source_id": "../../y"}']
)
def test_what_a_foreign_file_says_of_itself_is_not_believed(bring: Importer, tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.warc"
    records = [
        ("https://nghean.gov.vn/1", "text/html", page().encode()),
        ("khotin:1", "application/json", b"{no json"),
        ("khotin:2", "application/json", b'{"title": "x", "source_id": "../../y"}'),
        ("khotin:3", "application/json", b"[" * 100_000),
    ]
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        for url, kind, body in records:
            writer.write_record(
                writer.create_warc_record(
                    url, "resource", payload=io.BytesIO(body), length=len(body), warc_content_type=kind,
                    warc_headers_dict={"WARC-Khotin": header},
                )
            )  # fmt: skip
    counts = bring(path)
    assert (numbers(counts), counts.failures) == ((1, 0, 0), [])
    assert sum(bool(re.match(rf"{path}, byte \d+: passed over, ", notice)) for notice in counts.notices) == 3
    (document,) = bring.articles().values()
    assert document.article is not None
    assert document.article.source_id == "nghean"
