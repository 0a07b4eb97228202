"""The index is asked for its state once for all who wait; one that hangs is not waited for by everybody anew."""

import asyncio
from collections.abc import Callable
from threading import Event

import pytest

from records.errors import IndexStateError
from search.engine import Edition
from search.web.editions import Editions
from search.web.site import SECONDS

FIRST = Edition(build="first", watermark=1, built_at=None)
_WAIT = 60  # seconds, after which a test that waits for what never happens ends


class Index:
    """Answers when it is let go; counts how often it was asked."""

    def __init__(self, *, fails: bool = False) -> None:
        self.asked, self.let_go, self._fails = 0, Event(), fails

    def edition(self) -> Edition:
        self.asked += 1
        assert self.let_go.wait(_WAIT)
        if self._fails:
            raise IndexStateError("the index did not answer in time")
        return FIRST


async def _together(editions: Editions, index: Index, readers: int) -> list[Edition | None]:
    waiting = [asyncio.create_task(editions.now(index.edition)) for _ in range(readers)]
    await asyncio.sleep(0)  # all of them have asked
    waiting[0].cancel()
    index.let_go.set()
    return await asyncio.gather(*waiting[1:])


def test_all_who_wait_share_one_answer_also_when_one_leaves() -> None:
    index = Index()
    assert asyncio.run(_together(Editions(lambda: 0.0), index, 6)) == [FIRST] * 5
    assert index.asked == 1


def test_who_comes_later_is_told_anew() -> None:
    index, editions = Index(), Editions(lambda: 0.0)
    index.let_go.set()
    for _ in range(2):  # each in a loop of its own
        assert asyncio.run(editions.now(index.edition)) == FIRST
    assert index.asked == 2


@pytest.mark.parametrize(("later", "asked"), [(0.0, 1), (SECONDS - 0.1, 1), (SECONDS, 2)])
def test_what_failed_is_not_asked_for_some_seconds(later: float, asked: int) -> None:
    now = [100.0]
    clock: Callable[[], float] = lambda: now[0]  # noqa: E731 (a clock)
    index, editions = Index(fails=True), Editions(clock)
    assert asyncio.run(_together(editions, index, 4)) == [None] * 3
    now[0] += later
    assert asyncio.run(editions.now(index.edition)) is None
    assert index.asked == asked
