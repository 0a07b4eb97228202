"""What is answered for ids that are no more: withheld ones say who asked and why, on every way to their text."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from pipeline.fates import page_fate
from pipeline.linking.corrected import in_force
from pipeline.reading_room import ReadingRoom
from pipeline.settings import Settings
from records import Article, Correction, Event, Official
from search.protocols import Fate

Make = Callable[..., Article]
SAID = {"by": "Trần Thị B", "why": "Nêu nhầm người.", "asked_on": date(2030, 1, 2)}
ASKED = Fate(kind="suppressed", by="Trần Thị B", reason="Nêu nhầm người.", on=date(2030, 1, 2))
CHAIR = Official(name="Nguyễn Văn Quyết", title="Chủ tịch")


def meeting(**fields: Any) -> Event:
    return Event(
        type="conference", month_day="03-25", place_province="Nghệ An", partners=("Nghệ An", "Hà Tĩnh"), **fields
    )


class Room:
    """A reading room, and the corrections said against what is in it."""

    def __init__(self, world: Any) -> None:
        self.world, self.folder = world, Path(world.home.root) / "own"
        self.folder.mkdir()
        old = world.settings
        world.settings = Settings(home=old.home, database_url=old.database_url, sources=str(self.folder))
        self.door = ReadingRoom(world.ledger, world.home, {})

    def say(self, **fields: Any) -> None:
        text = yaml.safe_dump(msgspec.to_builtins(Correction(id="one", **(SAID | fields))), allow_unicode=True)
        (self.folder / "one.yaml").write_text(text, "utf-8")
        self.world.link()


@pytest.fixture
def room(world: Any) -> Room:
    return Room(world)


def test_a_suppressed_article_says_who_why_and_when_and_is_lifted_again(room: Room, article: Make) -> None:
    told = article("a", "Một.", events=(meeting(),))
    room.world.put(told)
    known = told.article_id
    assert room.door.fate("articles", known) is None
    room.say(article=told.url, suppress=True)
    assert room.door.fate("articles", known) == ASKED
    # Its only event is told by nobody now: its address says so, without naming what was withheld.
    assert room.door.fate("events", "e1") == Fate(kind="withdrawn")
    # The archive stays as it was.
    assert len(room.door.versions(known)) == 1
    (room.folder / "one.yaml").unlink()
    room.world.link()
    assert room.door.fate("articles", known) is None


def test_what_a_correction_says_is_no_event_answers_with_the_correction(room: Room, article: Make) -> None:
    room.world.put(article("a", "Một.", events=(meeting(),)))
    room.say(event="e1", not_an_event=True)
    assert room.door.fate("events", "e1") == ASKED
    assert room.door.fate("events", "e77") is None
    assert room.door.fate("articles", "nobody") is None


def test_an_article_that_better_reading_finds_to_be_none_is_withdrawn(room: Room, article: Make) -> None:
    told = article("a", "Một.")
    part = room.world.put(told)
    room.world.read(part, key="code2", change=lambda _: None)
    room.world.link()
    assert room.door.fate("articles", told.article_id) == Fate(kind="withdrawn")


def test_a_withheld_name_is_in_no_version_and_no_page(room: Room, article: Make) -> None:
    named = article("a", "Ông Nguyễn Văn Quyết dự.", events=(meeting(officials=(CHAIR,)),))
    other = article("b", "Bà Lê Thị Hoa dự.")
    room.world.put(named, other)
    before = room.door.snapshot(named.article_id, 1, max_characters=1000)
    assert before
    assert "Nguyễn Văn Quyết" in before.text
    room.say(person="Nguyễn Văn Quyết")
    told = room.door.article(named.article_id, 1)
    page = room.door.snapshot(named.article_id, 1, max_characters=1000)
    assert told
    assert "Quyết" not in told.body
    assert told.events[0].officials == ()
    assert page
    assert page.text == ""
    assert page.withheld
    assert (page.withheld.kind, page.withheld.by) == ("suppressed", "Trần Thị B")
    free = room.door.snapshot(other.article_id, 1, max_characters=1000)
    assert free
    assert "Lê Thị Hoa" in free.text
    assert free.withheld is None
    assert room.door.fate("articles", named.article_id) is None
    links = {d.id: d.links for d in room.world.documents() if d.links}
    assert [c.why for c in links[named.article_id].corrections] == ["Nêu nhầm người."]
    assert links[other.article_id].corrections == ()


@pytest.mark.parametrize(
    ("page", "stands"),
    [
        ("<b>Nguyễn Văn</b> <i>Quyết</i>", True),
        ("Nguyễn V&#259;n Quyết", True),
        ('<img alt="NGUYỄN VĂN QUYẾT">', True),
        ("Nguyen Van Quyet", True),
        ("quyết định của ông Nguyễn Văn Quyền", False),
    ],
)
def test_a_name_is_found_in_a_pages_source(page: str, stands: bool) -> None:
    force = in_force([(Correction(id="one", person="Nguyễn Văn Quyết", **SAID), [])])
    assert (page_fate(force, None, "a", page) is not None) is stands


def test_a_person_whose_name_is_withheld_says_who_asked_and_one_nobody_names_is_withdrawn(
    room: Room, article: Make
) -> None:
    told = article("a", "Một.", events=(meeting(officials=(CHAIR,)),))
    room.world.put(told)
    (known,) = room.door.person_ids([told.article_id]).values()
    (person,) = room.door.people(ids=known)
    assert (person.name, person.event_ids) == (CHAIR.name, ("e1",))
    assert room.door.people(names=["NGUYỄN VĂN QUYẾT"]) == [person]
    assert room.door.fate("people", person.person_id) is None
    room.say(person=CHAIR.name)
    assert room.door.fate("people", person.person_id) == ASKED
    assert room.door.people(ids=known, names=[CHAIR.name]) == []
    assert room.door.person_ids([told.article_id]) == {}
    (room.folder / "one.yaml").unlink()
    room.world.link()
    (again,) = room.door.people(names=[CHAIR.name])
    room.say(article=told.url, suppress=True)
    assert room.door.fate("people", again.person_id) == Fate(kind="withdrawn")
    assert room.door.fate("people", "p77") is None


def test_people_made_one_lead_to_the_one(room: Room, article: Make) -> None:
    other = Official(name=CHAIR.name, title="Giám đốc Sở Y tế", province="Cà Mau")
    chair = Official(name=CHAIR.name, title="Chủ tịch UBND tỉnh", province="Nghệ An")
    tellings = (("a", chair, "03-25"), ("b", other, "04-01"))
    told = [
        article(name, f"Bài {name}.", events=(Event(type="forum", month_day=day, officials=(who,)),))
        for name, who, day in tellings
    ]
    room.world.put(*told)
    key = "nguyễn văn quyết"
    assert room.door.person_ids([one.article_id for one in told]) == {key: ("p1", "p2")}
    assert [p.namesakes for p in room.door.people(names=[CHAIR.name])] == [("p2",), ("p1",)]
    room.say(same=("p1", "p2"))
    assert room.door.fate("people", "p2") == Fate(kind="merged", into="p1")
    assert room.door.person_ids([told[1].article_id]) == {key: ("p1",)}
