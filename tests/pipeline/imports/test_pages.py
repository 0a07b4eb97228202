"""Saved pages and texts become articles, under the address that they name."""

from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline import import_items
from pipeline.import_rejections import name_rejections
from pipeline.ledger.tables import parts
from pipeline.views import archived_versions, read_version
from tests.pipeline.imports.importing import TEXT, Importer, numbers, page


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


@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_a_page_larger_than_any_is_passed_over(
    bring: Importer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(import_items, "PAGE_BYTES", 1000)
    (tmp_path / name).write_text(page())
    counts = bring(tmp_path / name)
    assert (numbers(counts), counts.notices) == ((0, 0, 0), [f"{tmp_path / name}: passed over, longer than 1000 bytes"])


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
