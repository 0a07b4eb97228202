"""The gate before the index: an ordinary night passes, one that takes much away or was read wrongly does not."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from sqlalchemy import update

from pipeline.engines import open_engine
from pipeline.gate import Gate, check_serving
from pipeline.index import clean_up, index_all
from pipeline.ledger.tables import articles, parts
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from records import Article
from records.errors import GateError
from search.query import make_query

MANY = 60


@pytest.fixture
def indexed(world: Any, article: Callable[..., Article]) -> Any:
    """Many articles, indexed."""
    world.put(*(article(f"a{n}", f"Hội nghị về việc thứ {n} của tỉnh.") for n in range(MANY)))
    index_all(world.settings, world.ledger)
    return world


def index(world: Any) -> int:
    return index_all(world.settings, world.ledger, gate=Gate(world.now.date())).documents


def held(world: Any) -> int:
    return int(open_engine(world.settings).stats().documents["articles"])


def withdraw(world: Any, number: int) -> None:
    with world.ledger.begin() as connection:
        changed = update(articles).where(articles.c.number > MANY - number)
        connection.execute(changed.values(state="withdrawn", change=articles.c.change + 1000))


def test_the_first_index_and_ordinary_nights_pass(world: Any, article: Callable[..., Article]) -> None:
    world.put(*(article(f"a{n}", f"Việc thứ {n}.") for n in range(3)))
    assert index(world) == 3
    world.put(article("b", "Hai bài."))
    assert index(world) == 1
    assert index(world) == 0


def test_a_few_articles_may_go(indexed: Any) -> None:
    withdraw(indexed, 5)
    index(indexed)
    assert held(indexed) == MANY - 5


def test_many_may_not_and_the_index_before_goes_on_serving(indexed: Any) -> None:
    withdraw(indexed, 30)
    before = open_engine(indexed.settings).watermark()
    with pytest.raises(GateError, match=f"30 of {MANY} articles would be removed"):
        index(indexed)
    assert held(indexed) == MANY
    assert open_engine(indexed.settings).watermark() == before
    index_all(indexed.settings, indexed.ledger)
    assert held(indexed) == MANY - 30


def test_an_index_that_lacks_what_the_ledger_knows_is_told(indexed: Any, article: Callable[..., Article]) -> None:
    engine = open_engine(indexed.settings)
    engine.begin()
    engine.put(document.__class__(unit="articles", id=document.id, change=document.change, removed=True)
               for document in indexed.documents()[:10])  # fmt: skip
    engine.commit()
    with pytest.raises(GateError, match=f"{MANY - 10} articles in the index, {MANY} in the ledger"):
        check_serving(Workplace(indexed.settings))
    indexed.put(article("neu", "Một bài mới."))
    with pytest.raises(GateError, match="in the ledger"):
        index(indexed)


def test_a_night_read_otherwise_than_the_weeks_before_is_refused(indexed: Any, article: Callable[..., Article]) -> None:
    earlier = indexed.now.date()
    part = indexed.put(*(article(f"n{n}", f"Việc mới thứ {n}.") for n in range(30)))
    with indexed.ledger.begin() as connection:
        connection.execute(update(parts).values(articles=parts.c.records))
        connection.execute(update(parts).where(parts.c.part == part).values(articles=3))
    assert indexed.now.date() == earlier + timedelta(days=1)
    with pytest.raises(GateError, match=r"3 of 30 pages of the night .* are articles \(10%\), 100%"):
        index(indexed)
    assert held(indexed) == MANY


def test_a_whole_index_is_found_so(indexed: Any) -> None:
    assert check_serving(Workplace(indexed.settings)) == {"articles": MANY, "events": 0, "agreements": 0}


def test_a_fresh_index_that_is_not_accepted_leaves_nothing_behind(indexed: Any) -> None:
    before = open_engine(indexed.settings).stats().build
    asked: list[list[str]] = []
    withdraw(indexed, 5)
    counts = index_all(indexed.settings, indexed.ledger, rebuild=True, accept=lambda lines: bool(asked.append(lines)))
    assert asked == [counts.differences]
    assert "articles: 60 before, 55 now" in counts.differences
    assert open_engine(indexed.settings).stats().build == before
    assert clean_up(indexed.settings, indexed.ledger) == ()


@pytest.fixture
def reader(in_cluster: Any, article: Callable[..., Article]) -> Iterator["AsksOn"]:
    """Somebody who searches all the while, many articles being indexed in a real cluster."""
    in_cluster.put(*(article(f"a{n}", f"Hội nghị về việc thứ {n} của tỉnh.") for n in range(MANY)))
    index_all(in_cluster.settings, in_cluster.ledger)
    with AsksOn(in_cluster.settings) as found:
        yield found


class AsksOn(Thread):
    """Asks the same again and again until the block ends; `answers` are the articles that each answer counted."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._engine, self._ended = open_engine(settings), Event()
        self.answers: list[int] = []

    def run(self) -> None:
        while not self._ended.is_set():
            self.answers.append(self._engine.search(make_query({"q": "hội nghị"})).total)

    def __enter__(self) -> "AsksOn":
        self.start()
        self.await_more()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self.join()

    def await_more(self) -> None:
        """Returns after some more answers."""
        until = len(self.answers) + 5
        while len(self.answers) < until:
            assert self.is_alive()
            sleep(0.01)


def test_a_reader_of_elasticsearch_notices_nothing_of_what_the_gate_refuses(in_cluster: Any, reader: AsksOn) -> None:
    withdraw(in_cluster, 30)
    with pytest.raises(GateError, match=f"30 of {MANY} articles would be removed"):
        index(in_cluster)
    reader.await_more()
    assert set(reader.answers) == {MANY}
    assert held(in_cluster) == MANY
    index_all(in_cluster.settings, in_cluster.ledger)
    reader.await_more()
    assert reader.answers[-1] == held(in_cluster) == MANY - 30
