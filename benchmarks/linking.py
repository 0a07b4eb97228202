"""How long linking takes over a whole corpus, how long for one more article, and what memory and disk it needs.

    python -m benchmarks.linking ../shared/corpus/news2017.jsonl.zst [--articles N] [--copies N] [--event-share S]

Articles go the real way: import, archive, readings, ledger. They are read without tags; instead events are made up
(seeded): days of one year, places and parties by their share of the news, a hundred officials a province. `--copies`
repeats the corpus with other words in every text, to measure at a larger scale. Three in a hundred are reprints with
another title, a third of these shortened.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy import func, select, update

from pipeline.archive import read_part
from pipeline.documents import documents_since
from pipeline.import_items import Items
from pipeline.imports import import_files
from pipeline.ledger import Ledger, open_ledger
from pipeline.ledger.tables import articles, link_keys, linked, parts
from pipeline.link import link_all
from pipeline.readings import Reading, write_reading
from pipeline.settings import Settings
from records.article import Article
from records.event import Event, EventType, Official, Reference
from records.places import by_name
from records.snapshot import Snapshot
from transforms.addresses import digest
from transforms.reader import read_given

_TYPES: tuple[EventType, ...] = ("conference", "working-session", "signing", "ceremony", "seminar")
_SINGLES = 40


def made_up_event(rng: random.Random, published: datetime) -> Event:
    """An event of the days before publication; a few provinces have most of the news."""
    names = list(by_name("63"))
    place = names[min(int(rng.expovariate(0.12)), 62)]
    day = (published - timedelta(days=rng.randrange(4))).date()
    partners = (place, *rng.sample(names, rng.choice((0, 0, 1, 1, 2, 9)))) if rng.random() < 0.3 else ()
    signed = len(partners) > 1 and rng.random() < 0.3
    past = (Reference(what="Thỏa thuận hợp tác", signed_on=f"{rng.randrange(2012, 2017)}-0{rng.randrange(1, 9)}-15"),)
    return Event(
        type=rng.choice(_TYPES),
        name=f"Hội nghị {rng.choice(('xúc tiến đầu tư', 'tổng kết', 'giao ban', 'hợp tác'))} {place}",
        month_day=f"{day:%m-%d}",
        starts_on=day if rng.random() < 0.8 else None,
        place_province=place,
        partners=tuple(dict.fromkeys(partners)),
        signed=signed,
        refers_to=past if len(partners) > 1 and not signed and rng.random() < 0.4 else (),
        officials=tuple(
            Official(name=f"{place} {rng.randrange(100)}", title="Chủ tịch") for _ in range(rng.randrange(5))
        ),
    )


def with_text(article: Article, article_id: str, body: str, title: str | None = None) -> Article:
    """The article under another id, with another text."""
    title = article.title if title is None else title
    text = digest(title, article.lead, body)
    return msgspec.structs.replace(article, article_id=article_id, title=title, body=body, text_digest=text)


def varied(article: Article, number: int, rng: random.Random) -> Article:
    """A copy with an id of its own; with each later copy every fifth word is another."""
    words = article.body.split()
    if number:
        words = [f"{word}{number}" if rng.random() < 0.2 else word for word in words]
    return with_text(article, f"{article.article_id}-{number}", " ".join(words))


def reprint(article: Article, rng: random.Random) -> Article:
    """The same text under another title, one in three cut to its beginning."""
    words = article.body.split()
    kept = words[: int(len(words) * rng.uniform(0.45, 0.9))] if rng.random() < 0.33 else words
    return with_text(article, f"{article.article_id}r", " ".join(kept), f"Tin lại: {article.title[:40]}")


def read_page(snapshot: Snapshot, copies: int, share: float) -> Iterator[Reading]:
    """The readings of one given article: its copies, dated in 2017, some with an event, some reprinted."""
    found = read_given(snapshot)
    assert isinstance(found, Article)
    for number in range(copies):
        rng = random.Random(f"{found.article_id}-{number}")
        published = datetime.combine(date(2017, 1, 1), datetime.min.time(), UTC) + timedelta(days=rng.randrange(365))
        article = msgspec.structs.replace(varied(found, number, rng), published_at=published)
        if rng.random() < share:
            article = msgspec.structs.replace(article, events=(made_up_event(rng, published),))
        yield Reading(warc_offset=snapshot.warc_offset, article=article)
        if rng.random() < 0.03:
            yield Reading(warc_offset=snapshot.warc_offset, article=reprint(article, rng))


def read_parts(settings: Settings, ledger: Ledger, copies: int, share: float) -> int:
    """Writes a reading for each part that has none, and notes it; returns how many articles were read."""
    with ledger.read() as connection:
        waiting = connection.execute(select(parts).where(parts.c.reading.is_(None)).order_by(parts.c.id)).all()
    total = 0
    for row in waiting:
        count = 0

        def counted(part: str = row.part) -> Iterator[Reading]:
            nonlocal count
            for snapshot in read_part(settings.folders, part):
                for reading in read_page(snapshot, copies, share):
                    count += 1
                    yield reading

        name = f"{row.part}.bench.jsonl.zst"
        write_reading(settings.folders, name, counted())
        values = {"reading": name, "reading_key": "bench", "articles": count}
        with ledger.begin() as connection:
            connection.execute(update(parts).where(parts.c.id == row.id).values(**values))
        total += count
    return total


def some_of(path: Path, folder: Path, number: int) -> Iterator[Path]:
    """The first articles of the corpus in one file, and then single ones in a file each."""
    items = Items([], "corpus").of(path, [])
    first = folder / "first.jsonl"
    with first.open("wb") as file:
        for _, item in zip(range(number), items, strict=False):
            file.write(item.body + b"\n")
    yield first
    for count, item in zip(range(_SINGLES), items, strict=False):
        single = folder / f"one-{count}.jsonl"
        single.write_bytes(item.body + b"\n")
        yield single


def peak_mb() -> float:
    """Most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sizes(ledger: Ledger) -> str:
    """Rows in the ledger."""
    with ledger.read() as connection:
        counted = {
            t.name: connection.scalar(select(func.count()).select_from(t)) for t in (articles, link_keys, linked)
        }
        grouped = connection.scalar(select(func.count()).select_from(articles).where(~articles.c.is_lead))
    return ", ".join(f"{count} {name}" for name, count in counted.items()) + f", {grouped} reprints"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=34_900)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--event-share", type=float, default=0.2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        settings = Settings(home=home)
        settings.folders.ready()
        ledger = open_ledger(settings.ledger_url)
        files = some_of(given.corpus, Path(folder), given.articles)
        started = time.perf_counter()
        import_files(settings, ledger, [], [next(files)])
        print(f"import   {time.perf_counter() - started:7.1f} s")
        total = read_parts(settings, ledger, given.copies, given.event_share)
        print(f"         {total} articles read, peak {peak_mb():.0f} MB")
        started, busy = time.perf_counter(), time.process_time()
        counts = link_all(settings, ledger)
        took, busy = time.perf_counter() - started, time.process_time() - busy
        each = 1e6 * busy / counts.linked
        print(
            f"link     {took:7.1f} s for {counts.linked} articles, {busy:.1f} s of one core's time, {each:.0f} us each, "
            f"peak {peak_mb():.0f} MB"
        )
        print(f"         {sizes(ledger)}; ledger {settings.folders.ledger.stat().st_size / 1e6:.0f} MB")
        one = sorted(link_one(settings, ledger, path) for path in files)
        core = sorted(busy for _, busy in one)
        print(
            f"one more {1000 * one[len(one) // 2][0]:7.1f} ms in the middle, {1000 * one[-1][0]:.1f} ms at most, of {len(one)}; "
            f"{1000 * core[len(core) // 2]:.1f} ms of one core's time"
        )
        started = time.perf_counter()
        with ledger.read() as connection:
            documents = sum(1 for _ in documents_since(connection, settings.folders, 0))
        print(f"documents{time.perf_counter() - started:7.1f} s for {documents}, peak {peak_mb():.0f} MB")


def link_one(settings: Settings, ledger: Ledger, path: Path) -> tuple[float, float]:
    """Seconds that linking one more article takes, and of one core's time."""
    import_files(settings, ledger, [], [path])
    read_parts(settings, ledger, 1, 1.0)
    started, busy = time.perf_counter(), time.process_time()
    link_all(settings, ledger)
    return time.perf_counter() - started, time.process_time() - busy


if __name__ == "__main__":
    main()
