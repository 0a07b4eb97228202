"""Versions: another text is a new one, the same is not, better code is not; whatever the order in which parts come in."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select, update

from pipeline.clock import VIETNAM
from pipeline.ledger import addresses, runs
from pipeline.ledger.tables import articles, link_keys, pages, parts
from pipeline.versions import TakenIn, take_part
from pipeline.views import archived_versions, article_version, read_version
from records import Article, Outcome, Verdict
from tests.pipeline.conftest import current_number

AT = datetime(2026, 3, 1, 2, 0, tzinfo=VIETNAM)
LONG = " ".join(f"từ{n}" for n in range(80))


def versions_of(world: Any, article: Article) -> list[tuple[int, str]]:
    """Number and body of each version."""
    with world.ledger.read() as connection:
        rows = archived_versions(connection, article.article_id)
    found = [(row.version, article_version(world.home, row)) for row in rows]
    assert all(read_version(world.home, row).url == article.url for row in rows)
    return [(number, read.body) for number, read in found if read]


def change(world: Any) -> int:
    """The last change number given."""
    with world.ledger.read() as connection:
        return current_number(connection, "change")


def test_another_text_is_a_new_version_and_both_stay_readable(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a", "Cũ."), article("b", "Khác."))
    first = world.row(article("a"))
    part = world.archive([article("a", "Mới.")])
    world.read(part)
    counts = world.link()
    assert (counts.new, counts.changed) == (0, 1)
    row = world.row(article("a"))
    assert (row.version, row.first_seen_at) == (2, first.first_seen_at)
    assert row.change > first.change
    assert versions_of(world, article("a")) == [(1, "Cũ."), (2, "Mới.")]


def test_the_same_text_fetched_again_changes_nothing(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a", "Bài."))
    before, row = change(world), world.row(article("a"))
    world.put(article("a", "Bài."))
    assert change(world) == before
    assert world.row(article("a")) == row
    assert versions_of(world, article("a")) == [(1, "Bài.")]


def test_edited_and_edited_back_are_three_versions(world: Any, article: Callable[..., Article]) -> None:
    for body in ("Một.", "Hai.", "Một."):
        world.put(article("a", body))
    assert versions_of(world, article("a")) == [(1, "Một."), (2, "Hai."), (3, "Một.")]


@pytest.mark.parametrize(
    "redesigned",
    [
        {"body": "Một hai.  Ba bốn."},  # one paragraph of two
        {"lead": "Một hai.", "body": "Ba bốn."},  # the lead marked as such
        {"body": "- Một hai\n\n- Ba bốn"},
        {"title": "\u201cTít\u201d bài", "byline": "Theo báo"},
    ],
)
def test_a_redesign_of_the_same_words_is_no_new_version(
    world: Any, article: Callable[..., Article], redesigned: dict[str, str]
) -> None:
    first = msgspec.structs.replace(article("a", "Một hai.\n\nBa bốn."), title="Tít bài", text_digest="d1")
    world.put(first)
    world.put(msgspec.structs.replace(first, **redesigned, text_digest="d2"))
    assert [number for number, _ in versions_of(world, first)] == [1]
    world.put(msgspec.structs.replace(first, body="Một hai.\n\nBa năm.", text_digest="d3"))
    assert [number for number, _ in versions_of(world, first)] == [1, 2]
    world.put(msgspec.structs.replace(first, body="Một hai.\n\nBa năm.", title="Tít khác", text_digest="d4"))
    assert [number for number, _ in versions_of(world, first)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("before", "after"),
    [("1-2%", "1,2%"), ("-5 độ", "5 độ"), ("<5 ha", ">5 ha"), ("5%", "5"), ("12.500", "125.00"), ("1 - 2", "1, 2")],
)
def test_a_corrected_figure_is_a_new_version(
    world: Any, article: Callable[..., Article], before: str, after: str
) -> None:
    world.put(article("a", f"Tăng {before}."))
    world.put(article("a", f"Tăng {after}."))
    assert [number for number, _ in versions_of(world, article("a"))] == [1, 2]


@pytest.mark.parametrize(
    ("before", "after"),
    [("2026-2030", "2026 \u2013 2030"), ("< 5%", "<5 %"), ("(năm 2026)", "năm 2026"), ("12; 15", "12, 15")],
)
def test_signs_set_otherwise_are_no_new_version(
    world: Any, article: Callable[..., Article], before: str, after: str
) -> None:
    world.put(article("a", f"Tăng {before}."))
    world.put(article("a", f"- Tăng {after}"))
    assert [number for number, _ in versions_of(world, article("a"))] == [1]


def test_pages_taken_in_before_words_were_kept_are_compared_as_a_whole(
    world: Any, article: Callable[..., Article]
) -> None:
    world.put(article("a", "Một. Hai."))
    with world.ledger.begin() as connection:
        connection.execute(update(pages).values(wording=None))
    world.put(article("a", "Một. Hai."))
    assert [number for number, _ in versions_of(world, article("a"))] == [1]
    world.put(article("a", "Một. Ba."))
    assert [number for number, _ in versions_of(world, article("a"))] == [1, 2]


def test_reading_again_with_better_code_is_no_new_version(world: Any, article: Callable[..., Article]) -> None:
    part = world.put(article("a", "Bài. Chân trang."))
    before = change(world)
    world.read(part, "code2", lambda a: article("a", "Bài."))
    counts = world.link()
    assert (counts.new, counts.changed, counts.linked) == (0, 0, 1)
    assert versions_of(world, article("a")) == [(1, "Bài.")]
    assert change(world) == before + 1, "the index gets the better text"


def test_reading_again_to_the_same_changes_nothing(world: Any, article: Callable[..., Article]) -> None:
    part = world.put(article("a"), article("b"))
    before = change(world)
    world.read(part, "code2")
    assert world.link().linked == 0
    assert change(world) == before


def test_better_tags_alone_reach_the_index(world: Any, article: Callable[..., Article]) -> None:
    part = world.put(article("a"), article("b"))
    before = change(world)
    world.read(
        part, "code2", lambda a: msgspec.structs.replace(a, keywords=("mới",)) if a.url.endswith("a.html") else a
    )
    world.link()
    found = world.documents(before)
    assert [(d.id, d.article.keywords, d.links.version) for d in found] == [(article("a").article_id, ("mới",), 1)]


def test_versions_that_only_the_old_code_saw_are_no_more(world: Any, article: Callable[..., Article]) -> None:
    first = world.put(article("a", "Bài. Xem thêm: một."))
    second = world.put(article("a", "Bài. Xem thêm: hai."))
    assert world.row(article("a")).version == 2
    for part in (first, second):
        world.read(part, "code2", lambda a: article("a", "Bài."))
    counts = world.link()
    assert (counts.new, counts.changed) == (0, 0)
    assert versions_of(world, article("a")) == [(1, "Bài.")]


def test_a_page_that_better_code_knows_for_no_article_is_withdrawn_and_comes_back(
    world: Any, article: Callable[..., Article]
) -> None:
    part = world.put(article("a", LONG), article("b", LONG + " thêm"))
    assert world.row(article("b")).group_id == world.row(article("a")).group_id
    before = change(world)
    world.read(part, "code2", lambda a: None if a.url.endswith("a.html") else a)
    world.link()
    assert world.row(article("a")).state == "withdrawn"
    assert (world.row(article("b")).is_lead, world.row(article("b")).reprint_ids) == (True, "[]")
    gone = [d for d in world.documents(before) if d.id == article("a").article_id]
    assert [(d.removed, d.article) for d in gone] == [(True, None)]
    assert versions_of(world, article("a")) == []
    world.read(part, "code3")
    world.link()
    assert world.row(article("a")).state == "present"
    assert world.row(article("a")).group_id == world.row(article("b")).group_id


def test_both_pages_of_an_article_in_two_parts_are_withdrawn(world: Any, article: Callable[..., Article]) -> None:
    found = [world.put(article("a", LONG), article(name)) for name in "bc"]
    for part in found:
        world.read(part, "code2", lambda a: None if a.url.endswith("a.html") else a)
    assert world.link().conflicts == []
    assert world.row(article("a")).state == "withdrawn"
    assert {world.row(article(name)).state for name in "bc"} == {"present"}
    for part in found:
        world.read(part, "code3")
    world.link()
    assert world.row(article("a")).state == "present"
    assert versions_of(world, article("a")) == [(1, LONG)]


def test_a_version_withdrawn_gives_way_to_the_one_before(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a", "Bài."))
    second = world.put(article("a", "Xin hãy chờ."))
    world.read(second, "code2", lambda a: None)
    world.link()
    assert versions_of(world, article("a")) == [(1, "Bài.")]
    assert world.documents()[-1].article.body == "Bài."


def test_taking_a_part_in_twice_changes_nothing(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a"), article("b"))
    before, taken = change(world), TakenIn()
    with world.ledger.begin() as connection:
        part_id = connection.scalars(select(parts.c.id)).one()
        take_part(connection, world.home, part_id, taken)
    assert (taken.new, taken.changed, list(taken.touched), change(world)) == (0, 0, [], before)


def test_older_pages_that_come_in_later_take_their_place(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a", "Mới."), at=AT)
    world.put(article("a", "Cũ."), at=AT - timedelta(days=700))
    assert versions_of(world, article("a")) == [(1, "Cũ."), (2, "Mới.")]
    row = world.row(article("a"))
    assert (row.version, row.first_seen_at) == (2, AT - timedelta(days=700))


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_parts_come_in_makes_no_difference(
    new_world: Callable[[], Any], article: Callable[..., Article], seed: int
) -> None:
    rng = random.Random(seed)
    nights = [
        [article(name, f"Bài {name} lần {rng.randrange(3)}.") for name in rng.sample("abcd", 3)] for _ in range(6)
    ]
    outcomes = []
    for order in (range(6), rng.sample(range(6), 6)):
        world = new_world()
        found = {n: world.archive(nights[n], at=AT + timedelta(days=n)) for n in order}
        for n in order:
            world.read(found[n])
            if rng.random() < 0.5:
                world.link()
        world.link()
        outcomes.append({name: versions_of(world, article(name)) for name in "abcd"})
    assert outcomes[0] == outcomes[1]


def mark(world: Any, verdict: Verdict, night: date, name: str = "a") -> None:
    """One night's answer to an article's address."""
    at = datetime(night.year, night.month, night.day, 3, tzinfo=VIETNAM)
    run_id = f"mark-{night}"
    found = Outcome(url=f"https://nghean.gov.vn/{name}.html", kind="article", verdict=verdict, at=at)
    with world.ledger.begin() as connection:
        runs.start(connection, run_id, command="crawl", source_id="nghean", night=night, now=at)
        addresses.record(connection, run_id, "nghean", [found], night=night)


def test_gone_and_back_again(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("a"), article("b"))
    mark(world, Verdict.GONE, date(2026, 4, 1))
    assert world.link().gone == 0
    mark(world, Verdict.GONE, date(2026, 4, 2))
    before = change(world)
    assert world.link().gone == 1
    (document,) = world.documents(before)
    assert (document.links.state, document.links.gone_on, document.removed) == ("gone", "2026-04-01", False)
    assert world.link().gone == 0
    mark(world, Verdict.UNCHANGED, date(2026, 4, 3))
    assert world.link().gone == 1
    row = world.row(article("a"))
    assert (row.state, row.gone_on) == ("present", None)


def test_a_killed_link_leaves_nothing_half_done(
    world: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    part = world.archive([article("a"), article("b")])
    world.read(part)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.link.relink", killed)
        with pytest.raises(KeyboardInterrupt):
            world.link()
    with world.ledger.read() as connection:
        counted = [connection.scalar(select(func.count()).select_from(t)) for t in (articles, pages, link_keys)]
    assert counted == [0, 0, 0]
    assert world.link().new == 2


def test_a_missing_reading_is_named_and_the_rest_goes_on(world: Any, article: Callable[..., Article]) -> None:
    for name in "ab":
        world.read(world.archive([article(name)]))
    (
        world.home.readings / sorted(p.relative_to(world.home.readings) for p in world.home.readings.rglob("*.zst"))[0]
    ).unlink()
    counts = world.link()
    assert counts.new == 1
    assert "khotin transform" in counts.conflicts[0]
