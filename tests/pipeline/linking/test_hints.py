"""Hints beside keys: they pass over what is not alike unread, and nothing that is."""

import random
from collections.abc import Callable
from datetime import date
from itertools import combinations, count, permutations
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select, update

from pipeline.ledger.tables import link_keys
from pipeline.linking import neighbours
from pipeline.linking.agreements import Mention, mention_keys, mentions, same_agreement
from pipeline.linking.book import keys_of
from pipeline.linking.events import Telling, asked_telling_keys, same_event, stored_telling_keys, tellings
from pipeline.linking.facts import LinkFacts, Mark, article_facts
from pipeline.linking.hints import (
    hinted_telling_keys,
    may_be_one_agreement,
    may_be_one_event,
    mention_hint,
    telling_hint,
)
from records import Article, Correction, Event, Fix, Official
from tests.pipeline.linking.oracle import check
from tests.pipeline.linking.test_relink import corpus, in_batches

Make = Callable[..., Article]


def facts_of(make: Make, seed: int, many: int = 60) -> list[LinkFacts]:
    return [article_facts(article)[0] for article in corpus(seed, make, many)]


def may_come(one: Telling, other: Telling) -> bool:
    """Whether a telling is read when the one looks for what is alike."""
    mine, stored = telling_hint(one), hinted_telling_keys(other)
    assert stored.keys() == stored_telling_keys(other)
    found = [stored[key] for key in asked_telling_keys(one) & stored.keys()]
    return any(mine is None or hint is None or may_be_one_event(mine, hint) for hint in found)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_one_event_is_read_and_little_else(article: Make, seed: int) -> None:
    told = [telling for facts in facts_of(article, seed) for telling in tellings(facts).values()]
    pairs = [
        pair for pair in permutations(told, 2) if asked_telling_keys(pair[0]) & hinted_telling_keys(pair[1]).keys()
    ]
    alike = [pair for pair in pairs if same_event(*pair)]
    come = [pair for pair in pairs if may_come(*pair)]
    assert alike
    assert all(pair in come for pair in alike)
    assert len(come) < 0.7 * len(pairs), "most of what shares a key is passed over"


@pytest.mark.parametrize("seed", range(4))
def test_what_is_one_agreement_is_read_and_little_else(article: Make, seed: int) -> None:
    said = [mention for facts in facts_of(article, seed) for mention in mentions(facts).values()]
    pairs = [pair for pair in permutations(said, 2) if mention_keys(pair[0]) & mention_keys(pair[1])]
    alike = [pair for pair in pairs if same_agreement(*pair)]
    come = [pair for pair in pairs if None in map(mention_hint, pair) or may_be_one_agreement(*_hints(*pair))]
    assert alike
    assert all(pair in come for pair in alike)
    assert len(come) < 0.7 * len(pairs), "most of what shares a key is passed over"


def _hints(one: Mention, other: Mention) -> tuple[bytes, bytes]:
    a, b = mention_hint(one), mention_hint(other)
    assert a is not None
    assert b is not None
    return a, b


def conference(make: Make, **fields: Any) -> Telling:
    event = Event(type="conference", starts_on=date(2023, 1, 5), place_province="Huế", **fields)
    return Telling(article_facts(make("a", "Bài.", title="Diễn đàn cảng nước sâu", events=(event,)))[0], 0)


def test_two_words_of_one_digest_make_no_hint(article: Make) -> None:
    first: dict[bytes | None, str] = {}
    for number in count():
        hint = telling_hint(conference(article, partners=(f"Tỉnh {number}",)))
        if hint in first:
            break
        first[hint] = f"Tỉnh {number}"
    assert telling_hint(conference(article, partners=(first[hint], f"Tỉnh {number}"))) is None


def test_what_a_correction_is_about_has_no_hint(article: Make) -> None:
    telling = conference(article, partners=("Huế", "Đà Nẵng"), signed=True)
    correction = Correction(
        id="c", by="Tòa soạn", why="Sai.", asked_on=date(2023, 2, 1), article="a", fix=Fix(place_province="Đà Nẵng")
    )
    marked = replace(telling.facts, marks=(Mark(position=0, correction=correction),))
    assert telling_hint(telling)
    assert telling_hint(Telling(marked, 0)) is None
    assert [mention_hint(mention) is None for mention in mentions(marked).values()] == [True]


def test_a_conference_of_all_provinces_has_no_hints_of_its_agreement(article: Make) -> None:
    telling = conference(article, partners=tuple(f"Tỉnh {n}" for n in range(60)), signed=True)
    sketch = article_facts(article("a", "Bài."))[1]
    hints = [hint for key, hint in keys_of(telling.facts, sketch).items() if key in mention_keys(*_only(telling))]
    assert set(hints) == {None}


def _only(telling: Telling) -> list[Mention]:
    return list(mentions(telling.facts).values())


@pytest.mark.parametrize("seed", range(3))
def test_keys_of_before_without_hints_link_the_same(world: Any, article: Make, seed: int) -> None:
    found = corpus(seed, article)
    in_batches(world, found[:12], random.Random(seed))
    with world.ledger.begin() as connection:
        assert connection.scalar(select(func.count()).where(link_keys.c.hint.is_not(None)))
        connection.execute(update(link_keys).values(hint=None))
    in_batches(world, found[12:], random.Random(seed))
    check(world, found)


def test_hints_say_the_same_whoever_asks(article: Make) -> None:
    told = [telling_hint(t) for facts in facts_of(article, 9) for t in tellings(facts).values()]
    hints = [hint for hint in told if hint is not None]
    assert all(may_be_one_event(a, b) == may_be_one_event(b, a) for a, b in combinations(hints, 2))


@pytest.mark.parametrize("many", [3, 8])
def test_an_event_is_found_by_its_people_where_its_place_is_crowded(
    world: Any, article: Make, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(neighbours, "MOST_SHARING", 5)

    def put(name: str, matter: str, *people: str) -> Article:
        officials = tuple(Official(name=person, title="Chủ tịch") for person in people)
        place = "Hà Nội"
        event = Event(
            type="conference",
            name=matter,
            starts_on=date(2026, 3, 1),
            month_day="03-01",
            place_province=place,
            partners=(place,),
            officials=officials,
        )
        made = article(name, f"Bài riêng {name}.", title="Tin", events=(event,))
        world.put(made)
        return made

    matter, people = "Hội nghị cảng nước sâu miền Trung", ("Lê Văn An", "Trần Thị Bình")
    one = put("one", matter, *people)
    for n in range(many):
        put(f"other{n}", f"việc{n} khác{n} hẳn{n} rồi{n} đó{n}", f"Người {n}")
    two = put("two", matter, *people)
    assert world.row(one).event_ids == world.row(two).event_ids
