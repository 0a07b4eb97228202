"""What reading again would change: counted field by field with examples, and nothing is touched."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from pipeline.cli import khotin
from pipeline.differing import SourceDifference, differences
from pipeline.ledger.tables import parts
from pipeline.readings import Reading, read_readings, write_reading
from pipeline.transform import transform_source
from pipeline.workplace import Workplace
from records import Article, Rejection, RejectionReason, Source
from records.errors import UsageError
from transforms.reader import Reader

_LONG = "Sáng 2/3, tỉnh Nghệ An họp bàn về đường ven biển. " * 8


def _changed(article: Article) -> Article | None:
    """What other code made of the pages: a shorter title, another body, one page no article."""
    if article.title == "Tin c":
        return None
    if article.title == "Tin b":
        return msgspec.structs.replace(article, body=article.body.replace("ven biển", "ven bien"))
    return msgspec.structs.replace(article, title="Tin")


@pytest.fixture
def stored(world: Any, article: Callable[..., Article]) -> Any:
    """Three pages read by today's code, whose readings are then replaced by those of other code."""
    world.archive([article(name, url="", body=_LONG) for name in "abc"])
    registry = Workplace(world.settings).registry
    transform_source(world.settings, world.ledger, registry, "nghean")
    world.registry = registry
    name = _row(world).reading

    def others() -> Any:
        for _, reading in list(read_readings(world.home, name)):
            found = _changed(reading.article)
            why = Rejection(url=reading.article.url, reason=RejectionReason.LISTING, detail="x")
            yield Reading(warc_offset=reading.warc_offset, article=found, rejection=None if found else why)

    write_reading(world.home, "nghean/other.jsonl.zst", list(others()))
    with world.ledger.begin() as connection:
        connection.execute(parts.update().values(reading="nghean/other.jsonl.zst", reading_key="other"))
    return world


def _row(world: Any) -> Any:
    with world.ledger.read() as connection:
        return connection.execute(select(parts)).one()


def _compared(world: Any, **asked: Any) -> SourceDifference:
    return differences(world.settings, world.ledger, world.registry, "nghean", **asked)


def _files(world: Any) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in world.home.readings.rglob("*") if path.is_file()}


def test_each_field_is_counted_with_an_example(stored: Any) -> None:
    found = _compared(stored, force=True)
    assert (found.pages, found.unread, found.changed, found.appearing, found.disappearing) == (3, 0, 2, 1, 0)
    assert {f.field: f.articles for f in found.fields} == {"title": 1, "body": 1}
    titles = next(f for f in found.fields if f.field == "title").examples
    assert [(e.before, e.after) for e in titles] == [("Tin", "Tin a")]
    assert [(e.before, e.after) for e in found.appear] == [("listing: x", "Tin c")]


def test_an_example_begins_shortly_before_the_difference(stored: Any) -> None:
    (example,) = next(f for f in _compared(stored, force=True).fields if f.field == "body").examples
    assert len(example.before) <= 80
    assert "ven bien" in example.before
    assert "ven biển" in example.after


def test_what_would_no_longer_be_an_article_is_named(stored: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "read", lambda self, snapshot: 1 / 0)
    found = _compared(stored, force=True)
    assert (found.disappearing, found.appearing) == (2, 0)
    assert found.disappear[0].after.startswith("quarantined: ZeroDivisionError")


def test_nothing_is_changed(stored: Any) -> None:
    before = _row(stored), _files(stored)
    _compared(stored, force=True)
    assert (_row(stored), _files(stored)) == before


def test_without_force_only_what_was_never_read(stored: Any) -> None:
    assert _compared(stored).pages == 0
    with stored.ledger.begin() as connection:
        connection.execute(parts.update().values(reading=None, reading_key=None))
    found = _compared(stored)
    assert (found.pages, found.unread, found.appearing) == (3, 3, 3)
    assert found.appear[0].before == "never read"


def test_what_is_let_through_differs_no_more(stored: Any) -> None:
    known = Source(id="nghean", name="Nghệ An", home="https://nghean.example")
    stored.registry = msgspec.structs.replace(stored.registry, sources={**stored.registry.sources, "nghean": known})
    transform_source(stored.settings, stored.ledger, stored.registry, "nghean", force=True)
    assert _compared(stored, force=True).pages == 0


def test_what_was_crawled_is_not_read_again_without_its_yaml(stored: Any) -> None:
    """Its rules and its province would go from all its articles."""
    before = _files(stored)
    with pytest.raises(UsageError, match=r"'nghean' was crawled.*KHOTIN_SOURCES"):
        transform_source(stored.settings, stored.ledger, stored.registry, "nghean", force=True)
    assert _files(stored) == before


@pytest.mark.parametrize("arguments", [["--source", "nghean"], ["nghean"], []])
def test_the_command(stored: Any, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHOTIN_HOME", str(stored.home.root))
    before = _files(stored)
    told = CliRunner().invoke(khotin, ["transform", "--force", "--diff", *arguments])
    assert told.exit_code == 0, told.output
    assert "2 articles would change, 1 appear, 0 disappear; nothing was changed" in told.output
    assert "    now:  Tin\n    then: Tin a\n" in told.output
    as_json = CliRunner().invoke(khotin, ["transform", "--force", "--diff", "--json", *arguments])
    assert json.loads(as_json.stdout)["sources"][0]["appearing"] == 1
    assert _files(stored) == before


def test_the_command_says_how_to_compare_what_was_read(stored: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHOTIN_HOME", str(stored.home.root))
    told = CliRunner().invoke(khotin, ["transform", "--diff"])
    assert "no page would be read; --force" in told.output
