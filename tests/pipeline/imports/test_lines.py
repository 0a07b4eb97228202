"""JSON lines come in once, a changed one as a new version, a bad one is named."""

import json
from pathlib import Path

import pytest

from pipeline import import_items
from tests.pipeline.imports.importing import ROW, Importer, lines, numbers


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
