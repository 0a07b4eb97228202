"""Each kind of hostile page ends in its named outcome, does the others no harm, and the crawl ends."""

from typing import Any

import pytest

from records.article import Article
from records.rejection import Rejection
from tests.crawlers.conftest import HOME, Ran, Reply, html, job_for, portal_of_three
from tests.crawlers.hostile.answers import moved
from tests.crawlers.hostile.pages import PAGES, SOURCE
from transforms.reader import Reader, load_reader

SLOW = "a byte at a time"
PATHS = {case: f"/tin-tuc/xau-{number}.html" for number, case in enumerate(PAGES)}


@pytest.fixture(scope="module")
def hostile_night(run_crawl: Any) -> Any:
    """One night on a portal with every hostile page there is but the slow one, a sound one between each two."""
    with portal_of_three() as portal:
        for case, path in PATHS.items():
            page = PAGES[case][0] if case != SLOW else html("khác")
            portal.pages[path] = (
                moved(path, 301) if case == "a redirect to itself" and isinstance(page, Reply) else page
            )
            portal.article(path.replace("xau", "tot"))
        portal.sitemap(*(path for path in portal.pages if "-" in path))
        yield run_crawl(job_for(portal.url, budget=1000))


@pytest.fixture(scope="module")
def slow_night(run_crawl: Any) -> Any:
    """One night with the slow page, of the first patience with which this machine serves the sound pages in time."""
    for seconds in (0.5, 5, 50):
        with portal_of_three() as portal:
            portal.pages[PATHS[SLOW]] = PAGES[SLOW][0]
            portal.sitemap(*(path for path in portal.pages if "-" in path))
            ran = run_crawl(job_for(portal.url, timeout_seconds=seconds))
        if ran.stats.new == 3:
            break
    return ran


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader({SOURCE.id: SOURCE}, {})


@pytest.mark.parametrize("case", PAGES)
def test_a_hostile_page_ends_in_its_named_outcome(
    case: str, hostile_night: Ran, slow_night: Ran, reader: Reader
) -> None:
    night = slow_night if case == SLOW else hostile_night
    verdict, reason = night.memory.verdict(PATHS[case])
    told = f"{verdict}: {reason}"
    if verdict == "new":
        found = reader.read(night.memory.pages[HOME.rstrip("/") + PATHS[case]])
        told = "new, read: " + (f"{found.reason}: {found.detail}" if isinstance(found, Rejection) else "article")
        assert not isinstance(found, Article) or "\0" not in found.title + found.body
    assert told.startswith(PAGES[case][1])


def test_hostile_pages_do_the_others_no_harm(hostile_night: Ran) -> None:
    came_in = sum(end.startswith("new") for _, end in PAGES.values())
    assert hostile_night.stats.new == 3 + len(PAGES) + came_in + 1  # what stands in the slow page's place
    assert not hostile_night.stats.fatal
    assert not hostile_night.stats.stopped
