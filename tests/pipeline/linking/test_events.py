"""Events: tellings of one happening are one event that holds what each knows; contradictions are kept."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.linking.events import Telling, same_event
from pipeline.linking.facts import article_facts
from pipeline.linking.merging import merged_event
from records import Article, Event, Official, PartnerRegion, Reference

Make = Callable[..., Article]
CHAIR = Official(name="Nguyễn Đức Trung", title="Chủ tịch UBND tỉnh", province="Nghệ An")
GUEST = Official(name="Võ Văn Hoan", title="Phó Chủ tịch", province="Hồ Chí Minh")


def telling(make: Make, who: str, *, published: Any = None, **fields: Any) -> Telling:
    """An article's telling of a conference in Nghệ An on 25 March."""
    given = {
        "month_day": "03-25", "place_province": "Nghệ An", "partners": ("Nghệ An", "Hồ Chí Minh"),
        "name": "Hội nghị tổng kết chương trình hợp tác", "type": "conference",
    }  # fmt: skip
    article = make(who, published_at=published, events=(Event(**(given | fields)),))
    return Telling(article_facts(article)[0], 0)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"type": "signing"}, True),
        ({"type": "ceremony"}, False),
        ({"month_day": "03-26"}, False),
        ({"month_day": None}, False),
        ({"place_province": None, "name": None}, True),
        ({"place_province": "Hà Tĩnh"}, False),
        ({"partners": ("Đà Nẵng", "Quảng Nam"), "place_province": None}, False),
        ({"partners": ("Nghệ An", "Đà Nẵng"), "name": "Lễ khởi công nhà máy điện gió ven biển"}, False),
        ({"partners": ("Nghệ An", "Đà Nẵng"), "name": "Hội nghị sơ kết chương trình hợp tác"}, True),
        ({"partners": ("Nghệ An", "Hồ Chí Minh", "Huế", "Hà Tĩnh"), "name": None}, False),
        ({"starts_on": date(2023, 3, 25)}, True),
    ],
)
def test_kind_day_place_participants_and_name_must_agree(article: Make, other: dict[str, Any], same: bool) -> None:
    a, b = telling(article, "a"), telling(article, "b", **other)
    assert same_event(a, b) == same_event(b, a) == same


def test_events_without_a_day_are_not_one_however_alike(article: Make) -> None:
    a, b = telling(article, "a", month_day=None), telling(article, "b", month_day=None)
    assert not same_event(a, b)


def one_city(make: Make, who: str, title: str, **fields: Any) -> Telling:
    """A telling of something in Đà Nẵng on one day."""
    given = {"type": "conference", "month_day": "03-25", "place_province": "Đà Nẵng"} | fields
    return Telling(article_facts(make(who, title=title, events=(Event(**given),)))[0], 0)


@pytest.mark.parametrize(
    ("one", "other", "officials", "same"),
    [
        ("Đà Nẵng: Họp về bảo vệ rừng Sơn Trà", "Chủ tịch Đà Nẵng nói về rừng Sơn Trà", (), True),
        ("Đà Nẵng: Họp về bảo vệ rừng Sơn Trà", "Đà Nẵng triển khai xe buýt nhanh", (), False),
        ("Đà Nẵng: Họp về bảo vệ rừng Sơn Trà", "Đà Nẵng triển khai xe buýt nhanh", (CHAIR, GUEST), False),
        ("Hội nghị tại Đà Nẵng", "Hội nghị tại thành phố Đà Nẵng", (), False),
        ("Hội nghị bàn về rừng", "Chủ tịch nói về rừng", (CHAIR, GUEST), True),
    ],
)
def test_a_city_has_several_events_a_day(
    article: Make, one: str, other: str, officials: tuple[Official, ...], same: bool
) -> None:
    a, b = one_city(article, "a", one, officials=officials), one_city(article, "b", other, officials=officials)
    assert same_event(a, b) == same_event(b, a) == same


def test_places_may_differ_where_people_and_parties_agree(article: Make) -> None:
    a = telling(article, "a", officials=(CHAIR, GUEST))
    b = telling(article, "b", officials=(GUEST, CHAIR), place_province="Hà Tĩnh", partners=("Nghệ An", "Hồ Chí Minh"))
    assert same_event(a, b)
    assert not same_event(a, telling(article, "c", officials=(CHAIR,), place_province="Hà Tĩnh"))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ({"starts_on": date(2022, 3, 25)}, {"starts_on": date(2023, 3, 25)}, False),
        ({"starts_on": date(2022, 3, 25)}, {"not_before": date(2022, 6, 1)}, False),
        ({"starts_on": date(2023, 3, 25)}, {"not_before": date(2022, 6, 1), "not_after": date(2024, 6, 1)}, True),
    ],
)
def test_years_must_agree(article: Make, a: dict[str, Any], b: dict[str, Any], same: bool) -> None:
    assert same_event(telling(article, "a", **a), telling(article, "b", **b)) is same


@pytest.mark.parametrize(("days", "same"), [(3, True), (300, False)])
def test_reports_of_one_event_are_published_together(article: Make, world: Any, days: int, same: bool) -> None:
    a = telling(article, "a", published=world.now)
    assert same_event(a, telling(article, "b", published=world.now + timedelta(days=days))) is same


def test_an_article_tells_of_each_event_once(article: Make) -> None:
    event = Event(type="conference", month_day="03-25", place_province="Nghệ An", partners=("Nghệ An", "Huế"))
    facts = article_facts(article("a", events=(event, event)))[0]
    assert not same_event(Telling(facts, 0), Telling(facts, 1))


