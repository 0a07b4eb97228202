"""Imports: JSON lines, WARC files, saved pages and texts come in once, a changed one as a new version, odd ones are named."""

import gzip
import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard
from sqlalchemy import select
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import import_archive, import_items, journal
from pipeline.archive import PartWriter, read_part
from pipeline.import_rejections import name_rejections
from pipeline.imports import ImportCounts, import_files
from pipeline.ledger.tables import articles, parts, runs
from pipeline.link import link_all
from pipeline.transform import transform_source
from pipeline.views import archived_versions, article_version, read_version
from records import Article, Document, Snapshot, Source
from records.errors import ImportFileError, LockError, UsageError
from sources.registry import load_registry
from tests.pipeline.conftest import DAY_ONE

SOURCES = [Source(id="nghean", name="Nghệ An", home="https://nghean.gov.vn")]
ROW = {
    "id": "17",
    "title": "Ký kết hợp tác",
    "lead": "Sáng 25/3.",
    "body": "Hội nghị tại Vinh.",
    "published_at": "2023-03-25",
}


def lines(path: Path, *rows: Any) -> Path:
    """A file of JSON lines, packed as its name says; texts stand as they are."""
    raw = b"".join(
        (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)).encode() + b"\n" for row in rows
    )
    if path.suffix == ".zst":
        raw = zstandard.ZstdCompressor().compress(raw[:20]) + zstandard.ZstdCompressor().compress(raw[20:])
    path.write_bytes(gzip.compress(raw) if path.suffix == ".gz" else raw)
    return path


class Importer:
    """Imports into a world, and reads and links what came in."""

    def __init__(self, world: Any) -> None:
        self.world = world

    def __call__(self, *paths: Path, source_id: str | None = None) -> ImportCounts:
        world = self.world
        counts = import_files(world.settings, world.ledger, SOURCES, list(paths), source_id=source_id)
        with world.ledger.read() as connection:
            known = connection.scalars(select(parts.c.source_id).distinct()).all()
        for source in known:
            transform_source(world.settings, world.ledger, load_registry(()), source)
        assert link_all(world.settings, world.ledger).conflicts == []
        return counts

    def articles(self) -> dict[str, Document]:
        """Articles by id."""
        return {d.id: d for d in self.world.documents() if d.article}

    def bodies(self, article_id: str) -> list[str]:
        """The body of each version."""
        with self.world.ledger.read() as connection:
            rows = archived_versions(connection, article_id)
        return [found.body for row in rows if (found := article_version(self.world.home, row))]


@pytest.fixture
def bring(world: Any) -> Importer:
    return Importer(world)


def numbers(counts: ImportCounts) -> tuple[int, int, int]:
    return counts.new, counts.changed, counts.unchanged


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.zst", "a.jsonl.gz", "a.NDJSON"])
def test_json_lines_come_in_once(bring: Importer, tmp_path: Path, name: str) -> None:
    path = lines(
        tmp_path / name,
        ROW,
        {"body": "Không có gì khác."},
        "",
        {"url": "https://www.nghean.gov.vn/a?utm_source=x", "title": "T"},
    )
    counts = bring(path)
    assert numbers(counts) == (3, 0, 0)
    assert counts.source_ids == {"imports", "nghean"}
    found = bring.articles()
    article = found["17"].article
    assert article is not None
    assert (article.title, article.lead, article.body) == (ROW["title"], ROW["lead"], ROW["body"])
    assert (str(article.published_at), article.extractor) == ("2023-03-25 00:00:00+07:00", "given")
    assert {d.article.url for d in found.values() if d.article} == {"", "https://www.nghean.gov.vn/a"}
    last = max(d.change for d in bring.world.documents())
    assert numbers(bring(path)) == (0, 0, 3)
    assert bring.world.documents(last) == []


