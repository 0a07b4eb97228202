"""People: one name with offices that fit is one person over the years; namesakes stay apart, and are named."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.linking.facts import article_facts
from pipeline.linking.names import masked_text, name_key
from pipeline.linking.offices import offices_of
from pipeline.linking.people import PersonMention, person_mentions, same_person
from pipeline.people import people
from pipeline.views import merged_into
from records import Article, Event, Official

Make = Callable[..., Article]
TITLES = yaml.safe_load(Path(__file__).with_name("offices.yaml").read_text("utf-8"))
# Of the titles in offices.yaml; those missed cost a link, those wrongly made one would defame.
_LEAST_RIGHT = 0.96


def test_titles_of_one_office_are_known_and_no_others() -> None:
    wrong = [row for row in TITLES if offices_of(*row[0]).isdisjoint(offices_of(*row[1])) is row[2]]
    assert not [row for row in wrong if not row[2]], "two people would be made one"
    assert 1 - len(wrong) / len(TITLES) >= _LEAST_RIGHT, wrong


def official(title: str = "Chủ tịch UBND tỉnh", province: str | None = "Nghệ An", name: str = "Lê Văn An") -> Official:
    """An official of that name."""
    return Official(name=name, title=title, province=province)


def telling(who: Official, day: date | None = date(2021, 3, 4), **fields: Any) -> Event:
    """A conference at which they were."""
    given = {"month_day": f"{day:%m-%d}" if day else None, "place_province": "Nghệ An", "partners": ("Nghệ An", "Huế")}
    return Event(type="conference", starts_on=day, officials=(who,), **(given | fields))


def mention(make: Make, name: str, who: Official, day: date | None = date(2021, 3, 4), **fields: Any) -> PersonMention:
    """How an article names them."""
    (found,) = person_mentions(article_facts(make(name, events=(telling(who, day, **fields),)))[0]).values()
    return found


def test_nobody_is_known_again_at_an_event_of_which_no_day_is_told(article: Make) -> None:
    here, there = (mention(article, name, official(title), None) for name, title in (("a", ""), ("b", "Chủ tịch")))
    assert not same_person(here, there)


@pytest.mark.parametrize(
    ("one", "other", "years", "same"),
    [
        (official(), official("Phó Bí thư Tỉnh ủy"), 3, True),
        (official(), official("Phó Bí thư Tỉnh ủy"), 20, False),
        (official(), official(name="LÊ VĂN AN"), 0, True),
        (official(), official(name="Lê Văn Ân"), 0, False),
        (official(), official(province="Hà Tĩnh"), 1, False),
        (official(), official("Giám đốc Sở Y tế"), 1, False),
        (official(""), official(""), 1, False),
        (official(""), official(), 0, True),  # at one event
        (official("", "Huế"), official(), 0, False),
        (official("Giám đốc Sở Y tế"), official(), 0, False),
        (official("Bộ trưởng Bộ Y tế", None), official("Thứ trưởng Bộ Y tế", None), 6, True),
    ],
)
def test_name_office_and_time_must_fit(article: Make, one: Official, other: Official, years: int, same: bool) -> None:
    a, b = mention(article, "a", one), mention(article, "b", other, date(2021 + years, 3, 4))
    assert same_person(a, b) == same_person(b, a) == same


def test_a_career_with_namesakes(world: Any, article: Make) -> None:
    both = official("Thứ trưởng Bộ Y tế, nguyên Chủ tịch UBND tỉnh Nghệ An")
    world.put(
        article("a", "Một.", events=(telling(official("Phó Chủ tịch UBND tỉnh"), date(2019, 5, 1)),)),
        article("b", "Hai.", events=(telling(official(), date(2021, 5, 2)),)),
        article("c", "Ba.", events=(telling(official("Hiệu trưởng Trường Đại học Vinh"), date(2021, 5, 3)),)),
    )
    with world.ledger.read() as connection:
        person, other = sorted(people(connection, names=["lê văn an"]), key=lambda p: -len(p.article_ids))
        assert people(connection, articles=[article("b").article_id]) == [person]
    assert [(o.title, o.first_on, o.last_on) for o in person.offices] == [
        ("Phó Chủ tịch UBND tỉnh", "2019-05-01", "2019-05-01"), ("Chủ tịch UBND tỉnh", "2021-05-02", "2021-05-02"),
    ]  # fmt: skip
    assert (person.namesakes, other.namesakes) == ((other.person_id,), (person.person_id,))
    assert (len(person.article_ids), len(person.event_ids), len(other.event_ids)) == (2, 2, 1)
    # A title that names both offices shows that a minister's deputy is no namesake; the ids lead to one.
    world.put(article("d", "Bốn.", events=(telling(official("Thứ trưởng Bộ Y tế", None), date(2024, 5, 1)),)))
    world.put(article("e", "Năm.", events=(telling(both, date(2024, 6, 1)),)))
    with world.ledger.read() as connection:
        known = {p.person_id: p for p in people(connection, names=["Lê Văn An"])}
        assert len(known) == 2
        assert len(known[person.person_id].article_ids) == 4
        assert [merged_into(connection, "people", k) for k in ("p1", "p2", "p3")].count(person.person_id) == 1


def test_people_go_when_the_text_names_them_no_more(world: Any, article: Make) -> None:
    world.put(article("a", "Một.", events=(telling(official()),)))
    world.put(article("a", "Một, đã sửa.", events=()))
    with world.ledger.read() as connection:
        assert people(connection, names=["Lê Văn An"]) == people(connection, ids=["p1"]) == []


def test_people_are_in_no_document(world: Any, article: Make) -> None:
    world.put(article("a", "Một.", events=(telling(official()),)))
    assert {d.unit for d in world.documents()} == {"articles", "events"}


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ông Lê Văn Hòa nói.", "Ông ██ ███ ███ nói."),
        ("LÊ VĂN HOÀ, Le Van Hoa", "██ ███ ███, ██ ███ ███"),
        ("Lê Văn Hoa và Lê Văn Hòang", "Lê Văn Hoa và Lê Văn Hòang"),
        ("Lê\nVăn  Hòa", "██\n███  ███"),
    ],
)
def test_a_name_is_hidden_however_it_is_written(text: str, hidden: str) -> None:
    assert masked_text(text, (name_key("Lê Văn Hoà"),)) == hidden


def test_a_mention_keeps_its_node_when_others_come_before_it(article: Make) -> None:
    first, later = (
        article("a", events=(Event(type="conference", officials=who),))
        for who in ((official(),), (official(name="Trần Bình"), official()))
    )
    nodes = [set(person_mentions(article_facts(a)[0])) for a in (first, later)]
    assert nodes[0] < nodes[1]