def test_each_fills_what_the_other_lacks(article: Make) -> None:
    short = telling(article, "a", starts_on=date(2023, 3, 25), year_from="published", officials=(GUEST,))
    full = telling(
        article, "b", place_text="TP Vinh", officials=(CHAIR,), signed=True, signed_what="Thỏa thuận",
        refers_to=(Reference(what="Chương trình", signed_on="2019"),), not_before=date(2022, 1, 1),
    )  # fmt: skip
    for order in ([short, full], [full, short]):
        record = merged_event(order)
        event = record.event
        assert (event.starts_on, event.year_from, event.not_before) == (date(2023, 3, 25), "published", None)
        assert (event.place_text, event.signed, event.signed_what) == ("TP Vinh", True, "Thỏa thuận")
        assert {o.name for o in event.officials} == {CHAIR.name, GUEST.name}
        assert event.refers_to == (Reference(what="Chương trình", signed_on="2019"),)
        assert set(record.article_ids) == {short.facts.article_id, full.facts.article_id}


def test_open_years_are_bounded_by_all_tellings(article: Make) -> None:
    a = telling(article, "a", not_before=date(2022, 1, 1), not_after=date(2024, 1, 1))
    b = telling(article, "b", not_before=date(2023, 1, 1))
    event = merged_event([a, b]).event
    assert (event.not_before, event.not_after, event.starts_on) == (date(2023, 1, 1), date(2024, 1, 1), None)
    linked = merged_event([a, b], linked_day=date(2023, 3, 25)).event
    assert (linked.starts_on, linked.year_from, linked.not_before) == (date(2023, 3, 25), "linked", None)


def test_contradictions_are_kept(article: Make) -> None:
    a = telling(article, "a", officials=(CHAIR, GUEST))
    b = telling(article, "b", officials=(CHAIR, GUEST), place_province="Hà Tĩnh", type="forum")
    (kind, place) = merged_event([a, b]).disagreements
    assert kind == f"type: conference ({a.facts.article_id}) / forum ({b.facts.article_id})"
    assert place == f"place_province: Hà Tĩnh ({b.facts.article_id}) / Nghệ An ({a.facts.article_id})"


def test_reprints_tell_of_one_event_however_little_they_say(world: Any, article: Make) -> None:
    text = " ".join(f"từ{n}" for n in range(100))
    bare = Event(type="conference", name="Hội nghị")
    world.put(article("a", text, events=(bare,)), article("b", text, title="Tít khác", events=(bare,)))
    world.put(article("c", "Khác.", events=(bare,)))
    ids = [
        world.row(article(n, t, title=title)).event_ids
        for n, t, title in (("a", text, "Tin a"), ("b", text, "Tít khác"))
    ]
    assert ids[0] == ids[1]
    assert world.row(article("c", "Khác.")).event_ids != ids[0]


def test_reprints_tell_of_the_same_events_after_the_first_too(world: Any, article: Make) -> None:
    text = " ".join(f"từ{n}" for n in range(100))
    told = (Event(type="conference", month_day="03-25"), Event(type="ceremony", month_day="03-24", name="Lễ trao quà"))
    world.put(article("a", text, events=told), article("b", text, title="Tít khác", events=told[::-1]))
    a, b = (world.row(article(n, text, title=title)).event_ids for n, title in (("a", "Tin a"), ("b", "Tít khác")))
    assert json.loads(a) == json.loads(b)[::-1]


def test_every_value_is_kept_with_all_who_say_it(article: Make) -> None:
    told = [
        telling(article, "a", officials=(CHAIR,), partner_regions=(PartnerRegion(name="Tây Nguyên", count=5),)),
        telling(article, "b", officials=(CHAIR,), place_province="Hà Tĩnh", subtype="tổng kết"),
        telling(
            article, "c", officials=(Official(name=CHAIR.name, title="Giám đốc Sở Y tế", province="Nghệ An"),),
            subtype="sơ kết", partner_regions=(PartnerRegion(name="Tây Nguyên", count=4),),
        ),
    ]  # fmt: skip
    a, b, c = (t.facts.article_id for t in told)
    found = {x.fact: {s.value: set(s.article_ids) for s in x.said} for x in merged_event(told).contradictions}
    assert found == {
        "subtype": {"tổng kết": {b}, "sơ kết": {c}},
        "place_province": {"Nghệ An": {a, c}, "Hà Tĩnh": {b}},
        "count of Tây Nguyên": {"5": {a}, "4": {c}},
        f"title of {CHAIR.name}": {CHAIR.title: {a, b}, "Giám đốc Sở Y tế": {c}},
    }


def test_another_way_to_write_an_office_is_no_contradiction(article: Make) -> None:
    other = Official(name=CHAIR.name, title="Chủ tịch Ủy ban nhân dân tỉnh Nghệ An", province="Nghệ An")
    assert (
        merged_event(
            [telling(article, "a", officials=(CHAIR,)), telling(article, "b", officials=(other,))]
        ).contradictions
        == ()
    )


def test_what_another_article_gave_is_told(article: Make) -> None:
    bare = Official(name="Võ Văn Hoan", title="", province=None)
    a = telling(article, "a", officials=(bare, CHAIR), starts_on=date(2023, 3, 25), signed=True)
    b = telling(article, "b", officials=(GUEST,), signed_what="Thỏa thuận", place_text="TP Vinh")
    record = merged_event([a, b])
    assert record.event.officials == (GUEST, CHAIR)
    assert {(f.fact, f.article_id) for f in record.filled} == {
        (fact, b.facts.article_id) for fact in ("signed_what", "place_text", "official Võ Văn Hoan")
    }


def test_a_places_words_are_not_put_to_another_province(article: Make) -> None:
    a = telling(article, "a", officials=(CHAIR, GUEST))
    b = telling(article, "b", officials=(), place_province="Hà Tĩnh", place_text="TP Hà Tĩnh")
    assert merged_event([a, b]).event.place_text is None
