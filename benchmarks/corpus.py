"""The corpus of measured articles as benchmarks index it: as it is, tagged by a seeded generator, or grown to any number."""

import io
import json
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

import zstandard
from msgspec.structs import replace

from records.article import Article
from records.event import Event, Official
from records.links import ArticleLinks, Document
from records.places import by_name
from records.tag import ProvinceTag, SectorTag

_FIRST_SEEN = datetime(2017, 1, 1, tzinfo=UTC)
_FIRST_DAY = datetime(2012, 1, 1, tzinfo=UTC)
_SECTORS = ("tourism", "investment", "health", "education", "transport", "agriculture", "digital", "party-government")


def corpus(path: Path, most: int) -> list[dict[str, str]]:
    """The first articles of the corpus: id, title, lead, body."""
    with path.open("rb") as file:
        lines = io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8")
        return [json.loads(line) for line, _ in zip(lines, range(most), strict=False)]


def documents(rows: Iterable[dict[str, str]]) -> Iterator[Document]:
    """The articles as the index step would hand them over, without their titles."""
    for change, row in enumerate(rows, start=1):
        name = row["id"]
        article = Article(
            article_id=name, url="https://example.test/" + name, source_id="corpus", lead=row["lead"], body=row["body"]
        )
        links = ArticleLinks(article_id=name, change=change, version=1, first_seen_at=_FIRST_SEEN)
        yield Document(unit="articles", id=name, change=change, article=article, links=links)


def tagged(found: Iterable[Document]) -> Iterator[Document]:
    """The documents with a date, provinces, sectors and an event that follow from their ids."""
    names = sorted(by_name("63"))
    for document in found:
        assert document.article is not None
        chance = random.Random(sha256(document.id.encode()).digest())
        units = [by_name("63")[name] for name in chance.sample(names, chance.choice((0, 1, 1, 2, 3)))]
        article = replace(
            document.article,
            source_id=f"source-{chance.randrange(40)}",
            published_at=_FIRST_DAY + timedelta(minutes=chance.randrange(14 * 365 * 1440))
            if chance.random() < 0.95
            else None,
            provinces=tuple(_tag(unit.key, unit.name, unit.today, chance) for unit in units),
            sectors=tuple(
                SectorTag(code=code, weight=1.0) for code in chance.sample(_SECTORS, chance.choice((1, 1, 2, 3)))
            ),
            events=(_event([unit.name for unit in units], chance),) if chance.random() < 0.2 else (),
        )
        yield replace(document, article=article)


def _tag(key: str, name: str, today: str, chance: random.Random) -> ProvinceTag:
    role = chance.choice(("about", "named", "place"))
    return ProvinceTag(id=key, name=name, today_id=today, today_name=name, role=role, roles=(role,))


def _event(names: list[str], chance: random.Random) -> Event:
    officials = tuple(
        Official(
            name=f"Nguyễn Văn {chance.choice('ABCDEGHIKLMN')}{chance.randrange(30)}", title="Chủ tịch", role="chaired"
        )
        for _ in range(chance.randrange(3))
    )
    kind = chance.choice(("conference", "seminar", "signing", "ceremony"))
    return Event(type=kind, partners=tuple(names), signed=kind == "signing", officials=officials)


def grown(rows: list[dict[str, str]], most: int, letters: int) -> Iterator[dict[str, str]]:
    """As many articles as asked for: the corpus over and over under new ids, each body cut to so many letters, beginning
    elsewhere each time round."""
    endless = ((turn, row) for turn in count() for row in rows)
    for turn, row in islice(endless, most):
        start = min(turn * letters, max(0, len(row["body"]) - letters))
        yield {**row, "id": f"{row['id']}-{turn}", "body": row["body"][start : start + letters]}
