"""Rules that break are told, distrusted and mended from stored pages; what nobody wrote rules for gets some proposed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import locks
from pipeline.accepting import take
from pipeline.archive import PartWriter
from pipeline.distrust import distrust_path, read_distrust
from pipeline.journal import JournalWriter, journal_path, merge
from pipeline.ledger.redesigns import broken_since, judged
from pipeline.newest_pages import newest_pages
from pipeline.proposals import read_proposal
from pipeline.readings import read_readings, reading_key
from pipeline.redesign import Redesign, look_for_redesign
from pipeline.settings import Settings
from pipeline.transform import transform_source
from pipeline.workplace import Workplace
from records import Article, Outcome, Snapshot, Verdict
from records.errors import LockError, RegistryError
from tests.crawlers.conftest import Reply
from tests.pipeline.conftest import DAY_ONE, World
from tests.pipeline.made_site import MadeSite

_HOST = "https://mau.example"
_RULES = """
platform: null
rules:
  title: {select: [h1.tit]}
  body: {select: [div.noi-dung]}
  published_at: {select: [span.ngay]}
"""
_SITE = MadeSite(article=lambda i: f"/{i.section}/{i.number}-{i.slug}.html", section=lambda s, n: f"/{s}?trang={n}")


def _pages() -> list[tuple[str, bytes]]:
    """The site's articles: addresses and pages."""
    portal = SimpleNamespace(pages={}, url=f"{_HOST}/")
    _SITE.put_on(portal, count=70)  # type: ignore[arg-type]
    found = [(path, portal.pages[path]) for path in sorted(_SITE.paths())]
    return [(f"{_HOST}{path}", page.body) for path, page in found if isinstance(page, Reply)]


_PAGES = _pages()


class Town:
    """A source of one site, and its nights."""

    def __init__(self, world: World, folder: Path, rules: str) -> None:
        self.world, self.folder, self._next = world, folder, 0
        self.night = DAY_ONE.date()
        folder.mkdir()
        (folder / "mau.yaml").write_text(f'id: mau\nname: Cổng mẫu\nhome: "{_HOST}/"\nenabled: true\n{rules}', "utf-8")

    @property
    def place(self) -> Workplace:
        """A workplace that reads all files anew."""
        return Workplace(Settings(home=self.world.home.root, sources=str(self.folder)))

    def crawl(self, count: int, change: Callable[[bytes], bytes] = lambda page: page) -> str:
        """Archives the next pages, in the order in which a site would be asked; returns the part."""
        run_id = self.world.begin_run("mau")
        sink = PartWriter(self.world.home.snapshots, "mau", run_id)
        journal = JournalWriter(journal_path(self.world.home, "mau", run_id))
        self.night = self.world.now.date()
        for n, (url, body) in enumerate(_PAGES[self._next : self._next + count]):
            at = self.world.now + timedelta(seconds=n)
            page = Snapshot(url=url, final_url=url, source_id="mau", run_id=run_id, fetched_at=at, body=change(body))
            file, offset, length = sink.write(page, request_headers={})
            journal.add(
                Outcome(
                    url=url, kind="article", verdict=Verdict.NEW, at=at, digest=str(n), warc_file=file, warc_offset=offset,
                    warc_length=length,
                )
            )  # fmt: skip
        self._next += count
        sink.close()
        journal.close()
        merge(
            self.world.home,
            self.world.ledger,
            journal_path(self.world.home, "mau", run_id),
            now=self.world.now + timedelta(hours=1),
        )
        return file

    def read(self) -> dict[str, Article]:
        """Transforms what waits; returns all articles by address."""
        place = self.place
        transform_source(place.settings, place.ledger, place.registry, "mau")
        found = {}
        for path in sorted((self.world.home.readings / "mau").glob("*.zst"), key=lambda p: p.stat().st_mtime_ns):
            for _, reading in read_readings(self.world.home, f"mau/{path.name}"):
                if reading.article:
                    found[reading.article.url] = reading.article
        return found

    def look(self) -> Redesign:
        """What the night shows."""
        return look_for_redesign(self.place, "mau", self.night)


@pytest.fixture
def world(tmp_path: Path, empty_ledger: Path) -> Iterator[World]:
    """A fresh home; what is asked of the ledger here is asked of both databases elsewhere."""
    world = World(tmp_path / "home", empty_ledger, "")
    yield world
    world.ledger.close()


@pytest.fixture
def town(world: World, tmp_path: Path) -> Town:
    """A source with rules of its own, read for two nights."""
    town = Town(world, tmp_path / "sources", _RULES)
    for count in (20, 6):
        town.crawl(count)
        town.read()
        assert town.look() == Redesign("mau")
    return town