def test_a_changed_line_is_version_2(bring: Importer, tmp_path: Path) -> None:
    bring(lines(tmp_path / "a.jsonl", ROW, ROW | {"id": "18"}))
    counts = bring(lines(tmp_path / "b.jsonl", ROW | {"body": "Đã sửa."}, ROW | {"id": "18"}))
    assert numbers(counts) == (0, 1, 1)
    assert bring.bodies("17") == [ROW["body"], "Đã sửa."]
    assert bring.articles()["17"].links.version == 2
    assert numbers(bring(lines(tmp_path / "c.jsonl", ROW))) == (0, 1, 0)
    assert bring.articles()["17"].links.version == 3


def test_keys_in_another_order_are_the_same(bring: Importer, tmp_path: Path) -> None:
    bring(lines(tmp_path / "a.jsonl", ROW))
    assert numbers(bring(lines(tmp_path / "b.jsonl", dict(reversed(ROW.items()))))) == (0, 0, 1)


def test_of_two_texts_under_one_id_the_first_stands(bring: Importer, tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", ROW, ROW | {"body": "Khác."}, ROW)
    for expected in ((1, 0, 1), (0, 0, 2)):
        counts = bring(path)
        assert numbers(counts) == expected
        assert [n for n in counts.notices if "khotin:17: given twice" in n] == counts.notices
        assert len(counts.notices) == 1
    assert bring.bodies("17") == [ROW["body"]]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{not json", "malformed"),
        ("[1]", "expected an object"),
        ('{"id": "1"}', "no title, lead or body"),
        ('{"title": ["x"]}', "title="),
        ('{"title": "x", "published_at": "25/3/2023"}', "published_at='25/3/2023'"),
        ('{"title": "x", "url": "not an address"}', "not an address"),
        ('{"title": "x", "source_id": "../../etc"}', "source '../../etc'"),
        ("\udcff", "invalid"),
        ('{"title": "x", "published_at": "0001-01-01"}', "published_at='0001-01-01'"),
        ('{"title": "x", "published_at": "0001-01-01T00:00:00+14:00"}', "published_at='0001-01-01t00:00:00+14:00'"),
        ('{"title": "x", "published_at": "9999-12-31T23:00:00-10:00"}', "published_at='9999-12-31t23:00:00-10:00'"),
        ('{"title": "x", "published_at": "1899-12-31"}', "between 1900 and 2100"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_comes_in(bring: Importer, tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(ROW)
    path.write_bytes(f"{good}\n{line}\n{json.dumps(ROW | {'id': '18'})}\n".encode(errors="surrogateescape"))
    counts = bring(path)
    assert numbers(counts) == (2, 0, 0)
    (notice,) = counts.notices
    assert notice.startswith(f"{path}, line 2: passed over")
    assert why in notice.lower()


TEXT = "Sáng nay tại thành phố Vinh diễn ra hội nghị xúc tiến đầu tư của tỉnh. " * 12


def page(text: str = TEXT, head: str = "") -> str:
    """A page that any reader knows for an article."""
    title = "Hội nghị xúc tiến đầu tư tỉnh Nghệ An"
    return (
        f'<html><head><title>{title}</title><meta property="og:type" content="article">{head}</head><body><article>'
        f"<h1>{title}</h1><time>25/03/2023 08:15</time><p>{text}</p><p>Lãnh đạo hai tỉnh cùng dự.</p></article></body></html>"
    )


def test_a_folder_of_pages_and_texts(bring: Importer, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "deeper").mkdir(parents=True)
    (folder / "a.HTML").write_text(page(), "utf-8")
    (folder / "deeper" / "b.txt").write_text("Hội nghị giao ban\n\nSáng 2/4, UBND tỉnh họp.\n" * 3, "utf-8")
    (folder / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / ".hidden").write_text("x")
    (folder / "empty.txt").write_text("")
    counts = bring(folder)
    assert numbers(counts) == (3, 0, 0)
    (notice,) = counts.notices
    assert f"{folder / 'picture.jpg'}: passed over" in notice
    with bring.world.ledger.read() as connection:
        row = connection.execute(select(parts)).one()
    assert (row.articles, row.rejections, row.quarantined) == (2, 1, 0)
    assert numbers(bring(folder)) == (0, 0, 3)


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://nghean.gov.vn/a?x=1&amp;y=2#top">',
        "<link href='https://nghean.gov.vn/a?x=1&amp;y=2' rel='canonical'>",
        '<meta property="og:url" content="https://nghean.gov.vn/a?x=1&y=2"/>',
        "<!-- saved from url=(0031)https://nghean.gov.vn/a?x=1&y=2 -->",
    ],
)
def test_a_saved_page_is_the_article_of_the_address_it_names(bring: Importer, tmp_path: Path, head: str) -> None:
    (tmp_path / "a.html").write_text(page(head=head), "utf-8")
    assert bring(tmp_path / "a.html").source_ids == {"nghean"}
    (tmp_path / "b.html").write_text(page(TEXT + " Đã sửa.", head=head), "utf-8")
    bring(tmp_path / "b.html")
    (document,) = bring.articles().values()
    assert document.article is not None
    assert document.article.url == "https://nghean.gov.vn/a?x=1&y=2"
    assert len(bring.bodies(document.id)) == 2
    with bring.world.ledger.read() as connection:
        rows = archived_versions(connection, document.id)
    assert read_version(bring.world.home, rows[0]).body == (tmp_path / "a.html").read_bytes()


def warc(path: Path, *captures: tuple[str, str, str], status: str = "200 OK", **headers: str) -> Path:
    """A WARC file as warcio writes it: (address, WARC-Date, body of the page)."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        info = b"software: crawler\r\n"
        writer.write_record(writer.create_warc_record("urn:x", "warcinfo", payload=io.BytesIO(info), length=len(info)))
        for url, moment, text in captures:
            body = page(text).encode()
            kind = headers.get("kind", "text/html; charset=utf-8")
            http = StatusAndHeaders(status, [("Content-Type", kind), ("ETag", '"1"')], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), length=len(body), http_headers=http,
                    warc_headers_dict={"WARC-Date": moment},
                )
            )  # fmt: skip
    return path


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


def test_two_sources_with_one_id_are_named(bring: Importer, tmp_path: Path) -> None:
    other = ROW | {"source_id": "two", "body": "Bài khác hẳn."}
    first = lines(tmp_path / "a.jsonl", ROW | {"source_id": "one"})
    both = lines(tmp_path / "b.jsonl", ROW | {"source_id": "one"}, ROW | {"id": "18"}, other)
    for order in ([first, lines(tmp_path / "c.jsonl", other)], [both]):
        for path in order[:-1]:
            bring(path)
        (failure,) = bring(order[-1]).failures
        assert re.fullmatch(r".*\.jsonl, line \d: .*'17'.*'one'.*'two'.*", failure)
    bring(first)
    assert set(bring.articles()) == {"17", "18"}, "the others come in"
    assert bring.bodies("17") == [ROW["body"]]
    same = ROW | {"source_id": "two"}
    assert bring(lines(tmp_path / "d.jsonl", same)).notices == [], "the same text is no contradiction"


def test_a_source_may_be_named(bring: Importer, tmp_path: Path) -> None:
    assert bring(lines(tmp_path / "a.jsonl", ROW), source_id="bao-cu").source_ids == {"bao-cu"}
    with pytest.raises(ImportFileError, match=r"source '\.\./x'"):
        bring(tmp_path / "a.jsonl", source_id="../x")


def test_what_is_not_there_or_cannot_be_read_on_is_told(bring: Importer, tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="no such file"):
        bring(tmp_path / "none.jsonl")
    path = lines(tmp_path / "a.jsonl.gz", *(ROW | {"id": str(n), "body": str(n) * 500} for n in range(200)))
    path.write_bytes(path.read_bytes()[:-50])
    assert "a.jsonl.gz: can't be read on" in bring(path).failures[0]


def test_a_locked_source_is_told(bring: Importer, tmp_path: Path) -> None:
    from pipeline import locks

    world = bring.world
    path = lines(tmp_path / "a.jsonl", ROW | {"source_id": "nghean"})
    with locks.held(world.home.locks, "nghean", run_id="run-1", now=world.now), pytest.raises(LockError, match="run-1"):
        import_files(world.settings, world.ledger, SOURCES, [path])
    with world.ledger.read() as connection:
        assert connection.execute(select(runs)).all() == []


def test_a_long_import_is_merged_in_portions(bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_archive, "_PORTION", 4)
    monkeypatch.setattr("pipeline.imports._BATCH", 2)
    path = lines(tmp_path / "a.jsonl", *(ROW | {"id": str(n), "body": f"Bài {n}."} for n in range(11)))
    assert numbers(bring(path)) == (11, 0, 0)
    with bring.world.ledger.read() as connection:
        rows = connection.execute(select(parts).order_by(parts.c.id)).all()
    assert [row.records for row in rows] == [4, 4, 3]
    assert len({row.run_id for row in rows}) == 1
    assert numbers(bring(path)) == (0, 0, 11)


def test_a_killed_import_is_finished_by_the_next(
    bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = bring.world
    path = lines(tmp_path / "a.jsonl", *(ROW | {"id": str(n), "body": f"Bài {n}."} for n in range(6)))

    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(import_archive, "merge", killed)
        patch.setattr("pipeline.imports._BATCH", 2)
        with pytest.raises(SystemExit):
            import_files(world.settings, world.ledger, SOURCES, [path])
    assert len(journal.leftovers(world.home, "imports")) == 1
    assert numbers(bring(path)) == (0, 0, 6), "what it had written is taken in first"
    with world.ledger.read() as connection:
        stored = [p.url for name in connection.scalars(select(parts.c.part)) for p in read_part(world.home, name)]
        assert connection.scalars(select(runs.c.state)).all() == ["killed"]
        assert len(connection.scalars(select(articles.c.article_id)).all()) == 6
    assert len(set(stored)) == len(stored) == 6


def test_a_crawl_still_asks_for_what_was_only_given(bring: Importer, tmp_path: Path) -> None:
    from pipeline.ledger import frontier

    bring(lines(tmp_path / "a.jsonl", ROW | {"url": "https://nghean.gov.vn/tin-1.html"}))
    with bring.world.ledger.read() as connection:
        assert frontier.find_known(connection, "nghean", ["https://nghean.gov.vn/tin-1.html"]) == {}


def test_known_kinds_of_files() -> None:
    assert import_items.expand([], []) == []


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_a_byte_order_mark_is_no_part_of_the_first_article(bring: Importer, tmp_path: Path, name: str) -> None:
    counts = bring(lines(tmp_path / name, "\ufeff" + json.dumps(ROW), ROW | {"id": "18"}))
    assert (numbers(counts), counts.notices) == ((2, 0, 0), [])


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst"])
def test_a_line_longer_than_any_article_is_passed_over(
    bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(import_items, "LINE_BYTES", 1000)
    rows = [ROW, ROW | {"id": "18", "body": "x" * 5000}, ROW | {"id": "19"}, ROW | {"id": "20", "body": "x" * 2000}]
    counts = bring(lines(tmp_path / name, *rows))
    assert numbers(counts) == (2, 0, 0)
    whys = [f"{tmp_path / name}, line {number}: passed over, longer than 1000 bytes" for number in (2, 4)]
    assert counts.notices == whys


def test_a_line_of_just_the_most_comes_in(bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_items, "LINE_BYTES", len(json.dumps(ROW, ensure_ascii=False).encode()) + 1)
    assert numbers(bring(lines(tmp_path / "a.jsonl", ROW, ROW))) == (1, 0, 1)


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_page_larger_than_any_is_passed_over(
    bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(import_items, "PAGE_BYTES", 1000)
    (tmp_path / name).write_text(page())
    counts = bring(tmp_path / name)
    assert (numbers(counts), counts.notices) == ((0, 0, 0), [f"{tmp_path / name}: passed over, longer than 1000 bytes"])


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


def damaged(path: Path) -> Path:
    """A file of lines that is cut short, or is not packed at all."""
    raw = lines(
        path, *(ROW | {"id": f"c{n}", "body": random.Random(n).randbytes(500).hex()} for n in range(300))
    ).read_bytes()
    path.write_bytes(b"no archive at all" if "none" in path.name else raw[:-30])
    return path


@pytest.mark.parametrize("name", ["none.jsonl.gz", "cut.jsonl.gz", "none.jsonl.zst", "cut.jsonl.zst"])
def test_a_damaged_file_fails_alone(bring: Importer, tmp_path: Path, name: str) -> None:
    counts = bring(damaged(tmp_path / name), lines(tmp_path / "x.jsonl", ROW))
    (failure,) = counts.failures
    assert failure.startswith(f"{tmp_path / name}: can't be read on")
    found = bring.articles()
    assert "17" in found
    assert (len(found) > 1) == ("cut" in name), "what came before the damage is kept"


def test_another_sources_address_is_not_taken_over(bring: Importer, tmp_path: Path) -> None:
    row = {"url": "https://nghean.gov.vn/a", "title": "T", "body": "Một."}
    bring(lines(tmp_path / "a.jsonl", row))
    counts = bring(lines(tmp_path / "b.jsonl", row | {"body": "Hai.", "source_id": "other"}, ROW))
    (failure,) = counts.failures
    assert re.fullmatch(r".*b\.jsonl, line 1: .*'nghean'.*'other'.*", failure)
    found = bring.articles()
    assert {d.article.source_id for d in found.values() if d.article} == {"nghean", "imports"}


def test_of_two_sources_on_one_host_the_longest_home_owns_the_address(
    bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = Source(id="so-y-te", name="Sở Y tế", home="https://www.nghean.gov.vn/so-y-te/")
    monkeypatch.setitem(globals(), "SOURCES", [part, *SOURCES])
    rows = [{"url": f"https://nghean.gov.vn/{path}", "title": path} for path in ("so-y-te/1", "so-y-te-cu/1", "2")]
    bring(lines(tmp_path / "a.jsonl", *rows))
    found = {d.article.title: d.article.source_id for d in bring.articles().values() if d.article}
    assert found == {"so-y-te/1": "so-y-te", "so-y-te-cu/1": "nghean", "2": "nghean"}


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


def test_what_is_rejected_is_named(bring: Importer, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(25):
        (folder / f"{number:02}.html").write_text(f"<html><body><p>{number}</p></body></html>")
    (folder / "good.html").write_text(page(), "utf-8")
    counts = bring(folder)
    named = name_rejections(bring.world.home, bring.world.ledger, counts)
    assert len(named) == 21
    assert named[0].startswith(f"{folder / '00.html'}: rejected, not-article (")
    assert named[-1] == "and 5 more that are no articles"
    assert name_rejections(bring.world.home, bring.world.ledger, bring(folder)) == []


def test_a_short_saved_page_is_taken(bring: Importer, tmp_path: Path) -> None:
    text = "Sáng nay UBND tỉnh họp bàn việc xây cầu."
    title = "Tỉnh họp bàn xây cầu"
    (tmp_path / "a.html").write_text(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>", "utf-8"
    )
    counts = bring(tmp_path / "a.html")
    assert name_rejections(bring.world.home, bring.world.ledger, counts) == []
    (document,) = bring.articles().values()
    assert document.article is not None
    assert (document.article.title, document.article.body) == (title, text)


@pytest.mark.parametrize("source_id", ["../x", "", "a/b", ".."])
def test_a_source_that_is_no_plain_name_is_refused(bring: Importer, source_id: str) -> None:
    world = bring.world
    with pytest.raises(UsageError, match="letters, digits"):
        transform_source(world.settings, world.ledger, load_registry(()), source_id)
    assert not list(world.home.root.parent.rglob("x.lock"))
