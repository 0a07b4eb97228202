"""What each step of a night costs, a thousand articles, as an archive grows to a million; and a night on top of it.

    python -m benchmarks.scale HOME [--to 50000] [--portion 10000] [--night 5000] [--read-first 10000]

Invented articles (benchmarks/generated.py) of 63 portals come in portions, as pages in the archive and outcomes in the
ledger just as a crawl leaves them; then the commands transform, link and index run as an operator runs them, each in a
process of its own. A line a portion tells the seconds of the processor, the most memory of any process (resident, and
without mapped files: its own) and the disk's bytes; it is also kept in HOME/scale.jsonl, so a run that was ended goes on
where it stopped. `--night` brings so many more of one day at the end. Reading a page costs the same however many there
are, so only the portions up to `--read-first` and the night are read from pages; of the others the generator writes the
readings as well.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select

from benchmarks.generated import LAST, MadeUp, made_up
from benchmarks.memory import own_mb
from pipeline.archive import PartWriter
from pipeline.journal import JournalWriter, journal_path, merge
from pipeline.ledger import Ledger, open_ledger, runs
from pipeline.ledger.addresses import record
from pipeline.ledger.sql import insert_new, select_in
from pipeline.ledger.tables import parts
from pipeline.ledger.tables import runs as run_table
from pipeline.readings import Reading, reading_name, write_reading
from pipeline.settings import Settings
from records.article import Article
from records.outcome import Outcome, Verdict
from records.places import by_name, provinces, vintage_on
from records.snapshot import Snapshot
from records.tag import ProvinceTag, SectorTag
from samples.families import address
from samples.shape import Expected, Portal, SampleArticle, Section
from samples.site import HTML
from samples.sites import site_of
from transforms.addresses import article_id, digest

_SECTORS = ("tourism", "investment", "health", "education", "transport", "agriculture", "digital", "party-government")
STEPS = ("transform", "link", "index")
# Portals whose pages one portion brings: a backfill goes through a few at a time.
_AT_ONCE = 9
_LOOK = 0.05  # seconds between two looks at a process' memory
_TOGETHER = 100  # articles drawn as one portal: each page lists its neighbours


def portal_of(number: int) -> Portal:
    """One of 63 portals, without articles, or of as many whose pages are there: a night is of these."""
    unit = sorted((u for u in provinces().values() if u.vintage == "63"), key=lambda u: u.key)[number % 63]
    return Portal(
        id=f"scale-{number:02d}", name=f"Cổng thông tin {unit.name}", home=f"https://scale-{number:02d}.example.test",
        province=unit.key, level="province", platform="nukeviet", notice="invented",
        sections=(Section(slug="tin-tuc", name="Tin tức"),),
    )  # fmt: skip


def write_sources(folder: Path) -> None:
    """The portals' YAMLs."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(126):
        portal = portal_of(number)
        told = {
            "id": portal.id, "name": portal.name, "home": portal.home, "platform": "nukeviet", "enabled": True,
            "province": portal.province, "level": portal.level,
        }  # fmt: skip
        (folder / f"{portal.id}.yaml").write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")


def as_sample(made: MadeUp) -> SampleArticle:
    """The article as a sample portal shows it."""
    return SampleArticle(
        slug=made.slug, section="tin-tuc", published_at=made.published_at, title=made.title, lead=made.lead, body=made.body,
        byline=made.byline, authors=(made.byline,) if made.byline else (), expected=Expected(provinces=(), sectors=()),
        generated=True,
    )  # fmt: skip


def pages(portal: Portal, made: list[MadeUp]) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each article's page."""
    for start in range(0, len(made), _TOGETHER):
        articles = tuple(map(as_sample, made[start : start + _TOGETHER]))
        filled = Portal(**{name: getattr(portal, name) for name in ("id", "name", "home", "province", "level")},
                        platform=portal.platform, notice=portal.notice, sections=portal.sections, articles=articles)  # fmt: skip
        site = site_of(filled, portal.home)
        for article in articles:
            path = address(filled, article)
            newer, older = site.near(article)
            drawn = site.drawn("article.html", article=article, written=site.written(article), edited=article.published_at,
                               newer=newer, older=older, path=path, mobile=False)  # fmt: skip
            yield portal.home + path, drawn.body


