"""People: titles over the years, events with roles, namesakes apart, the list by name, ids that are no more."""

from datetime import date

import msgspec
import pytest

from records.person import Office, Person
from search.protocols import Fate
from search.tantivy.engine import TantivyEngine
from search.web.documents.people import _held
from search.web.documents.people_list import _has
from search.web.i18n import language
from tests.search.web.browser import Browser
from tests.search.web.pages import text, tree, words
from tests.search.web.sample_archive import SampleArchive

World = tuple[TantivyEngine, SampleArchive]
VI = language("vi")


@pytest.fixture
def person(world: World) -> Person:
    """Who was at the conference."""
    return next(p for p in world[1].known.values() if p.name == "Lương Thế Khoát")


def test_a_page_tells_titles_and_events_with_roles(client: Browser, person: Person) -> None:
    page = tree(client, f"/people/{person.person_id}")
    assert text(page.cssselect("h1")[0]) == person.name
    assert "Phó Bí thư Thành ủy" in text(page.cssselect(".offices")[0])
    events = page.cssselect(".agenda > li")
    assert [a.get("href") for a in page.cssselect(".agenda h3 a")] == [f"/events/{known}" for known in person.event_ids]
    assert "kết luận · Phó Bí thư Thành ủy" in words(events[0])
    assert page.cssselect(f'.tellers a[href="/articles/{person.article_ids[0]}"]')
    assert not page.cssselect("#namesakes")
    assert page.cssselect('meta[name="robots"][content="noindex"]')


def test_namesakes_stand_apart_and_each_names_the_other(client: Browser, world: World, person: Person) -> None:
    archive = world[1]
    office = Office(title="Giám đốc Sở Y tế", province="Cà Mau", first_on="2020-01-02", last_on="2024-05-06")
    other = Person(person_id="p9001", change=1, name=person.name, offices=(office,), namesakes=(person.person_id,))
    known = archive.known | {
        "p9001": other,
        person.person_id: msgspec.structs.replace(person, namesakes=("p9001",)),
    }
    before, archive.known = archive.known, known
    try:
        page = tree(client, f"/people/{person.person_id}")
        listed = tree(client, "/people?q=luong+the+khoat")
        twin = tree(client, "/people/p9001")
    finally:
        archive.known = before
    assert "có thể là người khác" in text(page.cssselect("#namesakes h2")[0])
    assert "Giám đốc Sở Y tế, Cà Mau" in text(page.cssselect("#namesakes li")[0])
    assert "2020–2024" in text(page.cssselect("#namesakes li")[0])
    assert page.cssselect('.banner a[href="#namesakes"]')
    assert len(listed.cssselect(".people > li")) == 2
    assert "Một tên có thể đứng ở nhiều dòng" in text(listed.cssselect(".people-page")[0])
    assert twin.cssselect(f'#namesakes a[href="/people/{person.person_id}"]')


@pytest.mark.parametrize(
    "asked", ["Lương Thế Khoát", "luong the khoat", "lương khoát", "Thế  KHOÁT", "Lương Thế Kho", "khoat lươ"]
)
def test_people_are_found_by_name_or_part_of_it(client: Browser, person: Person, asked: str) -> None:
    page = tree(client, f"/people?q={asked}")
    assert [a.get("href") for a in page.cssselect(".person-name a")] == [f"/people/{person.person_id}"]


def test_the_beginning_of_a_syllable_finds_all_who_have_it(client: Browser) -> None:
    def found(asked: str) -> set[str]:
        return {text(a) for a in tree(client, f"/people?q={asked}").cssselect(".person-name a")}

    whole = found("nguyen")
    assert len(whole) > 1
    assert found("Nguy") >= found("nguye") >= whole
    assert all("Nguyễn" in name for name in found("Nguyễ"))


def test_diacritics_count_where_they_are_typed() -> None:
    assert _has("Lê Thị Thảo", ["thao"])
    assert _has("Lê Thị Thảo", ["le", "thảo"])
    assert not _has("Lê Thị Thảo", ["thạo"])
    assert not _has("Lê Thị Thảo", ["le", "van"])


def test_the_list_without_a_name_shows_who_is_told_most(client: Browser) -> None:
    page = tree(client, "/people")
    assert len(page.cssselect(".people > li")) > 20
    told = [int(text(meta).split(" · ")[1].split()[0]) for meta in page.cssselect(".people .person-name .meta")]
    assert told == sorted(told, reverse=True)
    assert text(tree(client, "/people?lang=en").cssselect("h1")[0]) == "People"
    for nobody in ("zzzz", "official:x", "Phó Chủ tịch"):
        assert tree(client, f"/people?q={nobody}").cssselect(".nobody"), nobody


def test_ids_that_are_no_more_lead_on_or_say_why(client: Browser, world: World, person: Person) -> None:
    world[1].fates["people", "p8000"] = Fate(kind="merged", into=person.person_id)
    asked = Fate(kind="suppressed", by="Ông A", reason="Nêu nhầm người.", on=date(2026, 11, 2))
    world[1].fates["people", "p8001"] = asked
    world[1].fates["people", person.person_id] = asked
    for prefix in ("", "/api"):
        moved = client.get(f"{prefix}/people/p8000")
        assert (moved.status_code, moved.headers["location"]) == (308, f"{prefix}/people/{person.person_id}")
        for gone in ("p8001", person.person_id):
            answer = client.get(f"{prefix}/people/{gone}")
            assert answer.status_code == 410
            assert "Nêu nhầm người." in answer.text
            assert person.name not in answer.text
        for unknown in ("p7777", "x", "p", "p1x", "p1/2", "p" + "1" * 40, "p²"):
            assert client.get(f"{prefix}/people/{unknown}").status_code == 404, unknown


def test_a_person_comes_as_json(client: Browser, person: Person) -> None:
    answer = client.get(f"/api/people/{person.person_id}")
    assert answer.headers["content-type"] == "application/json"
    told = answer.json()
    assert (told["id"], told["name"], told["event_ids"]) == (person.person_id, person.name, list(person.event_ids))
    assert told["offices"][0]["title"].startswith("Phó Bí thư Thành ủy")
    assert "change" not in told


def test_offices_stand_side_by_side_on_one_axis_of_years() -> None:
    held, span = _held(
        [
            Office(title="Giám đốc Sở Y tế", province="Nghệ An", first_on="2018-05-01", last_on="2020-01-01"),
            Office(
                title="Phó Chủ tịch UBND tỉnh Nghệ An", province="Nghệ An", first_on="2021-01-01", last_on="2021-01-01"
            ),
            Office(title="Chủ tịch"),
        ],
        VI,
    )
    assert span == ("2018", "2021")
    assert [(one.left, one.width) for one in held] == [(0, 75), (75, 25), (0, 0)]
    assert [one.province for one in held] == ["Nghệ An", "", ""]
    assert [one.when for one in held] == ["1/5/2018 – 1/1/2020", "1/1/2021", "không rõ thời gian"]
