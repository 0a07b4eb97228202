"""Linking step by step gives what linking everything at once gives, whatever comes in which order; ids stay."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from sqlalchemy import select

from pipeline.clock import VIETNAM
from pipeline.corrections import force_of
from pipeline.ledger.tables import linked, linked_members
from pipeline.linking.agreements import mentions, merged_agreement, same_agreement
from pipeline.linking.careers import KeptPerson, merged_person
from pipeline.linking.clusters import Clusters
from pipeline.linking.corrected import NONE, InForce, corrected_facts
from pipeline.linking.events import same_event, same_in_reprints, tellings
from pipeline.linking.facts import article_facts
from pipeline.linking.merging import merged_event
from pipeline.linking.people import person_mentions, same_person
from pipeline.linking.reprints import is_reprint, lead_of
from pipeline.settings import Settings
from records import (
    Agreement,
    Article,
    Correction,
    Event,
    Fix,
    LinkedEvent,
    Official,
    PartnerRegion,
    Reference,
    decode,
)
from tests.pipeline.conftest import current_number

PLACES = ("Nghệ An", "Hà Tĩnh", "Đà Nẵng", "Huế")
NAMES = ("Lê Văn An", "Lê Văn Ân", "Trần Thị Bình")
START = datetime(2023, 1, 10, tzinfo=VIETNAM)


def made_up_official(rng: random.Random, name: str) -> Official:
    """One of a few people, with or without an office, some of them namesakes."""
    province = rng.choice((None, *PLACES[:2]))
    titles = (
        "",
        "Chủ tịch UBND tỉnh",
        "Phó Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh",
        "Giám đốc Sở Y tế",
        "Bộ trưởng Bộ Y tế",
    )
    return Official(name=name, title=rng.choice(titles), province=province)


def made_up_event(rng: random.Random, published: datetime) -> Event:
    """One of few days, places and people, so that many belong together and some contradict."""
    day = date(2023, 1, rng.randrange(5, 8))
    partners = tuple(sorted(rng.sample(PLACES, rng.randrange(4))))
    known = rng.random() < 0.4
    past = Reference(what="Thỏa thuận", signed_on=rng.choice(("2023-01-05", "2023-01", "2022-01-05", "2023", None)))
    return Event(
        type=rng.choice(("conference", "signing", "ceremony")),
        name=rng.choice((None, "Hội nghị hợp tác các tỉnh", "Lễ khánh thành cầu")),
        month_day=rng.choice((f"{day:%m-%d}", f"{day:%m-%d}", None)),
        starts_on=day if known else None,
        not_before=None if known else rng.choice((None, date(2022, 6, 1))),
        place_province=rng.choice((None, *PLACES[:2])),
        partners=partners,
        partner_regions=(PartnerRegion(name="Tây Nguyên"),) if rng.random() < 0.2 else (),
        signed=bool(partners) and rng.random() < 0.4,
        refers_to=(past,) if rng.random() < 0.4 else (),
        officials=tuple(made_up_official(rng, name) for name in rng.sample(NAMES, rng.randrange(3))),
    )


def corpus(seed: int, make: Callable[..., Article], count: int = 24) -> list[Article]:
    """Articles of few texts, each with up to two events."""
    rng = random.Random(seed)
    texts = [" ".join(rng.choices(range(10**6), k=1)[0].__str__() + f" từ{n}" for n in range(120)) for _ in range(6)]
    found = []
    for number in range(count):
        published = rng.choice((None, START + timedelta(days=rng.randrange(120))))
        words = rng.choice(texts).split()
        body = " ".join(words[: rng.choice((len(words), len(words), len(words) // 2))])
        body = body if rng.random() < 0.5 else f"Bài riêng số {number}."
        told = tuple(made_up_event(rng, START) for _ in range(rng.choice((0, 1, 1, 2))))
        found.append(
            make(f"{number:02}", body, published_at=published, events=told, source_id=rng.choice(("nghean", "hue")))
        )
    return found


class Expected:
    """Everything linked at once, all pairs compared, without keys and without a ledger."""

    def __init__(self, found: Sequence[Article], force: InForce = NONE) -> None:
        found = [article for article in found if article.article_id not in force.suppressed]
        self.facts = {f.article_id: corrected_facts(f, force) for f, _ in map(article_facts, found)}
        sketches = {f.article_id: s for f, s in map(article_facts, found)}
        texts = {known: (f.text_digest, sketches[known]) for known, f in self.facts.items()}
        groups = components(texts, lambda a, b: sketches[a].words >= 20 and is_reprint(texts[a], texts[b]))
        self.groups = {frozenset(g): lead_of([self.facts[m] for m in g]).article_id for g in groups}
        told = {(known, n): t for known, f in self.facts.items() for n, t in tellings(f).items()}
        group_of = {member: number for number, group in enumerate(groups) for member in group}

        def one_event(a: Any, b: Any) -> bool:
            reprinted = group_of[a[0]] == group_of[b[0]] and same_in_reprints(told[a], told[b])
            return reprinted or (shares_key(told[a], told[b]) and same_event(told[a], told[b]))

        self.told, self.events = told, [frozenset(c) for c in components(told, one_event)]
        said = {(known, n): m for known, f in self.facts.items() for n, m in mentions(f).items()}
        self.said = said
        self.agreements = [frozenset(c) for c in components(said, lambda a, b: same_agreement(said[a], said[b]))]
        named = {(known, n): m for known, f in self.facts.items() for n, m in person_mentions(f).items()}
        self.named = named
        self.people = [frozenset(c) for c in components(named, lambda a, b: same_person(named[a], named[b]))]


def shares_key(a: Any, b: Any) -> bool:
    """Tellings are compared only if somebody or some place is told by both, and a day."""
    from pipeline.linking.events import telling_keys

    return bool(telling_keys(a) & telling_keys(b))


def components(nodes: Any, alike: Callable[[Any, Any], bool]) -> list[list[Any]]:
    clusters = Clusters(nodes)
    for a, b in combinations(nodes, 2):
        if alike(a, b):
            clusters.join(a, b)
    return clusters.components()


def stored(world: Any, unit: str) -> dict[frozenset[Any], Any]:
    """Clusters in the ledger with their rows."""
    with world.ledger.read() as connection:
        rows = {
            r.id: r
            for r in connection.execute(select(linked).where(linked.c.unit == unit, linked.c.state == "present"))
        }
        members: dict[str, set[Any]] = {}
        for row in connection.execute(select(linked_members).where(linked_members.c.unit == unit)):
            members.setdefault(row.id, set()).add((row.article_id, row.position))
    assert set(rows) == set(members)
    return {frozenset(nodes): rows[known] for known, nodes in members.items()}


def check(world: Any, found: Sequence[Article], force: InForce = NONE) -> None:
    """The ledger holds what linking everything at once gives."""
    expected = Expected(found, force)
    rows = {a.article_id: world.row(a) for a in found if a.article_id in expected.facts}
    groups: dict[str, set[str]] = {}
    for known, row in rows.items():
        groups.setdefault(row.group_id, set()).add(known)
        assert row.is_lead == (row.group_id == known)
        assert known not in msgspec.json.decode(row.reprint_ids)
    assert {frozenset(members): lead for lead, members in groups.items()} == expected.groups
    for known, row in rows.items():
        assert set(msgspec.json.decode(row.reprint_ids)) == groups[row.group_id] - {known}
    events, agreements = stored(world, "events"), stored(world, "agreements")
    assert set(events) == set(expected.events)
    assert set(agreements) == set(expected.agreements)
    event_of = {node: row.id for nodes, row in events.items() for node in nodes}
    for known, row in rows.items():
        own = [event_of[(known, n)] for n in sorted(tellings(expected.facts[known]))]
        assert msgspec.json.decode(row.event_ids) == own
    for nodes, row in agreements.items():
        record = decode(row.record, Agreement)
        plain = merged_agreement([expected.said[n] for n in nodes])
        assert msgspec.structs.replace(record, signing_event_id=None, review_event_ids=(), reviewed_on=()) == plain
        signings = {event_of[n] for n in nodes if n[1] >= 0}
        reviews = {event_of[(a, (-1 - n) // 1000)] for a, n in nodes if n < 0}
        assert record.signing_event_id in (signings or {None})
        assert set(record.review_event_ids) == reviews - signings
        days = {row.id: decode(row.record, LinkedEvent).event.starts_on for row in events.values()}
        assert record.reviewed_on == tuple(str(days[known] or "") for known in record.review_event_ids)
    agreed: dict[str, set[str]] = {}
    for nodes, row in agreements.items():
        for article_id, number in nodes:
            position = number if number >= 0 else (-1 - number) // 1000
            agreed.setdefault(event_of[(article_id, position)], set()).add(row.id)
    for nodes, row in events.items():
        record = decode(row.record, LinkedEvent)
        assert set(record.agreement_ids) == agreed.get(row.id, set())
        if record.event.year_from != "linked":
            plain_event = merged_event([expected.told[n] for n in nodes])
            assert msgspec.structs.replace(record, agreement_ids=()) == plain_event
        else:
            assert record.agreement_ids
    people = stored(world, "people")
    assert set(people) == set(expected.people)
    for nodes, row in people.items():
        assert decode(row.record, KeptPerson) == merged_person([expected.named[n] for n in nodes])


def in_batches(world: Any, found: list[Article], rng: random.Random) -> None:
    """Puts articles in some order in parts of some size; some parts are linked together."""
    rest = list(found)
    while rest:
        size = rng.choice((1, 1, 2, 5))
        batch, rest = rest[:size], rest[size:]
        for source_id in {a.source_id for a in batch}:
            world.read(world.archive([a for a in batch if a.source_id == source_id]))
        if rng.random() < 0.7 or not rest:
            world.link()


@pytest.mark.parametrize("seed", range(8))
def test_any_order_gives_the_whole(new_world: Callable[[], Any], article: Callable[..., Article], seed: int) -> None:
    found, rng = corpus(seed, article), random.Random(seed)
    world = new_world()
    in_batches(world, rng.sample(found, len(found)), rng)
    check(world, found)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_whole_under_corrections(
    new_world: Callable[[], Any], article: Callable[..., Article], seed: int
) -> None:
    found, rng, world = corpus(seed, article), random.Random(seed), new_world()
    given = made_up_corrections(found, rng)
    (folder := world.home.root / "corrections").mkdir()
    world.settings = Settings(home=world.home.root, database_url=world.settings.database_url, sources=str(folder))
    write(folder, given[:3])
    order = rng.sample(found, len(found))
    in_batches(world, order[:10], rng)
    write(folder, given)  # some come before what they are about, some after
    in_batches(world, order[10:], rng)
    with world.ledger.read() as connection:
        force = force_of(connection)
    assert len(force.suppressed) == len(force.names) == 1
    check(world, found, force)
    for file in folder.iterdir():
        file.unlink()
    world.link()
    check(world, found)


def made_up_corrections(found: Sequence[Article], rng: random.Random) -> list[Correction]:
    """One of each kind, on articles that tell of something."""
    telling = rng.sample([a for a in found if a.events], 6)
    said = {"by": "Biên tập", "why": "Bài nhầm.", "asked_on": date(2026, 3, 2)}
    fix = Fix(starts_on=date(2023, 1, 6), place_province="Hà Tĩnh", add_partners=("Huế",), remove_partners=("Nghệ An",))
    return [
        Correction(id="c1", article=telling[0].url, fix=fix, **said),
        Correction(id="c2", same=(telling[1].url, telling[2].article_id), **said),
        Correction(id="c3", article=telling[3].url, suppress=True, **said),
        Correction(id="c4", article=telling[4].url, not_an_event=True, **said),
        Correction(id="c5", person="LÊ VĂN AN", **said),
        Correction(id="c6", article=telling[5].url, fix=Fix(type="ceremony", signed=False), **said),
    ]


def write(folder: Path, given: Sequence[Correction]) -> None:
    """Corrections as an operator's files."""
    for correction in given:
        text = yaml.safe_dump(msgspec.to_builtins(correction), allow_unicode=True)
        (folder / f"{correction.id}.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize("seed", range(5))
def test_edits_and_withdrawals_leave_what_the_rest_gives(
    world: Any, article: Callable[..., Article], seed: int
) -> None:
    found, rng = corpus(seed, article), random.Random(seed)
    world.put(*(a for a in found if a.source_id == "nghean"))
    hue = world.archive([a for a in found if a.source_id == "hue"])
    world.read(hue)
    world.link()
    others = {a.article_id: a for a in corpus(seed + 100, article)}
    edited = [edit(others[a.article_id], a.source_id) for a in rng.sample(found, 8)]
    for start in range(0, 8, 3):
        for source_id in ("nghean", "hue"):
            if now_edited := [a for a in edited[start : start + 3] if a.source_id == source_id]:
                world.put(*now_edited)
    lost = {a.article_id for a in rng.sample([a for a in found if a.source_id == "hue"], 2)}
    world.read(hue, "code2", lambda a: None if a.article_id in lost else a)
    world.link()
    now = {a.article_id: a for a in found} | {a.article_id: a for a in edited}
    kept = [a for known, a in now.items() if known not in lost or a in edited]
    check(world, kept)
    before = ids_and_changes(world)
    world.link()
    assert ids_and_changes(world) == before


def edit(article: Article, source_id: str) -> Article:
    """The article as one of a source whose text nobody had before."""
    body = f"{article.body} Sửa."
    return msgspec.structs.replace(article, source_id=source_id, body=body, text_digest=f"edited {article.text_digest}")


def ids_and_changes(world: Any) -> Any:
    """All ids with their members, and the last change number."""
    with world.ledger.read() as connection:
        members = connection.execute(select(linked_members)).all()
        return sorted(map(tuple, members)), current_number(connection, "change")


def test_a_corpus_read_again_keeps_ids_and_changes_nothing(world: Any, article: Callable[..., Article]) -> None:
    found = corpus(3, article, 30)
    made = [world.put(*(a for a in found if a.source_id == s)) for s in ("nghean", "hue")]
    before = ids_and_changes(world)
    for part in made:
        world.read(part, "code2")
    world.link()
    assert ids_and_changes(world) == before
    # Read by code that finds nothing, then by the old again: the same clusters under the ids that they had.
    for part in made:
        world.read(part, "code3", lambda a: msgspec.structs.replace(a, events=()))
    world.link()
    assert stored(world, "events") == stored(world, "agreements") == stored(world, "people") == {}
    for part in made:
        world.read(part, "code4")
    world.link()
    check(world, found)
    assert ids_and_changes(world)[0] == before[0]
