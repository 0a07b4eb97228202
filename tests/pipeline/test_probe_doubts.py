"""A probe that is not fooled: a platform that only looks so, sections that were busy, archives by month."""

from pathlib import Path

import pytest

from pipeline.probe import probe
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from tests.crawlers.conftest import Reply, portal_of_three, send
from tests.pipeline.made_site import SECTIONS, MadeSite


def _site() -> MadeSite:
    return MadeSite(
        article=lambda i: f"/{i.section}/{i.slug}-{i.number}.html",
        section=lambda s, n: f"/chuyen-muc/{s}/" + (f"trang-{n}/" if n > 1 else ""),
    )


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    (tmp_path / "sources").mkdir()
    return Workplace(Settings(home=tmp_path / "home", sources=str(tmp_path / "sources")))


def test_a_site_that_only_looks_like_a_platform_is_learned(place: Workplace) -> None:
    """Its pages bear a mark of one, whose rules read none of its articles."""
    with portal_of_three() as portal:
        site = _site()
        site.put_on(portal)
        for path, reply in portal.pages.items():
            assert isinstance(reply, Reply)
            marked = reply.body.replace(b"<main>", b'<main><div class="taglib-page-iterator"></div>')
            portal.pages[path] = Reply(
                marked.replace(b"<head>", b'<head><meta name="generator" content="NukeViet v4.5">')
            )
        report = probe(place, portal.url, allow_private=True)
    assert report.source is not None
    assert report.source.platform is None
    assert {article.extractor for article in report.articles} == {"learned"}
    assert len(report.articles) >= 10


def test_a_section_that_was_busy_is_kept(place: Workplace) -> None:
    with portal_of_three() as portal:
        _site().put_on(portal)
        busy = {f"/chuyen-muc/{section}/" for section in list(SECTIONS)[:2]}
        asked: list[str] = []
        for path in busy:
            portal.pages[path] = _busy_once(portal.pages[path], path, asked)
        report = probe(place, portal.url, allow_private=True)
        base = portal.url.rstrip("/")
    assert report.source is not None
    assert {listing.url for listing in report.source.listings} >= {base + path for path in busy}
    assert set(asked) == busy


def _busy_once(reply: object, path: str, asked: list[str]):
    def answer(handler) -> None:
        first = path not in asked
        asked.append(path)
        assert isinstance(reply, Reply)
        send(handler, Reply(b"", 503) if first else reply)

    return answer


def test_months_of_an_archive_are_no_sections(place: Workplace) -> None:
    with portal_of_three() as portal:
        site = _site()
        site.put_on(portal)
        menu = "".join(f'<li><a href="/luu-tru/2025/0{n}/">0{n}/2025</a></li>' for n in (1, 2, 3))
        paths = [f'<a href="{site.article(item)}">{item.title}</a>' for item in site.items]
        for n in (1, 2, 3):
            links = "".join(paths[n * 10 : n * 10 + 10]).encode()
            portal.pages[f"/luu-tru/2025/0{n}/"] = Reply(b"<html><body><main>" + links + b"</main></body></html>")
        home = portal.pages["/"]
        assert isinstance(home, Reply)
        portal.pages["/"] = Reply(home.body.replace(b"<main>", f"<ul class='menu'>{menu}</ul><main>".encode()))
        report = probe(place, portal.url, allow_private=True)
    assert report.source is not None
    months = [listing for listing in report.source.listings if "/luu-tru/" in listing.url]
    assert len(months) == 3
    assert {listing.section for listing in months} == {""}
