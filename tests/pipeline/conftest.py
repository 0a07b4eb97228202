"""A home with a real ledger, and nights whose pages are archived, read and linked for real."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from sqlalchemy import Connection, select, update

from pipeline.archive import PartWriter, read_part
from pipeline.clock import VIETNAM
from pipeline.documents import documents_since
from pipeline.journal import JournalWriter, journal_path, merge
from pipeline.ledger import Ledger, open_ledger, runs
from pipeline.ledger.tables import articles, counters, parts
from pipeline.link import LinkCounts, link_all
from pipeline.readings import Reading, write_reading
from pipeline.settings import Settings
from records import Article, Document, Outcome, Rejection, RejectionReason, Snapshot, Verdict, encode
from tests.pipeline.server import Server, running_server
from transforms.addresses import article_id, digest

if TYPE_CHECKING:
    from search.elasticsearch.client import Access

DAY_ONE = datetime(2026, 3, 1, 2, 0, tzinfo=VIETNAM)
# Files, and single tests, that run on PostgreSQL too.
ON_BOTH = (
    "ledger/",
    "alerts/test_desk.py",
    "test_an_event_is_news_when_a_new_article_is_the_first_to_tell_of_it",
    "test_journal.py",
    "test_books.py",
    "test_budget_told.py",
    "test_coverage.py",
    "test_rejected.py",
    "test_versions.py",
    "test_any_order_gives_the_whole",
)


def make_article(name: str = "a", body: str = "Một bài.", **fields: Any) -> Article:
    """An article of source "nghean" at an address made of its name; other fields as given."""
    url = fields.pop("url", f"https://nghean.gov.vn/{name}.html")
    given = {"title": f"Tin {name}", "source_id": "nghean", "published_at": DAY_ONE} | fields
    known = given.pop("article_id", article_id(url) if url else name)
    text = digest(given["title"], given.get("lead", ""), body)
    return Article(article_id=known, url=url, body=body, text_digest=text, **given)


class World:
    """A home, its ledger, and what a test does to them."""

    def __init__(self, root: Path, ledger: Path, database_url: str) -> None:
        self.settings = Settings(home=root, database_url=database_url)
        self.home = self.settings.folders
        self.home.ready()
        if not database_url:
            shutil.copyfile(ledger, self.home.ledger)
        self.ledger: Ledger = open_ledger(self.settings.ledger_url)
        self.now = DAY_ONE
        self._runs = 0

    def run_id(self, source_id: str) -> str:
        """A new run's id, a night after the last."""
        self._runs += 1
        self.now = DAY_ONE + timedelta(days=self._runs)
        return f"{self.now:%Y%m%dT%H%M%S}-{self._runs:04d}-{source_id}"

    def begin_run(self, source_id: str = "nghean") -> str:
        """Notes a crawl in the ledger."""
        run_id = self.run_id(source_id)
        with self.ledger.begin() as connection:
            runs.start(connection, run_id, command="crawl", source_id=source_id, night=self.now.date(), now=self.now)
        return run_id

    def archive(self, found: Sequence[Article], *, at: datetime | None = None) -> str:
        """One night's pages of one source in the archive and the ledger; returns the part."""
        source_id = found[0].source_id
        run_id = self.begin_run(source_id)
        sink = PartWriter(self.home.snapshots, source_id, run_id)
        journal = JournalWriter(journal_path(self.home, source_id, run_id))
        for article in found:
            url = article.url or f"khotin:{article.article_id}"
            page = Snapshot(
                url=url, final_url=url, source_id=source_id, run_id=run_id, fetched_at=at or self.now, body=encode(article),
                media_type="application/json", imported=not article.url,
            )  # fmt: skip
            place = sink.write(page, request_headers={}) if article.url else sink.write_resource(page)
            file, offset, length = place
            journal.add(
                Outcome(
                    url=url, kind="article", verdict=Verdict.NEW, at=at or self.now, digest=article.text_digest,
                    warc_file=file, warc_offset=offset, warc_length=length,
                )
            )  # fmt: skip
        sink.close()
        journal.close()
        merge(self.home, self.ledger, journal_path(self.home, source_id, run_id), now=self.now)
        return file

    def read(self, part: str, key: str = "code1", change: Callable[[Article], Article | None] = lambda a: a) -> None:
        """Reads a part as the transform step does; `change` is what other code makes of an article, None a rejection."""

        def readings() -> Iterator[Reading]:
            for page in read_part(self.home, part):
                found = change(msgspec.json.decode(page.body, type=Article))
                why = Rejection(url=page.final_url, reason=RejectionReason.NOT_ARTICLE)
                if found is not None:
                    found = msgspec.structs.replace(found, fetched_at=page.fetched_at)
                yield Reading(warc_offset=page.warc_offset, article=found, rejection=None if found else why)

        name = f"{part}.{key}.jsonl.zst"
        write_reading(self.home, name, readings())
        with self.ledger.begin() as connection:
            connection.execute(update(parts).where(parts.c.part == part).values(reading=name, reading_key=key))

    def put(self, *found: Article, at: datetime | None = None) -> str:
        """Archives, reads and links articles as one night's part."""
        part = self.archive(found, at=at)
        self.read(part)
        self.link()
        return part

    def link(self) -> LinkCounts:
        """The link step."""
        return link_all(self.settings, self.ledger)

    def row(self, article: Article) -> Any:
        """An article's row."""
        with self.ledger.read() as connection:
            return connection.execute(select(articles).where(articles.c.article_id == article.article_id)).one()

    def documents(self, since: int = 0) -> list[Document]:
        """What an index step would be handed."""
        with self.ledger.read() as connection:
            return list(documents_since(connection, self.home, since))


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that was only just made, to copy."""
    path = tmp_path_factory.mktemp("ledger") / "ledger.sqlite"
    open_ledger(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of the tests' own; skips, saying why, where there is none."""
    with running_server() as server:
        yield server


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """What asks the ledger in ways of its own runs on both databases; the rest, which only uses it, on SQLite."""
    if "database" in metafunc.fixturenames:
        here = Path(metafunc.definition.path).relative_to(Path(__file__).parent).as_posix()
        both = here.startswith(ON_BOTH) or metafunc.definition.name in ON_BOTH
        metafunc.parametrize("database", ["sqlite", "postgresql"] if both else ["sqlite"], indirect=True)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes addresses of fresh ledgers; "" is the home's own file."""
    if request.param == "sqlite":
        return lambda: ""
    server: Server = request.getfixturevalue("postgres")
    return server.new_database


