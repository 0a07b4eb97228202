"""Checking registered sources: one never tried is confirmed, changes are told, broken rules are mended on demand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from pipeline.check import check
from pipeline.cli import khotin
from pipeline.proposals import proposal_path, propose
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from records.article import Article
from records.errors import UsageError
from records.snapshot import Snapshot
from records.source import Source
from tests.crawlers.conftest import Portal, Reply, portal_of_three
from tests.pipeline.made_site import MadeSite
from transforms.extract import extract

_SITE = MadeSite(article=lambda i: f"/{i.section}/{i.number}-{i.slug}.html", section=lambda s, n: f"/{s}?trang={n}")
_REDESIGN = replace(
    _SITE,
    text_class="van-ban-moi",
    head=lambda i: f'<p class="ten-bai">{i.title}</p><p class="luc">{i.at:%H:%M} {i.at:%d/%m/%Y}</p>',
)


@pytest.fixture
def portal() -> Iterator[Portal]:
    with portal_of_three() as portal:
        _SITE.put_on(portal)
        yield portal


@pytest.fixture
def folder(tmp_path: Path, portal: Portal) -> Path:
    """The operator's folder with the portal, which nobody has tried."""
    folder = tmp_path / "sources"
    folder.mkdir()
    text = f'id: mau\nname: Cổng mẫu\nhome: "{portal.url}"\nprovince: "34:40"\nnote: giữ lại\n'
    text += "politeness: {delay_seconds: 0, allow_private: true, because: loopback}\n"
    (folder / "cua-toi.yaml").write_text(text, "utf-8")
    return folder


def _place(folder: Path) -> Workplace:
    """A workplace that reads the folder anew."""
    return Workplace(Settings(home=folder.parent / "home", sources=str(folder)))


def _confirmed(folder: Path) -> Source:
    place = _place(folder)
    check(place, place.registry.source("mau"))
    return _place(folder).registry.source("mau")


def test_a_source_never_tried_is_confirmed(folder: Path) -> None:
    place = _place(folder)
    found = check(place, place.registry.source("mau"))
    assert found.written == folder / "mau.yaml"
    assert [path.name for path in folder.iterdir()] == ["mau.yaml"]  # in place of the operator's own
    source = _place(folder).registry.source("mau")
    assert source.enabled
    assert source.verified_on is not None
    assert (source.name, source.province, source.note) == ("Cổng mẫu", "34:40", "giữ lại")
    assert source.politeness.because == "loopback"
    assert source.rules["body"].select
    assert source.listings
    assert check(_place(folder), source).changes == []


def test_rules_that_the_operator_wrote_and_that_read_are_left_as_they_are(folder: Path) -> None:
    known = _confirmed(folder)
    (folder / "mau.yaml").unlink()
    assert known.rules["title"].select
    text = (
        f'# ghi chú của tôi\nid: mau\nname: Cổng mẫu\nhome: "{known.home}"\nprovince: "34:40"\n'
        "politeness: {delay_seconds: 0, allow_private: true, because: loopback}\nrules:\n"
    )
    for name in ("title", "body", "published_at"):
        text += f"  {name}: {{select: [{known.rules[name].select[0]!r}]}}\n"  # nothing else is known of it
    (folder / "cua-toi.yaml").write_text(text, "utf-8")
    place = _place(folder)
    found = check(place, place.registry.source("mau"))
    assert (found.written, found.changes) == (folder / "cua-toi.yaml", [])
    now = (folder / "cua-toi.yaml").read_text("utf-8")
    assert now.startswith(text)
    assert now.removeprefix(text).startswith('verified_on: "2')
    assert [path.name for path in folder.iterdir()] == ["cua-toi.yaml"]
    assert _place(folder).registry.source("mau").verified_on is not None


def test_where_to_write_is_asked_for_before_the_portal(tmp_path: Path) -> None:
    place = Workplace(Settings(home=tmp_path / "home", sources=""))
    with pytest.raises(UsageError, match="KHOTIN_SOURCES"):
        check(place, place.registry.source("nghe-an"))


