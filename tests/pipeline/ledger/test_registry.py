"""Ids of events and agreements: joined, merged, split, kept at every rebuild."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from pipeline.ledger import registry
from pipeline.ledger.registry import Node, assign
from pipeline.ledger.tables import linked
from pipeline.views import merged_into
from records.agreement import Agreement
from tests.pipeline.conftest import current_number


class Ids:
    """Stores clusters of the articles they are made of, as linking does, with a record that names its members."""

    def __init__(self, ledger: Any) -> None:
        self.ledger = ledger

    def store(self, *clusters: str, without: str = "") -> list[str]:
        """Clusters as words, each letter an article; `without` are articles that tell of nothing any more."""
        nodes = [[(letter, 0) for letter in cluster] for cluster in clusters]
        articles = {letter for cluster in clusters for letter in cluster} | set(without)
        with self.ledger.begin() as connection:
            before = registry.ids_of_articles(connection, "agreements", articles)
            before = registry.members_of_ids(connection, "agreements", set(before.values())) | before
            ids = registry.name_clusters(connection, "agreements", nodes, before)
            now = {node: known for known, cluster in zip(ids, nodes, strict=True) for node in cluster}
            records = {
                k: Agreement(agreement_id="", change=0, name=c, parties=()) for k, c in zip(ids, clusters, strict=True)
            }
            registry.write_records(connection, "agreements", records, now, before)
            registry.write_members(connection, "agreements", now, before)
        return ids

    def row(self, known: str) -> Any:
        """An id's row."""
        with self.ledger.read() as connection:
            return connection.execute(select(linked).where(linked.c.id == known)).one()

    def change(self) -> int:
        """The last change number given."""
        with self.ledger.read() as connection:
            return current_number(connection, "change")

    def leads_to(self, known: str) -> str | None:
        """Where a merged id leads."""
        with self.ledger.read() as connection:
            return merged_into(connection, "agreements", known)


@pytest.fixture
def ids(world: Any) -> Ids:
    return Ids(world.ledger)


def test_articles_join_an_id(ids: Ids) -> None:
    assert ids.store("ab", "c") == ["a1", "a2"]
    assert ids.store("abd") == ["a1"]
    assert ids.row("a1").record != ids.row("a2").record


def test_storing_the_same_again_changes_nothing(ids: Ids) -> None:
    ids.store("ab", "c")
    before = ids.change()
    assert ids.store("ab", "c") == ["a1", "a2"]
    assert ids.change() == before


def test_each_changed_record_has_a_change_number_of_its_own(ids: Ids) -> None:
    ids.store("a", "b", "c")
    assert sorted(ids.row(known).change for known in ("a1", "a2", "a3")) == [1, 2, 3]
    ids.store("cd")
    assert ids.row("a3").change == 4


def test_a_merge_keeps_the_larger_id_and_redirects_the_other(ids: Ids) -> None:
    ids.store("a", "bc")
    assert ids.store("abc") == ["a2"]
    assert (ids.row("a1").state, ids.leads_to("a1"), ids.leads_to("a2")) == ("merged", "a2", None)
    assert ids.row("a2").note == "joined with a1"


def test_of_two_ids_of_one_size_the_older_is_kept_and_redirects_chain(ids: Ids) -> None:
    ids.store("a", "b", "cdefg")
    assert ids.store("ab") == ["a1"]
    assert ids.store("abcdefg") == ["a3"]
    assert ids.leads_to("a2") == "a3"


def test_a_split_says_so(ids: Ids) -> None:
    ids.store("abc")
    assert ids.store("ab", "c") == ["a1", "a2"]
    assert (ids.row("a1").state, ids.row("a2").note) == ("present", "split from a1")


def test_parts_may_be_exchanged(ids: Ids) -> None:
    ids.store("abc", "def")
    assert ids.store("abd", "cef") == ["a1", "a2"]
    assert {ids.row(k).state for k in ("a1", "a2")} == {"present"}


def test_what_nobody_tells_of_any_more_is_dissolved(ids: Ids) -> None:
    ids.store("ab")
    ids.store(without="ab")
    assert (ids.row("a1").state, ids.leads_to("a1")) == ("dissolved", None)


def test_a_rebuild_in_any_order_keeps_all_ids(ids: Ids) -> None:
    clusters = ["abc", "d", "efgh", "ij"]
    first = dict(zip(clusters, ids.store(*clusters), strict=True))
    for seed in range(5):
        random.Random(seed).shuffle(clusters)
        assert dict(zip(clusters, ids.store(*clusters), strict=True)) == first


letters = st.sampled_from("abcdefghij")


@given(before=st.dictionaries(letters, st.integers(1, 4)), now=st.dictionaries(letters, st.integers(1, 4)))
def test_an_id_is_kept_once_and_only_where_a_member_had_it(before: dict[str, int], now: dict[str, int]) -> None:
    had: dict[Node, str] = {(letter, 0): f"a{number}" for letter, number in before.items()}
    clusters = [[(letter, 0) for letter, n in now.items() if n == number] for number in sorted(set(now.values()))]
    kept = assign(clusters, had)
    given_ids = [known for known in kept if known]
    assert len(given_ids) == len(set(given_ids))
    for cluster, known in zip(clusters, kept, strict=True):
        old = {had[node] for node in cluster if node in had}
        assert known in old or (known is None and old <= set(given_ids))
