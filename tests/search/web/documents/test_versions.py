"""Versions of an article: paragraphs aligned, words marked, unchanged stretches folded, older pages as text."""

import pytest

from records.article import Article, Image
from search.tantivy.engine import TantivyEngine
from search.web.documents.changes import changes, field_changes, stretches
from tests.search.web.browser import Browser
from tests.search.web.pages import text, tree
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]
SAME = [f"Đoạn số {number} không đổi gì cả." for number in range(6)]


def article(*paragraphs: str, **fields: object) -> Article:
    given = {"article_id": "a", "url": "", "source_id": "s", "title": "Tít", "body": "\n\n".join(paragraphs)}
    return Article(**(given | fields))


def told(old: Article, new: Article) -> list[list[tuple[str, str]]]:
    return [[(change.text, change.what) for change in paragraph] for paragraph in changes(old, new)]


def test_words_put_in_and_taken_out_are_shown() -> None:
    old = article("Có 210 đại biểu dự.", "Đoạn bỏ hẳn.", "Cuối.")
    assert told(old, article("Có 230 đại biểu dự.", "Cuối.")) == [
        [("Tít", "same")],
        [("Có ", "same"), ("210", "removed"), ("230", "added"), (" đại biểu dự.", "same")],
        [("Đoạn bỏ hẳn.", "removed")],
        [("Cuối.", "same")],
    ]


def test_a_changed_paragraph_is_found_again_behind_new_ones() -> None:
    old = article("Có 210 đại biểu dự hội nghị.", "Cuối.")
    new = article("Mở đầu.", "Một đoạn chen vào đây.", "Có 230 đại biểu dự hội nghị.", "Cuối.")
    shown = told(old, new)
    assert shown[1:3] == [[("Mở đầu.", "added")], [("Một đoạn chen vào đây.", "added")]]
    assert ("210", "removed") in shown[3]
    assert ("230", "added") in shown[3]


def test_changes_that_a_space_parts_are_one() -> None:
    (_, changed) = told(article("Họp lúc một tuần sau."), article("Họp lúc mười ngày sau."))
    assert changed == [("Họp lúc ", "same"), ("một tuần", "removed"), ("mười ngày", "added"), (" sau.", "same")]


def test_nothing_is_lost_of_either_text() -> None:
    old, new = article(*SAME, "Bỏ.", "Giữ một nửa thôi."), article("Thêm.", *SAME[3:], *SAME[:3], "Giữ một phần thôi.")
    pieces = changes(old, new)
    for whole, out in ((old, "added"), (new, "removed")):
        kept = [" ".join("".join(c.text for c in p if c.what != out).split()) for p in pieces]
        assert [line for line in kept if line] == [whole.title, *whole.body.split("\n\n")]


def test_unchanged_stretches_fold_away_from_changes_but_not_the_title() -> None:
    parts = stretches(changes(article(*SAME, "Cũ."), article(*SAME, "Hoàn toàn khác hẳn.")))
    assert [(len(part.paragraphs), part.folded) for part in parts] == [(1, False), (5, True), (3, False)]
    assert not any(part.folded for part in stretches(changes(article(*SAME), article(*SAME))))


def test_what_changed_beside_the_text_is_named() -> None:
    old = article("Một.", byline="An", images=(Image(url="", caption="Cũ"),))
    assert [(c.field, c.old, c.new) for c in field_changes(old, article("Một.", byline="An, Bình"))] == [
        ("byline", "An", "An, Bình"),
        ("captions", "Cũ", ""),
    ]


def test_texts_made_to_be_slow_are_shown_whole() -> None:
    long = [" ".join(f"{word % 7}" for word in range(number, number + 2500)) for number in range(20)]
    shown = changes(article(*long), article(*(f"{line} x" for line in reversed(long))))
    assert {change.what for paragraph in shown[1:] for change in paragraph} == {"removed", "added"}
    many = changes(article(*(f"a{n}" for n in range(1500))), article(*(f"b{n}" for n in range(1500))))
    assert len(many) == 1 + 2 * 1500
    same = changes(article(*(["Một dòng lặp."] * 1900)), article(*(["Một dòng lặp."] * 1800), "Hết."))
    assert len(same) >= 1800


def test_paragraphs_without_end_are_shown_whole_and_the_short_ones_by_words() -> None:
    """A body that a broken page left in one piece; words that all differ were once counted one against all others."""
    words = [f"chữ{number}" for number in range(40_000)]
    every_other = [word if number % 2 else f"x{number}" for number, word in enumerate(words)]
    short = ("Có 210 đại biểu dự.", "Có 230 đại biểu dự.")
    shown = changes(article(" ".join(words), short[0]), article(" ".join(every_other), short[1]))
    assert [len(paragraph) for paragraph in shown] == [1, 2, 4]
    assert {change.what for change in shown[1]} == {"removed", "added"}


def test_what_is_compared_by_words_is_bounded_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.web.documents.changes._MAX_COMPARED", 60)
    old = article("một hai ba bốn năm", "sáu bảy tám chín mười", "một hai ba bốn bảy")
    new = article("một hai ba bốn sáu", "sáu bảy tám chín trăm", "một hai ba bốn tám")
    assert [len(paragraph) for paragraph in changes(old, new)] == [1, 3, 3, 2]


def test_versions_show_what_changed(client: Browser, world: World) -> None:
    article_id = next(iter(world[1].older))
    page = tree(client, f"/articles/{article_id}")
    older = page.cssselect(".versions a[href^='/articles/']")[0].get("href")
    assert older.endswith("?version=1")
    former = tree(client, older)
    assert text(former.cssselect("del")[-1]) == "Đoạn này đã có chữ khác."
    now = text(page.cssselect(".text")[0])
    assert all(text(added) in now for added in former.cssselect(".text ins"))
    assert text(former.cssselect(".compared")[0]) == "So bản 1 với bản 2: 2 đoạn khác nhau"
    assert former.cssselect("details.fold summary")
    assert len(former.cssselect("h1")) == 1
    assert text(tree(client, f"{older}&with=2").cssselect(".story")[0]) == text(former.cssselect(".story")[0])
    assert client.get(f"{older}&with=9").status_code == 404


def test_archived_pages_come_as_text_in_a_sandbox(client: Browser, world: World) -> None:
    article_id = next(iter(world[1].older))
    snapshots = [a.get("href") for a in tree(client, f"/articles/{article_id}").cssselect(".versions a.outward")]
    answer = client.get(snapshots[0])
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("sandbox")
    assert "<script>alert(1)</script>" in answer.text
    for missing in (
        f"/articles/{article_id}?version=7",
        f"/articles/{article_id}?version=²",
        f"/snapshots/{article_id}?version=9",
    ):
        assert client.get(missing).status_code == 404