def crawled(settings: Settings, ledger: Ledger, portal: Portal, made: list[MadeUp], run_id: str, now: datetime) -> None:
    """Leaves the pages as a crawl of the portal would: a part in the archive, outcomes in the ledger."""
    home = settings.folders
    journal = journal_path(home, portal.id, run_id)
    for left in (journal, *(home.snapshots / portal.id).glob(f"{run_id}-*")):
        left.unlink(missing_ok=True)
    sink, lines = PartWriter(home.snapshots, portal.id, run_id), JournalWriter(journal)
    for number, (url, body) in enumerate(pages(portal, made)):
        at = now + timedelta(milliseconds=number)
        snapshot = Snapshot(
            url=url, final_url=url, source_id=portal.id, fetched_at=at, run_id=run_id, body=body,
            headers={"content-type": HTML, "server": "nginx"}, listed_section="Tin tức",
        )  # fmt: skip
        part, offset, length = sink.write(snapshot, request_headers={"User-Agent": "KhoTinBot/0.1"})
        lines.add(Outcome(
            url=url, kind="article", verdict=Verdict.NEW, at=at, status=200, digest=digest(body), warc_file=part,
            warc_offset=offset, warc_length=length, section="Tin tức",
        ))  # fmt: skip
    sink.close()
    lines.close()
    with ledger.begin() as connection:
        runs.start(connection, run_id, command="crawl", source_id=portal.id, night=now.date(), now=now)
    merge(home, ledger, journal, now=now)
    with ledger.begin() as connection:
        runs.end(connection, run_id, now=now, stats={})


def read_as(made: MadeUp, portal: Portal, at: datetime) -> Article:
    """The article as a transform would have read it."""
    url = portal.home + address(portal, as_sample(made))
    day = made.published_at.date()
    unit = by_name(vintage_on(day)).get(made.province) or by_name("63")[made.province]  # printed again after a merger
    body = "\n\n".join(made.body)
    tag = ProvinceTag(id=unit.key, name=unit.name, today_id=unit.today, today_name=provinces()[unit.today].name,
                      role="about", roles=("about", "named"))  # fmt: skip
    return Article(
        article_id=article_id(url), url=url, source_id=portal.id, platform=portal.platform, title=made.title,
        lead=made.lead, body=body, byline=made.byline, authors=(made.byline,) if made.byline else (), section="Tin tức",
        published_at=made.published_at, published_precision="minute", fetched_at=at, provinces=(tag,),
        sectors=(SectorTag(code=_SECTORS[made.number % len(_SECTORS)], weight=1.0),), events=made.events,
        text_digest=digest(made.title, made.lead, body),
    )  # fmt: skip


def written(settings: Settings, ledger: Ledger, portal: Portal, made: list[MadeUp], run_id: str, now: datetime) -> None:
    """Leaves a reading and the ledger's rows as a crawl and a transform would; there are no pages."""
    part, home = f"{portal.id}/{run_id}-0001.warc.gz", settings.folders
    found = [read_as(one, portal, now) for one in made]
    name = reading_name(part, "made")
    write_reading(home, name, (Reading(warc_offset=n, article=article) for n, article in enumerate(found)))
    outcomes = [
        Outcome(url=a.url, kind="article", verdict=Verdict.NEW, at=now, status=200, digest=a.text_digest, warc_file=part,
                warc_offset=n, warc_length=1, section="Tin tức")
        for n, a in enumerate(found)
    ]  # fmt: skip
    row = {
        "part": part, "source_id": portal.id, "run_id": run_id, "records": len(made), "bytes": 0, "sealed_at": now,
        "reading": name, "reading_key": "made", "articles": len(made), "by_rules": len(made),
    }  # fmt: skip
    with ledger.begin() as connection:
        runs.start(connection, run_id, command="crawl", source_id=portal.id, night=now.date(), now=now)
        insert_new(connection, parts, [row])
        ids = {
            row.part: row.id for row in select_in(connection, select(parts.c.part, parts.c.id), parts.c.part, [part])
        }
        record(connection, run_id, portal.id, outcomes, night=now.date(), part_ids=ids)
        runs.end(connection, run_id, now=now, stats={})


def bring(settings: Settings, first: int, many: int, *, night: date | None, read: bool) -> list[str]:
    """Has so many articles crawled; returns the portals they are of. Those of a night are of all portals."""
    ledger = open_ledger(settings.ledger_url)
    number = first // max(many, 1)
    those = range(63, 126) if night else [(number * _AT_ONCE + n) % 63 for n in range(_AT_ONCE)]
    whose = sorted((those[n % len(those)], n) for n in range(first, first + many))
    now = datetime(2026, 11, 21, 2, tzinfo=made_up(0).published_at.tzinfo) + timedelta(minutes=number)
    named = []
    for which, rows in groupby(whose, key=lambda row: row[0]):
        portal, run_id = portal_of(which), f"run-{first:08d}-{which:02d}"
        named.append(portal.id)
        with ledger.read() as connection:
            done = connection.scalar(select(run_table.c.state).where(run_table.c.run_id == run_id)) == "done"
        if not done:
            leave = crawled if read else written
            leave(settings, ledger, portal, [made_up(n, on=night) for _, n in rows], run_id, now)
    ledger.close()
    return named