def test_one_that_cannot_be_checked_does_not_end_the_check_of_the_others(tmp_path: Path) -> None:
    settings = {"KHOTIN_HOME": str(tmp_path / "home"), "KHOTIN_SOURCES": ""}
    ran = CliRunner().invoke(khotin, ["sources", "check", "nghe-an", "ha-tinh"], env=settings)
    assert ran.exit_code == 1
    for name in ("nghe-an", "ha-tinh"):
        assert f"{name}: " in ran.stderr


def test_a_first_visit_knows_what_is_registered(folder: Path, portal: Portal) -> None:
    place = _place(folder)
    source = msgspec.structs.replace(place.registry.source("mau"), feeds=(portal.url + "tin-moi.xml",))
    check(place, source)
    assert "/tin-moi.xml" in [path for path, _ in portal.log]


def test_a_source_that_does_not_read_well_is_not_confirmed(folder: Path, portal: Portal) -> None:
    for path in _SITE.paths():
        portal.pages[path] = Reply(b"<html><body><p>404</p></body></html>")
    place = _place(folder)
    found = check(place, place.registry.source("mau"))
    assert found.is_reached
    assert found.written is None
    assert found.changes
    assert _place(folder).registry.source("mau").verified_on is None


def test_what_went_is_told(folder: Path, portal: Portal) -> None:
    source = msgspec.structs.replace(_confirmed(folder), feeds=(portal.url + "rss.xml",))
    gone = source.listings[0].url
    portal.pages["/" + gone.removeprefix(portal.url)] = Reply(b"", 404)
    changes = check(_place(folder), source).changes
    assert f"feed gone: {portal.url}rss.xml (answers 404)" in changes
    assert f"listing gone: {gone} (answers 404)" in changes


def test_another_host_is_told(folder: Path, portal: Portal) -> None:
    source = _confirmed(folder)
    with portal_of_three() as other:
        portal.pages["/"] = Reply(b"", 301, {"Location": other.url})
        changes = check(_place(folder), source).changes
        assert f"{portal.url} redirects to another host: {other.url}" in changes


def test_a_portal_that_is_down(folder: Path, portal: Portal) -> None:
    source = _confirmed(folder)
    portal.pages["/"] = Reply(b"", 503)
    found = check(_place(folder), source)
    assert not found.is_reached
    assert any("503" in line for line in found.changes)


def test_broken_rules_are_proposed_anew_and_taken_on_demand(folder: Path, portal: Portal) -> None:
    old = _confirmed(folder)
    path = "/" + _SITE.article(_SITE.items[0]).lstrip("/")
    before = portal.pages[path]
    _REDESIGN.put_on(portal)

    found = check(_place(folder), old)
    assert any(line.startswith("rules broken") for line in found.changes)
    assert found.kept == proposal_path(_place(folder), "mau")
    assert found.written is None
    assert found.examples
    assert _place(folder).registry.source("mau") == old  # nothing taken unasked

    taken = check(_place(folder), old, accept=True)
    assert taken.written == folder / "mau.yaml"
    assert not found.kept.exists()
    new = _place(folder).registry.source("mau")
    assert new.rules != old.rules
    assert [design.rules for design in new.designs] == [old.rules]
    assert check(_place(folder), new).changes == []

    assert isinstance(before, Reply)
    address = portal.url.rstrip("/") + path
    then = Snapshot(
        url=address, final_url=address, source_id="mau", run_id="", body=before.body,
        fetched_at=datetime(2025, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    read = extract(then, source=new)
    assert isinstance(read, Article)
    assert (read.title, read.extractor) == (_SITE.items[0].title, "learned")


def test_rules_that_read_all_are_not_proposed_anew(folder: Path, portal: Portal) -> None:
    source = _confirmed(folder)
    pages = [
        Snapshot(
            url=url,
            final_url=url,
            source_id="mau",
            run_id="",
            body=page.body,
            fetched_at=datetime(2025, 6, 1, tzinfo=UTC),
        )
        for path, page in portal.pages.items()
        if isinstance(page, Reply) and (url := portal.url.rstrip("/") + path)
    ]
    assert propose(_place(folder), source, pages[:40]) is None
