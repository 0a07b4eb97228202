"""Documents by many ids: a few questions to the index, reprints too, the newest first or in the order of the ids."""

import msgspec
import pytest

from records.person import Person
from search.query import Query, Unit
from search.tantivy.engine import TantivyEngine
from search.web.documents import known
from search.web.documents.known import documents_of, newest_of
from search.web.documents.people import person_page
from search.web.i18n import language
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]


@pytest.fixture
def asked(world: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the index, one question after the other."""
    engine, questions = world[0], list[str]()
    search, get = engine.search, engine.get

    def counted_search(query: Query, *, facets: bool = True) -> object:
        questions.append("search")
        return search(query, facets=facets)

    def counted_get(unit: Unit, document_id: str) -> object:
        questions.append("get")
        return get(unit, document_id)

    monkeypatch.setattr(engine, "search", counted_search)
    monkeypatch.setattr(engine, "get", counted_get)
    return questions


def ids(world: World, unit: Unit = "articles") -> list[str]:
    """All there are, newest first."""
    return [one.id for one in world[0].stream(Query(unit=unit, with_reprints=True, sort="newest"))]


def test_documents_come_in_the_order_of_their_ids(world: World, asked: list[str]) -> None:
    wanted = sorted(ids(world))
    found = documents_of(world[0], "articles", [wanted[0], "nobody", *wanted])
    assert [document.id for document in found] == wanted
    assert any(document.links and not document.links.is_lead for document in found)
    assert asked == ["search"]
    assert documents_of(world[0], "events", ()) == ()


def test_the_newest_of_many_portions_are_the_newest_of_all(
    world: World, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known, "_PORTION", 7)
    newest = ids(world)
    found, total = newest_of(world[0], "articles", [*sorted(newest), "nobody"], 10)
    assert [document.id for document in found] == newest[:10]
    assert total == len(newest) > 14
    assert len(asked) == -(-(len(newest) + 1) // 7)


def test_one_who_is_told_of_much_costs_as_little(
    world: World, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A chairman of many years: the page shows the newest and says how many more there are."""
    monkeypatch.setattr("search.web.documents.people._TOLD", 5)
    articles, events = ids(world), ids(world, "events")
    person = next(iter(world[1].known.values()))
    told: Person = msgspec.structs.replace(person, article_ids=tuple(sorted(articles)), event_ids=tuple(sorted(events)))
    asked.clear()
    page = person_page(world[0], world[1], told, language("vi"))
    assert [one.id for one in page.articles] == articles[:5]
    assert [one.href for one in page.events] == [f"/events/{one}" for one in events[:5]]
    assert (page.more_articles, page.more_events) == (len(articles) - 5, len(events) - 5)
    assert asked == ["search", "search"]
