"""Linking step by step gives what linking everything at once gives, whatever comes in which order; ids stay."""

import random
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from sqlalchemy import select

from pipeline.clock import VIETNAM
from pipeline.corrections import force_of
from pipeline.ledger import keys
from pipeline.ledger.tables import linked_members
from pipeline.linking import storing
from pipeline.linking.merging import merged_event
from pipeline.settings import Settings
from records import (
    Article,
    Correction,
    Event,
    Fix,
    LinkedEvent,
    Official,
    PartnerRegion,
    Reference,
)
from tests.pipeline.conftest import current_number
from tests.pipeline.linking.oracle import check, stored

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


def in_batches(world: Any, found: list[Article], rng: random.Random) -> None:
    """Puts articles in some order in parts of some size; some parts are linked together."""
    rest = list(found)
    while rest:
        size = rng.choice((1, 1, 2, 5))
        batch, rest = rest[:size], rest[size:]
        for source_id in sorted({a.source_id for a in batch}):
            world.read(world.archive([a for a in batch if a.source_id == source_id]))
        if rng.random() < 0.7 or not rest:
            world.link()


# In corpora 10, 12 and 13 people are named at events without a day.
@pytest.mark.parametrize("seed", [*range(8), 10, 12, 13])
def test_any_order_gives_the_whole(new_world: Callable[[], Any], article: Callable[..., Article], seed: int) -> None:
    found, rng = corpus(seed, article), random.Random(seed)
    world = new_world()
    in_batches(world, rng.sample(found, len(found)), rng)
    check(world, found)


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_whole_under_corrections(
    new_world: Callable[[], Any], article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(keys, "_WAITING", 30)  # put in their places between one link and the next
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


def test_what_nothing_came_to_is_not_made_again(
    world: Any, article: Callable[..., Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("về rừng ngập mặn", "giá lúa gạo", "chống bão lụt", "tuyển sinh đại học")
    told = [
        article(f"n{n}", f"Bài số {n}.", title=name, events=(
            Event(type="ceremony", name=name, starts_on=date(2023, 1, 5), month_day="01-05", place_province="Huế"),
        ))
        for n, name in enumerate(names)
    ]  # fmt: skip
    world.put(*told[:-1])
    made: list[LinkedEvent] = []
    monkeypatch.setattr(
        storing, "merged_event", lambda *given, **more: made.append(merged_event(*given, **more)) or made[-1]
    )
    world.put(told[-1])
    assert [record.event.name for record in made] == [names[-1]]
    check(world, told)
