"""Corrections in the ledger: applied at link, shown with who and why, never lost by re-reading, lifted when they go."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from pipeline.corrections import suppression
from pipeline.fates import fate_of
from pipeline.people import people
from pipeline.settings import Settings
from records import Article, Correction, Document, Event, Fix, Official, Reference

Make = Callable[..., Article]
SAID = {"by": "Trần Thị B", "why": "Bài in sai.", "asked_on": date(2030, 1, 1)}
CHAIR = Official(name="Nguyễn Văn Quyết", title="Chủ tịch UBND tỉnh Nghệ An", province="Nghệ An")


def meeting(**fields: Any) -> Event:
    """A conference of two provinces on 25 March."""
    given = {"month_day": "03-25", "place_province": "Nghệ An", "partners": ("Nghệ An", "Hà Tĩnh"), "name": "Hội nghị"}
    return Event(type="conference", **(given | fields))


class Desk:
    """An operator with a folder of corrections."""

    def __init__(self, world: Any) -> None:
        self.world, self.folder = world, Path(world.home.root) / "own"
        self.folder.mkdir()
        old = world.settings
        world.settings = Settings(home=old.home, database_url=old.database_url, sources=str(self.folder))

    def say(self, known: str, **fields: Any) -> Any:
        """Writes a correction and links."""
        correction = Correction(id=known, **(SAID | fields))
        text = yaml.safe_dump(msgspec.to_builtins(correction), allow_unicode=True)
        (self.folder / f"{known}.yaml").write_text(text, "utf-8")
        return self.world.link()

    def lift(self, known: str) -> Any:
        """Takes a correction away and links."""
        (self.folder / f"{known}.yaml").unlink()
        return self.world.link()

    def shown(self, unit: str) -> dict[str, Document]:
        """What an index holds."""
        found = [d for d in self.world.documents() if d.unit == unit]
        return {d.id: d for d in found if not d.removed}


@pytest.fixture
def desk(world: Any) -> Desk:
    return Desk(world)


def test_a_whole_event_is_corrected_also_for_articles_that_come_later(desk: Desk, article: Make) -> None:
    desk.world.put(article("a", "Một.", events=(meeting(),)), article("b", "Hai.", events=(meeting(),)))
    desk.say(
        "ngay", event="e1", fix=Fix(starts_on=date(2023, 3, 26), remove_partners=("Hà Tĩnh",), add_partners=("Huế",))
    )
    desk.world.put(
        article("c", "Ba.", events=(meeting(partners=("Nghệ An", "Hà Tĩnh", "Lào Cai"), place_text="TP Vinh"),))
    )
    (shown,) = desk.shown("events").values()
    event = shown.event.event
    assert (event.starts_on, event.month_day, event.year_from) == (date(2023, 3, 26), "03-26", "corrected")
    assert set(event.partners) == {"Nghệ An", "Huế", "Lào Cai"}
    assert (len(shown.event.article_ids), event.place_text) == (3, "TP Vinh")
    (told,) = shown.event.corrections
    assert (told.by, told.why, told.asked_on, "starts_on: 2023-03-26" in told.what) == (*SAID.values(), True)
    first = desk.shown("articles")[article("a").article_id]
    assert (first.article.events[0].starts_on, first.links.corrections) == (date(2023, 3, 26), (told,))
    desk.lift("ngay")
    (shown,) = desk.shown("events").values()
    assert (shown.event.event.month_day, shown.event.corrections) == ("03-25", ())


def test_an_articles_correction_is_of_that_article_only(desk: Desk, article: Make) -> None:
    desk.world.put(article("a", "Một.", events=(meeting(),)), article("b", "Hai.", events=(meeting(),)))
    desk.say("ngay", article=article("b").url, fix=Fix(starts_on=date(2023, 3, 26)))
    days = sorted((d.event.event.month_day, d.event.article_ids) for d in desk.shown("events").values())
    assert days == [("03-25", (article("a").article_id,)), ("03-26", (article("b").article_id,))]


def test_what_is_corrected_stays_so_when_pages_are_read_again(desk: Desk, article: Make) -> None:
    part = desk.world.put(article("a", "Một.", events=(meeting(),)))
    desk.say("khong", event="e1", not_an_event=True)
    desk.world.read(part, "code2", lambda a: msgspec.structs.replace(a, events=(meeting(name="Hội nghị lớn"),)))
    desk.world.link()
    assert desk.shown("events") == {}
    (shown,) = desk.shown("articles").values()
    assert (shown.article.events, shown.links.event_ids) == ((), ())
    assert shown.links.corrections[0].what == "not an event"


def test_what_is_no_event_takes_its_agreement_along(desk: Desk, article: Make) -> None:
    past = (Reference(what="Thỏa thuận", signed_on="2023-03-25"),)
    desk.world.put(
        article("s", "Ký.", events=(meeting(signed=True, signed_what="Thỏa thuận"),)),
        article("r", "Xem lại.", events=(meeting(month_day="10-02", refers_to=past, name="Sơ kết"),)),
    )
    (signed,) = (k for k, d in desk.shown("events").items() if d.event.event.signed)
    (other,) = desk.shown("events").keys() - {signed}
    desk.say("khong", event=signed, not_an_event=True)
    (agreement,) = desk.shown("agreements").values()
    assert (agreement.agreement.signing_event_id, agreement.agreement.review_event_ids) == (None, (other,))
    desk.say("khong-nua", event=other, not_an_event=True)
    assert desk.shown("agreements") == desk.shown("events") == {}
    desk.lift("khong")
    desk.lift("khong-nua")
    (agreement,) = desk.shown("agreements").values()
    assert (agreement.agreement.signing_event_id, agreement.agreement.review_event_ids) == (signed, (other,))


def test_a_corrected_date_is_its_agreements(desk: Desk, article: Make) -> None:
    desk.world.put(article("s", "Ký.", events=(meeting(signed=True, signed_what="Thỏa thuận"),)))
    desk.say("ngay", event="e1", fix=Fix(starts_on=date(2022, 3, 24)))
    (agreement,) = desk.shown("agreements").values()
    assert agreement.agreement.signed_on == "2022-03-24"


def test_two_events_are_one(desk: Desk, article: Make) -> None:
    desk.world.put(
        article("a", "Một.", events=(meeting(),)), article("b", "Hai.", events=(meeting(month_day="04-30"),))
    )
    desk.say("mot", same=("e1", "e2"))
    (shown,) = desk.shown("events").values()
    assert (shown.id, len(shown.event.article_ids)) == ("e1", 2)
    assert (shown.event.corrections[0].what, shown.event.note) == ("one: e1, e2", "joined with e2")
    desk.world.put(article("c", "Ba.", events=(meeting(month_day="04-30"),)))
    assert [len(d.event.article_ids) for d in desk.shown("events").values()] == [3]
    desk.lift("mot")
    assert sorted(len(d.event.article_ids) for d in desk.shown("events").values()) == [1, 2]


def test_two_people_are_one(desk: Desk, article: Make) -> None:
    later = msgspec.structs.replace(CHAIR, title="Bộ trưởng Bộ Y tế", province=None)
    desk.world.put(
        article("a", "Một.", events=(meeting(officials=(CHAIR,)),)),
        article("b", "Hai.", events=(meeting(month_day="09-02", officials=(later,)),)),
    )
    with desk.world.ledger.read() as connection:
        assert [p.namesakes for p in people(connection, names=[CHAIR.name])] == [("p2",), ("p1",)]
    desk.say("mot", same=("p1", "p2"))
    with desk.world.ledger.read() as connection:
        (person,) = people(connection, names=["nguyễn văn quyết"])
    assert {o.title for o in person.offices} == {CHAIR.title, later.title}
    assert (person.person_id, person.namesakes, person.corrections[0].by) == ("p1", (), SAID["by"])


@pytest.mark.parametrize("first", [True, False])
def test_a_withheld_article_leaves_everything_but_the_archive(desk: Desk, article: Make, first: bool) -> None:
    told = article("a", "Một.", events=(meeting(place_text="TP Vinh"),))
    if first:
        desk.say("an", article=told.url, suppress=True)
    desk.world.put(told, article("b", "Hai.", events=(meeting(),)))
    if not first:
        before = max(d.change for d in desk.world.documents())
        desk.say("an", article=told.url, suppress=True)
        assert next((d.id, d.removed) for d in desk.world.documents(before) if d.unit == "articles") == (
            told.article_id,
            True,
        )
    assert desk.world.row(told).state == "suppressed"
    assert set(desk.shown("articles")) == {article("b").article_id}
    (event,) = desk.shown("events").values()
    assert (event.event.article_ids, event.event.event.place_text) == ((article("b").article_id,), None)
    desk.world.put(article("a", "Một, đã sửa.", events=(meeting(),)))
    assert desk.world.row(told).state == "suppressed"
    with desk.world.ledger.read() as connection:
        asked = suppression(connection, told.article_id)
    assert (asked.by, asked.why) == (SAID["by"], SAID["why"])
    desk.lift("an")
    assert set(desk.shown("articles")) == {told.article_id, article("b").article_id}


def test_copies_of_a_withheld_article_are_told(desk: Desk, article: Make) -> None:
    text = " ".join(f"từ{n}" for n in range(60))
    a, b = (article(name, text, title="Tin") for name in "ab")
    desk.world.put(a, b)
    counts = desk.say("an", article=a.url, suppress=True)
    assert any(b.url in note and "same text" in note for note in counts.notes)


def test_a_withheld_name_is_nowhere(desk: Desk, article: Make) -> None:
    other = Official(name="Lê Thị Hoà", title="Phó Chủ tịch UBND tỉnh Nghệ An", province="Nghệ An")
    desk.world.put(
        article("a", "Ông Nguyễn Văn Quyết nói. NGUYỄN VĂN QUYẾT, Nguyen Van Quyet.", events=(meeting(officials=(CHAIR, other)),)),
        article("b", "Ông Nguyễn Văn Quyêt khác."),
    )  # fmt: skip
    desk.say("ten", person="Nguyễn Văn Quyết", why="Ông Nguyễn Văn Quyết yêu cầu.")
    shown = desk.shown("articles")
    body = shown[article("a").article_id].article.body
    assert body == "Ông ██████ ███ █████ nói. ██████ ███ █████, ██████ ███ █████."
    assert shown[article("b").article_id].article.body == "Ông Nguyễn Văn Quyêt khác."
    raw = msgspec.json.encode([*desk.shown("articles").values(), *desk.shown("events").values()]).decode()
    assert "Quyết" not in raw
    assert shown[article("a").article_id].links.corrections[0].by == SAID["by"]
    (event,) = desk.shown("events").values()
    assert [o.name for o in event.event.event.officials] == [other.name]
    with desk.world.ledger.read() as connection:
        assert people(connection, names=[CHAIR.name]) == []
        assert [p.name for p in people(connection, names=["lê thị hòa"])] == [other.name]
    desk.lift("ten")
    assert "Quyết" in desk.shown("articles")[article("a").article_id].article.body


def test_a_file_that_breaks_or_a_folder_not_given_lifts_nothing(desk: Desk, article: Make) -> None:
    desk.world.put(article("a", "Một."))
    desk.say("an", article=article("a").url, suppress=True)
    (desk.folder / "an.yaml").write_text("kind: correction\nid: [", "utf-8")
    counts = desk.world.link()
    assert [conflict for conflict in counts.conflicts if "an.yaml" in conflict]
    assert desk.shown("articles") == {}
    given = desk.world.settings
    desk.world.settings = Settings(home=given.home, database_url=given.database_url)
    desk.world.link()
    assert desk.shown("articles") == {}


def test_newer_text_against_a_correction_is_told_until_it_is_looked_at(desk: Desk, article: Make) -> None:
    def newer(**fields: Any) -> Any:
        part = desk.world.archive([article("a", f"Sửa {fields}.", events=(meeting(**fields),))])
        desk.world.read(part)
        return desk.world.link().notes

    desk.world.put(article("a", "Một.", events=(meeting(),)))
    asked = desk.world.now.date()
    assert desk.say("ngay", event="e1", fix=Fix(starts_on=date(2023, 3, 26)), asked_on=asked).notes == []
    (note,) = newer(starts_on=date(2023, 3, 27), month_day="03-27")
    assert ("starts_on 2023-03-27" in note, "still wins" in note, "ngay" in note) == (True, True, True)
    (shown,) = desk.shown("events").values()
    assert shown.event.event.starts_on == date(2023, 3, 26)
    (note,) = newer(starts_on=date(2023, 3, 26), month_day="03-26")
    assert "may go" in note
    assert (
        desk.say("ngay", event="e1", fix=Fix(starts_on=date(2023, 3, 26)), asked_on=asked + timedelta(days=99)).notes
        == []
    )


def test_what_nothing_is_known_of_is_told(desk: Desk, article: Make) -> None:
    desk.world.put(article("a", "Một."))
    (note,) = desk.say("la", event="e99", not_an_event=True).notes
    assert "nothing is known of e99" in note


def test_what_was_withheld_comes_back_under_the_id_that_it_had(desk: Desk, article: Make) -> None:
    other = Official(name="Trần Thị Hoa", title="Bí thư Tỉnh ủy Hà Tĩnh", province="Hà Tĩnh")
    first = article("a", "Một.", events=(meeting(officials=(CHAIR, other)),))
    desk.world.put(first)
    with desk.world.ledger.read() as connection:
        before = {person.name: person.person_id for person in people(connection, names=[CHAIR.name, other.name])}
        events = set(desk.shown("events"))
    desk.say("ten", person=CHAIR.name)
    desk.say("bai", article=first.url, suppress=True)
    assert desk.shown("events") == {}
    desk.lift("bai")
    desk.lift("ten")
    desk.world.put(article("b", "Hai.", events=(meeting(name="Lễ", month_day="06-01", officials=(CHAIR,)),)))
    with desk.world.ledger.read() as connection:
        now = {person.name: person.person_id for person in people(connection, names=[CHAIR.name, other.name])}
        assert fate_of(connection, "people", before[CHAIR.name]) is None
    assert now == before
    assert events < set(desk.shown("events"))


def test_linking_again_changes_nothing(desk: Desk, article: Make) -> None:
    desk.world.put(article("a", "Một.", events=(meeting(officials=(CHAIR,)),)))
    desk.say("ngay", event="e1", fix=Fix(signed=True, signed_what="Thỏa thuận"))
    desk.say("ten", person=CHAIR.name)
    before = [(d.unit, d.id, d.change) for d in desk.world.documents()]
    desk.world.link()
    assert [(d.unit, d.id, d.change) for d in desk.world.documents()] == before
