"""What is read when something new is linked: of what it is near to, only the events that it comes to."""

from collections.abc import Callable
from datetime import date
from typing import Any

from pipeline.linking.book import Book
from pipeline.linking.neighbours import EVENTS, linked_near, neighbourhood
from records import Article, Event
from tests.pipeline.linking.oracle import check

NAMES = ("Hội thảo cây cà phê vối", "Lễ hội áo dài Huế", "Diễn đàn cảng biển nước sâu")


def telling(make: Callable[..., Article], number: int) -> Article:
    """An article on one of a day's three events in one place, three articles each."""
    name = NAMES[number % len(NAMES)]
    day: dict[str, Any] = {"starts_on": date(2023, 1, 5), "month_day": "01-05"}
    event = Event(type="conference", name=name, place_province="Huế", partners=("Huế",), **day)
    return make(f"t{number}", f"Bài riêng số {number}.", title=name, events=(event,))


def test_an_event_that_nothing_new_comes_to_is_not_read_whole(world: Any, article: Callable[..., Article]) -> None:
    told = [telling(article, number) for number in range(10)]
    world.put(*told[:9])
    world.put(told[9])
    check(world, told)
    new = told[9].article_id
    with world.ledger.read() as connection:
        book = Book(connection)
        own = {(new, 0): book.items(EVENTS.items, [new])[new, 0]}
        near = linked_near(book, EVENTS, own)
        assert {node[0] for node in near} == {told[n].article_id for n in (0, 3, 6)}, (
            "the others' hints tell them apart"
        )
        found = neighbourhood(book, EVENTS, [new])
    assert {node[0] for node in found.items} == {told[n].article_id for n in (0, 3, 6, 9)}
