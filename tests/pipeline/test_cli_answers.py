"""What commands answer where a caller could be left puzzled: an import's address, a query with a minus, old TLS, doubts."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import update

from pipeline import clock, locks
from pipeline.depth import backfills
from pipeline.index import index_all
from pipeline.ledger import addresses, frontier, runs
from pipeline.ledger.tables import addresses as addresses_table
from pipeline.status import source_rows
from records import Article
from records.outcome import PUT_OFF, Verdict
from search.elasticsearch.client import Access, nothing_yet


def test_an_imported_page_is_found_by_its_address_too(
    world: Any, article: Callable[..., Article], ask: Callable[..., Any]
) -> None:
    given = article("a", url="https://nghean.gov.vn/nhap/a.html", article_id="tay-1")
    world.archive([given])
    world.put(given)
    with world.ledger.begin() as connection:  # as an import leaves it: the page lies under an address of its own
        connection.execute(
            update(addresses_table).where(addresses_table.c.url == given.url).values(url="khotin:tay-1", kind="import")
        )
    for name in (given.url, "https://nghean.gov.vn/nhap/a.html#top", "tay-1"):
        found = ask("snapshot", name)
        assert (found.exit_code, b"tay-1" in found.stdout_bytes) == (0, True), name
        assert ask("snapshot", "--list", name).exit_code == 0


@pytest.mark.parametrize(
    "words", [("search", "-hội"), ("count", "--by", "year", "-hội nghị"), ("search", "-xa", "--json")]
)
def test_a_query_that_begins_with_a_minus_is_told_how_it_is_given(
    ask: Callable[..., Any], words: tuple[str, ...]
) -> None:
    found = ask(*words)
    meant = next(word for word in words if word.startswith("-") and not word.startswith("--"))
    assert found.exit_code == 2
    assert f'-- "{meant}"' in found.output


def test_after_two_of_them_it_is_searched_for(
    world: Any, article: Callable[..., Article], ask: Callable[..., Any]
) -> None:
    world.put(article("a", "Hội nghị bàn về lúa."), article("b", "Mưa to."))
    index_all(world.settings, world.ledger)
    assert '"total": 1' in ask("search", "--json", "--", "-hội").output
    assert "No such option '--limt'" in ask("search", "--limt", "1").output


def test_what_was_put_off_for_a_doubt_is_no_backlog(world: Any) -> None:
    run_id = world.begin_run()
    row = {"kind": "article", "section": "", "listed_at": None}
    with world.ledger.begin() as connection:
        urls = ("https://nghean.gov.vn/lien-he", "https://nghean.gov.vn/bai")
        addresses.discover(connection, "nghean", ({"url": url, **row} for url in urls), now=world.now)
        column = addresses_table.c
        for url, reason in zip(urls, (f"{PUT_OFF}it was doubted", "budget used up"), strict=True):
            values = {"verdict": Verdict.BUDGET, "reason": reason}
            connection.execute(update(addresses_table).where(column.url == url).values(values))
        runs.end(connection, run_id, now=world.now, stats={})
    with world.ledger.read() as connection:
        (found,) = source_rows(connection, world.home, clock.now())
        assert (found["waiting"], found["put_off"]) == (1, 1)
        assert [row.waiting for row in backfills(connection, {})] == [1]
        assert len(list(frontier.pending(connection, "nghean", most=10))) == 2, "each night looks at it again"


def test_old_tls_is_told_without_json_too(world: Any, ask: Callable[..., Any]) -> None:
    run_id = world.begin_run()
    with world.ledger.begin() as connection:
        runs.end(connection, run_id, now=world.now, stats={"lenient_tls": 7})
    assert "nghean: 7 requests of the last run went by an old server's TLS" in ask("status").output


def test_a_correction_that_cant_be_read_fails_the_link_which_does_its_work(
    world: Any, article: Callable[..., Article], ask: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A typo in `suppress` leaves an article public: that is no green night."""
    (folder := world.home.root / "own").mkdir()
    monkeypatch.setenv("KHOTIN_SOURCES", str(folder))
    world.put(article("a"), article("b"))
    said = "kind: correction\nid: {}\nby: B\nwhy: W\nasked_on: 2026-03-02\narticle: {}\n{}: true\n"
    (folder / "an.yaml").write_text(said.format("an", article("a").url, "supress"), "utf-8")
    (folder / "dung.yaml").write_text(said.format("dung", article("b").url, "suppress"), "utf-8")
    found = ask("link")
    assert found.exit_code == 1
    assert "linked: 0 new, 0 changed, 0 gone or back; 1 linked anew by corrections" in found.output
    assert "an.yaml: unknown key 'supress'; did you mean 'suppress'" in found.stderr
    assert [world.row(article(name)).state for name in "ab"] == ["present", "suppressed"]
    (folder / "an.yaml").unlink()
    found = ask("link")
    assert (found.exit_code, "anew" in found.output) == (0, False)


def test_a_run_that_was_killed_is_told_with_its_time(world: Any, ask: Callable[..., Any]) -> None:
    run_id = world.begin_run()
    with world.ledger.read() as connection:
        began = f"{source_rows(connection, world.home, clock.now())[0]['started_at']:%Y-%m-%d %H:%M}"
    assert f"{began} (killed)" in ask("status").output
    with locks.held(world.home.locks, "nghean", run_id=run_id, now=world.now):
        assert f"{began} (under way)" in ask("status").output
    with world.ledger.begin() as connection:
        runs.mark_killed(connection, "nghean", "crawl", clock.now())
    assert f"{began} (killed)" in ask("status").output


def test_who_finds_no_index_is_told_of_prefixes() -> None:
    told = nothing_yet(Access(url="http://127.0.0.1:9200", prefix="khotin-"))
    assert "under the prefix khotin-" in told
    assert "KHOTIN_INDEX_PREFIX" in told


def test_a_rollback_says_what_serves_and_the_way_back(
    world: Any, article: Callable[..., Article], ask: Callable[..., Any]
) -> None:
    world.put(article("a"))
    first = index_all(world.settings, world.ledger)
    index_all(world.settings, world.ledger, rebuild=True)
    said = ask("index", "--rollback").output
    assert f"serves again, at change {first.watermark}" in said
    assert "`khotin index --rollback` once more" in said
    assert said.count("build-") == 2


def test_a_wide_table_needs_two_facets_and_is_csv(ask: Callable[..., Any]) -> None:
    for words in (("--by", "year", "--wide"), ("--by", "province,year", "--wide", "--json")):
        assert "as in --by province,year --wide" in str(ask("count", *words).exception)
