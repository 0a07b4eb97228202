"""A few hundred articles of few words, written in several runs with replacements and removals; and a reader without sets."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from records.event import Event, Official
from records.links import Document
from records.places import by_name
from records.tag import ProvinceTag, SectorTag
from search.tantivy.engine import TantivyEngine
from search.tantivy.reader import TantivyReader
from search.tantivy.store import Store

# Words that many hold come first; "tp hcm" and "kcn" have other forms.
_TEXT = """hội nghị đầu tư phát triển du lịch tỉnh bắc ninh công nghiệp khu xúc tiến hợp tác ký kết thành phố hồ chí minh tp hcm
kcn nông sản mùa màng thị trường giáo dục y tế văn hóa lễ hội môi trường biển rừng núi sông cầu đường trường lớp"""
WORDS = _TEXT.split()
RUNS = ((0, 260), (200, 330), (330, 340), (60, 70))


class WithoutSets(TantivyReader):
    """Asks tantivy for everything."""

    def _sets_of(self, unit: object) -> None:
        return None


def _province(name: str, chance: random.Random) -> ProvinceTag:
    unit = by_name("63")[name]
    roles = tuple(chance.sample(("about", "named", "place"), chance.randint(1, 2)))
    return ProvinceTag(
        id=unit.key,
        name=name,
        today_id=unit.key,
        today_name=name,
        role=roles[0],
        roles=roles,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def article(made: Any) -> Callable[[int, int, random.Random], Document]:
    """Makes article `number` with a change number."""

    def make(number: int, change: int, chance: random.Random) -> Document:
        words = random.Random(number).choices(WORDS, [1 / (rank + 2) for rank in range(len(WORDS))], k=60)
        words += [f"riêng{number}", f"hiếm{number % 40}"]
        chance.shuffle(words)
        names = chance.sample(("Nghệ An", "Hà Tĩnh", "Quảng Trị", "Cà Mau", "Lào Cai"), chance.randint(0, 2))
        officials = tuple(
            Official(
                name=f"Nguyễn Văn {'ABCDEFGHIK'[chance.randrange(10)]}{chance.randrange(9)}",
                title="Chủ tịch",
                role="chaired",
            )
            for _ in range(chance.randrange(3))
        )
        event = Event(
            type="signing",
            name="Lễ ký",
            hosts=("Nghệ An",),
            partners=("Quảng Trị", "Cà Mau"),
            officials=officials,
            signed=True,
        )
        year, month, day = chance.choice((2017, 2021, 2022)), chance.randint(1, 12), chance.randint(1, 28)
        found: Document = made.article(
            f"a{number}",
            " ".join(words[:8]),
            " ".join(words[8:]),
            change=change,
            on=f"{year}-{month:02d}-{day:02d}T08:00" if chance.random() < 0.9 else None,
            is_lead=chance.random() < 0.9,
            source_id=chance.choice(("nghean", "hatinh")),
            provinces=tuple(_province(name, chance) for name in names),
            sectors=tuple(
                SectorTag(code=code, weight=1.0) for code in chance.sample(("tourism", "health"), chance.randint(0, 2))
            ),
            events=(event,) if chance.random() < 0.3 else (),
        )
        return found

    return make


@pytest.fixture(scope="session")
def runs(article: Callable[..., Document]) -> list[list[Document]]:
    """What is put run by run: the second replaces some of the first, the last removes some."""
    chance, change = random.Random(2026), 0
    listed: list[list[Document]] = []
    for first, beyond in RUNS:
        listed.append([])
        for number in range(first, beyond):
            change += 1
            made = article(number, change, chance)
            if (first, beyond) == RUNS[-1]:
                made = replace(made, removed=True, article=None, links=None)
            listed[-1].append(made)
    return listed


def write(engine: TantivyEngine, documents: list[Document]) -> None:
    """One run of the index step."""
    engine.begin()
    engine.put(documents)
    engine.commit()


@pytest.fixture
def engine(tmp_path: Path, runs: list[list[Document]]) -> TantivyEngine:
    """All of them, written to a folder of its own."""
    made = TantivyEngine(tmp_path)
    for documents in runs:
        write(made, documents)
    return made


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Document]) -> TantivyReader:
    """Six hundred articles in several segments, of which many have the same words."""
    engine, chance = TantivyEngine(tmp_path_factory.mktemp("copies")), random.Random(11)
    texts = [chance.choices(WORDS, [1 / (rank + 2) for rank in range(len(WORDS))], k=60) for _ in range(25)]
    for first in range(0, 600, 150):
        listed = []
        for number in range(first, first + 150):
            made, words = article(number, number + 1, chance), list(chance.choice(texts))
            assert made.article
            if number % 2:
                chance.shuffle(words)
            body = replace(made.article, title=" ".join(words[:8]), body=" ".join(words[8:]))
            listed.append(replace(made, article=body))
        write(engine, listed)
    return engine


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory, runs: list[list[Document]]) -> tuple[TantivyReader, TantivyReader]:
    """All of them, as asked of sets and of tantivy."""
    folder = tmp_path_factory.mktemp("indexes")
    engine = TantivyEngine(folder)
    for documents in runs:
        write(engine, documents)
    return engine, WithoutSets(Store(folder))
