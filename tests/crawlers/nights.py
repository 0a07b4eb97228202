"""A night after a night: what the tests of crawls have in common."""

from msgspec.structs import replace

from crawlers.job import CrawlJob
from records.source import Listing
from tests.crawlers.conftest import HOME, Portal, Ran, Reply, html, links

A1, A2, A3 = (f"/tin-tuc/bai-viet-so-{n}.html" for n in (1, 2, 3))
RSS = {"Content-Type": "application/rss+xml"}
SECTION = Listing(url=HOME + "tin-tuc/", section="Tin tức")


def with_etags(portal: Portal) -> None:
    for path, page in portal.pages.items():
        if isinstance(page, Reply):
            page.headers["ETag"] = f'"{hash((path, page.body))}"'


def second_night(run_crawl, job: CrawlJob, ran: Ran, *, due: tuple[str, ...] = ()) -> Ran:
    memory = ran.memory.next_night()
    memory.revisits = [HOME.rstrip("/") + path for path in due]
    return run_crawl(replace(job, run_id="run-2"), memory)


def pages_of(portal: Portal, count: int, *, per_page: int = 3) -> list[str]:
    """A section of `count` pages with a pager; the paths of its articles, newest first."""
    paths = [portal.article(f"/tin-tuc/trang-{n}.html") for n in range(count * per_page)]
    for n in range(1, count + 1):
        shown = paths[(n - 1) * per_page : n * per_page]
        pager = [f"/tin-tuc/page-{n + 1}/"] if n < count else []
        portal.pages["/tin-tuc/" if n == 1 else f"/tin-tuc/page-{n}/"] = links(*shown, *pager)
    portal.pages["/"] = html('<a href="/tin-tuc/">Tin tức</a>')
    return paths
