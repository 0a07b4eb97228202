"""Texts saved from pages: the five seeds against their gold, and texts of our own with other troubles."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from records.article import Article
from transforms.clean import clean_line
from transforms.saved_text import read_saved_text

_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_SEEDS = (
    "000_d66c4f0f6a2a40de",
    "001_fe01e4b01fc6c829",
    "002_0b6100ee20904256",
    "003_f55f63b05124dd74",
    "004_c75289eb69a3ea35",
)


def _read(text: str) -> Article:
    return read_saved_text(text, fetched_at=_NOW)


def _gold(shared: Path, seed: str) -> tuple[Article, dict[str, Any], str]:
    text = (shared / "seeds" / f"{seed}.txt").read_text("utf-8")
    return _read(text), json.loads((shared / "seeds/gold.json").read_text("utf-8"))[seed], text


@pytest.mark.parametrize("seed", _SEEDS)
@pytest.mark.parametrize(
    "field", ["title", "lead", "byline", "credit", "credit_url", "authors", "published_at", "language"]
)
def test_seed_field(shared: Path, seed: str, field: str) -> None:
    article, gold, _ = _gold(shared, seed)
    found: Any = getattr(article, field)
    if field == "published_at":
        found = found and found.isoformat()
    elif field == "authors":
        found = list(found)
    assert (found or None) == (gold.get(field) or None)


@pytest.mark.parametrize("seed", _SEEDS)
def test_seed_text(shared: Path, seed: str) -> None:
    """Nothing that the gold calls a caption or boilerplate is in the text, and nothing else is missing."""
    article, gold, text = _gold(shared, seed)
    lines = {article.title, article.lead, *article.body.split("\n\n")}
    outside = {clean_line(line) for line in (*gold["captions"], *gold["boilerplate"])}
    assert not lines & outside
    assert set(gold.get("subheadings", ())) <= lines
    original = {clean_line(line) for line in text.splitlines() if line.strip()}
    assert len(original - lines - outside) <= 2  # byline, credit, date
    assert len(article.images) == len(gold["captions"])


_OURS = """\ufeffCổng thông tin điện tử tỉnh Mẫu
Trang chủ > Tin tức > Kinh tế

Ra mắt tổ hợp tác trồng nấm rơm không đốt đồng
Thứ sáu, 14/11/2025 09:30
Facebook | Zalo

(TTXVN) - Sáng 14/11, mười hai hộ ở xã Mẫu góp rơm, góp công làm nấm thay cho đốt đồng.

nam-rom-khong-dot-dong-1

Ông Lê Văn Mẫu, Chủ tịch Hội Nông dân xã phát biểu tại lễ ra mắt.

Mỗi hộ góp năm tấn rơm, tổ lo meo giống và nơi bán. Vụ đầu dự tính thu ba tạ nấm mỗi tuần.

Nấm rơm ủ trong nhà lưới. Ảnh: Hạ Vy

Không đốt, đất đỡ chai

Theo cán bộ khuyến nông, rơm sau nấm được trả lại ruộng làm phân.

Tin, ảnh: Hạ Vy
Chia sẻ bài viết
Các tin khác
Giá phân bón giảm
Hội chợ nông sản mở cửa
"""


def test_ours() -> None:
    article = _read(_OURS)
    assert article.title == "Ra mắt tổ hợp tác trồng nấm rơm không đốt đồng"
    assert article.lead == "Sáng 14/11, mười hai hộ ở xã Mẫu góp rơm, góp công làm nấm thay cho đốt đồng."
    assert article.body.split("\n\n") == [
        "Mỗi hộ góp năm tấn rơm, tổ lo meo giống và nơi bán. Vụ đầu dự tính thu ba tạ nấm mỗi tuần.",
        "Không đốt, đất đỡ chai",
        "Theo cán bộ khuyến nông, rơm sau nấm được trả lại ruộng làm phân.",
    ]
    assert (article.byline, article.authors, article.credit) == ("Tin, ảnh: Hạ Vy", ("Hạ Vy",), "TTXVN")
    assert article.published_at == datetime.fromisoformat("2025-11-14T09:30:00+07:00")
    assert [(i.caption, i.credit) for i in article.images] == [
        ("Ông Lê Văn Mẫu, Chủ tịch Hội Nông dân xã phát biểu tại lễ ra mắt.", ""),
        ("Nấm rơm ủ trong nhà lưới.", "Ảnh: Hạ Vy"),
    ]
    assert article.extractor == "text"


@pytest.mark.parametrize(
    "first",
    [
        "Các đại biểu dự hội nghị",
        "Chủ tịch UBND xã Lê Văn Mẫu phát biểu tại hội nghị",
        "Quang cảnh buổi lễ. Ảnh: Hạ Vy |",
    ],
)
def test_a_lost_title_is_not_made_of_a_caption(first: str) -> None:
    article = _read(
        f"{first}\nTham dự hội nghị có lãnh đạo bảy xã và đại diện các hợp tác xã trong huyện.\nHội nghị bàn ba việc."
    )
    assert article.title == ""
    assert article.lead == ""
    assert article.body.startswith("Tham dự hội nghị")


@pytest.mark.parametrize("text", ["", "\n\n", "một dòng", "Zalo\nFacebook", "a\n" * 3000])
def test_poor_texts_are_read(text: str) -> None:
    assert isinstance(_read(text), Article)


def test_ids() -> None:
    assert read_saved_text("x", fetched_at=_NOW, article_id="a-1").article_id == "a-1"
    assert _read("x").article_id == _read("x").article_id != _read("y").article_id


def test_mirrors_articles_as_saved_texts(shared: Path) -> None:
    """Articles of the mirror written out as a browser would save them: pinned scores, for the wording is fuzzy."""
    from benchmarks.extraction import load_mirror

    truth, _ = load_mirror(shared)
    rows = [row for row in truth if "seeds" not in row["text_from"]]
    titles = leads = lost = lines = 0
    for row in rows:
        tail = [row["author"], f"Theo {row['source']}" if row["source"] else "", "Zalo"]
        article = _read("\n\n".join(filter(None, [row["title"], row["lead"], *row["body"], *tail])))
        titles += article.title == row["title"]
        leads += article.lead == row["lead"]
        kept = set(article.body.split("\n\n"))
        lost += sum(clean_line(paragraph) not in kept for paragraph in row["body"])
        lines += len(row["body"])
    assert titles >= 0.99 * len(rows)
    assert leads >= 0.99 * len(rows)
    assert lost <= 0.002 * lines
