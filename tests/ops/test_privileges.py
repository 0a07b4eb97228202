"""All that the stack's programs ask of Elasticsearch, in a whole night and by every room of the page, is within the role of
the user as whom they ask: recorded by a proxy before a real node, and looked up in the table of privileges."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from tests.search.elasticsearch.privileges import beyond
from tests.serving import PATIENCE
from tests.smoke.recording_proxy import RecordingProxy, recording
from tests.smoke.small_portal import small_portal
from tests.topology.conftest import NightDesk

if TYPE_CHECKING:
    from search.elasticsearch.client import Access

pytestmark = pytest.mark.cluster
ROOMS = (
    "/", "/?q=hoi+nghi&year=2026", '/?q="hoi+nghi"&province=Gia+Lai&sort=newest', "/events", "/agreements", "/people", "/provinces",
    "/cooperation", "/analysis", "/coverage", "/feed.atom", "/events.ics", "/api/search?q=hoi",
    "/api/suggest?q=ho", "/api/count?by=province", "/export?format=csv&q=hoi",
)  # fmt: skip


@pytest.fixture(scope="module")
def proxies(node: "Access") -> Iterator[tuple[RecordingProxy, RecordingProxy]]:
    """Before the node, for the writer and for the reader."""
    with recording(node.url) as writer, recording(node.url) as reader:
        yield writer, reader


@pytest.fixture(scope="module")
def desk(
    proxies: tuple[RecordingProxy, RecordingProxy], node: "Access", tmp_path_factory: pytest.TempPathFactory
) -> NightDesk:
    """The desk at which a night was run, and whatever else an operator has the writer do."""
    writer, reader = proxies
    made = NightDesk(tmp_path_factory.mktemp("desk"), tmp_path_factory.mktemp("sources"), "")
    made.settings = {"KHOTIN_ENGINE": "elasticsearch", "ELASTICSEARCH_URL": writer.url}
    made.settings["KHOTIN_INDEX_PREFIX"] = f"{node.prefix}night-"
    with small_portal(3) as portal:
        made.source("mot", portal.base, "platform: nukeviet")
        made.khotin("run", "mot")
        portal.home(*[portal.article(number) for number in range(3, 5)])
        made.khotin("run", "mot")
    made.khotin("index", "--rebuild")
    made.khotin("index", "--rollback")
    for words in (("retention",), ("verify",), ("status",), ("search", "hội nghị"), ("count", "--by", "province")):
        made.khotin(*words)
    assert len(made.texts()) == 5
    made.settings["ELASTICSEARCH_URL"] = reader.url
    return made


def test_the_writers_role_suffices_for_a_night_and_all_upkeep(
    desk: NightDesk, proxies: tuple[RecordingProxy, RecordingProxy]
) -> None:
    prefix = desk.settings["KHOTIN_INDEX_PREFIX"]
    assert len(proxies[0].asked) > 10
    assert beyond("khotin_writer", prefix, proxies[0].asked) == []
    assert beyond("khotin_reader", prefix, proxies[0].asked), "the reader's role would allow what only the writer does"


def test_the_readers_role_suffices_for_every_room_of_the_page(
    desk: NightDesk, proxies: tuple[RecordingProxy, RecordingProxy]
) -> None:
    with desk.page() as base:
        for room in ROOMS:
            with urlopen(base + room, timeout=PATIENCE) as answer:
                assert answer.read(), room
    assert len(proxies[1].asked) > 3
    assert beyond("khotin_reader", desk.settings["KHOTIN_INDEX_PREFIX"], proxies[1].asked) == []
