"""Letters are sent beside the pages: a mail server that hangs keeps nobody from reading, and only so many letters wait."""

import threading
from collections.abc import Iterator

import httpx
import pytest

from search.app import create_app
from search.tantivy.engine import TantivyEngine
from search.web.alerts import asking
from search.web.alerts.outbox import Outbox
from search.web.i18n import Code
from tests.search.web.alerts.test_alert_pages import Desk, form_of
from tests.search.web.browser import Browser
from tests.search.web.sample_archive import TODAY, SampleArchive
from tests.serving import PATIENCE, served


class Tarpit(Desk):
    """A desk whose mail server takes letters and says nothing, until a test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.over = threading.Semaphore(0), threading.Event()

    def ask(self, email: str, search: str, language: Code, frequency: object) -> None:
        self.begun.release()
        self.over.wait(PATIENCE)
        self.asked.append((email, search))


@pytest.fixture
def tarpit() -> Iterator[Tarpit]:
    desk = Tarpit()
    yield desk
    desk.over.set()


def test_a_mail_server_that_hangs_holds_up_letters_alone(
    world: tuple[TantivyEngine, SampleArchive], tarpit: Tarpit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "Outbox", lambda: Outbox(threads=1, waiting=4))
    app = create_app(world[0], archive=world[1], today=lambda: TODAY, subscriptions=tarpit, at_once=1)
    hidden, cookie = form_of(Browser(app), "/alerts/new?q=a")
    with served(app, lifespan="on") as base, httpx.Client(base_url=base, timeout=PATIENCE / 2) as client:
        codes = []
        for number in range(6):
            fields = hidden | {"email": f"{number}@a.vn", "frequency": "run"}
            codes.append(client.post("/alerts/new", data=fields, headers={"Cookie": cookie}).status_code)
            if number == 0:
                assert tarpit.begun.acquire(timeout=PATIENCE)  # that one hangs; from now on they wait
        assert codes == [200] * 5 + [429]
        assert client.get("/healthz").status_code == 200
        assert client.get("/?q=a").status_code == 200
        assert tarpit.asked == []
        tarpit.over.set()
        for _ in range(4):
            assert tarpit.begun.acquire(timeout=PATIENCE)
    assert [email for email, *_ in tarpit.asked][:4] == [f"{number}@a.vn" for number in range(4)]


def test_only_so_many_letters_wait_and_each_is_sent_in_its_turn() -> None:
    held, order = threading.Event(), list[int]()
    outbox = Outbox(threads=1, waiting=2)
    begun = threading.Event()

    def first() -> None:
        begun.set()
        held.wait(PATIENCE)
        order.append(0)

    taken = [outbox.take(first)]
    assert begun.wait(PATIENCE)
    done = threading.Event()
    taken += [outbox.take(lambda: order.append(1)), outbox.take(done.set), outbox.take(lambda: order.append(3))]
    assert taken == [True, True, True, False]
    held.set()
    assert done.wait(PATIENCE)
    assert order == [0, 1]


def test_what_fails_is_for_the_log_and_the_next_is_sent(caplog: pytest.LogCaptureFixture) -> None:
    outbox, done = Outbox(threads=1), threading.Event()

    def failing() -> None:
        raise RuntimeError("the ledger is gone")

    assert outbox.take(failing)
    assert outbox.take(done.set)
    assert done.wait(PATIENCE)
    assert "the ledger is gone" in caplog.text