def _renamed(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda page: page.replace(f'class="{old}"'.encode(), f'class="{new}"'.encode())


_NEW_TEXT = _renamed("noi-dung", "van-ban-moi")


def test_a_text_that_moved_is_told_read_otherwise_and_learned(town: Town) -> None:
    old = town.read()
    town.crawl(12, _NEW_TEXT)
    town.read()
    first = town.world.now
    found = town.look()
    assert [one.field for one in found.broken] == ["body"]
    assert found.since == first  # the first page that shows it
    assert found.is_reread
    assert found.failure.startswith("mau: broken extraction: body: the rules read 40% of the pages")
    assert "khotin sources check mau --accept" in found.note
    assert found.examples[0].fields[0] == ("extractor", "fallback", "learned")
    with town.world.ledger.read() as connection:
        kept = broken_since(connection, town.night)
    assert [one.field for one in kept["mau", town.night]] == ["body"]

    otherwise = town.read()
    assert len(otherwise) == len(old) + 12
    assert {url: otherwise[url] for url in old} == old
    assert {otherwise[url].extractor for url in otherwise.keys() - old.keys()} == {"fallback"}

    proposed = read_proposal(town.place, "mau")
    assert proposed is not None
    assert not proposed.distrusted
    place = town.place
    assert take(place, proposed) == town.folder / "mau.yaml"
    assert read_distrust(town.world.home) == {}
    exact = town.read()
    assert {url: exact[url] for url in old} == old
    assert {exact[url].extractor for url in exact.keys() - old.keys()} == {"learned"}
    assert town.look().broken == ()
    # The old pages, read again by today's rules of the source, are read by those of their day.
    place = town.place
    transform_source(place.settings, place.ledger, place.registry, "mau", force=True)
    assert town.read() == exact


@pytest.mark.parametrize(
    ("field", "moved"), [("title", _renamed("tit", "ten")), ("published_at", _renamed("ngay", "luc"))]
)
def test_one_field_that_moved_leaves_the_others_to_the_rules(
    town: Town, field: str, moved: Callable[[bytes], bytes]
) -> None:
    other = (
        moved if field == "published_at" else lambda page: moved(page).replace(b"<h1", b"<h2").replace(b"</h1", b"</h2")
    )
    town.crawl(10, other)
    town.read()
    assert [one.field for one in town.look().broken] == [field]
    read = town.read()
    wanted = {f"{_HOST}{_SITE.article(item)}": item for item in _SITE.items}
    assert len(read) == 36
    for url, article in read.items():
        assert article.title == wanted[url].title
        assert article.published_at == wanted[url].at
        assert article.body == "\n\n".join(wanted[url].paragraphs)
        assert article.extractor == "rule"


def test_rules_that_read_again_are_trusted_again(town: Town) -> None:
    before = town.read()
    town.crawl(12, _NEW_TEXT)
    town.read()
    assert town.look().broken
    assert town.look().broken  # it stays so while nothing comes in, and is not learned anew
    town.read()
    town.crawl(20)
    town.read()
    found = town.look()
    assert found.broken == ()
    assert found.is_reread
    assert "read body again" in found.note
    assert read_distrust(town.world.home) == {}
    assert read_proposal(town.place, "mau") is None
    assert before.items() <= town.read().items()


def test_a_look_that_was_killed_half_way_is_made_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.crawl(12, _NEW_TEXT)
    town.read()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    for step in ("keep_distrust", "keep_judged"):
        monkeypatch.setattr(f"pipeline.redesign.{step}", killed)
        with pytest.raises(KeyboardInterrupt):
            town.look()
        monkeypatch.undo()
    assert [one.field for one in town.look().broken] == ["body"]
    assert {article.extractor for article in list(town.read().values())[-12:]} == {"fallback"}


def test_rules_are_not_taken_under_a_run_that_uses_the_source(town: Town) -> None:
    town.crawl(12, _NEW_TEXT)
    town.read()
    town.look()
    proposed = read_proposal(town.place, "mau")
    assert proposed is not None
    before = (town.folder / "mau.yaml").read_bytes()
    with (
        locks.held(town.world.home.locks, "mau", run_id="a-crawl", now=town.world.now),
        pytest.raises(LockError, match="a-crawl"),
    ):
        take(town.place, proposed)
    assert (town.folder / "mau.yaml").read_bytes() == before
    assert read_distrust(town.world.home).keys() == {"mau"}


def test_a_site_without_rules_gets_some_proposed(world: World, tmp_path: Path) -> None:
    town = Town(world, tmp_path / "sources", "")
    town.crawl(14)
    assert {article.extractor for article in town.read().values()} == {"fallback"}
    found = town.look()
    assert found.proposed == world.home.proposal("mau")
    assert found.note == "mau: read without rules; new rules are proposed: khotin sources check mau --accept"
    assert (found.failure, found.is_reread) == ("", False)


def test_a_few_odd_pages_are_no_redesign(town: Town) -> None:
    town.crawl(3, _NEW_TEXT)
    town.read()
    assert town.look() == Redesign("mau")


def test_too_few_pages_tell_nothing(world: World, tmp_path: Path) -> None:
    town = Town(world, tmp_path / "sources", _RULES)
    town.crawl(5)
    town.read()
    assert town.look() == Redesign("mau")
    with world.ledger.read() as connection:
        assert judged(connection, "mau").past == ""


def test_a_file_of_distrust_that_cannot_be_used_is_named(town: Town) -> None:
    path = distrust_path(town.world.home, "mau")
    path.parent.mkdir(parents=True)
    path.write_text("fields: [tilte]\nsince: 2026-01-01T00:00:00+07:00\n", "utf-8")
    with pytest.raises(RegistryError, match=r"mau\.yaml: Invalid enum value 'tilte'.*remove it to trust"):
        _ = town.place.registry


def test_what_the_rules_read_is_not_read_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.crawl(12)
    read = town.read()
    place = town.place
    key = reading_key(place.registry.sources["mau"], place.registry.platforms)
    newest = newest_pages(town.world.home, town.world.ledger, "mau", key=key)
    assert [newest.read[page.warc_file, page.warc_offset] for page in newest.pages] == [
        read[page.url] for page in newest.pages
    ]
    assert newest_pages(town.world.home, town.world.ledger, "mau", key="other").read == {}
    monkeypatch.setattr("pipeline.redesign.extract", lambda *_args, **_named: pytest.fail("a page is read again"))
    assert town.look().broken == ()
