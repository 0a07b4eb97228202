"""What several pages say of an article goes into the journal as soon as it is known: a kill must not lose it."""

from datetime import UTC, datetime

from crawlers.account import Account, Found, Way
from crawlers.protocols import Known
from records.outcome import Verdict
from tests.crawlers.conftest import HOME, Memory, job_for

_URL = HOME + "tin-tuc/bai-1.html"
_AT = datetime(2026, 3, 1, tzinfo=UTC)


def account(memory: Memory) -> Account:
    return Account(job_for(HOME), memory, memory, memory.progress)


def test_a_section_that_a_later_list_tells_is_written_down_too() -> None:
    memory = Memory()
    books = account(memory)
    books.found(Found(url=_URL, listed_at=_AT, way=Way.FRESH))
    assert memory.listed == {_URL: ("", _AT)}
    books.found(Found(url=_URL, section="Kinh tế", way=Way.DEEP))
    assert memory.listed == {_URL: ("Kinh tế", _AT)}
    books.found(Found(url=_URL, section="Xã hội", way=Way.DEEP))
    assert memory.listed == {_URL: ("Kinh tế", _AT)}, "the first section named stays"
    assert books.stats(stopped=False).discovered == 1


def test_of_what_was_never_fetched_only_news_are_written_down() -> None:
    memory = Memory(known={_URL: Known(url=_URL, kind="article", section="Kinh tế")})
    books = account(memory)
    books.found(Found(url=_URL, section="Xã hội"))
    assert memory.listed == {}
    books.found(Found(url=_URL, listed_at=_AT))
    assert memory.listed == {_URL: ("Xã hội", _AT)}


def test_what_was_fetched_is_not_written_down() -> None:
    memory = Memory(known={_URL: Known(url=_URL, kind="article", last_verdict=Verdict.NEW)})
    books = account(memory)
    books.found(Found(url=_URL))
    books.found(Found(url=_URL, section="Kinh tế", listed_at=_AT))
    assert memory.listed == {}
