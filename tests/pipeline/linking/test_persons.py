"""People named very often: each new mention is added to what is kept of them, and the whole is as if read at once."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select

from pipeline.ledger.keys import newest_sharing
from pipeline.ledger.tables import link_keys, linked, linked_members
from pipeline.linking.book import Book
from pipeline.linking.careers import KeptPerson, grown_person, merged_person, shown_person
from pipeline.linking.facts import article_facts
from pipeline.linking.people import PersonMention, person_mentions
from pipeline.people import people
from records import Article, Event, Official
from records.base import decode, encode

Make = Callable[..., Article]
TITLES = ("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh", "Chủ tịch UBND Tỉnh", "Phó Bí thư Tỉnh ủy", "")


def named(make: Make, number: int, **fields: Any) -> Article:
    """An article of a day of its own that names the chairman, in one of several ways."""
    on = date(2021, 1, 1) + timedelta(days=9 * number)
    who = Official(name="Lê Văn An" if number % 3 else "LÊ VĂN AN", title=TITLES[number % 4], province="Nghệ An")
    event = Event(type="conference", starts_on=on, month_day=f"{on:%m-%d}", place_province="Nghệ An", officials=(who,))
    return make(f"n{number}", f"Bài số {number}.", events=(event,), **fields)


def in_office(make: Make, number: int, on: date | None, title: str = "Chủ tịch UBND tỉnh") -> Article:
    """An article that names somebody in an office on a day."""
    who = Official(name="Lê Văn An", title=title, province="Nghệ An")
    told = Event(type="conference", starts_on=on, month_day=f"{on:%m-%d}" if on else None, officials=(who,))
    return make(f"o{number}", f"Bài số {number}.", events=(told,), published_at=None)


def mentions(found: list[Article]) -> list[PersonMention]:
    """All mentions of people in them."""
    return [mention for article in found for mention in person_mentions(article_facts(article)[0]).values()]


def kept(world: Any) -> list[KeptPerson]:
    """The people in the ledger."""
    query = select(linked.c.record).where(linked.c.unit == "people", linked.c.state == "present")
    with world.ledger.read() as connection:
        return [decode(record, KeptPerson) for record in connection.scalars(query)]


def articles_of_each(world: Any) -> list[int]:
    """In how many articles each person is named."""
    with world.ledger.read() as connection:
        ids = connection.scalars(
            select(linked.c.id).where(linked.c.unit == "people", linked.c.state == "present")
        ).all()
        return sorted(len(person.article_ids) for person in people(connection, ids=ids))


def test_one_named_in_thirty_articles_is_one_however_they_came(new_world: Callable[[], Any], article: Make) -> None:
    found = [named(article, number) for number in range(30)]
    whole, piecewise = new_world(), new_world()
    whole.put(*found)
    for start in (20, 0, 10):
        piecewise.put(*found[start : start + 10])
    assert kept(whole) == kept(piecewise) == [merged_person(mentions(found))]
    with piecewise.ledger.read() as connection:
        assert connection.scalar(select(func.count()).select_from(linked_members).where(
            linked_members.c.unit == "people")) == 30  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_one_in_office_for_longer_than_a_career_is_one_however_they_came(
    new_world: Callable[[], Any], article: Make, seed: int
) -> None:
    rng = random.Random(seed)
    days = [date(2000, 1, 1) + timedelta(days=300 * number) for number in range(34)]
    found = [in_office(article, number, on) for number, on in enumerate(days)]
    # One of the name and the office long before, and one whose day nobody tells.
    found += [in_office(article, 40, date(1970, 1, 1)), *([in_office(article, 41, None)] if seed % 2 else [])]
    orders = [found, sorted(found, key=lambda a: a.article_id, reverse=True), rng.sample(found, len(found))]
    linked_so = []
    for order in orders:
        world = new_world()
        for start in range(0, len(order), 6):
            world.put(*order[start : start + 6])
        linked_so.append(articles_of_each(world))
    assert linked_so == [[36] if seed % 2 else [1, 34]] * 3


def test_between_distant_mentions_of_an_office_is_nobodys_career(world: Any, article: Make) -> None:
    # Known as one person by the other office; a mention in the gap is near none of the mentions of its own office.
    health, finance = "Giám đốc Sở Y tế", "Giám đốc Sở Tài chính"
    between = [in_office(article, n, date(1985 + 8 * n, 1, 1), health) for n in range(4)]
    both = [in_office(article, n, date(n, 1, 1), f"{health}, {finance}") for n in (1980, 2016)]
    world.put(*between, *both)
    world.put(in_office(article, 30, date(1998, 1, 1), finance))
    assert articles_of_each(world) == [1, 6]


def test_an_article_that_names_somebody_no_more_is_taken_out_of_their_many(world: Any, article: Make) -> None:
    found = [named(article, number) for number in range(15)]
    world.put(*found)
    world.put(article("n7", "Bài khác.", events=()))
    assert kept(world) == [merged_person(mentions(found[:7] + found[8:]))]


@pytest.mark.parametrize("parted", [1, 7, 12])
def test_growing_gives_what_merging_gives(article: Make, parted: int) -> None:
    told = mentions([named(article, number) for number in range(13)])
    assert grown_person(merged_person(told[:parted]), told[parted:]) == merged_person(told)
    assert shown_person(merged_person(told)).offices == merged_person(told).offices


def test_what_an_earlier_version_kept_is_shown_with_the_articles_it_names(article: Make) -> None:
    kept = merged_person(mentions([named(article, number) for number in range(13)]))
    offices = tuple(replace(o, articles=0, article_ids=("a", "b", "c")) for o in kept.offices)
    old = replace(kept, offices=offices)
    assert not old.can_grow
    assert {office.articles for office in shown_person(old).offices} == {3}


def test_what_is_kept_of_a_person_is_as_long_however_many_name_them(world: Any, article: Make) -> None:
    found = [named(article, number) for number in range(40)]
    world.put(*found[:20])
    few = kept(world)
    world.put(*found[20:])
    many = kept(world)
    assert len(encode(many[0])) <= len(encode(few[0])) + 10
    assert articles_of_each(world) == [40]
    assert [office.articles for office in few[0].offices] == [15, 5]
    assert [office.articles for office in many[0].offices] == [30, 10]
    chairman = many[0].offices[0]
    assert chairman.article_ids == (found[0].article_id, found[38].article_id)
    assert (chairman.first_on, chairman.last_on) == ("2021-01-01", "2021-12-09")


def test_of_many_that_share_a_key_the_last_are_looked_at(world: Any) -> None:
    rows = [{"key": key, "article": number} for key in (1, 2) for number in range(1, 6)]
    with world.ledger.begin() as connection:
        connection.execute(link_keys.insert(), [*rows, {"key": 3, "article": 9}])
        assert newest_sharing(connection, [1, 3, 4], 2) == {1: [(4, None), (5, None)], 3: [(9, None)]}
        assert Book(connection).sharing({2, 3}) == {2: [(number, None) for number in range(1, 6)], 3: [(9, None)]}
