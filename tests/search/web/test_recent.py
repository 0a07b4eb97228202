"""What programs poll is asked of the engine at most once in some seconds, by however many."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from search.app import create_app
from search.engine import Edition, Stats
from search.tantivy.engine import TantivyEngine
from search.web.recent import Recent
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.serving import PATIENCE

World = tuple[TantivyEngine, SampleArchive]


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_an_answer_holds_for_its_seconds() -> None:
    clock, asked = Clock(), list[float]()
    recent = Recent(lambda: asked.append(clock.now) or len(asked), 3, clock)  # type: ignore[func-returns-value]
    assert [recent(), recent()] == [1, 1]
    clock.now += 2.9
    assert recent() == 1
    clock.now += 0.1
    assert [recent(), recent()] == [2, 2]
    assert asked == [100.0, 103.0]


def test_what_fails_is_asked_again() -> None:
    answers: list[object] = [OSError("away"), "there"]

    def ask() -> object:
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    recent = Recent(ask, 3)
    with pytest.raises(OSError, match="away"):
        recent()
    assert [recent(), recent()] == ["there", "there"]


def test_of_many_at_once_one_asks() -> None:
    asked: list[int] = []
    ready = threading.Barrier(8)
    recent = Recent(lambda: asked.append(1), 60)

    def ask(_number: int) -> None:
        ready.wait(PATIENCE)
        recent()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, range(8)))
    assert asked == [1]


def test_whoever_polls_costs_the_engine_little(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes and health, dear on a cluster, are asked for the health page alone."""
    calls = {"stats": 0, "edition": 0}
    stats, edition = world[0].stats, world[0].edition

    def counted_stats() -> Stats:
        calls["stats"] += 1
        return stats()

    def counted_edition() -> Edition:
        calls["edition"] += 1
        return edition()

    monkeypatch.setattr(world[0], "stats", counted_stats)
    monkeypatch.setattr(world[0], "edition", counted_edition)
    monkeypatch.setattr("search.web.site.SECONDS", 600.0)
    client = Browser(create_app(world[0], archive=world[1], today=lambda: TODAY))
    for _ in range(3):
        assert client.get("/feed.atom?q=a").status_code == 200
        assert client.get("/events.ics").status_code == 200
        assert client.get("/healthz").json()["watermark"] == stats().watermark
    assert calls == {"stats": 1, "edition": 1}
