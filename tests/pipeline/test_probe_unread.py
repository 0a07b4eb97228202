"""What a probe says of a site that can't be read: the cause, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import khotin
from tests.crawlers.conftest import Portal, Reply, portal_of_three


@pytest.fixture
def portal() -> Iterator[Portal]:
    with portal_of_three() as portal:
        yield portal


def _said(tmp_path: Path, *words: str) -> list[str]:
    ran = CliRunner().invoke(khotin, ["sources", "probe", *words], env={"KHOTIN_HOME": str(tmp_path / "home")})
    assert ran.exit_code == 1
    return ran.stdout.splitlines()


def test_a_private_site_is_said_to_be_one_with_the_way_out(portal: Portal, tmp_path: Path) -> None:
    said = _said(tmp_path, portal.url)
    assert len(said) == 2
    assert said[0].startswith(f"{portal.url}: the home page can't be read: private-address")
    assert "--allow-private" in said[1]


def test_a_site_that_is_down_is_said_in_one_line(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/"] = Reply(b"", 503)
    said = _said(tmp_path, portal.url, "--allow-private")
    assert said[0] == f"{portal.url}: the home page answers 503"
    assert "probe it again later" in said[1]
    assert len(said) == 2


@pytest.mark.parametrize(
    ("address", "way_out"),
    [
        ("{}nix", "khotin sources probe {}"),
        ("http://127.0.0.1:9/", "in a browser"),
        ("http://nix.invalid/", "spelled right"),
    ],
)
def test_what_to_do_next_is_said(address: str, way_out: str, portal: Portal, tmp_path: Path) -> None:
    private = ["--allow-private"] if "127.0.0.1" in address.format(portal.url) else []
    said = _said(tmp_path, address.format(portal.url), *private)
    assert said[-1].startswith("next: ")
    assert way_out.format(portal.url) in said[-1]


def test_nothing_to_write_is_a_failure_and_says_what_next(portal: Portal, tmp_path: Path) -> None:
    portal.pages.clear()
    portal.pages["/"] = Reply(b"<html><title>Trang ch\xe1\xbb\xa7</title><p>Ch\xc3\xa0o</p></html>")
    sources = tmp_path / "sources"
    sources.mkdir()
    words = ["sources", "probe", portal.url, "--allow-private", "--write"]
    env = {"KHOTIN_HOME": str(tmp_path / "home"), "KHOTIN_SOURCES": str(sources)}
    ran = CliRunner().invoke(khotin, words, env=env)
    assert ran.exit_code == 1
    assert ran.stdout.splitlines()[-1].startswith("next: ")
    assert not list(sources.iterdir())


def test_a_portal_that_is_in_the_folder_is_not_asked(portal: Portal, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "cua-toi.yaml").write_text(
        f"id: cua-toi\nname: Cổng mẫu\nhome: {portal.url}\nplatform: nukeviet\n", "utf-8"
    )
    env = {"KHOTIN_HOME": str(tmp_path / "home"), "KHOTIN_SOURCES": str(sources)}
    ran = CliRunner().invoke(khotin, ["sources", "probe", portal.url, "--allow-private", "--write"], env=env)
    assert ran.exit_code != 0
    assert "khotin sources check cua-toi" in f"{ran.exception}{ran.output}"
    assert "asking" not in ran.output


def test_a_site_that_forbids_robots_is_said_to(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    assert any("robots.txt forbids" in line for line in _said(tmp_path, portal.url, "--allow-private"))
