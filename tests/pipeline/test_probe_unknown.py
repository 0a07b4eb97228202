"""Probing sites that nobody wrote rules for: the addresses of all articles and of nothing else, by learned rules."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawlers.candidate import path_query
from crawlers.page_forms import page_address
from pipeline.probe import ProbeReport, probe
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from sources.registry import load_registry
from tests.crawlers.conftest import Portal, portal_of_three
from tests.pipeline.made_site import SECTIONS, Item, MadeSite

SITES: dict[str, Callable[[], MadeSite]] = {
    "short names at the root": lambda: MadeSite(
        article=lambda i: f"/{i.slug}", section=lambda s, n: f"/{s}" if n == 1 else f"/{s}?p={n}"
    ),
    "ids in the query": lambda: MadeSite(
        article=lambda i: f"/index.php?mod=tin&id={i.number}",
        section=lambda s, n: f"/index.php?mod=muc&ten={s}" + (f"&trang={n}" if n > 1 else ""),
    ),
    "dates in the path": lambda: MadeSite(
        article=lambda i: f"/{i.at:%Y/%m/%d}/{i.slug}/",
        section=lambda s, n: f"/muc/{s}/" + (f"trang/{n}/" if n > 1 else ""),
    ),
    "articles under sections, pages beside them": lambda: MadeSite(
        article=lambda i: f"/{i.section}/{i.slug}.html",
        section=lambda s, n: f"/{s}.html" if n == 1 else f"/{s}-p{n}.html",
    ),
    "articles in a folder named like a list's, sections in a parameter without a sign": lambda: MadeSite(
        article=lambda i: f"/i.php/archives/{i.number}/",
        section=lambda s, n: f"/i.php?muc/{s}" + (f"/{n}" if n > 1 else ""),
    ),
    "numbers of articles as pages": lambda: MadeSite(
        article=lambda i: f"/bai/{i.number}",
        section=lambda s, n: f"/muc/{s}" + (f"?start={(n - 1) * 6}" if n > 1 else ""),
    ),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("place")
    (folder / "sources").mkdir()
    return Workplace(Settings(home=folder / "home", sources=str(folder / "sources")))


@pytest.fixture(scope="module", params=SITES)
def probed(request: pytest.FixtureRequest, place: Workplace) -> Iterator[tuple[MadeSite, Portal, ProbeReport]]:
    site = SITES[request.param]()
    with portal_of_three() as portal:
        site.put_on(portal)
        yield site, portal, probe(place, portal.url, allow_private=True)


def test_pattern_is_that_of_all_articles_and_nothing_else(probed) -> None:
    site, portal, report = probed
    assert report.source is not None
    pattern = re.compile(report.source.article_pattern or "no pattern")
    assert {path for path in site.paths() if not pattern.search(path)} == set()
    assert {path for path in set(portal.pages) - site.paths() if pattern.search(path_query("http://x" + path))} == set()


def test_sections_and_their_pages_are_found(probed) -> None:
    site, portal, report = probed
    base = portal.url.rstrip("/")
    sections = {base + site.section(s, 1) for s in SECTIONS}
    assert {listing.url for listing in report.source.listings} >= sections
    found = {x.url: x for x in report.facts.listings}
    for s in SECTIONS:
        first = base + site.section(s, 1)
        assert page_address(first, found[first].next_page, 3) == base + site.section(s, 3)


def test_articles_are_read_by_learned_rules(probed) -> None:
    site, _, report = probed
    by_path = {site.article(i): i for i in site.items}
    assert len(report.articles) >= 15
    for article in report.articles:
        item: Item = by_path[path_query(article.url)]
        assert (article.title, article.extractor) == (item.title, "learned")
        assert article.published_at is not None
        assert article.published_at.strftime("%Y%m%d%H%M") == item.at.strftime("%Y%m%d%H%M")
    assert report.is_trusted


def test_written_source_is_one_short_yaml_that_loads(probed, tmp_path: Path) -> None:
    _, _, report = probed
    path = report.write(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [f"{report.source.id}.yaml"]
    assert load_registry([tmp_path]).source(report.source.id) == report.source
    assert path.read_text("utf-8").count("\n") < 110
