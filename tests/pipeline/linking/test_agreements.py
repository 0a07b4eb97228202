"""Agreements: signings and references to them are one record, fix each other's year, and never guess it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from pipeline.imports import import_files
from pipeline.ledger.tables import linked
from pipeline.link import link_all
from pipeline.linking.agreements import linked_day, mentions, same_agreement, signed_days
from pipeline.linking.facts import article_facts
from pipeline.transform import transform_source
from records import Agreement, Article, Event, Evidence, LinkedEvent, PartnerRegion, Reference, decode
from sources.registry import load_registry

NORTH = ("Hồ Chí Minh", "Nghệ An", "Quảng Trị", "Hà Nam", "Cao Bằng")


def signing(**fields: Any) -> Event:
    """The signing of 25 March, its year untold."""
    given = {"partners": NORTH, "month_day": "03-25", "signed": True, "signed_what": "Thỏa thuận hợp tác"}
    return Event(type="conference", **(given | fields))


def review(signed_on: str | None, **fields: Any) -> Event:
    """A conference that refers to it."""
    reference = Reference(what="Thỏa thuận hợp tác", signed_on=signed_on)
    given = {"partners": NORTH, "month_day": "10-02", "refers_to": (reference,)}
    return Event(type="conference", **(given | fields))


def records(world: Any) -> tuple[dict[str, LinkedEvent], dict[str, Agreement]]:
    """Everything linked, by id."""
    with world.ledger.read() as connection:
        rows = connection.execute(select(linked).where(linked.c.state == "present")).all()
    events = {r.id: decode(r.record, LinkedEvent) for r in rows if r.unit == "events"}
    return events, {r.id: decode(r.record, Agreement) for r in rows if r.unit == "agreements"}


@pytest.mark.parametrize("first", [0, 1])
def test_a_reference_gives_the_signing_its_year(world: Any, article: Callable[..., Article], first: int) -> None:
    told = [article("s", "Ký kết.", events=(signing(),)), article("r", "Sơ kết.", events=(review("2023-03-25"),))]
    world.put(told[first])
    world.put(told[1 - first])
    events, agreements = records(world)
    (agreement,) = agreements.values()
    (signed,) = (k for k, e in events.items() if e.event.signed)
    (later,) = events.keys() - {signed}
    assert (events[signed].event.starts_on, events[signed].event.year_from) == (date(2023, 3, 25), "linked")
    assert (events[signed].agreement_ids, events[later].agreement_ids) == (("a1",), ("a1",))
    assert (agreement.signed_on, agreement.signing_event_id, agreement.review_event_ids) == (
        "2023-03-25",
        signed,
        (later,),
    )
    assert agreement.parties == tuple(sorted(NORTH))
    assert agreement.name == "Thỏa thuận hợp tác"


def test_the_year_goes_when_the_reference_goes(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("s", "Ký kết.", events=(signing(),)))
    world.put(article("r", "Sơ kết.", events=(review("2023-03-25"),)))
    world.put(article("r", "Sơ kết, đã sửa.", events=()))
    events, agreements = records(world)
    assert [(e.event.starts_on, e.agreement_ids) for e in events.values()] == [(None, ("a1",))]
    assert agreements["a1"].signed_on is None


def test_references_that_differ_fix_no_year_and_are_shown(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("s", "Ký kết.", events=(signing(),)))
    world.put(
        article("r1", "Một.", events=(review("2023-03-25"),)), article("r2", "Hai.", events=(review("2022-03-25"),))
    )
    events, agreements = records(world)
    (agreement,) = agreements.values()
    assert agreement.signed_on is None
    assert agreement.disagreements == ("signed_on: 2022-03-25 / 2023-03-25",)
    assert all(e.event.starts_on is None for e in events.values())


@pytest.mark.parametrize(
    ("event", "signed_on", "day"),
    [
        (signing(), "2023-03-25", "2023-03-25"),
        (signing(), "2023-03", "2023-03-25"),
        (signing(), "2023", None),
        (signing(), "2023-03-26", None),
        (signing(), "2023-04", None),
        (signing(not_before=date(2023, 6, 1)), "2023-03-25", None),
        (signing(not_after=date(2022, 6, 1)), "2023-03-25", None),
        (signing(starts_on=date(2023, 3, 25)), "2023", "2023-03-25"),
        (signing(starts_on=date(2022, 3, 25)), "2023-03-25", None),
        (signing(month_day="02-29"), "2023-02", None),
        (signing(month_day=None), "2023-03-25", None),
        (signing(partners=("Hồ Chí Minh", "Cần Thơ")), "2023-03-25", None),
        (signing(partners=("Hồ Chí Minh",), partner_regions=(PartnerRegion(name="Tây Nguyên"),)), "2023-03-25", None),
    ],
)
def test_what_a_reference_says_of_a_signing(
    article: Callable[..., Article], event: Event, signed_on: str, day: str | None
) -> None:
    (a,) = mentions(article_facts(article("s", events=(event,)))[0]).values()
    (b,) = mentions(article_facts(article("r", events=(review(signed_on),)))[0]).values()
    assert same_agreement(a, b) == same_agreement(b, a) == (day is not None)
    if day:
        assert signed_days([a, b]) == {day}
        assert linked_day([a, b]) == date.fromisoformat(day)


def test_other_agreements_of_the_same_parties_stay_apart(world: Any, article: Callable[..., Article]) -> None:
    world.put(
        article("r1", "Một.", events=(review("2017-05-01"),)), article("r2", "Hai.", events=(review("2022-03-25"),))
    )
    _, agreements = records(world)
    assert sorted(a.signed_on or "" for a in agreements.values()) == ["2017-05-01", "2022-03-25"]


def test_a_province_and_a_company_can_agree(world: Any, article: Callable[..., Article]) -> None:
    both = {"partners": ("Đà Nẵng",), "other_partners": ("Tập đoàn FPT",)}
    world.put(
        article("s", "Ký.", events=(signing(**both),)), article("r", "Sau.", events=(review("2023-03-25", **both),))
    )
    _, agreements = records(world)
    assert [a.parties for a in agreements.values()] == [("Tập đoàn FPT", "Đà Nẵng")]


def test_of_an_agreement_with_one_known_party_the_matter_tells(world: Any, article: Callable[..., Article]) -> None:
    def signed(what: str) -> tuple[Event, ...]:
        return (signing(partners=("Hà Nội",), signed_what=what, name=None),)

    world.put(article("a", "Một.", events=signed("thỏa thuận phát triển đô thị Nhật Tân - Nội Bài")))
    world.put(article("b", "Hai.", events=signed("thỏa thuận hợp tác dự án đô thị Nhật Tân-Nội Bài")))
    world.put(article("c", "Ba.", events=signed("thỏa thuận xây bệnh viện đa khoa quốc tế")))
    _, agreements = records(world)
    assert sorted(len(a.article_ids) for a in agreements.values()) == [1, 2]


def test_the_seeds_signing_gets_its_year(world: Any, shared: Path) -> None:
    import_files(world.settings, world.ledger, [], [shared / "seeds"])
    transform_source(world.settings, world.ledger, load_registry(()), "imports")
    link_all(world.settings, world.ledger)
    events, agreements = records(world)
    (signed,) = (k for k, e in events.items() if e.event.signed)
    assert (events[signed].event.starts_on, events[signed].event.year_from) == (date(2023, 3, 25), "linked")
    (agreement,) = (a for a in agreements.values() if a.signing_event_id == signed)
    assert (agreement.signed_on, len(agreement.review_event_ids), len(agreement.article_ids)) == ("2023-03-25", 1, 2)


@pytest.mark.parametrize(
    ("words", "parties", "inferred"),
    [
        ("các địa phương đã ký Thỏa thuận hợp tác ngày 25/3/2023", ("Hồ Chí Minh", "Nghệ An", "Tây Nguyên"), True),
        ("ký Thỏa thuận hợp tác ngày 25/3/2023", ("Bộ Công Thương", "Hồ Chí Minh", "Nghệ An", "Tây Nguyên"), True),
        (
            "Bộ Công Thương, TP.HCM, Nghệ An và Tây Nguyên ký Thỏa thuận hợp tác",
            ("Bộ Công Thương", "Hồ Chí Minh", "Nghệ An", "Tây Nguyên"),
            False,
        ),
    ],
)
def test_parties_of_a_mere_reference_are_those_of_the_meeting_and_said_to_be(
    world: Any, article: Callable[..., Article], words: str, parties: tuple[str, ...], inferred: bool
) -> None:
    proof = Evidence(field="body", start=0, end=len(words), text=words, fact="refers_to")
    later = review(
        "2023-03-25",
        partners=("Hồ Chí Minh", "Nghệ An"),
        partner_regions=(PartnerRegion(name="Tây Nguyên"),),
        other_partners=("Bộ Công Thương",),
        evidence=(proof,),
    )
    world.put(article("r", "Sơ kết.", events=(later,)))
    (agreement,) = records(world)[1].values()
    assert (agreement.parties, agreement.parties_inferred) == (parties, inferred)


def test_parties_of_a_signing_are_told(world: Any, article: Callable[..., Article]) -> None:
    world.put(article("s", "Ký kết.", events=(signing(),)), article("r", "Sơ kết.", events=(review("2023-03-25"),)))
    (agreement,) = records(world)[1].values()
    assert not agreement.parties_inferred
