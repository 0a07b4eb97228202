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
    assert _said(tmp_path, portal.url, "--allow-private") == [f"{portal.url}: the home page answers 503"]


def test_a_site_that_forbids_robots_is_said_to(portal: Portal, tmp_path: Path) -> None:
    portal.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    assert any("robots.txt forbids" in line for line in _said(tmp_path, portal.url, "--allow-private"))