def ran(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Seconds by the clock and of the processor that a command took, and the most memory (MB) of any of its processes:
    resident, in which the files it has mapped count, and what is its own alone."""
    started, own = time.perf_counter(), 0.0
    with Path(environment["KHOTIN_HOME"], "scale.log").open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", *command], env=environment, stdout=log, stderr=log
        )
        while True:
            ended, status, used = os.wait4(child.pid, os.WNOHANG)
            if ended:
                break
            own = max(own, own_mb(child.pid))
            time.sleep(_LOOK)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(
            f"khotin {' '.join(command)} ended with {child.returncode}: see {environment['KHOTIN_HOME']}/scale.log"
        )
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "cpu": round(used.ru_utime + used.ru_stime, 2),
        "mb": round(used.ru_maxrss / 1024),
        "own_mb": round(own),
    }


def megabytes(home: Path) -> dict[str, float]:
    """What each part of the home takes on the disk."""
    found = {}
    for name in ("snapshots", "readings", "indexes", "ledger.sqlite"):
        path = home / name
        files = [path] if path.is_file() else path.rglob("*")
        found[name.removesuffix(".sqlite")] = round(sum(f.stat().st_size for f in files if f.is_file()) / 1e6, 1)
    return found


def portion(
    settings: Settings, first: int, many: int, environment: dict[str, str], *, night: date | None, read: bool
) -> dict[str, Any]:
    """Brings a portion through all steps; what each took."""
    started, busy = time.perf_counter(), time.process_time()
    named = bring(settings, first, many, night=night, read=read)
    told: dict[str, Any] = {"articles": first + many, "portion": many, "night": bool(night), "read": read}
    told["brought"] = {"seconds": round(time.perf_counter() - started, 1), "cpu": round(time.process_time() - busy, 2)}
    for step in STEPS[0 if read else 1 :]:
        told[step] = ran([step, *(named if step == "transform" else [])], environment)
    told["disk"] = megabytes(settings.folders.root)
    told["load"] = round(os.getloadavg()[0], 1)
    return told


def line(told: dict[str, Any]) -> str:
    """A portion in a line: the processor's seconds a thousand articles."""
    many, all_of_them = told["portion"] / 1000, told["articles"] / 1000
    parts_ = [f"{told['articles']:>9,}" + ("*" if told["night"] else " ")]
    for step in STEPS:
        if used := told.get(step):
            own = f" ({used['own_mb']:.0f} own)" if "own_mb" in used else ""
            parts_.append(f"{step} {used['cpu'] / many:6.2f} s {used['seconds']:7.1f} wall {used['mb']:5.0f} MB{own}")
    disk = ", ".join(f"{name} {size / all_of_them:.2f}" for name, size in told["disk"].items() if size)
    return " | ".join([*parts_, f"{disk} MB a thousand", f"load {told['load']}"])


def main() -> None:
    """Grows the home to a number of articles, portion by portion, and prints a line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path)
    parser.add_argument("--to", type=int, default=50_000)
    parser.add_argument("--portion", type=int, default=10_000)
    parser.add_argument("--night", type=int, default=0)
    parser.add_argument("--read-first", type=int, default=10_000)
    given = parser.parse_args()
    home = given.home.absolute()
    settings = Settings(home=home, sources=str(home / "sources"))
    settings.folders.ready()
    write_sources(home / "sources")
    environment = {
        **os.environ,
        "KHOTIN_HOME": str(home),
        "KHOTIN_SOURCES": str(home / "sources"),
        "KHOTIN_ENGINE": "tantivy",
    }
    log = home / "scale.jsonl"
    done = [json.loads(row) for row in log.read_text().splitlines()] if log.exists() else []
    first = done[-1]["articles"] if done else 0
    todo = [(at, given.portion, None) for at in range(first, given.to, given.portion)]
    if given.night:
        todo.append((max(first, given.to), given.night, LAST))
    for at, many, night in todo:
        read = bool(night) or at < given.read_first
        told = portion(settings, at, many, environment, night=night, read=read)
        done.append(told)
        with log.open("a") as file:
            file.write(json.dumps(told) + "\n")
        print(line(told), flush=True)


if __name__ == "__main__":
    main()