@pytest.fixture
def world(tmp_path: Path, empty_ledger: Path, database: Callable[[], str]) -> Iterator[World]:
    """A fresh home with its ledger."""
    world = World(tmp_path / "home", empty_ledger, database())
    yield world
    world.ledger.close()


@pytest.fixture
def new_world(tmp_path: Path, empty_ledger: Path, database: Callable[[], str]) -> Iterator[Callable[[], World]]:
    """Makes homes, as many as asked for."""
    made: list[World] = []

    def make() -> World:
        made.append(World(tmp_path / f"home-{len(made)}", empty_ledger, database()))
        return made[-1]

    yield make
    for world in made:
        world.ledger.close()


@pytest.fixture
def ask(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs a command on the world's home and ledger."""
    from click.testing import CliRunner

    from pipeline.cli import khotin

    monkeypatch.setenv("KHOTIN_HOME", str(world.home.root))
    monkeypatch.setenv("KHOTIN_DATABASE_URL", world.settings.database_url)
    return lambda *words: CliRunner().invoke(khotin, [*words])


@pytest.fixture
def article() -> Callable[..., Article]:
    """Makes articles."""
    return make_article


def current_number(connection: Connection, name: str) -> int:
    """The last number given of a counter, 0 where none was."""
    return connection.scalar(select(counters.c.value).where(counters.c.name == name)) or 0


@pytest.fixture
def in_cluster(world: Any, node: "Access", request: pytest.FixtureRequest) -> Any:
    """A home whose index is in a real node."""
    prefix = f"{node.prefix}{digest(request.node.nodeid)[:12]}-"
    world.settings = Settings(
        home=world.settings.home,
        database_url=world.settings.database_url,
        engine="elasticsearch",
        elasticsearch_url=node.url,
        index_prefix=prefix,
    )
    return world
