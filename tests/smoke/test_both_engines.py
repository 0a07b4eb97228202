"""`make run ENGINE=elasticsearch` and the embedded engine show the same pages of the same night."""

import re

import pytest

from pipeline.engines import open_engine
from pipeline.reading_room import ReadingRoom
from pipeline.settings import Settings
from pipeline.workplace import Workplace
from search.app import create_app
from search.elasticsearch.client import Access
from tests.search.web.browser import Browser
from tests.smoke.desk import Desk

pytestmark = [pytest.mark.smoke, pytest.mark.cluster]

PAGES = (
    "/", "/?q=hop+tac+tp.hcm", "/?q=hội+nghị&sort=newest", "/?q=du+lịch&province=Gia+Lai", '/?q="chuyển+đổi+số"+-y+tế',
    "/?q=khu+công+nghiệp+đầu+tư+hạ+tầng+giao+thông&with_reprints=true", "/agreements", "/events?q=hội+nghị",
    "/?q=không+có+gì+như+vậy", "/?year=2024", "/events", "/events?partner=Hồ+Chí+Minh", "/feed.atom", "/events.ics",
)  # fmt: skip


@pytest.fixture(scope="module")
def clients(node: Access, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Browser]:
    """The search page of one home on each engine: the night ran on Elasticsearch, the embedded index was made after it."""
    desk = Desk(tmp_path_factory.mktemp("both"))
    prefix = f"{node.prefix}both-"
    cluster = {"KHOTIN_ENGINE": "elasticsearch", "ELASTICSEARCH_URL": node.url, "KHOTIN_INDEX_PREFIX": prefix}
    desk.khotin("samples", "try", "--once", within=200, **cluster)
    desk.khotin("index")
    made = {}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in desk.environment().items():
            patch.setenv(name, value)
        for engine in ("tantivy", "elasticsearch"):
            place = Workplace()
            settings = Settings(
                home=desk.home,
                engine=engine,
                elasticsearch_url=node.url,
                index_prefix=prefix,  # type: ignore[arg-type]
            )
            archive = ReadingRoom(place.ledger, settings.folders, place.registry.sources)
            made[engine] = Browser(create_app(open_engine(settings), archive=archive))
    return made


def shown(client: Browser, path: str) -> str:
    """A page, less what tells when it was made."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"<updated>[^<]*</updated>|DTSTAMP:\S+", "", answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_the_same_page(clients: dict[str, Browser], path: str) -> None:
    assert shown(clients["tantivy"], path) == shown(clients["elasticsearch"], path)


def test_the_pages_hold_something(clients: dict[str, Browser]) -> None:
    page = shown(clients["elasticsearch"], "/?q=hop+tac+tp.hcm")
    assert page.count("/articles/") > 3
    assert "<mark>" in page


def test_every_article_looks_the_same(clients: dict[str, Browser]) -> None:
    paths = set(re.findall(r'href="(/articles/[^"?#]+)', shown(clients["tantivy"], "/?q=hội+nghị")))
    assert paths
    for path in sorted(paths):
        assert shown(clients["tantivy"], path) == shown(clients["elasticsearch"], path)
